from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any, cast

import pytest

from services.quantities import identifier
from services.records import KINDS as RECORDS
from services.records import AlertState, Reply, Sample, ServiceHealth
from services.sensitivity import Sensitivity
from services.views import Knowledge
from services.wall_file import installed, shape_with
from services.wall_file.placement import placement, tile_ids, tile_type
from tests.unit.automatic.walls import (
    KINDS,
    PLUGINS,
    Room,
    alert,
    figure,
    rects,
    screens,
    tiles,
    types,
    wall_of,
)
from ui.placeholders import answers
from widgets.automatic import composing, is_automatic
from widgets.tiles.number import NumberType
from widgets.tiles.table.settings import TableTile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.settings import Tile
    from services.wall_file.shape import WallFile
    from widgets.tiles.number import NumberTile


@contextmanager
def room(*sources: str, sizes: tuple[tuple[int, int], ...] = (), **more: Any) -> Iterator[Room]:
    made = (
        Room(wall_of(*sources, **more), screens(*sizes))
        if sizes
        else Room(wall_of(*sources, **more))
    )
    try:
        yield made
    finally:
        made.close()


_JOBS = (("prometheus", 9090), ("node", 9100), ("alertmanager", 9093))
DESKS = [((1920, 1080), "0.277 mm"), ((2560, 1440), "0.233 mm")]
"""Monitors of 24 and 27 inches, for which nobody says how far their reader sits."""


def numbers(wall: WallFile) -> list[str]:
    return [id for tile in tiles(wall) for id in getattr(tile, "number", ())]


def names(wall: WallFile) -> list[str]:
    return [wall.indicators[id].name.vi for id in numbers(wall)]


def pages(wall: WallFile) -> list[tuple[Tile, ...]]:
    return [panel.tiles for scene in wall.scenes.values() for panel in scene.panels.values()]


def service(n: int) -> ServiceHealth:
    return ServiceHealth(uid=str(n), service=f"Dịch vụ {n}", errors=Decimal(n))


@contextmanager
def desk(size: tuple[int, int], pitch: str) -> Iterator[Room]:
    screen = {"name": "ban", "size": size, "pitch": pitch, "seat": "3 m"}
    with room("so", "hai", screens=[screen]) as made:
        yield made


def well_laid(wall: WallFile) -> None:
    """Every panel is full: no tile lies outside, on another or beside an empty place."""
    for scene in wall.scenes.values():
        for panel in scene.panels.values():
            laid = placement(panel)
            assert (laid.outside, laid.roomless, laid.overlaps) == ((), (), ())
            cells = {cell for placed in laid.tiles for cell in placed.cells}
            assert len(cells) == panel.grid[0] * panel.grid[1]


def test_a_wall_file_with_scenes_is_what_it_was() -> None:
    scenes = {"một": {"trái": {"grid": [1, 1], "tiles": [{"systems": "all"}]}}}
    screen = {"name": "trái", "size": [1920, 1080], "pitch": "0.63 mm", "seat": "3 m"}
    with room("so", scenes=scenes, screens=[screen]) as made:
        assert not is_automatic(made.wall)
        assert made.composed() is made.wall


def test_three_figures_are_three_tiles_side_by_side_with_names_that_can_be_read() -> None:
    with room("so") as made:
        made.answer("so", figure("moi"), figure("ty_le_percent"), figure("Độ trễ"))
        wall = made.composed()
    assert list(wall.scenes) == ["tu-dong"]
    assert names(wall) == ["Độ trễ", "Moi", "Ty le"]
    assert [wall.indicators[id].unit for id in numbers(wall)][2].vi == "%"  # type: ignore[union-attr]
    [(_, _, laid)] = rects(wall)
    assert len({place.rect.y for place in laid}) == 1
    well_laid(wall)


def test_screens_that_the_file_declares_are_the_wall_s() -> None:
    screen = {"name": "trái", "size": [1280, 720], "pitch": "0.63 mm", "seat": "3 m"}
    with room("so", screens=[screen]) as made:
        made.answer("so", figure("a"))
        assert [one.name for one in made.composed().screens] == ["trái"]


