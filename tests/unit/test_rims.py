"""Letters of a tile over several panels keep clear of what the rims hide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.unit.tiles.world import sheet_of
from ui import layout
from widgets.drawing import Box, Curve, Ink, Mark, Rect, Text
from widgets.rims import clear
from widgets.span import Span

if TYPE_CHECKING:
    from widgets.sheet import Sheet

SPAN = Span((3840, 2160), (2, 2), (40, 30))
TILE = Rect(100, 100, 3680, 1990)


@pytest.fixture
def sheet() -> Sheet:
    return replace(sheet_of(*SPAN.canvas), panels=SPAN.panels, rims=SPAN.rims)


def text(sheet: Sheet, said: str, x: float, y: float, size: float = 40) -> Text:
    return sheet.line("label", said, Rect(x, y, 3000, 100), size=size)


def test_a_label_goes_to_the_nearer_side_of_an_upright_rim(sheet: Sheet) -> None:
    near_left, near_right = text(sheet, "Đà Lạt", 1830, 300), text(sheet, "Bảo Lộc", 1910, 500)
    left, right = clear([near_left, near_right], TILE, sheet)
    assert isinstance(left, Text)
    assert isinstance(right, Text)
    assert left.rect.right < 1920
    assert right.rect.x > 1960
    assert (left.rect.y, right.rect.y) == (near_left.rect.y, near_right.rect.y)
    assert not layout.hidden(left, sheet)
    assert not layout.hidden(right, sheet)


def test_a_label_goes_over_or_under_a_level_rim(sheet: Sheet) -> None:
    (moved,) = clear([text(sheet, "Đà Lạt", 500, 1060)], TILE, sheet)
    assert isinstance(moved, Text)
    assert not layout.hidden(moved, sheet)
    assert moved.rect.x == 500
    assert moved.runs[0].baseline - 1060 == pytest.approx(
        moved.rect.y - 1060 + text(sheet, "Đà Lạt", 500, 1060).runs[0].baseline - 1060
    )


def test_a_chip_moves_as_a_whole(sheet: Sheet) -> None:
    said = text(sheet, "MÔ PHỎNG", 1860, 300)
    ground = Box(said.rect.inset(-12, -6), line=Ink.OUTLINE, width=2)
    mark = Mark("dot", Rect(said.rect.x - 8, said.rect.y + 4, 6, 6), Ink.TEXT)
    tile = Box(TILE, fill=Ink.TILE)
    made = clear([tile, ground, mark, said], TILE, sheet)
    moved = made[3]
    assert isinstance(moved, Text)
    assert made[0] == tile
    by = moved.rect.x - said.rect.x
    assert by != 0
    assert made[1] == replace(ground, rect=replace(ground.rect, x=ground.rect.x + by))
    assert made[2] == replace(mark, rect=replace(mark.rect, x=mark.rect.x + by))


def test_a_long_line_goes_on_behind_the_rim_word_by_word(sheet: Sheet) -> None:
    said = (
        "Lượt gọi mỗi phút qua nền tảng chia sẻ dữ liệu của tỉnh và của các sở, ban, ngành, huyện"
    )
    title = text(sheet, said, 128, 120, size=60)
    assert title.rect.right > 1960
    (flown,) = clear([title], TILE, sheet)
    assert isinstance(flown, Text)
    assert flown.text == said
    assert " ".join(run.text for run in flown.runs) == said
    assert len(flown.runs) == 2
    assert not layout.hidden(flown, sheet)
    assert (flown.rect.x, flown.rect.y) == (title.rect.x, title.rect.y)


def test_a_figure_that_is_too_large_for_one_panel_becomes_smaller(sheet: Sheet) -> None:
    figure = sheet.figure(
        "value", "8.888.888,8", Rect(128, 300, 3600, 700), before="ước", size=420, least=90
    )
    assert figure.rect.w > 1900
    (smaller,) = clear([figure], TILE, sheet)
    assert isinstance(smaller, Text)
    assert not layout.hidden(smaller, sheet)
    assert smaller.rect.right < 1920
    assert smaller.text == figure.text
    assert {run.baseline for run in smaller.runs} == {figure.runs[0].baseline}
    assert smaller.cap < figure.cap
    assert min(run.size for run in smaller.runs) >= sheet.reading


def test_what_has_no_room_beside_others_stays_and_is_judged(sheet: Sheet) -> None:
    rows = [text(sheet, "Cát Tiên", 400, 1000 + 54 * n) for n in range(4)]
    made = clear(rows, TILE, sheet)
    assert list(made) == rows
    assert any(layout.hidden(one, sheet) for one in rows)


def test_what_is_no_letter_stays_where_it_is(sheet: Sheet) -> None:
    line = Curve((((0, 0), (3800, 2000)),))
    bar = Box(Rect(1900, 300, 500, 20), fill=Ink.DATA)
    assert clear([line, bar], TILE, sheet) == (line, bar)
