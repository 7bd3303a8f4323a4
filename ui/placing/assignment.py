"""Who gets what, where several want the same: the most worth in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def assigned(worth: Sequence[Sequence[int]]) -> list[int | None]:
    """For each row the column it gets, no column twice, so that the sum of what they are worth is the
    largest; None where nothing is left that is worth more than 0. The Hungarian method with
    potentials: rows² × columns steps; equal sums are settled by the order of rows and columns.
    """
    rows, columns = len(worth), len(worth[0]) if worth else 0
    # A column of its own for each row, worth nothing, is what it gets when it gets none.
    cost = [[-max(each, 0) for each in row] + [0] * rows for row in worth]
    owner = [0] * (columns + rows + 1)
    """The row (from 1) that has a column (from 1); column 0 is where a row begins to look."""
    of_row, of_column = [0] * (rows + 1), [0] * (columns + rows + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        _make_room(cost, owner, of_row, of_column)
    found: list[int | None] = [None] * rows
    for column, row in enumerate(owner[1 : columns + 1]):
        if row and worth[row - 1][column] > 0:
            found[row - 1] = column
    return found


def _make_room(
    cost: Sequence[Sequence[int]], owner: list[int], of_row: list[int], of_column: list[int]
) -> None:
    """The row at column 0 gets a column, the others move along the cheapest path."""
    count = len(owner)
    least: list[int | None] = [None] * count
    came = [0] * count
    done = [False] * count
    here = 0
    while owner[here]:
        done[here] = True
        row, nearest, step = owner[here], 0, None
        for column in range(1, count):
            if done[column]:
                continue
            slack = cost[row - 1][column - 1] - of_row[row] - of_column[column]
            known = least[column]
            if known is None or slack < known:
                least[column] = known = slack
                came[column] = here
            if step is None or known < step:
                step, nearest = known, column
        assert step is not None  # there are more columns than rows
        for column in range(count):
            if done[column]:
                of_row[owner[column]] += step
                of_column[column] -= step
            elif (known := least[column]) is not None:
                least[column] = known - step
        here = nearest
    while here:
        owner[here] = owner[came[here]]
        here = came[here]