def test_indicators_that_the_file_declares_keep_their_names() -> None:
    declared = {"bts": {"name": "Trạm BTS", "source": "so", "metric": "bts_total"}}
    with room("so", indicators=declared) as made:
        made.answer("so", figure("bts_total"), figure("khac"))
        wall = made.composed()
    assert names(wall) == ["Trạm BTS", "Khac"]
    assert numbers(wall)[0] == "bts"


@pytest.mark.parametrize("kind", [kind for kind in RECORDS if kind != "samples"])
def test_every_kind_of_record_is_shown(kind: str) -> None:
    with room("so") as made:
        told = next(iter(answers(made.wall, made.clock.now()))).records
        made.answer("so", *(r for r in told if isinstance(r, RECORDS[kind])), figure("a"))
        wall = made.composed()
    shown = {getattr(tile, "records", None) for tile in tiles(wall) if hasattr(tile, "table")}
    if kind == "observations":
        assert "number" in types(wall)
    else:
        assert kind in shown
    assert ("severity" in types(wall)) == (kind == "alerts")
    assert ("flow" in types(wall)) == (kind == "documents")
    well_laid(wall)


def test_a_series_alone_has_a_tile_with_its_course() -> None:
    with room("so") as made:
        points = [
            Sample(
                uid="t",
                indicator="tai",
                value=Decimal(n),
                at=made.clock.now() - timedelta(minutes=n),
            )
            for n in range(30)
        ]
        made.answer("so", *points)
        [tile] = tiles(made.composed())
    assert tile.trend == timedelta(hours=1)  # type: ignore[attr-defined]


def test_sixty_figures_have_a_readable_tile_each_on_pages_alike() -> None:
    with room("so") as made:
        made.answer("so", *(figure(f"chi so {n}", n) for n in range(1, 61)))
        wall = made.composed()
    assert names(wall) == [f"Chi so {n}" for n in range(1, 61)]
    assert list(wall.scenes) == ["tu-dong", *(f"tu-dong-{n}" for n in range(2, 6))]
    assert wall.scenes["tu-dong-2"].title.vi == "Tự động · trang 2/5"  # type: ignore[union-attr]
    assert wall.scenes["tu-dong-2"].title.en == "Automatic · page 2/5"  # type: ignore[union-attr]
    for _, _, laid in rects(wall):
        assert all(place.rect.h >= 290 for place in laid)
        widths = {place.rect.w for place in laid}
        assert min(widths) >= 450
        assert max(widths) - min(widths) <= 1
    well_laid(wall)


def test_many_figures_of_one_name_are_a_table_named_after_what_tells_them_apart() -> None:
    places = ["Đà Lạt", "Bảo Lộc", "Đức Trọng", "Lâm Hà", "Di Linh"]
    with room("so") as made:
        made.answer("so", *(figure("ho_so", n, territory=t) for n, t in enumerate(places)))
        wall = made.composed()
    [tile] = tiles(wall)
    assert tile.title.vi == "Ho so"  # type: ignore[union-attr]
    assert isinstance(tile, TableTile)
    assert [column.field for column in tile.by] == ["territory"]
    said = [wall.indicators[id].where["territory"] for id in tile.indicators()]
    assert sorted(said) == sorted(places)


_WARDS = [f"Phường {letter}" for letter in "ABCDEFGHIKLM"]


def test_figures_of_the_same_places_are_one_table_with_a_column_for_each() -> None:
    names = ["Tiếp nhận", "Đã giải quyết", "Quá hạn", "Đúng hạn (%)"]
    with room("so", sizes=((1920, 1080),)) as made:
        every = [figure(name, n, territory=t) for name in names for n, t in enumerate(_WARDS)]
        made.answer("so", *every[1:])
        wall = made.composed()
    [tile] = tiles(wall)
    assert isinstance(tile, TableTile)
    assert len(tile.indicators()) == len(every) - 1
    shown = {wall.indicators[id].name.vi for id in tile.indicators()}
    assert shown == {"Tiếp nhận", "Đã giải quyết", "Quá hạn", "Đúng hạn"}
    well_laid(wall)


