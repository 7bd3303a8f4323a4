"""What a row of a catalogue says of its figure: how it goes with its plan, how its source stands, who printed
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.freshness import State
from services.words.figures import ATTACHED
from widgets.columns import Cell
from widgets.tiles.catalogue.view import Outlook

if TYPE_CHECKING:
    from decimal import Decimal

    from services.words import Words
    from widgets.tiles.catalogue.view import CatalogueView, Entry

_WHOLE = 100
"""Percent."""


def judged(entry: Entry, view: CatalogueView, words: Words, *, brief: bool = False) -> Cell:
    """Before all else that its source reports a fault, where the tile's own badge says nothing of it."""
    said = _course(entry, view, words, brief=brief)
    if not faulty(entry, view):
        return said
    state = words.state(State.FAULTY)
    return Cell(f"{state} · {said.text}" if said.text else state, state)


def faulty(entry: Entry, view: CatalogueView) -> bool:
    """A cross beside a figure that reached its plan would say the contrary: its state is written out."""
    return entry.state is State.FAULTY and view.standing.state is not State.FAULTY


def _course(entry: Entry, view: CatalogueView, words: Words, *, brief: bool) -> Cell:
    """Where the year goes if that makes the risk; else what its value means, how much of the plan is
    reached, or that nothing was assigned. `brief`: a forecast without its band rather than none.
    """
    if view.mixed and entry.publication is not None:
        # Beside figures of other sources each that was printed says so itself.
        return Cell(entry.publication, words.say("đã công bố"), quiet=True)
    so_far = _so_far(entry, words)
    if entry.ahead is None or entry.outlook is not Outlook.AT_RISK:
        return so_far
    amount = _ahead(entry, words)
    said = words.say("dự báo cả năm {amount}", amount=amount)
    if brief:
        amount = _amount(entry.ahead.value, entry, words)
    return Cell(
        f"{so_far.text} · {said}" if so_far.text else said,
        words.say("dự báo {amount}", amount=amount),
    )


def _so_far(entry: Entry, words: Words) -> Cell:
    if entry.meaning is not None:
        return Cell(entry.meaning.full_in(words.lang), entry.meaning.short_in(words.lang))
    if entry.reached is not None and entry.least:
        within = entry.reached <= _WHOLE
        return Cell(words.say("trong mức giao") if within else words.say("quá mức giao"))
    if entry.reached is not None:
        return _reached(entry, entry.reached, words)
    if entry.planned or entry.observation is None:
        return Cell("")
    return Cell(words.say("chưa giao chỉ tiêu"), quiet=True)


def _reached(entry: Entry, reached: Decimal, words: Words) -> Cell:
    """Where the year so far is held against the year's plan, the figure of a month beside it says so."""
    percent = words.number(reached.quantize(reached.__class__("0.1")))
    if entry.summed is None:
        return Cell(words.say("{percent}% kế hoạch", percent=percent))
    amount = _amount(entry.summed, entry, words)
    return Cell(
        words.say("lũy kế {amount}, đạt {percent}%", amount=amount, percent=percent),
        words.say("lũy kế đạt {percent}%", percent=percent),
    )


def _ahead(entry: Entry, words: Words) -> str:
    found = entry.ahead
    if found is None:
        return ""
    if found.low == found.high:
        return _amount(found.value, entry, words)
    if found.half is not None:
        value, half = (_amount(one, entry, words) for one in (found.value, found.half))
        return f"{value} ± {half}"
    return f"{words.number(found.low, entry.decimals)}–{_amount(found.high, entry, words)}"


def _amount(value: Decimal, entry: Entry, words: Words) -> str:
    attached = entry.unit.vi if entry.unit is not None and entry.unit.vi in ATTACHED else ""
    return f"{words.number(value, entry.decimals)}{attached}"
