"""Tokens by OAuth 2 and by a login: asked for once, renewed once, told in words, never leaked."""

from __future__ import annotations

import json
import logging
import threading
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, override
from urllib.parse import parse_qs, unquote_plus

import pytest
from oauthlib.oauth2 import BackendApplicationServer, RequestValidator

from services.clock import HeldClock, SystemClock
from services.credentials import Login
from services.door import Answer, Request, SourceError
from services.http.granting import LONGEST, granted
from services.http.tokens import Tokens
from services.mask import Mask
from services.news import Reason
from tests.unit.http.platforms import Heard, Said

if TYPE_CHECKING:
    from services.http.source import SourceHttp

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
NAME, SECRET = "tường số 1", "bí mật: 100%+/="
KEPT = {"TEN": NAME, "MAT_KHAU": SECRET}


def told(reference: Any) -> str:
    return KEPT[reference.name] if reference.kind == "env" else str(reference.name)


def ask(source: SourceHttp, request: Request | None = None) -> Answer:
    with source.open() as door:
        return door.ask(request or Request())


def refusal(source: SourceHttp) -> SourceError:
    with pytest.raises(SourceError) as caught:
        ask(source)
    return caught.value


class Clients(RequestValidator):
    """One client, by Basic or in the body; what oauthlib asks of a platform's database."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: set[str] = set()

    @override
    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        scheme, _, pair = request.headers.get("Authorization", "").partition(" ")
        name, secret = request.client_id, request.client_secret
        if scheme == "Basic":
            name, secret = map(unquote_plus, b64decode(pair).decode().split(":"))
        request.client = type("Client", (), {"client_id": name})()
        return (name, secret) == (NAME, SECRET)

    @override
    def validate_grant_type(self, *args: Any, **kwargs: Any) -> bool:
        return True

    @override
    def get_default_scopes(self, *args: Any, **kwargs: Any) -> list[str]:
        return ["doc"]

    @override
    def validate_scopes(self, client_id: Any, scopes: Any, *args: Any, **kwargs: Any) -> bool:
        return set(scopes) <= {"doc", "ghi"}

    @override
    def save_bearer_token(self, token: Any, *args: Any, **kwargs: Any) -> None:
        self.tokens.add(token["access_token"])

    @override
    def validate_bearer_token(self, token: Any, *args: Any, **kwargs: Any) -> bool:
        return token in self.tokens


class Grantor:
    """oauthlib's server behind HTTP: /token grants, everything else is a resource."""

    def __init__(self, lasts: int = 3600) -> None:
        self.clients = Clients()
        self._server = BackendApplicationServer(self.clients, token_expires_in=lasts)

    def __call__(self, heard: Heard) -> Said:
        headers = {name.title(): value for name, value in heard.headers.items()}
        if heard.path == "/token":
            form = heard.body.decode()
            url = "https://cap-khoa.example/token"  # oauthlib wants TLS before it
            made = self._server.create_token_response(url, "POST", form, headers)
            return Said(made[1].encode(), made[2], {"Content-Type": "application/json"})
        url = f"https://so-lieu.example{heard.path}"
        known, _ = self._server.verify_request(url, "GET", None, headers, ["doc"])
        return Said(b'{"gia_tri": 1700}') if known else Said(b"", 401)


def oauth2(url: str, **more: str) -> dict[str, object]:
    return {
        "oauth2": {
            "token_url": f"{url}/token",
            "client_id": "${env:TEN}",
            "client_secret": "${env:MAT_KHAU}",
            **more,
        }
    }


def login(**more: Any) -> dict[str, object]:
    return {"login": {"url": "dang-nhap", "token": "khoa", **more}}


@pytest.mark.parametrize("style", ["basic", "post"])
def test_a_real_oauth_2_server_grants_a_token_that_is_used_until_it_expires(
    platform: Any, source: Any, style: str
) -> None:
    clock = HeldClock(NOW)
    system = platform(Grantor())
    known = source(system.port, told, clock, auth=oauth2(system.url, style=style, scope="doc"))
    for _ in range(3):
        assert ask(known).body == b'{"gia_tri": 1700}'
    assert [one.path for one in system.heard] == ["/token", "/", "/", "/"]
    clock.move(timedelta(seconds=3600 - 29))
    ask(known)
    assert [one.path for one in system.heard[4:]] == ["/token", "/"]


def test_a_token_that_the_source_forgot_is_asked_for_anew_once(platform: Any, source: Any) -> None:
    grantor = Grantor()
    system = platform(grantor)
    known = source(system.port, told, auth=oauth2(system.url))
    ask(known)
    grantor.clients.tokens.clear()
    assert ask(known).status == 200
    assert [one.path for one in system.heard] == ["/token", "/", "/", "/token", "/"]