def test_a_table_of_all_communes_and_ten_columns_is_no_bare_list() -> None:
    with room("so", sizes=((1920, 1080),)) as made:
        every = [figure(f"Cột {n}", territory=f"Xã {t}") for n in range(10) for t in range(34)]
        made.answer("so", *every)
        wall = made.composed()
    assert all(isinstance(tile, TableTile) and tile.by for tile in tiles(wall))
    assert sum(len(tile.indicators()) for tile in tiles(wall)) == len(every)
    well_laid(wall)


def test_figures_of_other_places_have_a_table_of_their_own() -> None:
    with room("so", sizes=((1920, 1080),)) as made:
        made.answer(
            "so",
            *(figure("Hồ sơ", n, territory=t) for n, t in enumerate(_WARDS)),
            *(figure("Tải", n, instance=f"may-{n}") for n in range(6)),
        )
        wall = made.composed()
    assert sorted(tile.title.vi for tile in tiles(wall)) == ["Hồ sơ", "Tải"]  # type: ignore[union-attr]


def test_more_columns_than_a_screen_bears_are_another_table() -> None:
    names = [f"Số hồ sơ quá hạn loại {n}" for n in range(6)]
    with room("so", sizes=((1920, 1080),)) as made:
        made.answer("so", *(figure(name, territory=t) for name in names for t in _WARDS))
        wall = made.composed()
    assert [tile.title.vi for tile in tiles(wall)] == ["so (1/2)", "so (2/2)"]  # type: ignore[union-attr]
    well_laid(wall)


def test_columns_stand_in_the_order_in_which_the_source_s_settings_list_them() -> None:
    source = {
        "connector": "csv",
        "file": "so.csv",
        "observations": {"territory": "Đơn vị", "values": ["Nhận", "Giải quyết", "Quá hạn"]},
    }
    wall = shape_with(PLUGINS).model_validate({"wall": 1, "sources": {"so": source}})
    made = Room(wall)
    try:
        names = "Giải quyết", "Nhận", "Quá hạn"
        made.answer("so", *(figure(name, territory=t) for name in names for t in _WARDS))
        wall = made.composed()
    finally:
        made.close()
    [tile] = tiles(wall)
    assert isinstance(tile, TableTile)
    said = dict.fromkeys(wall.indicators[id].name.vi for id in tile.indicators())
    assert list(said) == ["Nhận", "Giải quyết", "Quá hạn"]
    [by] = tile.by
    assert by.title is not None
    assert by.title.vi == "Đơn vị"


def test_labels_that_all_share_are_no_names() -> None:
    with room("so") as made:
        made.answer(
            "so",
            *(figure("up", n, instance=f"10.0.0.{n}:9100", job="node") for n in range(2)),
        )
        wall = made.composed()
    assert names(wall) == ["Up · 10.0.0.0", "Up · 10.0.0.1"]


def test_figures_are_told_apart_by_words_before_addresses() -> None:
    with room("so") as made:
        made.answer(
            "so",
            *(figure("up", 1, job=job, instance=f"127.0.0.1:{port}") for job, port in _JOBS),
        )
        wall = made.composed()
    assert set(names(wall)) == {"Up · alertmanager", "Up · node", "Up · prometheus"}


def test_a_long_name_keeps_what_tells_it_apart_where_there_is_little_room() -> None:
    with room("so") as made:
        made.answer("so", *(figure(f"Hồ sơ đang chờ {n}") for n in ("bưu chính", "viễn thông")))
        wall = made.composed()
    assert [wall.indicators[id].name.short for id in numbers(wall)] == ["…bưu chính", "…viễn thông"]


def test_two_columns_of_a_table_of_places_are_a_row_of_figures_each() -> None:
    with room("so", sizes=((1920, 1080),)) as made:
        made.answer(
            "so",
            *(figure(n, 1, territory=t) for n in ("Số vụ", "Tỷ lệ") for t in ("Đà Lạt", "Bảo Lộc")),
        )
        wall = made.composed()
    assert [tile.title.vi for tile in tiles(wall)] == ["Số vụ", "Tỷ lệ"]  # type: ignore[union-attr]
    assert names(wall) == ["Bảo Lộc", "Đà Lạt"] * 2
    [(_, _, laid)] = rects(wall)
    assert len({place.rect.x for place in laid}) == 1
    well_laid(wall)


