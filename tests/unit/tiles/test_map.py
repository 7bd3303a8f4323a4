"""Maps: which units, coloured by what, named without touching each other."""

from __future__ import annotations

import json
import unicodedata
from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.freshness import State
from services.phrase import phrase
from services.records import Feature, Level, MapPicture
from services.settings import Wording
from services.views import SEVERAL
from tests.unit.tiles.mapped import COLOURED, figure, knowledge, point, seen
from tests.unit.tiles.world import AT, drawn, said, sheet_of
from widgets.drawing import Area, Dots, Ink, Raster, Rect, Text
from widgets.tiles.map import TILE
from widgets.tiles.map.ground import counts, schematic
from widgets.tiles.map.settings import Layer, MapTile

SQUARE = [[[108.0, 11.0], [109.0, 11.0], [109.0, 12.0], [108.0, 12.0], [108.0, 11.0]]]


def test_units_are_found_by_code_by_name_and_without_their_kind() -> None:
    told = [figure("672", 9), figure("Huyện Di Linh", 5), figure("đức trọng", 7)]
    values = seen(COLOURED, told).values
    assert {code: value.number for code, value in values.items()} == {"672": 9, "679": 5, "678": 7}


def test_the_figure_of_a_place_that_is_on_no_map_is_counted_and_said() -> None:
    view = seen(COLOURED, [figure("672", 9), figure("Huyện Lạ", 5)])
    assert view.strangers == 1
    items = drawn(
        TILE, COLOURED, knowledge([figure("Huyện Lạ", 5)]), Rect(0, 0, 1864, 906), sheet_of()
    )
    assert any("1 mục không nằm trong đơn vị nào" in text for text in said(items, "context"))


@pytest.mark.parametrize(
    ("period", "units"),
    [
        ("2023", 12),
        ("2024", 10),
        ("2025", 124),
        (None, 12),
        ("2024-Q1", 12),
        ("Quý IV/2024", 10),
        ("2025-03", 10),
        ("Tháng 8/2025", 124),
    ],
)
def test_a_map_stands_on_the_units_of_its_figures_own_period(
    period: str | None, units: int
) -> None:
    view = seen(COLOURED, [figure("672", 9, period)])
    assert len(view.ground.units) == units
    assert view.period == period


def test_of_several_periods_the_latest_is_shown() -> None:
    view = seen(COLOURED, [figure("672", 9, "2022"), figure("672", 11, "2023")])
    assert view.values["672"].number == 11


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("Quý IV/2022", "Quý III/2023"), ("Tháng 9/2023", "2023-10"), ("2023-Q4", "2023")],
)
def test_the_latest_period_is_so_by_the_calendar_however_it_is_spelled(
    earlier: str, later: str
) -> None:
    view = seen(COLOURED, [figure("672", 11, later), figure("672", 9, earlier)])
    assert (view.period, view.values["672"].number) == (later, 11)


def test_one_period_spelled_twice_is_one_and_the_more_final_level_is_shown() -> None:
    told = [
        replace(figure("672", 9, "Quý III/2023"), level=Level.ESTIMATE),
        replace(figure("672", 11, "2023-Q3"), level=Level.OFFICIAL),
        figure("673", 5, "2023-Q3"),
    ]
    view = seen(COLOURED, told)
    assert {code: value.number for code, value in view.values.items()} == {"672": 11, "673": 5}
    assert view.standing.state is State.LIVE


def test_a_map_wears_the_state_of_the_worst_of_its_figures() -> None:
    fault = phrase("Có lỗi")
    view = seen(COLOURED, [figure("672", 9), replace(figure("673", 4), fault=fault)])
    assert view.standing.state is State.FAULTY
    old = [replace(figure("672", 9), at=AT - timedelta(days=40))]
    known = knowledge(old, cadence="1 d")
    assert known.figure("bts").standing.state is State.STALE
    assert TILE.look_up(COLOURED, known).standing.state is State.STALE


def test_only_figures_that_the_indicator_names_colour_a_map() -> None:
    told = [
        replace(figure("672", 9), uid="a", labels=(("loai", "4G"),)),
        replace(figure("672", 4), uid="b", labels=(("loai", "5G"),)),
    ]
    view = TILE.look_up(COLOURED, knowledge(told, where={"loai": "5G"}))
    assert view.values["672"].number == 4
    assert view.standing.state is State.LIVE
    both = seen(COLOURED, told)
    assert (both.standing.state, both.standing.words) == (State.FAULTY, SEVERAL)


