"""Maps: which units, coloured by what, named without touching each other."""

from __future__ import annotations

import json
import random
import unicodedata
from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import State
from services.phrase import phrase
from services.records import (
    Alert,
    AlertState,
    Feature,
    Level,
    MapPicture,
    Observation,
    Record,
)
from services.settings import Wording
from services.views import SEVERAL
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Area, Curve, Dots, Ink, Mark, Raster, Rect, Text
from widgets.tiles.map import TILE
from widgets.tiles.map.ground import counts, schematic
from widgets.tiles.map.labels import Labels
from widgets.tiles.map.settings import Layer, MapTile
from widgets.tiles.map.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.tiles.map.view import MapView

SIZES = [(1864, 906), (1200, 900), (922, 906), (922, 443), (608, 443), (1864, 443)]
SQUARE = [[[108.0, 11.0], [109.0, 11.0], [109.0, 12.0], [108.0, 12.0], [108.0, 11.0]]]


def knowledge(
    records: Iterable[Record],
    state: State = State.LIVE,
    day: str = "2023-12-31",
    mapping: dict[str, str] | None = None,
    **more: object,
) -> Any:
    told = Told()
    told.be("ban-do", state, records)
    bts = {"name": "Trạm BTS", "unit": "trạm", "source": "ban-do", "better": "up", **more}
    wall = {
        "as_of": day,
        "sources": {"ban-do": source("ban-do", name="Bản đồ số")},
        "indicators": {"bts": bts},
        "territories": {"mapping": mapping or {}},
    }
    return told.knowledge(wall)


def seen(settings: MapTile, records: Iterable[Record], **more: Any) -> MapView:
    return TILE.look_up(settings, knowledge(records, **more))


def figure(territory: str, value: int | str, period: str | None = None) -> Observation:
    number = Decimal(value) if isinstance(value, int) else None
    return Observation(
        uid=f"{territory}|{period}",
        indicator="bts",
        territory=territory,
        period=period,
        value=number,
        text=None if number is not None else str(value),
    )


def point(id: int, lon: float, lat: float, layer: str = "bts", **props: str) -> Feature:
    geometry = json.dumps({"type": "Point", "coordinates": [lon, lat]})
    named = tuple(sorted(props.items()))
    return Feature(uid=f"p{id}", layer=layer, fid=str(id), geometry=geometry, props=named)


COLOURED = MapTile(map="so-do", color="bts")


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


def test_of_more_words_than_grounds_the_rarest_share_one_and_the_legend_says_so() -> None:
    words = ["a"] * 3 + ["b"] * 3 + ["c"] * 2 + ["d"] * 2 + ["e", "g"]
    units = [unit.code for unit in schematic(date(2023, 12, 31)).units]
    told = [figure(code, word) for code, word in zip(units, words, strict=False)]
    steps = {value.text: value.step for value in seen(COLOURED, told).values.values()}
    assert steps == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "g": 5}
    items = drawn(TILE, COLOURED, knowledge(told), Rect(0, 0, 1864, 906), sheet_of())
    assert said(items, "legend") == ["a", "b", "c", "d", "2 giá trị khác"]


def test_where_units_overlap_a_point_in_both_is_no_stranger() -> None:
    geometry = json.dumps({"type": "Polygon", "coordinates": SQUARE})
    areas = [Feature(uid=id, layer="vùng", fid=id, geometry=geometry) for id in "ab"]
    points = [point(1, 108.5, 11.5), point(2, 108.4, 11.4), point(3, 100.0, 1.0)]
    settings = MapTile(map="ban-do", layer="vùng", count=Layer(source="ban-do", layer="bts"))
    assert seen(settings, [*areas, *points]).strangers == 1


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


def test_what_is_most_has_the_strongest_ground_and_equal_figures_the_same() -> None:
    view = seen(
        COLOURED, [figure("672", 1), figure("673", 100), figure("674", 1), figure("675", 60)]
    )
    steps = {code: value.step for code, value in view.values.items()}
    assert steps == {"672": 1, "673": 4, "674": 1, "675": 3}
    even = seen(COLOURED, [figure("672", 5), figure("673", 5)])
    assert {value.step for value in even.values.values()} == {1}
    assert [step.ink for step in even.steps] == [Ink.MAP_2]


