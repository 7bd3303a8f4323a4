from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.plain import number, plain

INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sở Thông tin\tvà\r\nTruyền thông", "Sở Thông tin và Truyền thông"),
        ("gnp.\u202eexe\u202c", "gnp.exe"),
        ("\u2066a\u2069\u200b\ufeff\x00\x1b[31m", "a[31m"),
        (unicodedata.normalize("NFD", "Lâm Đồng"), "Lâm Đồng"),
        ("a" + "\u0301" * 40, "á\u0301\u0301\u0301"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("x" * 501, "x" * 499 + "…"),
    ],
)
def test_a_text_is_one_plain_line(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(st.characters(codec=None)))
def test_no_text_carries_control_direction_or_surrogates(text: str) -> None:
    shown = plain(text, 40)
    assert len(shown) <= 40
    assert shown == unicodedata.normalize("NFC", shown)
    shown.encode("utf-8")
    assert not any(
        unicodedata.bidirectional(letter)
        in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}
        for letter in shown
    )
    assert not any(unicodedata.category(letter) == "Cc" for letter in shown)


@pytest.mark.parametrize(
    "text",
    ["", "x", "1,5", "1_000", "٣", "NaN", "Infinity", "0x10", "--1", "1e999", "1" * 51, "1e-400"],
)
def test_what_can_not_be_shown_as_a_number_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize("text", ["93.50", "-0.1", "+7", ".5", "5.", "1e300", " 2 "])
def test_a_number_keeps_its_digits(text: str) -> None:
    assert number(text) == Decimal(text.strip())


@given(st.text("0123456789.eE+-", max_size=60))
def test_every_number_can_be_written_out(text: str) -> None:
    value = number(text)
    assert value is None or len(format(value, "f")) < 1000
