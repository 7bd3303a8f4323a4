"""What an unknown name was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.wall_file.faults import nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.wall_file import Loaded

KNOWN = ("name", "unit", "source", "where", "every", "title", "soc", "trái-trên", "diem")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("evry", "every"),
        ("titel", "title"),
        ("tilte", "title"),
        ("sco", "soc"),
        ("TRÁI-TRÊN", "trái-trên"),
        ("trai-tren", "trái-trên"),
        ("điểm", "diem"),
    ],
)
def test_a_slip_of_the_finger_finds_the_name_that_was_meant(written: str, meant: str) -> None:
    assert nearest(written, KNOWN) == meant


@pytest.mark.parametrize("written", ["limit", "time", "user", "query", "colour", "x", ""])
def test_what_is_only_faintly_alike_is_not_guessed(written: str) -> None:
    assert nearest(written, KNOWN) is None


def test_where_nothing_is_near_the_keys_that_fit_are_listed(
    read: Callable[..., Loaded], lines: Callable[[Loaded], list[str]]
) -> None:
    (said,) = lines(read("grid: [3, 2]", "grid: [3, 2]\n      colour: red"))
    assert said == "tuong.yaml:24:7: không có khóa “colour”: dùng một trong các khóa: title"
    (said,) = lines(read("better: up", "colour: red"))
    assert "dùng một trong các khóa: bands, better, cadence, decimals, " in said
