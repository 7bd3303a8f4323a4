"""Secrets of every kind, sent by every way there is to systems that repeat all that they are told: none
of them stands in anything that the program writes or says.
"""

from __future__ import annotations

import base64
import html
import json
import signal
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self, override
from urllib.parse import quote, quote_plus, unquote_plus

import psutil
import pytest

from tests.wall.program import LONGEST, running

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from tests.wall.program import Home

CANARIES = {
    "env": "canary-env-3f9a7c21d4",
    "file": "canary+file/9a 3&\"<x>'é-77",
    "keyring": "canary-keyring-b81e77f0",
    "literal": "canary-literal-5d20c6aa",
    "password": "canary-password-c07f4e11",
    "param": "canary-param-19ac55e7d3",
    "url": "canary-url-77d1e0b29c",
    "header": "canary-header-8be2f4a6",
    "body": "canary-body-4417aa90ce",
    "client": "canary-client-60f3d9b2",
    "token": "canary-token-e9f1c5570a",
    "login": "canary-login-2b6d84f3",
    "granted": "canary-granted-a1c9e03d",
    "hmac": "canary-hmac-f5b7702c91",
}
WAYS = {
    "env": "auth: {bearer: '${env:CANARY_ENV}'}",
    "file": "auth: {basic: {user: tuong, password: '${file:canary-file}'}}",
    "keyring": "auth: {header: {name: X-Api-Key, value: '${keyring:canary}'}}",
    "literal": "auth: {bearer: %(literal)s}",
    "password": "auth: {basic: {user: tuong, password: '%(password)s'}}",
    "param": "params: {api_key: %(param)s}",
    "url": "",
    "header": "headers: {X-Access-Token: %(header)s}",
    "body": "method: POST\n    body: {password: %(body)s}",
    "client": (
        "auth: {oauth2: {token_url: '%(root)s/token', client_id: tuong, "
        "client_secret: '${env:CANARY_CLIENT}'}}"
    ),
    "login": (
        "auth:\n      login:\n        url: dang-nhap\n        token: khoa\n"
        "        body: {user: tuong, password: %(login)s}"
    ),
    "hmac": (
        "auth: {hmac: {secret: '${env:CANARY_HMAC}', parts: [method, path], "
        "headers: {X-Signature: '{signature}'}}}"
    ),
}
"""How a source is told each of them."""
SAYINGS = ("records", "error", "error200", "html", "redirect", "refused", "cut", "nothing")
"""How a system repeats what it is told."""

SOURCE = """\
  {id}:
    connector: http_json
    url: "{root}/{id}{query}"
    every: 1 s
    deadline: 1 s
    error: loi
    alerts: {{each: "canh_bao[]", uid: ma, title: ten, severity: muc}}
    {way}
"""
REST = """\
screens: [{name: trái, size: [1280, 720], pitch: 1 mm, seat: 3 m}]
scenes:
  một:
    trái:
      grid: [2, 2]
      tiles:
        - {systems: all, span: [1, 2]}
        - {severity: %(records)s, span: [1, 2]}
"""


class Repeating:
    """A system on loopback: what the path asks for is how it repeats all that it was sent."""

    def __init__(self) -> None:
        self.heard: dict[str, int] = {}
        self.told: set[str] = set()
        self.twice = threading.Event()
        system = self

        class Exchange(BaseHTTPRequestHandler):
            @override
            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                system.answer(self, body)

            do_POST = do_GET  # noqa: N815 - the library's own

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Exchange)
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.expected: set[str] = set()

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()

    def answer(self, exchange: BaseHTTPRequestHandler, body: bytes) -> None:
        sent = [exchange.path, *exchange.headers.values(), body.decode("utf-8", "replace")]
        sent += [decoded for text in sent if (decoded := _decoded(text))]
        sent += [unquote_plus(text) for text in sent]
        whole = " | ".join(sent)
        self.told |= {name for name, canary in CANARIES.items() if canary in whole}
        if exchange.path == "/token":
            return _send(exchange, 200, {"access_token": CANARIES["token"], "echo": whole})
        if exchange.path.endswith("/dang-nhap"):
            return _send(exchange, 200, {"khoa": CANARIES["granted"], "echo": whole})
        id = exchange.path.lstrip("/").partition("?")[0]
        self.heard[id] = self.heard.get(id, 0) + 1
        if self.expected and all(self.heard.get(one, 0) >= 2 for one in self.expected):
            self.twice.set()
        return _said(exchange, id.partition("-")[2], whole)