def test_a_source_that_refuses_every_token_is_asked_twice_and_no_more(
    platform: Any, source: Any
) -> None:
    grants = 0

    def answer(heard: Heard) -> Said:
        nonlocal grants
        if heard.path != "/dang-nhap":
            return Said(b"", 401)
        grants += 1
        return Said(json.dumps({"khoa": f"k{grants}"}).encode())

    system = platform(answer)
    error = refusal(source(system.port, told, auth=login()))
    assert error.reason is Reason.UNAUTHORISED
    assert error.words.text == "Nguồn không nhận khóa hoặc mật khẩu (401)"
    assert [one.headers.get("authorization") for one in system.heard] == [
        None,
        "Bearer k1",
        None,
        "Bearer k2",
    ]


def test_a_key_that_is_no_token_is_not_tried_again(platform: Any, source: Any) -> None:
    system = platform(lambda _: Said(b"", 401))
    assert refusal(source(system.port, auth={"bearer": "abcd"})).reason is Reason.UNAUTHORISED
    assert len(system.heard) == 1


def test_a_wrong_client_secret_is_told_of_whoever_grants(platform: Any, source: Any) -> None:
    system = platform(Grantor())
    auth = oauth2(system.url, client_secret="sai mật khẩu")
    error = refusal(source(system.port, told, auth=auth))
    assert error.reason is Reason.UNAUTHORISED
    assert error.words.text == "Máy chủ cấp khóa không nhận tên hoặc mật khẩu ({status})"
    assert [one.path for one in system.heard] == ["/token"]


def test_an_unknown_scope_is_told_in_the_grantors_words(platform: Any, source: Any) -> None:
    system = platform(Grantor())
    error = refusal(source(system.port, told, auth=oauth2(system.url, scope="xoa")))
    assert error.reason is Reason.UNAUTHORISED
    assert dict(error.words.values)["why"] == "invalid_scope"


def test_credentials_stay_with_the_grantor_and_the_token_with_the_source(
    platform: Any, source: Any
) -> None:
    grantor = Grantor()
    granting, answering = platform(grantor), platform(grantor)
    ask(source(answering.port, told, auth=oauth2(granting.url)))
    (asked,), (answered,) = granting.heard, answering.heard
    (token,) = grantor.clients.tokens
    assert answered.headers["authorization"] == f"Bearer {token}"
    assert token not in f"{asked}"
    assert "Basic" in asked.headers["authorization"]
    assert SECRET not in f"{answered}"


def test_the_token_does_not_follow_a_redirect_to_another_origin(platform: Any, source: Any) -> None:
    stranger = platform(lambda _: Said())

    def answer(heard: Heard) -> Said:
        if heard.path == "/dang-nhap":
            return Said(b'{"khoa": "k1"}')
        return Said(b"", 307, {"Location": f"{stranger.url}/"})

    error = refusal(source(platform(answer).port, told, auth=login()))
    assert error.reason is Reason.REFUSED
    assert stranger.heard == []


def test_secrets_do_not_follow_a_redirect_of_the_grantor(platform: Any, source: Any) -> None:
    stranger = platform(lambda _: Said())
    granting = platform(lambda _: Said(b"", 307, {"Location": f"{stranger.url}/token"}))
    error = refusal(source(stranger.port, told, auth=oauth2(granting.url)))
    assert error.words.text.startswith("Máy chủ cấp khóa chuyển hướng")
    assert stranger.heard == []


def test_a_login_sends_what_the_wall_file_says_with_secrets_in_their_places(
    platform: Any, source: Any
) -> None:
    def answer(heard: Heard) -> Said:
        return Said(b'{"data": {"jwt": "k1"}}' if heard.path == "/api/dang-nhap?v=2" else b"[]")

    system = platform(answer)
    auth = login(
        url="dang-nhap?v=2",
        headers={"X-App": "app-${env:TEN}"},
        body={
            "user": "tuong",
            "pass": "${env:MAT_KHAU}",
            "sau": {"nho": [1, True, "a${env:TEN}b"]},
        },
        token="data.jwt",
        send={"header": "X-Token", "as": "JWT {token}"},
    )
    ask(source(f"{system.url}/api", lambda one: KEPT[one.name].encode().hex(), auth=auth))
    asked, used = system.heard
    name, secret = (KEPT[key].encode().hex() for key in ("TEN", "MAT_KHAU"))
    assert json.loads(asked.body) == {
        "user": "tuong",
        "pass": secret,
        "sau": {"nho": [1, True, f"a{name}b"]},
    }
    assert asked.headers["x-app"] == f"app-{name}"
    assert used.headers["x-token"] == "JWT k1"
    assert "authorization" not in used.headers


