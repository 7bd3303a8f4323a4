"""What the national document axis wants signed: the headers that carry a call's parameters."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime

import requests

from services.http.xroad import XRoadSignature, written

AT = datetime(2026, 11, 24, 7, 0, 5, 123000, tzinfo=UTC)


def signed() -> requests.PreparedRequest:
    headers = {"XroadVnpt-messagetype": "edoc", "Accept": "*/*"}
    proof = XRoadSignature(system="H36", secret=b"khoa", at=AT)
    return requests.Request("POST", "http://x/a", headers=headers, auth=proof).prepare()


def test_the_time_has_its_day_first_and_is_that_of_the_country() -> None:
    assert written(AT) == "24112026T140005+0123"


def test_the_exact_text_that_is_sent_is_signed() -> None:
    headers = signed().headers
    text = headers["XroadVnpt-sign-header"]
    digest = hmac.new(b"khoa", text.encode(), hashlib.sha256).hexdigest()
    assert headers["XroadVnpt-hash-header"] == digest
    said = json.loads(text)
    assert said == {
        "XroadVnpt-messagetype": "edoc",
        "XroadVnpt-timestamp": "24112026T140005+0123",
        "XroadVnpt-systemid": "H36",
    }
    assert all(headers[name] == value for name, value in said.items())
    assert headers["XroadVnpt-sign-header-key"] == "messagetype;timestamp;systemid"


def test_the_secret_is_nowhere_in_it() -> None:
    assert all("khoa" not in value for value in signed().headers.values())
    assert "khoa" not in repr(XRoadSignature(system="H36", secret=b"khoa", at=AT))
