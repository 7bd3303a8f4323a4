"""What a door does with honest systems: statuses, redirects, conditions, credentials, trust."""

from __future__ import annotations

import logging
import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from services.door import Answer, Request, SourceError
from services.http.address import address
from services.http.translation import of_status, retry_after
from services.news import Reason
from services.phrase import Phrase

if TYPE_CHECKING:
    import socket
    import threading
    from pathlib import Path

    from services.http.source import SourceHttp

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SECRET = "s3cr3t-khong-ai-biet"


def ask(source: SourceHttp, request: Request | None = None) -> Answer:
    with source.open() as door:
        return door.ask(request or Request())


def refusal(source: SourceHttp, request: Request | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        ask(source, request)
    return caught.value


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("401 Unauthorized", Reason.UNAUTHORISED),
        ("403 Forbidden", Reason.UNAUTHORISED),
        ("404 Not Found", Reason.REFUSED),
        ("429 Too Many Requests", Reason.REFUSED),
        ("500 Internal Server Error", Reason.REFUSED),
        ("503 Service Unavailable", Reason.REFUSED),
        ("304 Not Modified", Reason.REFUSED),
        ("302 Found", Reason.REFUSED),
    ],
)
def test_a_status_has_its_reason(
    liars: Any, source: Any, says: Any, reply: Any, status: str, reason: Reason
) -> None:
    error = refusal(source(liars.start(says(reply(status, b"")))))
    assert error.reason is reason
    assert error.status == int(status[:3])


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_what_a_busy_system_asks_us_to_wait_is_handed_on(
    liars: Any, source: Any, says: Any, reply: Any, status: str
) -> None:
    error = refusal(source(liars.start(says(reply(status, Retry_After="17")))))
    assert error.retry_after == timedelta(seconds=17)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Tue, 24 Nov 2026 07:00:30 GMT", timedelta(seconds=30)),
        ("Tue, 24 Nov 2026 06:00:00 GMT", timedelta()),
        ("999999999", timedelta(days=1)),
        ("Fri, 31 Dec 9999 23:59:59 -2359", timedelta(days=1)),
        ("Mon, 01 Jan 0001 00:00:00 +2359", timedelta()),
        ("Tue, 24 Nov 2026 07:00:30 +99999999999999", None),
        ("Tue, 24 Nov 99999999999999999999 07:00:30 GMT", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        (None, None),
    ],
)
def test_a_wait_is_seconds_or_a_date(value: str | None, wait: timedelta | None) -> None:
    assert retry_after(value, NOW) == wait


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"status":"error","error":"parse error"}', "parse error"),
        (b'{"error": {"__type": "x", "message": "Not found"}}', "Not found"),
        (b'{"errors": [{"message": "no field"}]}', "no field"),
        (b'{"message": "sai\\u202e ngay\\u0000"}', "sai ngay"),
        (b'"bad matcher format"', "bad matcher format"),
    ],
)
def test_the_systems_own_words_are_quoted(body: bytes, why: str) -> None:
    assert dict(of_status(500, {}, body, NOW).words.values)["why"] == why


@pytest.mark.parametrize("body", [b"<h1>Oops</h1>", b"", b"[]", b"7", b'{"error": 5}', b'"' * 9])
def test_a_refusal_without_words_is_only_a_number(body: bytes) -> None:
    assert of_status(500, {}, body, NOW).words == Phrase(
        "Nguồn báo lỗi {status}", (("status", 500),)
    )


def test_the_words_of_a_refusal_are_bounded() -> None:
    words = of_status(400, {}, b'"' + b"x" * 10_000 + b'"', NOW).words
    assert len(str(dict(words.values)["why"])) <= 200