def test_a_reckoned_figure_is_said_with_two_decimals_and_a_written_one_as_it_is() -> None:
    with room("so") as made:
        values = {"dem": "4.333479166", "nho": "0.000123456", "viet": "96.425"}
        made.answer("so", *(replace(figure(n), value=Decimal(v)) for n, v in values.items()))
        wall = made.composed()
    assert [wall.indicators[id].decimals for id in numbers(wall)] == [2, None, None]


def test_of_thousands_of_series_one_list_counts_what_it_can_not_show() -> None:
    with room("so") as made:
        made.answer("so", *(figure("m", n, id=str(n)) for n in range(2000)))
        wall = made.composed()
    assert types(wall) == ["table"]
    assert not wall.indicators


def test_five_hundred_alerts_are_counted_and_the_worst_listed() -> None:
    with room("so") as made:
        made.answer("so", *(alert(n, n % 6) for n in range(500)))
        wall = made.composed()
    assert types(wall) == ["severity", "table"]
    well_laid(wall)


def test_forty_sources_are_all_shown_and_all_pages_full() -> None:
    ids = [f"nguon-{n}" for n in range(40)]
    with room(*ids) as made:
        for n, id in enumerate(ids):
            made.answer(id, figure("cpu", n), figure("ram", n), alert(n))
        wall = made.composed()
    assert len(set(numbers(wall))) == 80
    assert len(set(names(wall))) == 80
    assert types(wall).count("severity") == 2
    well_laid(wall)


def test_services_of_one_name_are_told_apart_by_their_instance() -> None:
    with room("so") as made:
        made.answer(
            "so",
            *(ServiceHealth(uid=str(n), service="Cổng", instance=f"máy {n}") for n in range(3)),
        )
        [tile] = tiles(made.composed())
    assert [column.field for column in tile.columns] == ["service", "instance"]  # type: ignore[attr-defined]


def test_what_is_urgent_comes_first_then_what_is_broken() -> None:
    with room("yên", "hỏng", "gấp") as made:
        made.answer("yên", figure("a"))
        made.answer("hỏng", figure("b"))
        made.answer("gấp", alert(1, 5))
        made.fail("hỏng")
        wall = made.composed()
    shown = types(wall)
    assert shown[:2] == ["severity", "table"]
    assert sorted(shown[2:4]) == ["number", "systems"]
    assert names(wall) == ["B", "A"]


def test_an_alert_that_is_over_moves_nothing_first() -> None:
    with room("hỏng", "gấp") as made:
        made.fail("hỏng")
        made.answer("gấp", alert(1, 5, state=AlertState.RESOLVED), figure("a"))
        assert types(made.composed())[0] == "systems"


def test_a_source_that_never_answered_is_seen_with_why() -> None:
    with room("so") as made:
        before = made.composed()
        made.fail("so")
        assert types(before) == types(made.composed()) == ["systems"]


def test_several_screens_are_filled_alike_the_worst_on_the_first() -> None:
    with room("so", sizes=((1920, 1080), (1920, 1080))) as made:
        made.answer("so", *(figure(f"x{n}") for n in range(16)))
        wall = made.composed()
    [scene] = wall.scenes.values()
    assert [len(panel.tiles) for panel in scene.panels.values()] == [8, 8]
    well_laid(wall)


def test_a_screen_for_which_nothing_is_left_shows_the_sources() -> None:
    with room("so", sizes=((1920, 1080), (1280, 1024), (3840, 2160))) as made:
        made.answer("so", figure("a"))
        wall = made.composed()
    assert types(wall) == ["number", "systems", "systems"]


@pytest.mark.parametrize("size", [(640, 480), (1080, 1920), (1366, 768), (7680, 1080)])
def test_no_screen_is_too_strange(size: tuple[int, int]) -> None:
    with room("so", sizes=(size,)) as made:
        told = next(iter(answers(made.wall, made.clock.now()))).records
        made.answer("so", *told, *(figure(f"x{n}") for n in range(9)))
        wall = made.composed()
    well_laid(wall)


