"""What of a layout can't be read though every text is large enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.unit.tiles.world import sheet_of
from ui import layout
from widgets.drawing import Area, Box, Curve, Ink, Item, Rect, Text
from widgets.panel import cells, content, heading_box

if TYPE_CHECKING:
    from widgets.sheet import Sheet


def text(said: str, x: float, y: float, *, size: float = 40, ink: Ink = Ink.TEXT) -> Text:
    sheet = sheet_of()
    return sheet.line("label", said, Rect(x, y, 1000, 100), size=size, ink=ink)


def made_of(columns: int, rows: int, size: tuple[int, int] = (3840, 2160)) -> Sheet:
    return replace(sheet_of(*size), panels=(columns, rows))


def test_texts_overlap_where_their_letters_meet() -> None:
    one, below = text("Đà Lạt", 0, 0), text("Bảo Lộc", 0, 54)
    over, beside = text("Di Linh", 60, 20), text("Đơn Dương", 400, 0)
    assert list(layout.overlaps([one, below, beside])) == []
    assert list(layout.overlaps([one, below, over])) == [(0, 2), (1, 2)]


def test_figures_have_no_letters_under_their_line() -> None:
    clock, date = text("14:05:37", 0, 0, size=60), text("thứ Ba", 0, 62)
    name = text("Ngày", 0, 0, size=60)
    assert clock.rect.meets(date.rect)
    assert list(layout.overlaps([clock, date])) == []
    assert list(layout.overlaps([name, date])) == [(0, 1)]


def test_a_text_that_leaves_its_tile_is_told_by_its_number() -> None:
    shown = [text("Đà Lạt", 10, 10), text("Bảo Lộc", 150, 10), text("", 900, 10)]
    assert list(layout.outside(shown, Rect(0, 0, 200, 100))) == [1]


@pytest.mark.parametrize("panels", [(2, 1), (1, 2), (2, 2), (3, 2), (4, 3)])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_grid_that_divides_by_the_panels_has_no_cell_across_a_seam(
    panels: tuple[int, int], times: int
) -> None:
    sheet = made_of(*panels)
    grid = panels[0] * times, panels[1] * times
    divided = cells(grid, sheet)
    boxes = [divided.rect(c, r, 1, 1) for c in range(1, grid[0] + 1) for r in range(1, grid[1] + 1)]
    assert not any(layout.across(box, sheet) for box in boxes)
    assert all(content(sheet).holds(box, slack=1) and box.w > 0 and box.h > 0 for box in boxes)
    assert not any(one.meets(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


def test_without_panels_and_in_grids_that_do_not_divide_cells_are_even() -> None:
    sheet = made_of(2, 2)
    for grid, on in (((4, 3), sheet_of(3840, 2160)), ((3, 3), sheet)):
        divided = cells(grid, on)
        for spans in (divided.columns, divided.rows):
            sizes = [end - begin for begin, end in spans]
            assert max(sizes) - min(sizes) < 1e-6
    assert layout.across(cells((3, 3), sheet).rect(2, 1, 1, 1), sheet)
    assert not layout.across(cells((3, 3), sheet).rect(1, 1, 1, 1), sheet)


def test_panels_so_low_that_the_heading_fills_one_leave_the_grid_whole() -> None:
    sheet = made_of(1, 24, (640, 480))
    assert heading_box(sheet).bottom > sheet.seams[1][0].begin
    divided = cells((2, 24), sheet)
    assert len(divided.rows) == 24
    assert all(end > begin for begin, end in divided.rows)


def test_only_seams_through_letters_cut_a_text() -> None:
    sheet = made_of(2, 1, (1920, 1080))
    assert layout.cut(text("Trung tâm giám sát", 900, 0), sheet)
    assert not layout.cut(text("Trung tâm", 100, 0), sheet)
    assert not layout.cut(text("Trung tâm", 970, 0), sheet)


def test_colours_that_mean_something_are_listed_and_grounds_are_not() -> None:
    items: list[Item] = [
        Box(Rect(0, 0, 9, 9), fill=Ink.TILE, line=Ink.OUTLINE),
        Curve((), ink=Ink.DATA),
        text("Khẩn cấp", 0, 0, ink=Ink.SECOND),
        Box(Rect(0, 0, 9, 9), fill=Ink.URGENT),
    ]
    assert layout.colours(items) == ["urgent", "data"]


def test_a_scale_counts_as_a_key_once_two_of_its_colours_are_used() -> None:
    def areas(*inks: Ink) -> list[Item]:
        return [Area((), fill=ink, line=Ink.OUTLINE) for ink in inks]

    assert layout.keys(areas(Ink.MAP_1)) == frozenset()
    assert layout.keys(areas(Ink.MAP_1, Ink.MAP_3)) == {"sequential"}
    assert layout.keys(areas(Ink.LESS_1, Ink.LESS_2, Ink.MAP_2, Ink.MAP_4)) == {"diverging"}
    assert layout.keys(areas(Ink.KIND_1, Ink.KIND_4, Ink.PART_1, Ink.PART_2)) == {"kinds", "parts"}


def test_lines_are_counted_by_their_colours() -> None:
    inks = (Ink.DATA, Ink.DATA, Ink.PART_1, Ink.PART_3, Ink.OUTLINE)
    assert layout.series([Curve((), ink=ink) for ink in inks]) == 3


def test_a_shortened_text_is_told_with_what_it_lacks_where_that_is_known() -> None:
    sheet = sheet_of()
    long = "Số xã có Internet cáp quang đến từng thôn, buôn, tổ dân phố"
    cut = sheet.line("label", long, Rect(0, 0, 400, 100))
    assert layout.shortened(cut)
    left = layout.lacking(cut)
    assert left is not None
    assert cut.text == f"{long[:-left].rstrip()}…"
    other = replace(cut, full="Xã có cáp quang")
    assert (layout.shortened(other), layout.lacking(other)) == (True, None)
    assert not layout.shortened(text("Xem tiếp…", 0, 0))
    assert not layout.shortened(text("Đà Lạt", 0, 0))
