from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import State
from tests.unit.tiles.mapped import COLOURED, figure, knowledge, point
from tests.unit.tiles.world import drawn, faults, said, sheet_of
from widgets.drawing import Area, Curve, Dots, Ink, Rect, Text
from widgets.tiles.map import TILE
from widgets.tiles.map.ground import schematic
from widgets.tiles.map.labels import Labels
from widgets.tiles.map.settings import Layer, MapTile
from widgets.tiles.map.spans import Spans

if TYPE_CHECKING:
    from services.records import Record


SIZES = [(1864, 906), (1200, 900), (922, 906), (922, 443), (608, 443), (1864, 443)]


@pytest.mark.parametrize("size", [(451, 288), (608, 250), (1864, 200)])
def test_without_room_for_a_map_its_strongest_figures_are_said(size: tuple[int, int]) -> None:
    units = schematic(date(2023, 12, 31)).units
    told = [figure(unit.code, n) for n, unit in enumerate(units)]
    box = Rect(0, 0, *size)
    items = drawn(TILE, COLOURED, knowledge(told), box, sheet_of())
    assert not any(isinstance(item, Area) for item in items)
    assert said(items, "label")[0] == units[-1].short
    assert "11 trạm" in said(items, "value")
    assert not any("Chưa có đối tượng" in text for text in said(items))
    assert faults(items, box, sheet_of()) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("coloured", [True, False])
def test_a_map_of_many_units_says_how_many_it_names(
    size: tuple[int, int], *, coloured: bool
) -> None:
    units = schematic(date(2026, 1, 1)).units
    told = [figure(unit.code, n) for n, unit in enumerate(units)] if coloured else []
    settings = COLOURED if coloured else MapTile(map="so-do", points=(Layer(source="ban-do"),))
    known = knowledge(told, day="2026-01-01")
    items = drawn(TILE, settings, known, Rect(0, 0, *size), sheet_of())
    named = len(said(items, "label"))
    foot = " ".join([one.full for one in items if isinstance(one, Text) and one.role == "context"])
    if size[1] < 900 and "đơn vị" not in foot:
        return  # it would have been cut, or have taken the map's room
    if not named:
        assert "không đủ chỗ ghi tên đơn vị" in foot
    else:
        assert f"ghi tên {named}/{len(units)} đơn vị" in foot
    assert ("cao nhất" in foot) == (coloured and named == 8)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("day", ["2023-12-31", "2025-01-01", "2026-01-01"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_overlaps_or_leaves_the_tile(size: tuple[int, int], day: str, lang: str) -> None:
    chance = random.Random(7)
    units = schematic(date.fromisoformat(day)).units
    told: list[Record] = [figure(unit.code, chance.randint(0, 9999)) for unit in units]
    told += [point(i, chance.uniform(107.3, 108.7), chance.uniform(11.3, 12.3)) for i in range(300)]
    settings = MapTile(map="so-do", color="bts", points=(Layer(source="ban-do", layer="bts"),))
    box = Rect(20, 20, *size)
    items = drawn(TILE, settings, knowledge(told, day=day), box, sheet_of(lang=lang))
    assert faults(items, box, sheet_of(lang=lang)) == []
    assert any("Sơ đồ" in text or "Schematic" in text for text in said(items, "context"))


def test_names_of_a_map_that_is_old_have_a_ground_on_which_they_can_be_read() -> None:
    figures = [figure("672", 1), figure("673", 9)]
    units = {Ink.TILE, Ink.MAP_1, Ink.MAP_4}
    for state, grounds in ((State.LIVE, units), (State.STALE, {Ink.TILE})):
        known = knowledge(figures, state)
        items = drawn(TILE, COLOURED, known, Rect(0, 0, 922, 906), sheet_of())
        labels = [one for one in items if isinstance(one, Text) and one.role == "label"]
        assert {one.ground for one in labels} == grounds


@pytest.mark.parametrize("size", [(1864, 906), (1864, 600), (922, 906), (1079, 597)])
@pytest.mark.parametrize("day", ["2023-12-31", "2024-12-31"])
def test_a_name_stands_on_its_own_unit_or_a_line_leads_from_it(
    day: str, size: tuple[int, int]
) -> None:
    box, sheet = Rect(0, 0, *size), sheet_of()
    units = schematic(date.fromisoformat(day)).units
    codes = [unit.code for unit in units]
    known = knowledge([figure(code, 5 + n) for n, code in enumerate(codes)], day=day)
    items = drawn(TILE, COLOURED, known, box, sheet)
    areas = [item for item in items if isinstance(item, Area)]
    spans = Spans.of(zip(codes, (area.rings for area in areas), strict=True), 5.0)
    ends = [item.stretches[0] for item in items if isinstance(item, Curve)]
    for text in [item for item in items if isinstance(item, Text) and item.role == "label"]:
        unit = next(one for one in units if one.short == text.text)
        own = spans.share(unit.code, text.rect) > 0.5
        led = any(near(end, text.rect) and inside(spans, unit.code, start) for start, end in ends)
        assert own or led, text.text


def test_names_are_placed_again_only_where_something_decides_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A map that is older by a minute, or another source's, has its names where they were."""
    calls: list[object] = []
    put = Labels.put

    def noting(self: Labels, *told: Any) -> None:
        calls.append(told)
        put(self, *told)

    monkeypatch.setattr(Labels, "put", noting)
    sheet, box = sheet_of(), Rect(0, 0, 922, 906)
    figures = [figure("672", 41), figure("673", 9)]
    first = drawn(TILE, COLOURED, knowledge(figures), box, sheet)
    placed = len(calls)
    assert placed
    late = drawn(TILE, COLOURED, knowledge(figures, State.LATE), box, sheet)
    assert len(calls) == placed
    assert late != first, "the badge says that it is late"
    drawn(TILE, COLOURED, knowledge([figure("672", 41), figure("673", 10)]), box, sheet)
    drawn(TILE, COLOURED, knowledge(figures), Rect(0, 0, 921, 906), sheet)
    drawn(TILE, COLOURED, knowledge(figures, State.STALE), box, sheet)
    assert len(calls) >= placed + 3


def near(at: tuple[float, float], box: Rect) -> bool:
    """A name's plate is a row higher, and a little wider."""
    wide = Rect(box.x - 90, box.y - 70, box.w + 180, box.h + 140)
    return wide.x <= at[0] <= wide.right and wide.y <= at[1] <= wide.bottom


def inside(spans: Spans, code: str, at: tuple[float, float]) -> bool:
    return spans.share(code, Rect(at[0] - 3, at[1] - 3, 6, 6)) > 0.5


def test_points_that_are_few_stand_beside_names_and_all_are_seen() -> None:
    units = schematic(date(2023, 12, 31)).units
    places = [point(n, *unit.label, trang_thai="mất liên lạc") for n, unit in enumerate(units)]
    figures = [figure(unit.code, n) for n, unit in enumerate(units)]
    layer = Layer(source="ban-do", layer="bts")
    settings = MapTile(map="so-do", color="bts", points=(layer,))
    for w, h in SIZES[:4]:
        known = knowledge([*figures, *places])
        items = drawn(TILE, settings, known, Rect(0, 0, w, h), sheet_of())
        names = [one.rect for one in items if isinstance(one, Text) and one.role == "label"]
        spots = [spot for one in items if isinstance(one, Dots) for spot in one.places]
        assert len(spots) >= len(units)  # and the legend's, where it has room
        assert not any(name.x < x < name.right and name.y < y < name.bottom
                       for name in names for x, y in spots)  # fmt: skip