def test_figures_on_a_map_have_the_decimals_of_their_indicator_and_say_that_they_are_estimates() -> (
    None
):
    told = [replace(figure("672", 0), value=Decimal("12.345678"), qualifier="ước")]
    known = knowledge(told, decimals=1)
    items = drawn(TILE, COLOURED, known, Rect(0, 0, 1864, 906), sheet_of())
    assert "ước 12,3" in said(items, "value")
    assert "12,3 trạm" in said(items, "legend")


def test_a_name_is_found_however_its_letters_are_composed() -> None:
    told = [figure(unicodedata.normalize("NFD", "Đà Lạt"), 3)]
    assert seen(COLOURED, told).values["672"].number == 3


def test_what_a_unit_that_is_gone_had_is_counted_to_the_one_that_the_wall_names() -> None:
    told = [figure("Huyện Đạ Tẻh", 5), figure("672", 3)]
    gone = seen(COLOURED, told, day="2024-12-31")
    assert (gone.strangers, len(gone.values)) == (1, 1)
    known = knowledge(told, day="2024-12-31", mapping={"682": "672"}, sums=True)
    mapped = TILE.look_up(COLOURED, known)
    assert (mapped.strangers, mapped.values["672"].number) == (0, 8)
    ratio = TILE.look_up(COLOURED, knowledge(told, day="2024-12-31", mapping={"682": "672"}))
    assert (ratio.strangers, ratio.values["672"].number) == (1, 3), "ratios don't add up"


def test_where_units_overlap_a_point_in_both_is_no_stranger() -> None:
    geometry = json.dumps({"type": "Polygon", "coordinates": SQUARE})
    areas = [Feature(uid=id, layer="vùng", fid=id, geometry=geometry) for id in "ab"]
    points = [point(1, 108.5, 11.5), point(2, 108.4, 11.4), point(3, 100.0, 1.0)]
    settings = MapTile(map="ban-do", layer="vùng", count=Layer(source="ban-do", layer="bts"))
    assert seen(settings, [*areas, *points]).strangers == 1


def test_a_unit_without_a_figure_is_not_one_with_nought() -> None:
    view = seen(COLOURED, [figure("672", 0), figure("673", 4)])
    box = Rect(0, 0, 1864, 906)
    items = drawn(TILE, COLOURED, knowledge([figure("672", 0), figure("673", 4)]), box, sheet_of())
    assert view.figures()["units"][0] == {  # type: ignore[index]
        "code": "672",
        "name": "Thành phố Đà Lạt",
        "value": "0",
        "text": None,
    }
    values = said(items, "value")
    assert values.count("0") == 1
    assert values.count("–") == 10
    filled = [item for item in items if isinstance(item, Area) and item.fill is not None]
    assert len(filled) == 2


def test_points_are_counted_in_the_unit_in_which_they_lie() -> None:
    units = schematic(date(2023, 12, 31)).units
    records = [point(i, *unit.label) for i, unit in enumerate(units)] + [point(99, 100.0, 1.0)]
    settings = MapTile(map="so-do", count=Layer(source="ban-do", layer="bts"))
    view = seen(settings, records)
    assert {value.number for value in view.values.values()} == {1}
    assert view.strangers == 1


def test_a_hole_in_a_unit_is_not_the_unit() -> None:
    ring = SQUARE[0]
    hole = [[108.4, 11.4], [108.6, 11.4], [108.6, 11.6], [108.4, 11.6], [108.4, 11.4]]
    geometry = json.dumps({"type": "Polygon", "coordinates": [ring, hole]})
    record = Feature(uid="a", layer="vùng", fid="a", geometry=geometry, props=(("ten", "A"),))
    view = seen(MapTile(map="ban-do"), [record])
    assert counts(view.ground, [(108.5, 11.5), (108.1, 11.1)]) == ({"a": 1}, 1)


