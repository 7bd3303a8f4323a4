"""The pages of formulas say what can be said, and every example of theirs is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from services.formula import Condition, Formula
from services.formula.calls import NAMES
from services.formula.reading import DEEPEST, MOST_GATHERED
from services.formula.syntax import LONGEST
from services.views.reckoned import MOST_RECORDS
from services.wall_file import derived, installed, load_texts
from tools.set_up import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = ("formulas.md", "formulas.vi.md")
BOTH = pytest.mark.parametrize("name", PAGES)


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def rows(text: str) -> Iterator[str]:
    """What stands in the first cell of each row of the tables."""
    for line in text.splitlines():
        if found := re.match(r"\| `(.+?)` \|", line):
            yield found[1]


@BOTH
def test_the_wall_file_of_the_page_is_right(name: str) -> None:
    (example,) = blocks(page(name), "yaml")
    loaded = load_texts({"w.yaml": example}, "w.yaml", installed())
    assert (loaded.faults, loaded.warnings) == ((), ())


@BOTH
def test_every_formula_and_condition_of_the_page_is_read(name: str) -> None:
    text = page(name)
    said = [*rows(text), *(line for block in blocks(text, "text") for line in block.splitlines())]
    formulas = [one for one in said if "(" in one and one.partition("(")[0] in {*NAMES, ""}]
    formulas = [one for one in formulas if not one.startswith("label(")]
    for formula in formulas:
        Formula(formula)
    for condition in {*said} - {*formulas} - {*blocks(text, "text")[0].splitlines()}:
        Condition(condition, "alerts")
    assert len(said) > len(formulas) > len(NAMES) / 2


@BOTH
def test_the_page_names_every_function_and_every_bound(name: str) -> None:
    text = page(name)
    for function in NAMES:
        assert re.search(rf"\b{function}\b", text), function
    for bound in (LONGEST, DEEPEST, MOST_GATHERED, MOST_RECORDS, derived.DEEPEST):
        assert str(bound) in text


def test_both_pages_have_the_same_examples() -> None:
    one, other = (page(name) for name in PAGES)
    assert [*rows(one)] == [*rows(other)]
    assert blocks(one, "yaml") == blocks(other, "yaml")
    assert blocks(one, "text") == blocks(other, "text")
