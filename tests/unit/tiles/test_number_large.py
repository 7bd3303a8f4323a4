"""A single figure in a tile that is far larger than it needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import State
from services.records import Level, Observation, Sample
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Curve, Rect, Text
from widgets.tiles.number import TILE, NumberTile

if TYPE_CHECKING:
    from widgets.drawing import Item

PLAIN = Observation(uid="a", indicator="a", value=Decimal(84))
HELD = replace(
    PLAIN,
    value=Decimal(202_794),
    period="2023-11",
    previous=Decimal(197_937),
    same_period=Decimal(157_060),
    plan=Decimal(230_000),
    cumulative=Decimal(1_400_000),
)
SIZES = [(922, 443), (922, 880), (1880, 440), (1880, 900), (600, 900), (1240, 700), *ODD]


def known(record: Observation, state: State = State.LIVE, **more: Any) -> Any:
    told = Told()
    told.be("s", state, [record])
    indicator = {"name": "Chỉ số", "unit": "tài khoản", "source": "s", "better": "up", **more}
    return told.knowledge({"sources": {"s": source("s")}, "indicators": {"a": indicator}})


def tile(record: Observation, box: Rect, **more: Any) -> list[Item]:
    return drawn(TILE, NumberTile(number=("a",)), known(record, **more), box, sheet_of())


def middle(items: list[Item], box: Rect) -> float:
    """Of the figure, as a share of the tile's height."""
    [figure] = [one for one in items if isinstance(one, Text) and one.role == "value"]
    return (figure.rect.y + figure.rect.h / 2 - box.y) / box.h


@pytest.mark.parametrize("size", [(922, 443), (922, 880), (1880, 900), (600, 900)])
def test_a_figure_alone_stands_in_the_middle_and_not_under_its_title(size: tuple[int, int]) -> None:
    box = Rect(0, 0, *size)
    assert 0.4 < middle(tile(PLAIN, box), box) < 0.6


def test_figures_of_neighbouring_tiles_stand_on_one_line_whatever_is_under_them() -> None:
    box = Rect(0, 0, 922, 880)
    noted = replace(PLAIN, delta=Decimal(70), ratio=Decimal(104), base="2022")
    assert middle(tile(PLAIN, box), box) == pytest.approx(middle(tile(noted, box), box), abs=0.02)


@pytest.mark.parametrize("size", [(922, 880), (1880, 440)])
def test_what_it_is_held_against_stands_in_rows_where_there_is_room(size: tuple[int, int]) -> None:
    items = tile(HELD, Rect(0, 0, *size))
    rows = {"Kế hoạch", "Kỳ trước", "Cùng kỳ", "Lũy kế"}
    assert rows <= set(said(items, "cell"))
    assert said(items, "value")[1:] == ["230.000", "1.400.000", "197.937", "157.060"]
    assert {"tăng 4.857", "tăng 45.734"} <= set(said(items, "cell"))
    amounts = [one.rect.right for one in items if isinstance(one, Text) and one.role == "value"]
    assert max(amounts[1:]) - min(amounts[1:]) < 1, "amounts end on one line"


def test_where_there_is_less_the_same_is_said_in_sentences() -> None:
    items = tile(HELD, Rect(0, 0, 922, 443))
    assert "kỳ trước 197.937 (tăng 4.857)" in said(items, "context")
    assert "Kỳ trước" not in said(items)


def test_one_comparison_alone_makes_no_table() -> None:
    items = tile(replace(PLAIN, previous=Decimal(80)), Rect(0, 0, 922, 880))
    assert "kỳ trước 80 (tăng 4)" in said(items)


def test_beside_the_rows_stands_what_is_no_comparison() -> None:
    items = tile(replace(HELD, level=Level.PRELIMINARY), Rect(0, 0, 1880, 440))
    assert "số sơ bộ" in said(items)
    assert "Kế hoạch" in said(items)


def test_a_course_takes_the_room_that_its_figure_leaves() -> None:
    told = Told()
    told.be("s", State.LIVE, [PLAIN])
    told.series = tuple(
        Sample(uid="a", indicator="a", value=Decimal(80 + n % 5), at=AT - timedelta(hours=n))
        for n in range(14, 0, -1)
    )
    wall = {
        "sources": {"s": source("s")},
        "indicators": {"a": {"name": "A", "unit": "lượt", "source": "s"}},
    }
    asked = NumberTile(number=("a",), trend=timedelta(hours=14))
    box = Rect(0, 0, 1240, 700)
    items = drawn(TILE, asked, told.knowledge(wall), box, sheet_of())
    [curve] = [one for one in items if isinstance(one, Curve)]
    [figure] = [one for one in items if isinstance(one, Text) and one.role == "value"]
    highest = min(y for stretch in curve.stretches for _, y in stretch)
    assert highest - figure.rect.bottom < box.h * 0.2
    assert faults(items, box, sheet_of()) == []


def test_digits_for_which_there_is_no_room_are_said_in_words_and_never_cut() -> None:
    record = replace(PLAIN, value=Decimal(123_456_789_012_345))
    box = Rect(0, 0, 450, 443)
    items = tile(record, box)
    assert said(items, "value") == ["123,46 nghìn tỷ"]
    assert [one.full for one in items if isinstance(one, Text) and one.role == "value"] == [
        "123.456.789.012.345"
    ]
    assert faults(items, box, sheet_of()) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_or_lies_over_another(size: tuple[int, int], lang: str) -> None:
    sheet, box = sheet_of(lang=lang), Rect(0, 0, *size)
    huge = replace(
        HELD,
        value=Decimal("123456789012345.678"),
        plan=Decimal("1e17"),
        previous=Decimal("-1e14"),
        level=Level.ESTIMATE,
        qualifier="hơn",
    )
    for state in (State.LIVE, State.STALE, State.DISCONNECTED, State.NEVER):
        for record in (PLAIN, HELD, huge) if min(size) >= 200 and size[0] >= 600 else (PLAIN, HELD):
            for more in ({}, {"unit": "%"}, {"unit": "đơn vị tính dài lắm"}):
                items = drawn(
                    TILE, NumberTile(number=("a",)), known(record, state, **more), box, sheet
                )
                assert faults(items, box, sheet) == []
