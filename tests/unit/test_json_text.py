from __future__ import annotations

from decimal import Decimal

import pytest

from services.door import SourceError
from services.json_text import read_json
from services.news import Reason


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000,
        b'{"a": 1',
        b"",
        b"  \n ",
        b"<html></html>",
        b"\xef\xbb\xbf\n <?xml version='1.0'?>",
        b"\xff\xfe{\x00}\x00",
        b'{"a": "\xc3("}',
        b"{} {}",
        b'"\\"' * 300_000,
        b"[1,]",
    ],
    ids=range(13),
)
def test_what_is_no_json_within_bounds_is_malformed(body: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read_json(body)
    assert caught.value.reason is Reason.MALFORMED


def test_brackets_inside_texts_are_no_depth() -> None:
    assert read_json(b'["' + b"[" * 1000 + b'\\"[["]') == ["[" * 1000 + '"[[']


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (b"1.50", Decimal("1.50")),
        (b"-0", 0),
        (b"12345678901234567890", 12345678901234567890),
        (b"1e3", Decimal("1e3")),
        (b"NaN", "NaN"),
        (b"1e90000000", "1e90000000"),
        (b"9" * 1_000_000, "9" * 12 + "…"),
        (b"0." + b"0" * 1_000_000, "0.0000000000…"),
    ],
    ids=range(8),
)
def test_a_number_is_exact_or_only_its_text(written: bytes, value: object) -> None:
    read = read_json(written)
    assert (type(read), str(read)) == (type(value), str(value))


def test_lone_surrogates_become_the_replacement_character() -> None:
    body = rb'{"a\udc00": ["\ud800", "\ud83d\ude00"]}'
    assert read_json(body) == {"a�": ["�", "\N{GRINNING FACE}"]}


def test_a_byte_order_mark_is_passed_over_and_the_last_of_equal_keys_wins() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1, "a": 2}') == {"a": 2}