def test_words_colour_a_map_too_as_kinds_of_which_none_is_more() -> None:
    told = [figure("672", "có"), figure("673", "có"), figure("674", "không")]
    steps = {value.text: value.step for value in seen(COLOURED, told).values.values()}
    assert steps == {"có": 1, "không": 2}


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


@pytest.mark.parametrize("state", [State.STALE, State.DISCONNECTED, State.FAULTY])
def test_an_old_map_keeps_its_figures_and_wears_its_state(state: State) -> None:
    told = [figure("672", 9), figure("673", 4)]
    view = seen(COLOURED, told, state=state)
    assert view.standing.state is state
    assert view.values["672"].number == 9


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


def legend(settings: MapTile, records: Iterable[Record], **more: Any) -> list[str]:
    items = drawn(TILE, settings, knowledge(records, **more), Rect(0, 0, 1864, 906), sheet_of())
    return said(items, "legend")


def test_steps_are_round_numbers_and_the_legend_says_them_strongest_first() -> None:
    told = [figure(code, n) for code, n in (("672", 71), ("673", 17), ("674", 44), ("675", 53))]
    assert legend(COLOURED, told) == ["từ 60 trạm", "40–59 trạm", "dưới 20 trạm"]


def test_a_wall_may_say_where_a_step_ends() -> None:
    told = [figure("672", 19), figure("673", 20), figure("674", 34)]
    two = MapTile(map="so-do", color="bts", limits=(Decimal(20),))
    view = seen(two, told)
    assert {code: view.steps[one.step - 1].ink for code, one in view.values.items()} == {
        "672": Ink.MAP_1,
        "673": Ink.MAP_4,
        "674": Ink.MAP_4,
    }
    assert legend(two, told) == ["từ 20 trạm", "dưới 20 trạm"]


def test_a_diverging_map_has_two_grounds_on_each_side_of_its_middle() -> None:
    told = [figure(code, n) for code, n in (("672", 60), ("673", 85), ("674", 90), ("675", 120))]
    view = seen(
        MapTile.model_validate(
            {"map": "so-do", "color": "bts", "scale": "diverging", "middle": 90}
        ),
        told,
    )
    inks = {code: view.steps[one.step - 1].ink for code, one in view.values.items()}
    assert inks == {
        "672": Ink.LESS_2,
        "673": Ink.LESS_1,
        "674": Ink.MAP_2,
        "675": Ink.MAP_4,
    }


def test_numbers_may_be_kinds() -> None:
    told = [figure("672", 1), figure("673", 2), figure("674", 2)]
    kinds = MapTile.model_validate({"map": "so-do", "color": "bts", "scale": "categorical"})
    assert legend(kinds, told) == ["2", "1"]


def test_a_formula_of_other_indicators_colours_each_unit_by_their_figures_there() -> None:
    told = Told()
    figures = [figure("672", 30), figure("673", 10)]
    people = [
        Observation(uid=f"d{code}", indicator="dan", territory=code, value=Decimal(n))
        for code, n in (("672", 60), ("674", 5))
    ]
    told.be("ban-do", State.LIVE, [*figures, *people])
    known = told.knowledge(
        {
            "as_of": "2023-12-31",
            "sources": {"ban-do": source("ban-do")},
            "indicators": {
                "bts": {"name": "Trạm", "source": "ban-do"},
                "dan": {"name": "Dân", "source": "ban-do"},
                "ty-le": {"name": "Tỷ lệ", "formula": "bts / dan * 100", "unit": "%"},
            },
        }
    )
    view = TILE.look_up(MapTile(map="so-do", color="ty-le"), known)
    assert {code: one.number for code, one in view.values.items()} == {"672": 50}
    assert view.standing.sources == ("ban-do",)


def alert(id: str, entity: str, severity: int, **more: Any) -> Alert:
    return Alert(uid=id, title="Quét cổng", entity=entity, severity=severity, **more)


