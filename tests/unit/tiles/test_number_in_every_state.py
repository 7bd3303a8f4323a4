"""Figures in the sizes that walls give them, in all that a source may be: no word over another, none cut off,
and no reason of a fault where it would read as part of the figure.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import State
from services.news import Reason
from services.records import Observation
from tests.unit.tiles.world import Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Mark, Rect, Text
from widgets.tiles.number import TILE, NumberTile

if TYPE_CHECKING:
    from services.views import Knowledge

SIZES = [
    (608, 257),
    (608, 350),
    (686, 288),
    (765, 211),
    (765, 226),
    (765, 289),
    (765, 365),
    (844, 258),
    (922, 288),
    (922, 350),
    (922, 443),
    (1000, 258),
    (1864, 165),
    (1864, 227),
    (1864, 288),
    (1864, 443),
]
"""Of the tiles of figures on the walls that the program ships, pixels."""
NAMES = (
    ("Thiết bị chưa cập nhật mẫu mã độc", "thiết bị"),
    ("Cho Ban Chỉ đạo 35", "hệ thống"),
    ("Lĩnh vực hạ tầng số", "lĩnh vực"),
    ("Lượt gọi tới nginx", "lượt/giây"),
)
FEW = [NAMES[:1], NAMES[1:2], NAMES[1:3], NAMES[:3], NAMES]
_NARROW = 650
"""Pixels below which four figures have no room for their digits."""
PAPER = "Báo Lâm Đồng 22/12/2023"


@cache
def knowledge(state: State, partial: bool, simulated: bool, published: bool) -> Knowledge:  # noqa: FBT001 - a table's columns
    told = Told()
    about: dict[str, Any] = {"publication": PAPER, "period": "2023"} if published else {}
    records = [
        Observation(uid=name, indicator=f"i{n}", value=Decimal(327 * (n + 1)), **about)
        for n, (name, _) in enumerate(NAMES)
    ]
    told.be("s", state, records, simulated=simulated)
    if partial:
        told.asked["s"] = replace(told.asked["s"], partial=True)
    indicators = {
        f"i{n}": {"name": name, "unit": unit, "source": "s"} for n, (name, unit) in enumerate(NAMES)
    }
    return told.knowledge({"sources": {"s": source("s")}, "indicators": indicators})


def tile(names: tuple[tuple[str, str], ...]) -> NumberTile:
    ids = [f"i{NAMES.index(name)}" for name in names]
    title = {"vi": "Ban Chỉ đạo 35, hạ tầng số"}
    return NumberTile.model_validate({"number": ids, "title": title})


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", State)
def test_no_text_of_figures_is_cut_off_or_lies_over_another(
    state: State, size: tuple[int, int]
) -> None:
    box, sheet = Rect(28, 20, *size), sheet_of()
    for more in (
        (False, False, False),
        (False, True, False),
        (True, True, False),
        (True, False, True),
    ):
        for names in FEW[: 4 if size[0] < _NARROW else 5]:
            items = drawn(TILE, tile(names), knowledge(state, *more), box, sheet)
            assert faults(items, box, sheet) == [], (more, len(names), said(items))
            worn = TILE.look_up(tile(names), knowledge(state, *more)).standing.state
            assert worn in {None, State.LIVE} or any(isinstance(one, Mark) for one in items)
            if more[0] and state is not State.NEVER:
                assert "Thiếu một phần" in said(items)
            if more[1]:
                assert "MÔ PHỎNG" in said(items)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", State)
def test_the_reason_of_a_fault_is_said_in_its_badge_alone(
    state: State, size: tuple[int, int]
) -> None:
    box, sheet = Rect(28, 20, *size), sheet_of()
    items = drawn(TILE, tile(NAMES[:1]), knowledge(state, False, True, False), box, sheet)  # noqa: FBT003 - as above
    figure = next((one for one in items if isinstance(one, Text) and one.role == "value"), None)
    for reason in map(sheet.words.reason, Reason):
        said_of = [one for one in items if isinstance(one, Text) and reason in one.text]
        beside = [one for one in said_of if one.role != "badge" and figure is not None]
        assert not [one for one in beside if figure and one.rect.y < figure.rect.bottom]


@pytest.mark.parametrize("state", [State.STALE, State.FAULTY, State.DISCONNECTED])
def test_a_title_is_not_cut_for_marks_that_have_room_below_the_figure(state: State) -> None:
    box, sheet = Rect(28, 20, 608, 257), sheet_of()
    named = NumberTile.model_validate({"number": "i1", "title": {"vi": "Phát hiện (MTTD)"}})
    items = drawn(TILE, named, knowledge(state, False, True, False), box, sheet)  # noqa: FBT003 - as above
    assert said(items, "title") == ["Phát hiện (MTTD)"]
    assert "MÔ PHỎNG" in said(items)
    assert any(isinstance(one, Mark) for one in items)