def _decoded(header: str) -> str | None:
    if not header.startswith("Basic "):
        return None
    return base64.b64decode(header.removeprefix("Basic ")).decode("utf-8", "replace")


def _said(exchange: BaseHTTPRequestHandler, how: str, whole: str) -> None:
    alert = {"ma": whole[:300], "ten": f"thấy {whole}", "muc": 3}
    # The first line of what is a header can be no more than latin-1.
    header = quote(whole)
    match how:
        case "records":
            _send(exchange, 200, {"canh_bao": [alert]}, ETag=f'"{header}"', Link=f"<{header}>")
        case "error":
            _send(exchange, 500, {"error": {"message": f"bad request: {whole}"}})
        case "error200":
            _send(exchange, 200, {"loi": f"bad request: {whole}"})
        case "html":
            page = f"<html><title>{html.escape(whole)}</title></html>"
            _send(exchange, 200, page, content="text/html")
        case "redirect":
            _send(exchange, 302, "", Location=f"http://{quote(whole, safe='')}@127.0.0.2/{header}")
        case "refused":
            _send(exchange, 401, {"message": whole}, WWW_Authenticate=header)
        case "cut":
            begin = whole.find("canary")
            filled = "x" * 175 + whole[begin : begin + 200]  # 200 are kept, so most of a canary
            _send(exchange, 500, {"message": f"bad {filled}"})
        case _:
            exchange.close_connection = True


def _send(
    exchange: BaseHTTPRequestHandler,
    status: int,
    said: object,
    content: str = "application/json",
    **headers: str,
) -> None:
    body = said if isinstance(said, str) else json.dumps(said, ensure_ascii=status != 200)
    exchange.send_response(status)
    for name, value in headers.items():
        exchange.send_header(name.replace("_", "-"), value)
    exchange.send_header("Content-Type", content)
    exchange.send_header("Content-Length", str(len(body.encode())))
    exchange.end_headers()
    exchange.wfile.write(body.encode())


@dataclass
class Spread:
    """Where canaries were found."""

    found: list[str] = field(default_factory=list)

    def look(self, where: str, content: bytes) -> None:
        for name, canary in CANARIES.items():
            for form in _forms(canary):
                if form in content:
                    at = content.index(form)
                    self.found.append(f"{name} in {where}: {content[max(at - 60, 0) : at + 60]!r}")
                    break

    def look_into(self, folder: Path) -> None:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.look(str(path.relative_to(folder)), path.read_bytes())