def test_a_redirect_within_the_origin_is_followed(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    asked: list[bytes] = []
    script = says(
        reply("302 Found", b"", Location="../moi/so?x=1#y"), reply(body=b"[1]"), asked=asked
    )
    port = liars.start(script)
    answer = ask(source(f"http://127.0.0.1:{port}/cu/so"))
    assert answer.body == b"[1]"
    assert answer.url == f"http://127.0.0.1:{port}/moi/so?x=1"
    assert asked[1].startswith(b"GET /moi/so?x=1 ")


def test_a_redirect_to_another_host_is_not_followed_with_credentials_or_without(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    stolen: list[bytes] = []
    other = liars.start(says(reply(), asked=stolen))
    port = liars.start(says(reply("307 T", b"", Location=f"http://127.0.0.1:{other}/")))
    error = refusal(source(port, auth={"bearer": SECRET}))
    assert error.reason is Reason.REFUSED
    assert stolen == []


def test_a_redirect_to_what_is_no_address_is_said(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    port = liars.start(says(reply("302 Found", b"", Location="http://[oops")))
    error = refusal(source(port))
    assert error.reason is Reason.MALFORMED
    assert error.words.text == "Nguồn chỉ sang một địa chỉ viết sai: “{address}”"


def test_a_circle_of_redirects_ends(liars: Any, source: Any, says: Any, reply: Any) -> None:
    asked: list[bytes] = []
    port = liars.start(says(reply("302 Found", b"", Location="/"), asked=asked))
    assert refusal(source(port)).reason is Reason.REFUSED
    assert len(asked) == 4


def test_a_post_keeps_its_method_only_where_the_redirect_says_so(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    for status, method in (("307 T", b"POST"), ("303 See Other", b"GET")):
        asked: list[bytes] = []
        port = liars.start(says(reply(status, b"", Location="/b"), reply(), asked=asked))
        ask(source(port), Request(method="POST", body=b""))
        assert asked[1].startswith(method)


def test_a_path_of_another_origin_is_not_asked(source: Any) -> None:
    error = refusal(source("http://127.0.0.1:9/"), Request(path="http://127.0.0.1:10/x"))
    assert error.reason is Reason.REFUSED


@pytest.mark.parametrize(
    ("base", "request_", "url"),
    [
        ("http://h:9/prom", Request(path="api/v1/query"), "http://h:9/prom/api/v1/query"),
        ("http://h:9/prom/", Request(path="/api"), "http://h:9/prom/api"),
        ("http://h/a?k=1", Request(params=(("q", "a b&c"),)), "http://h/a?k=1&q=a+b%26c"),
        ("http://h/a?k=1", Request(path="b?c=2"), "http://h/a/b?k=1&c=2"),
        ("https://h/a", Request(path="https://H:443/z?p=2"), "https://H:443/z?p=2"),
    ],
)
def test_a_path_is_joined_to_the_sources_address(base: str, request_: Request, url: str) -> None:
    assert address(base, request_) == url


def test_a_password_in_the_address_is_refused_and_not_repeated(source: Any) -> None:
    error = refusal(source(f"http://user:{SECRET}@127.0.0.1:9/"))
    assert error.reason is Reason.REFUSED
    assert SECRET not in f"{error!r} {error} {error.words}"


def test_an_unchanged_answer_is_one_only_to_who_asked_for_it(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    asked: list[bytes] = []
    known = source(liars.start(says(reply("304 Not Modified", b""), asked=asked)))
    assert ask(known, Request(headers=(("If-None-Match", '"v1"'),))).unchanged
    assert b'If-None-Match: "v1"' in asked[0]
    assert refusal(known).reason is Reason.REFUSED


@pytest.mark.parametrize(
    ("auth", "header"),
    [
        ({"bearer": SECRET}, f"Authorization: Bearer {SECRET}"),
        ({"basic": {"user": "an", "password": "binh"}}, "Authorization: Basic YW46YmluaA=="),
        ({"header": {"name": "X-Api-Key", "value": SECRET}}, f"X-Api-Key: {SECRET}"),
    ],
)
def test_credentials_go_with_the_request(
    liars: Any, source: Any, says: Any, reply: Any, auth: dict[str, object], header: str
) -> None:
    asked: list[bytes] = []
    ask(source(liars.start(says(reply(), asked=asked)), auth=auth))
    assert header.encode() in asked[0]


def test_a_secret_is_looked_up_when_it_is_needed_and_its_absence_is_said(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    kept = {"BAO_CAO": "một"}
    asked: list[bytes] = []
    port = liars.start(says(reply(), asked=asked))
    known = source(
        port, lambda secret: kept[secret.name].encode().hex(), auth={"bearer": "${env:BAO_CAO}"}
    )
    ask(known)
    kept["BAO_CAO"] = "hai"
    ask(known)
    del kept["BAO_CAO"]
    assert refusal(known).reason is Reason.UNAUTHORISED
    assert b"hai".hex().encode() in asked[1]
    assert len(asked) == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0\r\n",
        b"HTTP/1.1 401 No\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{",
        b"",
    ],
)
def test_no_secret_is_in_what_is_said_of_a_failure(
    liars: Any,
    source: Any,
    says: Any,
    caplog: pytest.LogCaptureFixture,
    answer: bytes,
) -> None:
    caplog.set_level(logging.DEBUG)
    error = refusal(source(liars.start(says(answer)), auth={"bearer": SECRET}, deadline="300 ms"))
    logging.getLogger("test").error("outage", exc_info=error)
    assert SECRET not in f"{error!r} {error} {error.words} {error.__cause__!r} {caplog.text}"


def test_a_secret_that_no_header_can_carry_is_not_quoted(source: Any) -> None:
    error = refusal(source("http://127.0.0.1:9/", auth={"bearer": f"{SECRET}\r\nX: y"}))
    assert error.reason is Reason.UNAUTHORISED
    assert SECRET not in f"{error!r} {error} {error.words} {error.__cause__!r}"


def test_the_environment_has_no_say(
    liars: Any,
    source: Any,
    says: Any,
    reply: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login x password {SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    asked: list[bytes] = []
    ask(source(liars.start(says(reply(), asked=asked))))
    assert b"Authorization" not in asked[0]


def test_a_proxy_is_used_where_the_wall_file_names_one(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    asked: list[bytes] = []
    proxy = liars.start(says(reply(body=b"[2]"), asked=asked))
    answer = ask(source("http://so-lieu.invalid/a", proxy=f"http://127.0.0.1:{proxy}"))
    assert answer.body == b"[2]"
    assert asked[0].startswith(b"GET http://so-lieu.invalid/a ")


def test_cookies_are_not_kept(liars: Any, source: Any, says: Any, reply: Any) -> None:
    asked: list[bytes] = []
    known = source(liars.start(says(reply(Set_Cookie="a=b"), asked=asked)))
    ask(known)
    ask(known)
    assert b"Cookie" not in asked[1]


def test_a_line_is_used_again_and_its_quiet_end_is_no_outage(
    liars: Any, source: Any, reply: Any
) -> None:
    lines = 0

    def script(line: socket.socket, stop: threading.Event) -> None:
        nonlocal lines
        lines += 1
        for _ in range(2):
            if not line.recv(65536):
                return
            line.sendall(reply())
        line.recv(65536)

    known = source(liars.start(script))
    with known.open() as door:
        for _ in range(3):
            assert door.ask(Request()).body == b"{}"
    assert lines == 2


def trusted(names: list[str], folder: Path, **options: Any) -> ssl.SSLContext:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "goc.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **options).configure_cert(context)
    return context


def test_a_private_authority_is_trusted_where_the_wall_file_names_it(
    liars: Any, source: Any, says: Any, reply: Any, tmp_path: Path
) -> None:
    port = liars.start(says(reply(body=b"[3]")), trusted(["127.0.0.1"], tmp_path))
    url = f"https://127.0.0.1:{port}"
    assert ask(source(url, ca="goc.pem")).body == b"[3]"
    assert refusal(source(url)).reason is Reason.CERTIFICATE
    assert refusal(source(url, ca="khong-co.pem")).reason is Reason.CERTIFICATE


@pytest.mark.parametrize(
    ("names", "options", "word"),
    [
        (["khac.example"], {}, "tên khác"),
        (["127.0.0.1"], {"not_after": datetime(2001, 1, 1, tzinfo=UTC)}, "hết hạn"),
    ],
)
def test_a_certificate_of_another_name_or_time_is_said(
    liars: Any,
    source: Any,
    says: Any,
    reply: Any,
    tmp_path: Path,
    names: list[str],
    options: dict[str, object],
    word: str,
) -> None:
    port = liars.start(says(reply()), trusted(names, tmp_path, **options))
    error = refusal(source(f"https://127.0.0.1:{port}", ca="goc.pem"))
    assert error.reason is Reason.CERTIFICATE
    assert word in error.words.text


def test_a_machine_that_is_not_found_is_named(source: Any) -> None:
    """A label of more than 63 letters is a name that no server of names is asked for."""
    found = refusal(source(f"http://{'a' * 64}.example.vn/"))
    assert found.reason is Reason.NO_SUCH_NAME
    assert found.words.text == "Không tìm thấy máy nào tên “{host}”"
    assert dict(found.words.values)["host"] == f"{'a' * 64}.example.vn"
