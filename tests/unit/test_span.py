"""One picture over several panels: what is laid out, and what is seen of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tiles.world import sheet_of
from ui import layout
from widgets.drawing import Rect
from widgets.panel import cells, content
from widgets.span import Seam, Span

if TYPE_CHECKING:
    from widgets.sheet import Sheet

SPANS = st.builds(
    Span,
    st.tuples(st.integers(400, 8000), st.integers(400, 8000)),
    st.tuples(st.integers(1, 5), st.integers(1, 5)),
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
)


def spanned(columns: int, rows: int, rims: tuple[int, int]) -> Sheet:
    span = Span((1920 * columns, 1080 * rows), (columns, rows), rims)
    return replace(sheet_of(*span.canvas), panels=span.panels, rims=rims)


def test_the_canvas_has_the_rims_in_it_and_what_is_seen_has_not() -> None:
    span = Span((3840, 2160), (2, 2), (11, 6))
    assert span.canvas == (3851, 2166)
    assert span.seams == ((Seam(1920, 1931),), (Seam(1080, 1086),))
    last = span.panes[-1]
    assert (last.canvas, last.seen) == (Rect(1931, 1086, 1920, 1080), Rect(1920, 1080, 1920, 1080))
    assert span.seen(Rect(1900, 100, 100, 50)) == Rect(1900, 100, 89, 50)


def test_without_rims_the_canvas_is_what_is_seen() -> None:
    span = Span((1921, 1080), (2, 1))
    assert span.canvas == span.size
    assert [pane.seen for pane in span.panes] == [Rect(0, 0, 1921, 1080)]
    assert span.seams == ((Seam(960.5, 960.5),), ())
    assert span.seen(Rect(3.5, 1, 2, 9)) == Rect(3.5, 1, 2, 9)
    assert not span.hides(Rect(0, 0, 1921, 1080))


@given(SPANS)
def test_panes_cover_what_is_seen_once_and_each_lies_at_its_panel(span: Span) -> None:
    seen = [pane.seen for pane in span.panes]
    assert sum(rect.w * rect.h for rect in seen) == pytest.approx(span.size[0] * span.size[1])
    assert not any(one.meets(other, 0.0) for n, one in enumerate(seen) for other in seen[n + 1 :])
    if len(seen) > 1:
        assert seen == [span.panel(number) for number in range(len(seen))]
    assert all(span.seen(pane.canvas) == pane.seen for pane in span.panes)
    assert not any(span.hides(pane.canvas) for pane in span.panes)


@given(SPANS, st.floats(0, 9000), st.floats(0, 9000), st.floats(0, 900), st.floats(0, 900))
def test_what_is_seen_of_a_rectangle_is_never_larger_and_never_outside(
    span: Span, x: float, y: float, w: float, h: float
) -> None:
    x, y = min(x, span.canvas[0]), min(y, span.canvas[1])
    rect = Rect(x, y, min(w, span.canvas[0] - x), min(h, span.canvas[1] - y))
    seen = span.seen(rect)
    assert -1e-6 <= seen.w <= rect.w + 1e-6
    assert -1e-6 <= seen.h <= rect.h + 1e-6
    assert Rect(0, 0, *span.size).holds(seen)


@pytest.mark.parametrize("panels", [(2, 1), (1, 2), (2, 2), (3, 2)])
@pytest.mark.parametrize("times", [1, 2])
def test_no_tile_of_a_grid_that_divides_by_the_panels_is_behind_a_rim(
    panels: tuple[int, int], times: int
) -> None:
    sheet = spanned(*panels, (12, 8))
    grid = panels[0] * times, panels[1] * times
    divided = cells(grid, sheet)
    boxes = [divided.rect(c, r, 1, 1) for c in range(1, grid[0] + 1) for r in range(1, grid[1] + 1)]
    assert not any(layout.across(box, sheet) or sheet.span.hides(box) for box in boxes)
    assert all(content(sheet).holds(box, slack=1) and box.w > 0 and box.h > 0 for box in boxes)


def test_letters_behind_a_level_rim_are_hidden_as_well_as_behind_an_upright_one() -> None:
    sheet = spanned(2, 2, (12, 8))
    upright = sheet.line("label", "Đà Lạt", Rect(1900, 100, 300, 60))
    level = sheet.line("label", "Đà Lạt", Rect(100, 1050, 300, 60))
    clear = sheet.line("label", "Đà Lạt", Rect(100, 100, 300, 60))
    assert layout.hidden(upright, sheet)
    assert layout.hidden(level, sheet)
    assert not layout.hidden(clear, sheet)
    assert layout.cut(level, sheet)