def test_equal_pictures_are_one_composition_and_values_move_nothing() -> None:
    with room("so") as made:
        made.answer("so", figure("a", 1), figure("b", 1), alert(1))
        first = made.composed()
        made.answer("so", figure("a", 2), figure("b", 7), alert(1), alert(2))
        assert made.composed() is first
        assert made.composed(made.clock.now()) == first


def test_one_more_figure_moves_only_what_comes_after_it() -> None:
    with room("so") as made:
        made.answer("so", *(figure(f"x{n:02}") for n in range(0, 20, 2)))
        before = numbers(made.composed())
        made.answer("so", *(figure(f"x{n:02}") for n in range(0, 20, 2)), figure("x11"))
        after = numbers(made.composed())
    assert [id for id in after if id in before] == before


def test_an_outage_of_one_beat_moves_nothing() -> None:
    with room("một", "hai") as made:
        made.answer("một", figure("a"))
        made.answer("hai", figure("b"))
        first = made.composed()
        made.fail("hai", times=1)
        assert made.composed() is first
        made.fail("hai", times=1)
        assert made.composed() is not first


def test_ids_are_names_of_files_whatever_a_source_calls_its_figures() -> None:
    strange = ["a/b", "CON", "--", "..", "đồ thị", "x" * 300, "sum by (job)(rate(x[5m]))", "🙂"]
    with room("so") as made:
        made.answer("so", *(figure(name, n) for n, name in enumerate(strange)))
        wall = made.composed()
    assert len(numbers(wall)) == len(strange)
    for id in tile_ids(wall, KINDS).values():
        assert len(id) <= 80
    assert all(identifier(id) == id for id in numbers(wall))


def test_a_label_longer_than_any_code_still_finds_its_figure() -> None:
    with room("so") as made:
        made.answer("so", figure("m", 1, path="/" * 300), figure("m", 2, path="?" * 300))
        wall = made.composed()
    assert len(numbers(wall)) == 2


@pytest.mark.parametrize("said", ["public", "internal", "restricted"])
def test_a_scene_is_for_whoever_may_see_the_strictest_of_it(said: str) -> None:
    settings = {"một": {"sensitivity": "public"}, "hai": {"sensitivity": said}}
    with room("một", "hai", settings=settings) as made:
        made.answer("một", figure("a"))
        made.answer("hai", figure("b"))
        [scene] = made.composed().scenes.values()
    assert scene.audience is Sensitivity(said)


@pytest.mark.parametrize("seed", range(12))
def test_the_past_is_composed_as_it_was(seed: int) -> None:
    """Of a history made by chance every composition that was live comes again."""
    chance = Random(seed)
    ids = ("một", "hai", "ba")
    with room(*ids, sizes=((1920, 1080), (1280, 1024))) as made:
        live = []
        for _ in range(25):
            id = chance.choice(ids)
            if chance.random() < 0.3:
                made.fail(id, chance.choice((1, 2)))
            else:
                figures = [
                    figure(f"f{n}", chance.randrange(9)) for n in range(chance.randrange(30))
                ]
                alerts = [alert(n, chance.randrange(6)) for n in range(chance.randrange(3))]
                made.answer(id, *figures, *alerts)
            made.clock.move(timedelta(seconds=chance.choice((1, 90, 400))))
            with made.cache.picture() as picture:
                live.append((picture.at, made.composer.composed(picture)))
        for at, wall in live:
            assert made.composed(at) == wall


def test_a_figure_that_breaks_comes_first() -> None:
    with room("so") as made:
        made.answer("so", figure("a"), figure("b"), figure("c"))
        bad = replace(figure("c"), value=None)
        made.answer("so", figure("a"), figure("b"), bad)
        assert names(made.composed()) == ["C", "A", "B"]


