from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.console.direction import Direction, nearest
from widgets.drawing import Rect

GRID = {
    "a": Rect(0, 0, 100, 50),
    "b": Rect(110, 0, 100, 50),
    "c": Rect(220, 0, 100, 110),
    "d": Rect(0, 60, 210, 50),
}


def test_the_next_one_lies_beside_the_selected_one() -> None:
    assert nearest(GRID, "a", Direction.RIGHT) == "b"
    assert nearest(GRID, "b", Direction.RIGHT) == "c"
    assert nearest(GRID, "a", Direction.DOWN) == "d"
    assert nearest(GRID, "d", Direction.UP) == "a"
    assert nearest(GRID, "d", Direction.RIGHT) == "c"


def test_at_the_edge_there_is_nothing_further() -> None:
    assert nearest(GRID, "a", Direction.LEFT) is None
    assert nearest(GRID, "c", Direction.RIGHT) is None
    assert nearest(GRID, "d", Direction.DOWN) is None


def test_without_a_selected_one_the_first_is() -> None:
    assert nearest(GRID, None, Direction.UP) == "a"
    assert nearest(GRID, "gone", Direction.UP) == "a"
    assert nearest({}, None, Direction.UP) is None


@given(st.integers(1, 6), st.integers(1, 6))
def test_every_place_of_a_grid_is_reached_by_arrows(columns: int, rows: int) -> None:
    grid = {(x, y): Rect(x * 50, y * 40, 45, 35) for x in range(columns) for y in range(rows)}
    for x, y in grid:
        for direction in Direction:
            dx, dy = direction.value
            there = (x + dx, y + dy)
            assert nearest(grid, (x, y), direction) == (there if there in grid else None)
