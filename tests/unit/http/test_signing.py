"""Signatures, verified by the other side with the standard library over the documented text."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from services.clock import HeldClock
from services.door import Request, SourceError
from services.http.signing import written
from services.news import Reason
from tests.unit.http.platforms import Heard, Said

if TYPE_CHECKING:
    from services.http.source import SourceHttp

AT = datetime(2026, 11, 24, 7, 0, 0, 123456, tzinfo=UTC)
SECRET = "bí mật của cặp khóa"
PARTS = ["method", "path", "query", "date", "nonce", "body_sha256"]
HEADERS = {
    "Authorization": "LGSP-HMAC {key}:{signature}",
    "X-Date": "{date}",
    "X-Nonce": "{nonce}",
}


def ask(source: SourceHttp, *requests: Request) -> None:
    with source.open() as door:
        for request in requests:
            door.ask(request)


def way(**more: Any) -> dict[str, object]:
    made = {"key": "H36.14", "secret": "x", "parts": PARTS, "headers": HEADERS}
    return {"hmac": {**made, **more}}


def verified(heard: Heard) -> bool:
    """As a platform does it: from what it received, and the secret that it gave out."""
    scheme, _, rest = heard.headers["authorization"].partition(" ")
    key, _, signature = rest.partition(":")
    url = urlsplit(heard.path)
    text = "\n".join(
        (
            heard.method,
            url.path,
            url.query,
            heard.headers["x-date"],
            heard.headers["x-nonce"],
            hashlib.sha256(heard.body).hexdigest(),
        )
    )
    right = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
    return (scheme, key) == ("LGSP-HMAC", "H36.14") and hmac.compare_digest(right, signature)


@pytest.mark.parametrize(
    "request_",
    [
        Request(),
        Request(path="văn bản/đến", params=(("tu ngay", "01/11/2026"), ("a", "é&="))),
        Request(path="x?b=2&a=1", params=(("c", "3"),)),
        Request(method="POST", body='{"tên": "Đà Lạt"}'.encode()),
    ],
)
def test_the_other_side_finds_the_signature_right(
    platform: Any, source: Any, request_: Request
) -> None:
    system = platform(lambda heard: Said() if verified(heard) else Said(b"", 401))
    ask(source(system.port, lambda _: SECRET, auth=way()), request_)
    assert len(system.heard) == 1


def test_the_clock_of_a_signature_is_the_doors_and_no_nonce_comes_twice(
    platform: Any, source: Any
) -> None:
    clock = HeldClock(AT)
    system = platform(lambda heard: Said() if verified(heard) else Said(b"", 401))
    known = source(system.port, lambda _: SECRET, clock, auth=way(date="compact"))
    ask(known, Request(), Request())
    clock.move(timedelta(minutes=1))
    ask(known, Request())
    assert [one.headers["x-date"] for one in system.heard] == [
        "20261124T070000Z",
        "20261124T070000Z",
        "20261124T070100Z",
    ]
    assert len({one.headers["x-nonce"] for one in system.heard}) == 3


def test_after_a_redirect_the_new_path_is_signed(platform: Any, source: Any) -> None:
    def answer(heard: Heard) -> Said:
        if not verified(heard):
            return Said(b"", 401)
        return Said(b"", 302, {"Location": "/moi?a=1"}) if heard.path == "/cu" else Said()

    system = platform(answer)
    ask(source(system.port, lambda _: SECRET, auth=way()), Request(path="cu"))
    assert [one.path for one in system.heard] == ["/cu", "/moi?a=1"]


def test_the_text_may_be_json_of_headers_as_the_document_axis_wants_it(
    platform: Any, source: Any
) -> None:
    system = platform(lambda _: Said())
    text = '{"systemid":"{key}","timestamp":"{date}"}'
    auth = way(
        parts=[text],
        date="epoch_ms",
        algorithm="sha512",
        encoding="base64",
        headers={
            "XroadVnpt-systemid": "{key}",
            "XroadVnpt-timestamp": "{date}",
            "Sign": "{signature}",
        },
    )
    ask(source(system.port, lambda _: SECRET, HeldClock(AT), auth=auth), Request())
    (heard,) = system.heard
    said = {
        "systemid": heard.headers["xroadvnpt-systemid"],
        "timestamp": heard.headers["xroadvnpt-timestamp"],
    }
    assert said == {"systemid": "H36.14", "timestamp": "1795503600123"}
    exact = json.dumps(said, separators=(",", ":")).encode()
    right = hmac.new(SECRET.encode(), exact, hashlib.sha512).digest()
    assert b64decode(heard.headers["sign"]) == right


@pytest.mark.parametrize(
    ("encoding", "secret"),
    [("hex", b"\x00\xffkh".hex()), ("base64", b64encode(b"\x00\xffkh").decode())],
)
def test_a_secret_may_be_given_out_in_hex_or_base64(
    platform: Any, source: Any, encoding: str, secret: str
) -> None:
    system = platform(lambda _: Said())
    auth = way(parts=["method"], headers={"X": "{signature}"}, secret_encoding=encoding)
    ask(source(system.port, lambda _: secret, auth=auth), Request())
    right = hmac.new(b"\x00\xffkh", b"GET", hashlib.sha256).hexdigest()
    assert system.heard[0].headers["x"] == right


@pytest.mark.parametrize("encoding", ["hex", "base64"])
def test_a_secret_that_is_not_written_so_is_said_without_it(source: Any, encoding: str) -> None:
    known = source(9, lambda _: "không phải", auth=way(secret_encoding=encoding))
    with pytest.raises(SourceError) as caught:
        ask(known, Request())
    assert caught.value.reason is Reason.UNAUTHORISED
    assert "không phải" not in str(caught.value.words.values)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("iso", "2026-11-24T07:00:00Z"),
        ("compact", "20261124T070000Z"),
        ("http", "Tue, 24 Nov 2026 07:00:00 GMT"),
        ("epoch", "1795503600"),
        ("epoch_ms", "1795503600123"),
    ],
)
def test_a_date_is_written_as_the_platform_reads_it(form: str, text: str) -> None:
    assert written(AT, form) == text


def test_a_query_can_be_signed_in_order_of_its_names(platform: Any, source: Any) -> None:
    system = platform(lambda _: Said())
    auth = way(parts=["sorted_query"], headers={"X": "{signature}"})
    ask(source(system.port, lambda _: SECRET, auth=auth), Request(path="?b=2&a=1&c=3"))
    right = hmac.new(SECRET.encode(), b"a=1&b=2&c=3", hashlib.sha256).hexdigest()
    assert system.heard[0].headers["x"] == right
