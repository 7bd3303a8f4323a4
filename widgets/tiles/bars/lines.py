"""What the rows of a list of bars say in one language: a row each, and one of all that have no room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.columns import Cell
from widgets.tiles.bars.view import REST
from widgets.values import cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.words import Words
    from widgets.tiles.bars.view import Bar, BarsView


@dataclass(frozen=True, slots=True)
class Line:
    name: Cell
    count: str
    bar: Bar | None = None
    """None of what all others come to: it is no bar among bars."""
    beyond: bool = False
    """On the wrong side of the threshold."""
    tail: str = ""
    """After the name, whatever of that has room: the period of one that is of another than most."""

    @property
    def quiet(self) -> bool:
        return self.bar is None or self.bar.old


def lines(view: BarsView, capacity: int, words: Words) -> list[Line]:
    """As many as go; the last says what the others come to, or how many they are."""
    if len(view.bars) == view.total <= capacity:
        return [_line(bar, view, words) for bar in view.bars]
    shown = view.bars[: max(min(capacity - 1, len(view.bars)), 1)]
    told = [_line(bar, view, words) for bar in shown]
    if capacity > 1:
        told.append(_others(view, view.bars[len(shown) :], view.total - len(shown), words))
    return told


def _line(bar: Bar, view: BarsView, words: Words) -> Line:
    name = cell(bar.name, view.day, words)
    tail = "" if bar.period is None else f" · {words.period(bar.period)}"
    beyond = view.alike and view.beyond(bar.amount)
    if bar.reading is None:
        return Line(name, words.number(bar.amount), bar, beyond, tail)
    told = cell(bar.reading, view.day, words)
    # In different units each figure needs its own.
    count = told.text if not view.alike else told.short or told.text
    return Line(name, count, bar, beyond, tail)


def _others(view: BarsView, hidden: Sequence[Bar], count: int, words: Words) -> Line:
    if view.rest is None or any(bar.amount is None for bar in hidden):
        return Line(Cell(words.say("và {n} mục khác", n=count)), "")
    rest = view.rest
    for bar in hidden:
        rest += bar.amount or 0
    name = Cell(words.say("Còn lại, {n} mục", n=count), words.say(REST))
    return Line(name, words.number(rest))