def test_records_are_tallied_by_the_place_that_they_name_and_a_unit_without_one_has_nought() -> (
    None
):
    told = [alert("a", "Đà Lạt", 5), alert("b", "Đà Lạt", 3), alert("c", "Di Linh", 2)]
    told.append(alert("d", "Đà Lạt", 3, state=AlertState.RESOLVED))
    told.append(alert("e", "Sở Y tế", 3))
    settings = MapTile.model_validate(
        {"map": "so-do", "tally": {"source": "ban-do", "title": "cảnh báo"}}
    )
    view = seen(settings, told)
    assert view.values["672"].number == 2
    assert sum(one.number == 0 for one in view.values.values()) == 10
    assert view.strangers == 1


def test_places_called_in_several_ways_are_tallied_together_and_strangers_by_their_records() -> (
    None
):
    told = [alert("a", "Đà Lạt", 5), alert("b", "Thành phố Đà Lạt", 3), alert("c", "672", 3)]
    told += [alert(f"x{n}", "Không rõ", 3) for n in range(4)]
    told.append(Alert(uid="none", title="Quét cổng", severity=3))
    view = seen(MapTile.model_validate({"map": "so-do", "tally": {"source": "ban-do"}}), told)
    assert view.values["672"].number == 3
    assert (view.strangers, view.standing.state) == (5, State.LIVE)


@pytest.mark.parametrize("by", ["tally", "count"])
def test_of_a_source_that_never_answered_nothing_is_counted_not_even_nought(by: str) -> None:
    settings = MapTile.model_validate({"map": "so-do", by: {"source": "ban-do"}})
    known = knowledge([], State.NEVER)
    assert TILE.look_up(settings, known).values == {}
    assert "0" not in said(drawn(TILE, settings, known, Rect(0, 0, 1864, 906), sheet_of()))


def test_layers_and_alerts_of_a_source_that_never_answered_are_not_none() -> None:
    layers = {"source": "ban-do", "title": "Trạm"}
    settings = MapTile.model_validate({"map": "so-do", "points": [layers], "alerts": "ban-do"})
    known = knowledge([], State.NEVER)
    data: Any = TILE.look_up(settings, known).figures()
    assert data["layers"] == [{"name": "Trạm", "count": None}]
    assert data["alerts"]["elsewhere"] is None
    legend = said(drawn(TILE, settings, known, Rect(0, 0, 1864, 906), sheet_of()), "legend")
    assert "Trạm: –" in legend
    data = TILE.look_up(settings, knowledge([])).figures()
    assert (data["layers"][0]["count"], data["alerts"]["elsewhere"]) == (0, 0)


@pytest.mark.parametrize(
    "how",
    [
        {"tally": {"source": "ban-do"}},
        {"alerts": "ban-do", "least": "medium"},
        {"tally": {"source": "ban-do"}, "alerts": "ban-do", "least": "medium"},
    ],
)
def test_how_many_alerts_are_suppressed_is_said_on_the_map(how: dict[str, Any]) -> None:
    told = [alert("a", "Đà Lạt", 5), alert("b", "Đà Lạt", 3, state=AlertState.SUPPRESSED)]
    told.append(alert("c", "Di Linh", 5, state=AlertState.RESOLVED))
    settings = MapTile.model_validate({"map": "so-do", **how})
    known = knowledge(told)
    assert TILE.look_up(settings, known).figures()["suppressed"] == 1
    items = drawn(TILE, settings, known, Rect(0, 0, 1864, 906), sheet_of())
    assert any("1 đang ẩn" in text for text in said(items, "context"))


def ratio(records: list[Record], **where: str) -> MapView:
    told = Told()
    told.be("ban-do", State.LIVE, records)
    declared = {
        "bts": {"name": "Trạm BTS", "source": "ban-do"},
        "people": {"name": "Dân số", "source": "ban-do", "where": where},
        "share": {"name": "Trạm mỗi người", "formula": "bts / people"},
    }
    settings = MapTile(map="so-do", color="share")
    return TILE.look_up(settings, told.knowledge({"as_of": "2023-12-31", "indicators": declared}))


