from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest

from services.quantities import identifier
from services.records import KINDS as RECORDS
from services.records import Sample
from services.sensitivity import Sensitivity
from services.views import Knowledge
from services.wall_file import installed, shape_with
from services.wall_file.placement import tile_ids, tile_type
from tests.unit.automatic.composed import (
    DESKS,
    desk,
    names,
    numbers,
    numbers_seen,
    pages,
    room,
    service,
    well_laid,
)
from tests.unit.automatic.walls import KINDS, Room, alert, figure, rects, tiles, types
from ui.placeholders import answers
from widgets.automatic import is_automatic
from widgets.tiles.number import NumberType

if TYPE_CHECKING:
    from widgets.tiles.number import NumberTile


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
