"""Which columns tell the rows of a table apart: what all leave empty says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from services.records import KINDS, Incident
from widgets import kinds
from widgets.standings import is_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.records import Record

_MOST = 5
"""Columns: more have no room at the sizes that a seat needs."""
_SAY_NOTHING = frozenset(
    {"uid", "at", "publication", "url", "severity", "severity_word", "geometry", "ends", "document"}
)
"""Fields that no reader tells rows apart by."""
_ENOUGH = 0.9
"""Of the rows: one pair that looks alike is no reason to give up a column for all."""
_EMS = 27.0
"""Of text that a usual table has room for."""
_MAIN, _TEXT, _TIME, _SHORT = 8.0, 6.0, 5.5, 4.0
"""Ems of what rows are about, of other texts, of times, of numbers."""
_EVIDENCE = 8
"""Rows below which nothing is concluded of which text they are known by."""
_HEAVY, _LIGHT = 3.0, 1.5
"""Shares of the room that is left."""
_TIMELESS = frozenset({kinds.PRIORITY, kinds.STATE})
"""A few words of the wall's own."""
_WORST_FIRST = {"endpoints": "infected"}
"""The field by which a kind's worst comes first, where its own order is a name."""

type Column = tuple[str, float | None]
"""A field, and its share of the room where the usual one isn't right."""


@dataclass(frozen=True, slots=True)
class Told:
    """Records of one kind, as far as they decide how they are listed."""

    kind: str
    records: tuple[Record, ...]

    def values(self, field: str) -> tuple[str, ...]:
        """What each record says in a field; what only a state or a table tells is the same for all."""
        return tuple(_said(record, field) for record in self.records)

    def says(self, field: str) -> bool:
        """What the wall itself knows of a record always says something, but the priority of incidents
        that are all over is nobody's any more.
        """
        if field == kinds.PRIORITY and self.kind == "incidents":
            return not all(isinstance(r, Incident) and is_over(r) for r in self.records)
        states = field == kinds.STATE and self.kind in {"documents", "incidents"}
        reckoned = field == kinds.PRIORITY or states
        return reckoned or any(self.values(field))

    def ems(self, field: str) -> float:
        """Of room that a column needs, with the gap after it."""
        return 1 + (_TIME if field in _TIMELESS else self._ems_of_values(field))

    def apart(self, fields: Iterable[str]) -> int:
        """How many different rows these fields make: by what things are called, and when they were
        where that is part of it. Nobody knows a service by how often it is called, or by its state.
        """
        columns = [self.values(field) for field in fields if self.identifies(field)]
        return len(set(zip(*columns, strict=True))) if columns else 0

    def identifies(self, field: str) -> bool:
        natural = KINDS[self.kind].NATURAL
        return field in natural or (field != kinds.STATE and self.is_text(field))

    def is_text(self, field: str) -> bool:
        return self._ems_of_values(field) == _TEXT

    def _ems_of_values(self, field: str) -> float:
        seen = next((v for r in self.records if (v := getattr(r, field, None)) is not None), "")
        match seen:
            case date():
                return _TIME
            case int() | Decimal():
                return _SHORT
            case _:
                return _TEXT


def columns(told: Told) -> tuple[Column, ...]:
    """The kind's own that say anything, and as many more as it takes to tell the rows apart; empty
    where the kind's own are right as they are.
    """
    usual = kinds.ALL[told.kind].columns
    chosen = _chosen(told, usual) if told.records else usual
    weighted = tuple((field, _weight(told, field, chosen)) for field in chosen)
    same = chosen == usual and all(weight is None for _, weight in weighted)
    return () if same else weighted


def _weight(told: Told, field: str, chosen: Sequence[str]) -> float | None:
    """Room goes to the text that tells rows apart: a long name that all share needs little."""
    texts = [name for name in chosen if told.is_text(name) and name not in _TIMELESS]
    if field not in texts or len(told.records) < _EVIDENCE:
        return None
    best = max(texts, key=lambda name: told.apart([name]))
    # A table that is too narrow leaves out the last text but the weightiest: that isn't to be the title
    # of an alarm.
    if best in kinds.MAIN or told.kind in kinds.RANKED:
        return None
    if field == best:
        return _HEAVY
    return _LIGHT if told.apart([field]) * 2 <= told.apart([best]) else None


def _chosen(told: Told, usual: Sequence[str]) -> tuple[str, ...]:
    chosen = [field for field in usual if told.says(field)] or [usual[0]]
    while len(chosen) < _MOST and (apart := told.apart(chosen)) < len(told.records) * _ENOUGH:
        others = [field for field in _candidates(told) if field not in chosen]
        best = max(others, key=partial(_with, told, chosen), default=None)
        if best is None or told.apart([*chosen, best]) == apart:
            break
        # Before the last one, which says when.
        chosen.insert(max(len(chosen) - 1, 1), best)
    return _narrowed(told, chosen)


def _with(told: Told, chosen: list[str], field: str) -> int:
    return told.apart([*chosen, field])


def _narrowed(told: Told, chosen: list[str]) -> tuple[str, ...]:
    """Less the last ones without which the rows are as well told apart, where all are too wide: the
    table would leave out a text, whatever it tells.
    """
    apart = told.apart(chosen)
    kind = kinds.ALL[told.kind]
    ends = kinds.ENDS.get(told.kind)
    kept = {*kind.columns[:2], *KINDS[told.kind].NATURAL, kinds.STATE, "due", "errors", kind.time}
    kept |= {kind.order.removeprefix("-"), _WORST_FIRST.get(told.kind), ends}
    if ends is not None and all(told.values(ends)):
        # When it was due is of interest as long as it isn't done.
        kept.discard("due")
    for field in reversed(chosen[1:]):
        if sum(map(told.ems, chosen)) + _MAIN - _TEXT <= _EMS:
            break
        less = [other for other in chosen if other != field]
        if told.apart(less) == apart and field not in kept:
            chosen = less
    return tuple(chosen)


def order(told: Told) -> str | None:
    """None: the kind's own."""
    field = _WORST_FIRST.get(told.kind)
    return f"-{field}" if field is not None and any(told.values(field)) else None


def _candidates(told: Told) -> list[str]:
    labels = sorted({name for r in told.records for name, _ in getattr(r, "labels", ())})
    fields = [*KINDS[told.kind].NATURAL, *kinds.fields_of(told.kind)]
    own = [name for name in dict.fromkeys(fields) if name not in _SAY_NOTHING]
    return [
        *(name for name in own if name not in {"labels", "props"}),
        *(f"{kinds.LABEL}{name}" for name in labels if len(name) <= 90),  # noqa: PLR2004 - a Code's
    ]


def _said(record: Record, field: str) -> str:
    if field.startswith(kinds.LABEL):
        said: dict[str, str] = dict(getattr(record, "labels", ()))
        return said.get(field.removeprefix(kinds.LABEL), "")
    seen = getattr(record, field, None)
    return "" if seen is None or seen == () else str(seen)
