"""What a table of indicators can be sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.freshness import WORST_FIRST
from widgets.reader import LAST
from widgets.values import Comparable, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from services.views import Figure


def _name(figure: Figure) -> Comparable | None:
    return comparable(figure.indicator.name)


def _value(figure: Figure) -> Comparable | None:
    seen = figure.observation
    return None if seen is None else comparable(seen.value)


def _state(figure: Figure) -> Comparable | None:
    state = figure.standing.state
    return None if state is None else (0, WORST_FIRST.index(state), ())


ORDERS: Mapping[str, Callable[[Figure], Comparable | None]] = {
    "name": _name,
    "value": _value,
    "state": _state,
}
"""By the word of the wall file; `state`: worst first."""


def ordered(figures: Sequence[Figure], order: str) -> list[Figure]:
    """`-` before the order's word: the other way round; what has no value comes last either way."""
    return arranged(figures, ORDERS[order.removeprefix("-")], backwards=order.startswith("-"))


def arranged[T](
    rows: Sequence[T], by: Callable[[T], Comparable | None], *, backwards: bool
) -> list[T]:
    known = [row for row in rows if by(row) is not None]
    known.sort(key=lambda row: by(row) or LAST, reverse=backwards)
    return known + [row for row in rows if by(row) is None]