def test_a_formula_of_figures_of_other_periods_colours_no_unit_and_says_why() -> None:
    people = replace(figure("672", 4, "2022"), indicator="people")
    apart = ratio([figure("672", 8, "2023"), people])
    assert (apart.values, apart.standing.state) == ({}, State.FAULTY)
    assert apart.standing.words == phrase("các chỉ số khác kỳ: {periods}", periods="2022, 2023")
    meant = ratio([figure("672", 8, "2023"), people], period="2022")
    assert meant.values["672"].number == 2
    same = ratio([figure("672", 8, "2023"), replace(people, period="Năm 2023")])
    assert same.values["672"].number == 2
    assert same.period is not None


@pytest.mark.parametrize(("sums", "middle"), [(True, False), (False, True)])
def test_a_plan_of_all_units_together_is_no_middle_for_each_of_them(
    *, sums: bool, middle: bool
) -> None:
    told = [figure("672", 100, "2023"), figure("673", 10, "2023")]
    whole = Observation(uid="all", indicator="bts", period="2023", value=Decimal(110))
    plans = [{"period": "2023", "value": 1000, "document": "Quyết định 1"}]
    settings = MapTile.model_validate({"map": "so-do", "color": "bts", "scale": "diverging"})
    view = seen(settings, [*told, whole], sums=sums, plans=plans)
    assert any(step.least == 1000 for step in view.steps) is middle


def test_a_unit_is_found_by_its_name_with_or_without_its_kind_and_none_by_no_name() -> None:
    ground = schematic(date(2023, 12, 31))
    names = ("Thành phố Đà Lạt", "đà lạt", "672")
    assert [found and found.code for found in map(ground.find, names)] == ["672"] * 3
    assert ground.find("") is ground.find("Sở Y tế") is None


ALARMED = MapTile.model_validate({"map": "so-do", "color": "bts", "alerts": "ban-do"})


def test_a_unit_wears_the_mark_of_its_worst_open_alert_and_the_legend_its_word() -> None:
    told: list[Record] = [figure("672", 30), figure("673", 10), figure("679", 12)]
    told += [alert("a", "Đà Lạt", 3), alert("b", "Đà Lạt", 5), alert("c", "Di Linh", 4)]
    told += [alert("d", "không đâu", 5), alert("e", "Bảo Lộc", 5, state=AlertState.RESOLVED)]
    view = seen(ALARMED, told)
    assert dict(view.alarms.worst) == {"672": "urgent", "679": "high"}
    assert dict(view.alarms.counts) == {"672": 1, "679": 1}
    assert (view.priority, view.alarms.elsewhere) == ("urgent", 1)
    box = Rect(0, 0, 1864, 906)
    items = drawn(TILE, ALARMED, knowledge(told), box, sheet_of())
    assert "Khẩn cấp: 1" in said(items, "legend")
    assert any("1 cảnh báo không rõ địa bàn" in text for text in said(items, "context"))
    shapes = [item.shape for item in items if isinstance(item, Mark)]
    assert shapes.count("diamond") == 3, "rim, mark and the legend's"
    assert faults(items, box, sheet_of()) == []


def test_alerts_alone_write_how_many_each_unit_has() -> None:
    told = [alert("a", "Đà Lạt", 3), alert("b", "Đà Lạt", 5)]
    alone = MapTile.model_validate({"map": "so-do", "alerts": "ban-do", "least": "medium"})
    items = drawn(TILE, alone, knowledge(told), Rect(0, 0, 1864, 906), sheet_of())
    assert said(items, "value") == ["2"]


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


def test_what_is_counted_has_whole_steps() -> None:
    told = [figure(code, n) for code, n in (("672", 1), ("673", 4), ("674", 6), ("675", 8))]
    assert legend(COLOURED, told) == ["từ 6 trạm", "4–5 trạm", "dưới 2 trạm"]


def test_marks_are_of_what_is_worth_a_look_and_the_wall_file_may_ask_for_less() -> None:
    told = [alert("a", "Đà Lạt", 3), alert("b", "Di Linh", 4)]
    assert dict(seen(ALARMED, told).alarms.worst) == {"679": "high"}
    wanted = {"map": "so-do", "color": "bts", "alerts": "ban-do", "least": "low"}
    assert len(seen(MapTile.model_validate(wanted), told).alarms.worst) == 2
