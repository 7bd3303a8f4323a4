"""Places of names on a map, against holding each box against all others."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.drawing import Rect
from widgets.tiles.map.grid import Grid, steps
from widgets.tiles.map.spans import Spans

BOX = Rect(10.0, 20.0, 300.0, 200.0)
numbers = st.floats(0, 320, allow_nan=False).map(lambda x: round(x, 1))
sides = st.floats(1, 120, allow_nan=False).map(lambda x: round(x, 1))
rects = st.builds(Rect, numbers, numbers, sides, sides)
rings = st.lists(st.tuples(numbers, numbers), min_size=3, max_size=6)


def bare(spans: Spans, box: Rect) -> bool:
    """No unit is under it."""
    return not any(
        left < box.right and right > box.x
        for unit in spans.units.values()
        for line in spans.lines(box.y, box.bottom)
        for left, right in unit.get(line, ())
    )


def expected(
    size: tuple[float, float],
    at: tuple[float, float],
    within: float,
    taken: list[Rect],
    spans: Spans,
) -> list[tuple[float, int, Rect]]:
    wide, tall = size
    down, across = (
        steps(BOX.y, BOX.bottom - tall, 11.0),
        steps(BOX.x, BOX.right - wide, 11.0),
    )
    places = [Rect(x, y, wide, tall) for y in down for x in across]
    found = [
        (math.dist(at, end), number, place)
        for number, place in enumerate(places)
        for end in [
            (
                min(max(at[0], place.x), place.right),
                min(max(at[1], place.y), place.bottom),
            )
        ]
        if not any(place.meets(other) for other in taken) and bare(spans, place)
    ]
    return sorted((one for one in found if one[0] < within), key=lambda one: one[:2])


@given(
    size=st.tuples(sides, sides),
    at=st.tuples(numbers, numbers),
    within=st.floats(1, 400),
    taken=st.lists(rects, max_size=5),
    units=st.lists(rings, max_size=3),
)
def test_free_places_are_those_that_meet_nothing_nearest_first(
    size: tuple[float, float],
    at: tuple[float, float],
    within: float,
    taken: list[Rect],
    units: list[list[tuple[float, float]]],
) -> None:
    spans = Spans.of(((str(n), [ring]) for n, ring in enumerate(units)), 7.0)
    grid = Grid(BOX, size, 11.0)
    grid.cover(spans)
    grid.take(taken)
    assert list(grid.nearest(at, within)) == expected(size, at, within, taken, spans)


@pytest.mark.parametrize("size", [(301.0, 20.0), (20.0, 201.0)])
def test_what_is_larger_than_the_map_has_no_place(size: tuple[float, float]) -> None:
    assert list(Grid(BOX, size, 11.0).nearest((100, 100), 1000)) == []