def test_boundaries_of_a_map_system_replace_the_schematic_and_its_caption() -> None:
    geometry = json.dumps({"type": "Polygon", "coordinates": SQUARE})
    record = Feature(uid="a", layer="xa", fid="24778", geometry=geometry, props=(("ten", "Xã A"),))
    other = Feature(uid="b", layer="duong", fid="1", geometry=geometry)
    view = seen(MapTile(map="ban-do", layer="xa"), [record, other])
    assert [(unit.code, unit.name) for unit in view.ground.units] == [("24778", "Xã A")]
    assert view.ground.caption is None


@pytest.mark.parametrize(
    "geometry",
    [
        "",
        "không",
        "{}",
        "[]",
        '{"type": "Polygon"}',
        '{"type": "Polygon", "coordinates": []}',
        '{"type": "Polygon", "coordinates": [[[1, 2]]]}',
        '{"type": "Point", "coordinates": ["a", "b"]}',
        '{"type": "Point", "coordinates": [1e400, 2]}',
    ],
)
def test_a_geometry_that_is_none_is_no_unit_and_no_point(geometry: str) -> None:
    record = Feature(uid="a", layer="xa", fid="1", geometry=geometry or None)
    settings = MapTile(map="ban-do", points=(Layer(source="ban-do"),))
    items = drawn(TILE, settings, knowledge([record]), Rect(0, 0, 922, 443), sheet_of())
    assert "Chưa có đối tượng nào để vẽ bản đồ" in said(items, "cell")


def test_only_points_of_the_layer_and_with_the_properties_asked_for_are_drawn() -> None:
    records = [
        point(1, 108.4, 11.9, tt="mất liên lạc"),
        point(2, 108.4, 11.9, tt="tốt"),
        point(3, 108.4, 11.9, layer="buu-cuc"),
    ]
    layer = Layer(
        source="ban-do", layer="bts", where={"tt": "mất liên lạc"}, title=Wording(vi="Mất liên lạc")
    )
    view = seen(MapTile(map="so-do", points=(layer,)), records)
    assert [len(one.places) for one in view.points] == [1]
    items = drawn(
        TILE,
        MapTile(map="so-do", points=(layer,)),
        knowledge(records),
        Rect(0, 0, 1864, 906),
        sheet_of(),
    )
    assert "Mất liên lạc: 1" in said(items, "legend")
    assert any(isinstance(item, Dots) for item in items)


def test_a_servers_picture_lies_beneath_and_names_get_a_ground_of_their_own() -> None:
    picture = MapPicture(
        uid="m",
        layer="nen",
        bbox="107.2,11.2,108.8,12.4",
        crs="CRS:84",
        width=4,
        height=4,
        media_type="image/png",
        content=b64encode(b"\x89PNG\r\n\x1a\n").decode(),
    )
    settings = MapTile(map="so-do", picture="ban-do")
    items = drawn(TILE, settings, knowledge([picture]), Rect(0, 0, 1864, 906), sheet_of())
    rasters = [item for item in items if isinstance(item, Raster)]
    assert len(rasters) == 1
    first_area = next(i for i, item in enumerate(items) if isinstance(item, Area))
    assert items.index(rasters[0]) < first_area
    assert all(
        item.ground is Ink.TILE for item in items if isinstance(item, Text) and item.role == "label"
    )


@pytest.mark.parametrize("state", [State.STALE, State.DISCONNECTED, State.FAULTY])
def test_an_old_map_keeps_its_figures_and_wears_its_state(state: State) -> None:
    told = [figure("672", 9), figure("673", 4)]
    view = seen(COLOURED, told, state=state)
    assert view.standing.state is state
    assert view.values["672"].number == 9


def test_a_unit_is_found_by_its_name_with_or_without_its_kind_and_none_by_no_name() -> None:
    ground = schematic(date(2023, 12, 31))
    names = ("Thành phố Đà Lạt", "đà lạt", "672")
    assert [found and found.code for found in map(ground.find, names)] == ["672"] * 3
    assert ground.find("") is ground.find("Sở Y tế") is None


@pytest.mark.parametrize(
    "more",
    [
        {"limits": [20, 10]},
        {"color": "bts", "count": {"source": "ban-do"}},
        {"middle": 3},
        {"scale": "diverging", "count": {"source": "ban-do"}},
        {"tally": {"source": "ban-do", "by": "khong-co"}},
    ],
)
def test_what_a_map_cannot_be_is_a_fault(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"limits|color|middle|diverging|khong-co"):
        MapTile.model_validate({"map": "so-do", **more})
