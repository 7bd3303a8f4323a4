"""How wide the columns of the console's tables are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.console.widths import widths

LINE = 16
FEW = st.lists(st.tuples(st.integers(8, 600), st.integers(8, 600), st.booleans()), min_size=1)


def test_with_room_all_is_whole_and_the_stretched_column_has_the_rest() -> None:
    assert widths([100, 30], [40, 80], [True, False], 400, LINE) == [320, 80]


def test_heads_give_way_before_cells_and_no_further_than_they_must() -> None:
    cells, heads = [200, 60, 60], [40, 160, 90]
    found = widths(cells, heads, [True, False, False], 400, LINE)
    assert found[0] == 200
    assert 60 <= found[2] <= 90 < found[1] < 160
    assert sum(found) == 400


def test_of_cells_the_widest_give_way_first() -> None:
    found = widths([500, 90, 60], [40, 40, 40], [True, False, False], 300, LINE)
    assert found[0] + found[1] == 240
    assert found[1] >= 85
    assert found[2] == 60


@given(FEW, st.integers(0, 3000))
def test_they_fit_where_every_column_can_be_seen_at_all(
    columns: list[tuple[int, int, bool]], room: int
) -> None:
    cells, heads, stretched = zip(*columns, strict=True)
    found = widths(cells, heads, stretched, room, LINE)
    least = [min(max(cell, min(head, 3 * LINE)), 3 * LINE) for cell, head, _ in columns]
    assert all(width >= one for width, one in zip(found, least, strict=True))
    assert sum(found) <= max(room, sum(least))