def _forms(canary: str) -> set[bytes]:
    """As it is and as others write it; and its first half, of what was cut off."""
    basic = base64.b64encode(f"tuong:{canary}".encode()).decode()
    half = canary[: len(canary) * 2 // 3]
    spelt = (canary, half, quote(canary), quote_plus(canary), json.dumps(canary)[1:-1])
    return {form.encode() for form in (*spelt, html.escape(canary), basic, basic[8:-4])}


@pytest.fixture
def wall(home: Home) -> Path:
    """Its own folder; nothing that the program writes lies there."""
    folder = home.path.parent / "vào"
    folder.mkdir()
    (folder / "canary-file").write_text(CANARIES["file"], encoding="utf-8")
    (folder / "canary-file").chmod(0o600)
    kept = {"langbiang/canary": CANARIES["keyring"]}
    (folder / "kept.json").write_text(json.dumps(kept), encoding="utf-8")
    return folder / "tuong.yaml"


def _written(wall: Path, system: Repeating) -> dict[str, str]:
    """The wall file; the environment in which it is opened."""
    ids = [f"{way}-{how}" for way in WAYS for how in SAYINGS]
    sources = "".join(
        SOURCE.format(
            id=id,
            root=system.root,
            way=WAYS[id.partition("-")[0]] % (CANARIES | {"root": system.root}),
            query=f"?token={CANARIES['url']}" if id.startswith("url-") else "",
        )
        for id in ids
    )
    records = json.dumps([id for id in ids if id.endswith("-records")])
    wall.write_text(f"wall: 1\nsources:\n{sources}{REST % {'records': records}}", encoding="utf-8")
    # Who signs says nothing of its secret, and the tokens' own way is told with the first token.
    system.expected = {id for id in ids if not id.endswith(("-refused", "-nothing"))}
    return {
        "CANARY_ENV": CANARIES["env"],
        "CANARY_CLIENT": CANARIES["client"],
        "CANARY_HMAC": CANARIES["hmac"],
        "PYTHON_KEYRING_BACKEND": "tests.fake_keyrings.FakeKeyring",
        "FAKE_KEYRING": str(wall.parent / "kept.json"),
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "vi_VN.UTF-8",
    }


def test_no_canary_leaves_the_program(home: Home, wall: Path) -> None:
    spread = Spread()
    with Repeating() as system:
        environment = _written(wall, system)
        cache = str(home.path / "cache")
        for arguments in (
            ("check", str(wall)),
            ("check", str(wall), "--connect", "-vv"),
            ("check", str(wall), "--connect", "--json"),
            ("snapshot", str(wall), "--out", str(home.path / "out"), "--cache", cache, "-vv"),
            ("secret", "test", "canary", "-vv"),
        ):
            ended = home.run(*arguments, **environment)
            assert ended.status in {0, 3}, ended
            spread.look(f"{arguments} stdout", ended.out.encode())
            spread.look(f"{arguments} stderr", ended.err.encode())
        system.heard.clear()
        system.twice.clear()
        with running(
            home, str(wall), "-v", "--cache", cache, "--lang", "en", **environment
        ) as going:
            going.wait_for("first picture")
            assert system.twice.wait(LONGEST), set(system.expected) - set(system.heard)
            process = psutil.Process(going.process.pid)
            for one in (process, *process.children(recursive=True)):
                spread.look("a command line", " ".join(one.cmdline()).encode())
            going.process.send_signal(signal.SIGTERM)
            assert going.ended() == 0
            spread.look("what run said", "".join(going.said).encode())
        at = home.run(
            "snapshot", str(wall), "--out", str(home.path / "at"), "--cache", cache,
            "--at", "2100-01-01T00:00", **environment,
        )  # fmt: skip
        spread.look("snapshot --at", (at.out + at.err).encode())
        assert at.status == 0, at
    spread.look_into(home.path)
    names = {path.name for path in home.path.rglob("*")}
    assert {"wall.json", "tuong.db", "tuong.acts.sqlite"} <= names
    assert (home.path / "at" / "wall.json").is_file()
    assert system.told == set(CANARIES) - {"hmac"}, "each was sent, or the search proves nothing"
    assert spread.found == []


@pytest.mark.parametrize("key", ["url", "proxy"])
def test_a_name_and_password_in_an_address_are_refused_and_not_repeated(
    home: Home, wall: Path, key: str
) -> None:
    canary = CANARIES["password"]
    address = {"url": "http://127.0.0.1:9/", "proxy": "http://127.0.0.1:9"}
    address[key] = address[key].replace("//", f"//tuong:{canary}@")
    wall.write_text(
        "wall: 1\nsources:\n  so:\n    connector: http_json\n"
        + "".join(f"    {name}: {value}\n" for name, value in address.items())
        + '    alerts: {each: "a[]", uid: b, title: c}\n',
        encoding="utf-8",
    )
    spread = Spread()
    for arguments in (("check", str(wall)), ("check", str(wall), "--json"), ("run", str(wall))):
        ended = home.run(*arguments, QT_QPA_PLATFORM="offscreen")
        assert ended.status == 1
        spread.look(str(arguments), (ended.out + ended.err).encode())
    spread.look_into(home.path)
    assert spread.found == []


def test_the_search_itself_finds_what_it_looks_for(tmp_path: Path) -> None:
    for n, form in enumerate(sorted(_forms(CANARIES["file"]))):
        (tmp_path / str(n)).write_bytes(b"x" + form + b"y")
    spread = Spread()
    spread.look_into(tmp_path)
    assert len(spread.found) == len(_forms(CANARIES["file"]))
