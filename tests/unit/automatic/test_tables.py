from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from services.wall_file import shape_with
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
from tests.unit.automatic.walls import PLUGINS, Room, figure, rects, tiles, types
from widgets.tiles.table.settings import TableTile

_JOBS = (("prometheus", 9090), ("node", 9100), ("alertmanager", 9093))


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