@pytest.mark.parametrize(("size", "pitch"), DESKS)
def test_a_desk_monitor_bears_six_figures_and_a_table_as_wide_as_it_is(
    size: tuple[int, int], pitch: str
) -> None:
    with desk(size, pitch) as made:
        made.answer("so", *(figure(f"x{n:02}") for n in range(12)))
        made.answer("hai", *(service(n) for n in range(30)))
        wall = made.composed()
    shown = [[tile_type(tile, KINDS) for tile in page] for page in pages(wall)]
    assert [len(page) for page in shown] == [3, 5, 5, 1]
    assert shown[-1] == ["table"]
    well_laid(wall)


@pytest.mark.parametrize(("size", "pitch"), DESKS)
def test_alerts_and_their_counts_share_the_first_page_of_a_desk_monitor(
    size: tuple[int, int], pitch: str
) -> None:
    with desk(size, pitch) as made:
        made.answer("so", *(figure(f"x{n}") for n in range(9)), *(alert(n) for n in range(40)))
        made.answer("hai", figure("khac"))
        wall = made.composed()
    assert types(wall)[:2] == ["severity", "table"]
    assert len(pages(wall)[0]) == 2


def test_two_tables_of_a_few_rows_are_on_one_page_of_a_desk_monitor() -> None:
    with desk(*DESKS[0]) as made:
        made.answer("so", *(service(n) for n in range(2)))
        made.answer("hai", *(service(n) for n in range(3)))
        wall = made.composed()
    assert [len(page) for page in pages(wall)] == [1, 2]


def test_figures_of_which_there_are_too_many_pages_are_tables_side_by_side() -> None:
    with desk(*DESKS[0]) as made:
        made.answer("so", *(figure(f"chi_so_{n}", n) for n in range(60)))
        made.answer("hai", figure("khac"))
        wall = made.composed()
    assert names(wall) == ["Khac"]
    assert len(wall.scenes) == 5
    well_laid(wall)


def test_a_small_table_makes_room_for_others() -> None:
    """A table of three rows is as tall as a figure, one of thirty as two."""
    tall = {}
    for rows in (3, 30):
        with room("so") as made:
            made.answer("so", *(figure(f"x{n}") for n in range(4)), *map(service, range(rows)))
            [(_, _, laid)] = rects(made.composed())
        tall[rows] = max(place.rect.h for place in laid) / min(place.rect.h for place in laid)
    assert tall[3] < 1.1
    assert tall[30] > 1.9


def test_pages_of_figures_are_alike_whatever_their_number() -> None:
    with room("so") as made:
        made.answer("so", *(figure(f"x{n:02}") for n in range(14)))
        wall = made.composed()
    assert [len(page) for page in pages(wall)] == [7, 7]
    well_laid(wall)


def test_rows_of_figures_differ_by_one_at_most() -> None:
    with room("so") as made:
        made.answer("so", *(figure(f"x{n:02}") for n in range(10)))
        [(_, _, laid)] = rects(made.composed())
    rows = [sum(place.rect.y == y for place in laid) for y in {place.rect.y for place in laid}]
    assert sorted(rows) == [3, 3, 4]


@pytest.mark.parametrize("ago", [timedelta(), timedelta(days=3)])
def test_one_point_that_is_all_a_source_tells_is_its_figure(ago: timedelta) -> None:
    with room("so") as made:
        at = made.clock.now() - ago
        made.answer("so", Sample(uid="t", indicator="tai", value=Decimal(7), at=at))
        wall = made.composed()
        [tile] = tiles(wall)
        with made.cache.picture() as picture:
            view = NumberType().look_up(cast("NumberTile", tile), Knowledge(wall, picture))
    [number] = view.numbers
    assert number.observation is not None
    assert number.observation.value == 7


def numbers_seen(made: Room) -> dict[str, str]:
    """By the indicator's name what its tile says."""
    wall = made.composed()
    with made.cache.picture() as picture:
        found = [Knowledge(wall, picture).figure(id) for id in numbers(wall)]
    return {
        one.indicator.name.vi: f"{one.observation.value} {one.unit.vi if one.unit else one.standing.state}"
        for one in found
        if one.observation is not None
    }


