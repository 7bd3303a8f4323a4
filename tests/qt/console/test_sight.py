from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.console.sight import NEAREST, Sight

WHOLE = Sight(0.0, 86400.0)
TIMES = st.floats(0.0, 86400.0)


def test_from_nearer_half_as_much_is_seen_and_what_is_looked_at_stays_where_it_was() -> None:
    near = WHOLE.nearer(43200.0)
    assert near == Sight(21600.0, 64800.0)
    assert WHOLE.nearer(86400.0).last == 86400.0


def test_nobody_sees_more_than_there_is() -> None:
    assert Sight(40000.0, 80000.0).farther(80000.0, WHOLE).last <= WHOLE.last
    assert WHOLE.farther(1.0, WHOLE) == WHOLE


def test_what_is_seen_moves_as_little_as_shows_the_cursor() -> None:
    near = Sight(1000.0, 2000.0)
    assert near.showing(1500.0, WHOLE) == near
    assert near.showing(2100.0, WHOLE) == Sight(1100.0, 2100.0)
    assert near.showing(0.0, WHOLE) == Sight(0.0, 1000.0)


@given(st.lists(st.tuples(st.booleans(), TIMES), max_size=40))
def test_however_it_is_looked_at_the_picture_has_a_length(moves: list[tuple[bool, float]]) -> None:
    sight = WHOLE
    for nearer, at in moves:
        sight = sight.showing(at, WHOLE)
        sight = sight.nearer(at) if nearer else sight.farther(at, WHOLE)
        assert NEAREST - 1e-6 <= sight.length <= WHOLE.length + 1e-6


def test_a_picture_without_a_length_gets_one() -> None:
    assert Sight(5.0, 5.0).nearer(5.0).length == pytest.approx(NEAREST)
