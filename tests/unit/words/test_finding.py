from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.words import Sought, best, fold

NAMES = ["Nhiệm vụ được giao", "Máy nhiễm mã độc", "Đà Lạt", "Giao diện sáng", "Vụ việc đã giao"]
FOLDED = [fold(name) for name in NAMES]


def found(typed: str, recent: tuple[int, ...] = (), most: int = 10) -> list[str]:
    return [NAMES[place] for place in best(Sought.typed(typed), FOLDED, recent, most)]


def test_marks_and_case_are_not_asked_for() -> None:
    assert found("da lat") == ["Đà Lạt"]
    assert found("ĐÀ LẠT") == ["Đà Lạt"]


def test_words_are_found_in_any_order() -> None:
    assert found("giao vu") == ["Nhiệm vụ được giao", "Vụ việc đã giao"]


def test_beginnings_come_before_what_stands_within() -> None:
    assert found("giao")[0] == "Giao diện sáng"
    assert found("nhiem") == ["Nhiệm vụ được giao", "Máy nhiễm mã độc"]


def test_what_was_chosen_lately_comes_first_among_equals() -> None:
    assert found("", recent=(4, 2))[:2] == ["Vụ việc đã giao", "Đà Lạt"]
    assert found("giao vu", recent=(4,))[0] == "Vụ việc đã giao"
    assert found("giao", recent=(4,))[0] == "Giao diện sáng", "a better fit stays before it"


def test_no_more_are_given_than_are_asked_for() -> None:
    assert len(best(Sought.typed("a"), FOLDED * 2000, (), 50)) == 50


@pytest.mark.parametrize(
    "typed", [" ", "\t\n", "\u0301", "a" * 500, "(.*)+$", "\ud800", "x y " * 20]
)
def test_whatever_is_typed_is_only_looked_for(typed: str) -> None:
    assert isinstance(found(typed), list)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_text_is_found_by_itself_and_by_its_parts(one: str, other: str) -> None:
    text = fold(f"{one} {other}")
    for typed in (one, other, f"{other} {one}"):
        assert Sought.typed(typed).rank(text) is not None