def test_a_login_may_be_a_form_or_basic_without_a_body(platform: Any, source: Any) -> None:
    system = platform(lambda _: Said(b'{"khoa": "k1"}'))
    ask(
        source(system.port, told, auth=login(encoding="form", body={"mat_khau": "${env:MAT_KHAU}"}))
    )
    ask(source(system.port, told, auth=login(basic={"user": "an", "password": "${env:MAT_KHAU}"})))
    form, _, basic, _ = system.heard
    assert parse_qs(form.body.decode()) == {"mat_khau": [SECRET]}
    pair = b64encode(f"an:{SECRET}".encode()).decode()
    assert basic.headers["authorization"] == f"Basic {pair}"


@pytest.mark.parametrize(
    ("until", "lasts"),
    [
        (3600, timedelta(hours=1)),
        ("3600", timedelta(hours=1)),
        (NOW.timestamp() + 60, timedelta(minutes=1)),
        (int(NOW.timestamp() * 1000) + 60_000, timedelta(minutes=1)),
        ("2026-11-24T14:01:00+07:00", timedelta(minutes=1)),
        ("2026-11-24T07:01:00Z", timedelta(minutes=1)),
    ],
)
def test_an_expiry_is_seconds_an_epoch_or_iso(until: object, lasts: timedelta) -> None:
    way = Login.model_validate({"url": "x", "token": "khoa", "expires": "han"})
    body = json.dumps({"khoa": "k1", "han": until}).encode()
    assert granted(way, body, NOW).lasts == lasts


@pytest.mark.parametrize(
    ("body", "reason", "words"),
    [
        (b"<html>Login</html>", Reason.MALFORMED, "HTML"),
        (b"", Reason.MALFORMED, "không phải JSON đúng"),
        (b'{"khoa"', Reason.MALFORMED, "không phải JSON đúng"),
        (b"{}", Reason.MALFORMED, "không trả khóa ở chỗ"),
        (b'{"khoa": null}', Reason.MALFORMED, "không trả khóa ở chỗ"),
        (b'{"khoa": 5}', Reason.MALFORMED, "không trả khóa ở chỗ"),
        (b'{"khoa": ""}', Reason.MALFORMED, "không trả khóa ở chỗ"),
        (b'{"error": "locked"}', Reason.REFUSED, "không trả khóa ở chỗ"),
        (b'{"khoa": "k 1", "han": 9}', Reason.MALFORMED, "ký tự không gửi được"),
        (b'{"khoa": "k\\n1", "han": 9}', Reason.MALFORMED, "ký tự không gửi được"),
        ('{"khoa": "khóa", "han": 9}'.encode(), Reason.MALFORMED, "ký tự không gửi được"),
        (b'{"khoa": "k", "han": null}', Reason.MALFORMED, "Không đọc được hạn"),
        (b'{"khoa": "k", "han": true}', Reason.MALFORMED, "Không đọc được hạn"),
        (b'{"khoa": "k", "han": "soon"}', Reason.MALFORMED, "Không đọc được hạn"),
        (b'{"khoa": "k", "han": "2026-11-24T08:00:00"}', Reason.MALFORMED, "Không đọc được hạn"),
        (b'{"khoa": "k", "han": 1e90}', Reason.MALFORMED, "Không đọc được hạn"),
        (b'{"khoa": "k", "han": -5}', Reason.MALFORMED, "đã hết hạn"),
        (b'{"khoa": "k", "han": "2026-11-24T06:00:00Z"}', Reason.MALFORMED, "đã hết hạn"),
        (b'{"khoa": "%s", "han": 9}' % (b"k" * LONGEST + b"k"), Reason.TOO_LARGE, "dài quá"),
    ],
)
def test_what_is_no_token_is_said(
    platform: Any, source: Any, body: bytes, reason: Reason, words: str
) -> None:
    system = platform(lambda heard: Said(body if heard.path == "/dang-nhap" else b"[]"))
    error = refusal(source(system.port, told, HeldClock(NOW), auth=login(expires="han")))
    assert error.reason is reason
    assert words in error.words.text
    assert "áy chủ cấp khóa" in error.words.text
    assert len(system.heard) == 1


@pytest.mark.parametrize(
    ("said", "reason", "words"),
    [
        (Said(b"", 500), Reason.REFUSED, "báo lỗi {status}"),
        (Said(b'{"message": "down"}', 500), Reason.REFUSED, "báo lỗi {status}: {why}"),
        (Said(b"", 404), Reason.REFUSED, "không có địa chỉ này"),
        (Said(b"", 401), Reason.UNAUTHORISED, "không nhận tên hoặc mật khẩu"),
        (Said(b"k" * 10_000_000), Reason.TOO_LARGE, "quá lớn"),
    ],
)
def test_a_grantor_that_fails_is_told_as_such(
    platform: Any, source: Any, said: Said, reason: Reason, words: str
) -> None:
    system = platform(lambda heard: said if heard.path == "/dang-nhap" else Said(b"[]"))
    error = refusal(source(system.port, told, auth=login()))
    assert error.reason is reason
    assert error.words.text.startswith("Máy chủ cấp khóa")
    assert words in error.words.text
    assert len(system.heard) == 1  # and it isn't taken for the source's own 401


