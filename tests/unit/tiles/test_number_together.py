"""Several figures of one tile: in one row, or in as many as make them large."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.freshness import State
from services.records import Observation
from tests.unit.tiles.world import Told, faults, painted, sheet_of, source
from ui.growing import grown
from widgets.drawing import Rect, Text
from widgets.tiles.number import TILE, NumberTile, NumberView

if TYPE_CHECKING:
    from widgets.drawing import Item

LANDSCAPE, UPRIGHT = (1880, 940), (1020, 1780)


def view(count: int) -> NumberView:
    ids = ("a", "b", "c", "d")
    told = Told()
    values = [Decimal(1700 + 3 * n) for n in range(len(ids))]
    told.be(
        "s",
        State.LIVE,
        [Observation(uid=id, indicator=id, value=v) for id, v in zip(ids, values, strict=True)],
    )
    indicators = {id: {"name": f"Chỉ số thứ {id}", "unit": "%", "source": "s"} for id in ids}
    knowledge = told.knowledge({"sources": {"s": source("s")}, "indicators": indicators})
    seen = TILE.look_up(NumberTile(number=ids), knowledge)
    return replace(seen, numbers=tuple(seen.numbers[n % len(ids)] for n in range(count)))


def put_up(count: int, size: tuple[int, int]) -> list[Item]:
    box = Rect(20, 100, *size)
    sheet = replace(sheet_of(), width=size[0] + 40.0, height=size[1] + 140.0)
    return [*grown(lambda larger: tuple(painted(TILE, view(count), box, larger)), box, sheet)]


def rows(items: list[Item]) -> list[int]:
    """How many figures stand in each, from the top."""
    tops = [round(one.rect.y) for one in items if isinstance(one, Text) and one.role == "value"]
    return [tops.count(top) for top in sorted(set(tops))]


@pytest.mark.parametrize(
    ("count", "size", "stand"),
    [
        (2, LANDSCAPE, [2]),
        (4, LANDSCAPE, [2, 2]),
        (9, LANDSCAPE, [3, 3, 3]),
        (2, UPRIGHT, [1, 1]),
        (4, UPRIGHT, [1, 1, 1, 1]),
        (4, (1880, 360), [4]),
    ],
)
def test_figures_stand_in_as_many_rows_as_make_them_large(
    count: int, size: tuple[int, int], stand: list[int]
) -> None:
    assert rows(put_up(count, size)) == stand


@pytest.mark.parametrize("size", [LANDSCAPE, UPRIGHT, (940, 940), (3800, 1000)])
@pytest.mark.parametrize("count", range(2, 10))
def test_all_of_them_are_told_and_none_is_over_another(count: int, size: tuple[int, int]) -> None:
    items = put_up(count, size)
    sheet = replace(sheet_of(), width=size[0] + 40.0, height=size[1] + 140.0)
    assert faults(items, Rect(20, 100, *size), sheet) == []
    assert sum(rows(items)) == count
    names = [one for one in items if isinstance(one, Text) and one.role == "label"]
    assert len(names) == count
    assert not any(one.text.endswith("…") for one in names)


@pytest.mark.parametrize("size", [LANDSCAPE, UPRIGHT])
@pytest.mark.parametrize("count", range(2, 10))
def test_figures_of_a_whole_screen_are_larger_than_their_names(
    count: int, size: tuple[int, int]
) -> None:
    runs = [one for one in put_up(count, size) if isinstance(one, Text)]
    figures = [one.runs[0].size for one in runs if one.role == "value"]
    names = [one.runs[0].size for one in runs if one.role == "label"]
    assert min(figures) > 1.5 * max(names)


@pytest.mark.parametrize("size", [(420, 420), (680, 600)])
def test_figures_that_would_run_into_each_other_in_a_row_stand_in_two(
    size: tuple[int, int],
) -> None:
    """In a tile among others."""
    box = Rect(0, 0, *size)
    items = painted(TILE, view(4), box, sheet_of())
    assert rows(items) == [2, 2]
    values = [one.rect for one in items if isinstance(one, Text) and one.role == "value"]
    assert not any(a.meets(b) for a in values for b in values if a is not b)


PERIODS = {"a": "2023", "b": "2023", "c": "10/2026", "d": None}
NAMES = {"vi": "Tỷ lệ hộ có cáp quang", "en": "Households on optical fibre"}
NAMES |= {"short": "Hộ có cáp quang", "short_en": "Homes on optical fibre"}


def dated() -> NumberView:
    """Figures of other times than the last one's."""
    told = Told()
    records = [
        Observation(uid=id, indicator=id, value=Decimal(1700), period=period)
        for id, period in PERIODS.items()
    ]
    told.be("s", State.LIVE, records)
    indicators = {id: {"name": NAMES, "unit": "hộ", "source": "s"} for id in PERIODS}
    knowledge = told.knowledge({"sources": {"s": source("s")}, "indicators": indicators})
    return TILE.look_up(NumberTile(number=tuple(PERIODS)), knowledge)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", range(500, 1900, 50))
@pytest.mark.parametrize("height", [200, 300, 420])
def test_a_figure_of_another_time_says_all_of_its_date(width: int, height: int, lang: str) -> None:
    box = Rect(20, 100, width, height)
    sheet = replace(sheet_of(lang=lang), width=width + 40.0, height=height + 140.0)
    items = painted(TILE, dated(), box, sheet)
    labels = [one.text for one in items if isinstance(one, Text) and one.role == "label"]
    assert len(labels) == len(PERIODS)
    dates = ("2023", "2023", "2026", "")
    assert all(label.endswith(date) for label, date in zip(labels, dates, strict=True)), labels
    words = {word for said in NAMES.values() for word in said.split()}
    begun = [label.split("…")[0].split()[-1:] for label in labels[:3] if "…" in label]
    assert {word for one in begun for word in one} <= words, labels


def test_a_name_is_begun_in_as_many_lines_as_there_are_before_its_date() -> None:
    items = painted(TILE, dated(), Rect(20, 100, 500, 480), sheet_of(540, 620))
    labels = [one.text for one in items if isinstance(one, Text) and one.role == "label"]
    assert labels[:3] == [
        "Hộ có cáp quang · 2023",
        "Hộ có cáp quang · 2023",
        "Hộ có cáp… · 10/2026",
    ]