def test_a_figure_without_a_label_is_none_of_those_that_have_it() -> None:
    place = "Bảo Lộc"
    with room("so") as made:
        made.answer(
            "so",
            figure("Số vụ", 1180, territory=place),
            figure("Số vụ", 1204, territory=place, note="a"),
            figure("Số vụ", 1198, territory=place, note="b"),
        )
        assert numbers_seen(made) == {
            "Số vụ · –": "1180 live",
            "Số vụ · a": "1204 live",
            "Số vụ · b": "1198 live",
        }


def test_a_unit_is_the_sources_own_or_stands_in_brackets_behind_the_name() -> None:
    with room("so") as made:
        made.answer(
            "so",
            figure("Tỷ lệ xử lý (%)", 91),
            replace(figure("Thu", 30), unit="triệu đồng"),
            figure("Doanh thu (năm)", 3),
        )
        assert numbers_seen(made) == {
            "Tỷ lệ xử lý": "91 %",
            "Thu": "30 triệu đồng",
            "Doanh thu (năm)": "3 live",
        }


def test_what_was_found_is_not_named_and_packed_anew_while_it_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with room("so", "hai") as made:
        made.answer("so", figure("a"))
        wall = made.composed()
        with monkeypatch.context() as patched:
            patched.setattr(composing, "offer", None)  # asked again, it would raise
            made.answer("so", figure("a", 2))
            assert made.composed() is wall
        made.answer("so", figure("a", 2), figure("b"))
        assert made.composed() is not wall


def test_figures_that_have_no_name_but_a_code_are_one_table_after_those_that_have_one() -> None:
    with room("so") as made:
        made.answer(
            "so", figure("Trạm"), figure("av_c2_blocked_52"), figure("soc_share"), figure("tai")
        )
        wall = made.composed()
    assert types(wall) == ["number", "number", "table"]
    assert names(wall) == ["Tai", "Trạm"]
    table = tiles(wall)[-1]
    assert table.title is not None
    assert table.title.vi == "Chỉ số chưa đặt tên"
    assert [wall.indicators[id].name.vi for id in table.indicators()] == [
        "av_c2_blocked_52",
        "soc_share",
    ]


@pytest.mark.parametrize(
    ("reach", "span"),
    [(50, 60), (61, 60), (179, 60), (181, 360), (719, 360), (1500, 1440)],
)
def test_the_span_of_a_curve_is_one_that_its_points_fill_by_half(reach: int, span: int) -> None:
    """Minutes; a point a minute after an hour of them is no reason to speak of six hours."""
    with room("so") as made:
        ends = made.clock.now()
        made.answer(
            "so",
            figure("tai"),
            *(
                Sample(uid="t", indicator="tai", value=Decimal(1), at=ends - timedelta(minutes=ago))
                for ago in (0, 1, 2, reach)
            ),
        )
        [tile] = tiles(made.composed())
    assert tile.trend == timedelta(minutes=span)  # type: ignore[attr-defined]


def test_the_span_of_a_curve_is_that_for_which_its_source_is_asked() -> None:
    source = {
        "connector": "prometheus",
        "url": "http://10.1.0.9",
        "queries": {"tai": {"query": "node_load1", "range": "2 h"}},
    }
    wall = shape_with(installed()).model_validate({"wall": 1, "sources": {"so": source}})
    made = Room(wall)
    try:
        ends = made.clock.now()
        points = (
            Sample(uid="t", indicator="tai", value=Decimal(1), at=ends - timedelta(minutes=ago))
            for ago in (0, 1, 2, 900)
        )
        made.answer("so", figure("tai"), *points)
        [tile] = tiles(made.composed())
    finally:
        made.close()
    assert tile.trend == timedelta(hours=2)  # type: ignore[attr-defined]


def test_a_target_that_does_not_answer_is_named_and_comes_first() -> None:
    with room("so") as made:
        made.answer(
            "so",
            *(figure(f"x{n}") for n in range(2)),
            *(
                ServiceHealth(uid=at, service="node", instance=at, state=state)
                for at, state in (("10.0.0.5", Reply.NONE), ("10.0.0.6", Reply.ANSWERS))
            ),
        )
        wall = made.composed()
    assert types(wall) == ["table", "number", "number"]
    columns = [column.field for column in tiles(wall)[0].columns]  # type: ignore[attr-defined]
    assert columns == ["service", "instance", "state"]