def test_a_grantor_whose_port_is_closed_is_told_as_such(platform: Any, source: Any) -> None:
    gone = platform(lambda _: Said())
    system = platform(lambda _: Said(b"[]"))
    gone.close()
    error = refusal(source(system.port, told, auth=oauth2(gone.url)))
    assert error.reason is Reason.UNREACHABLE
    assert error.words.text == "Máy chủ cấp khóa: {why}"
    assert system.heard == []


def test_a_grantor_that_stalls_ends_with_the_asks_deadline(
    liars: Any, platform: Any, source: Any
) -> None:
    def stall(line: Any, stop: threading.Event) -> None:
        stop.wait()

    system = platform(lambda _: Said(b"[]"))
    auth = oauth2(f"http://127.0.0.1:{liars.start(stall)}")
    error = refusal(source(system.port, told, auth=auth, deadline="300 ms"))
    assert error.reason is Reason.DEADLINE
    assert error.words.text.startswith("Máy chủ cấp khóa")


def test_an_answer_and_its_token_share_one_byte_cap(platform: Any, source: Any) -> None:
    def answer(heard: Heard) -> Said:
        granting = heard.path == "/dang-nhap"
        return Said(b'{"khoa": "k1", "x": "%s"}' % (b"x" * 600) if granting else b"1" * 600)

    system = platform(answer)
    assert refusal(source(system.port, told, auth=login(), max_bytes=1024)).reason is (
        Reason.TOO_LARGE
    )


def test_two_asks_at_once_ask_for_one_token(platform: Any, source: Any) -> None:
    entered, leave = threading.Event(), threading.Event()

    def answer(_: Heard) -> Said:
        entered.set()
        leave.wait()
        return Said(b'{"khoa": "k1"}')

    system = platform(answer)
    doors = [source(system.port).open(), source(system.port).open()]
    way = Login.model_validate({"url": "dang-nhap", "token": "khoa"})
    tokens = Tokens(way, told, SystemClock(), lambda _: None)
    asks = [threading.Thread(target=tokens.proof, args=(door.exchange,)) for door in doors]
    asks[0].start()
    entered.wait()
    asks[1].start()
    leave.set()
    for one in asks:
        one.join()
    assert len(system.heard) == 1
    assert tokens.proof(doors[1].exchange).values == {"Authorization": "Bearer k1"}


def test_tokens_are_in_no_log_and_in_no_words(
    platform: Any, source: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mask = Mask()
    caplog.handler.addFilter(mask)

    def answer(heard: Heard) -> Said:
        if heard.path == "/dang-nhap":
            return Said(b'{"khoa": "khoa-cua-tuong"}')
        sent = heard.headers["authorization"]
        logging.getLogger("test").error("heard %s", sent)
        return Said(json.dumps({"error": f"bad token {sent}"}).encode(), 500)

    error = refusal(source(platform(answer).port, told, None, mask, auth=login()))
    assert dict(error.words.values)["why"] == "bad token Bearer •••"
    assert "khoa-cua-tuong" not in f"{error!r} {error} {error.words} {caplog.text}"
    assert "heard Bearer •••" in caplog.text


class Lender:
    """Whoever has tokens of its own."""


def test_years_of_tokens_do_not_fill_the_memory_of_the_mask() -> None:
    mask, one, other = Mask(), Lender(), Lender()
    mask.lend("khoa-lau-nay", other)
    for n in range(1000):
        mask.lend(f"khoa-so-{n}", one)
        mask.lend(f"khoa-so-{n}", one)
    assert mask.masked("khoa-so-0 khoa-so-999 khoa-so-994") == "khoa-so-0 ••• •••"
    assert mask.masked("khoa-lau-nay") == "•••"
    del other
    mask.lend("khoa-moi", one)
    assert mask.masked("khoa-lau-nay") == "khoa-lau-nay"


def test_what_a_grantor_repeats_of_a_secret_is_masked(platform: Any, source: Any) -> None:
    mask = Mask()
    mask.add(SECRET)
    system = platform(lambda _: Said(json.dumps({"message": f"no {SECRET}"}).encode(), 500))
    error = refusal(source(system.port, told, None, mask, auth=login()))
    assert dict(error.words.values)["why"] == "no •••"


def test_cookies_of_a_login_are_not_kept(platform: Any, source: Any) -> None:
    system = platform(lambda _: Said(b'{"khoa": "k1"}', 200, {"Set-Cookie": "phien=1"}))
    known = source(system.port, told, auth=login())
    ask(known)
    ask(known)
    assert all("cookie" not in one.headers for one in system.heard)
