"""Which columns tell the rows of a table apart: what all leave empty says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from widgets import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.records import Record

_MOST = 5
"""Columns: more have no room at the sizes that a seat needs."""
_SAY_NOTHING = frozenset(
    {"uid", "at", "publication", "url", "severity", "severity_word", "geometry", "ends", "document"}
)
"""Fields that no reader tells rows apart by."""
_EMS = 27.0
"""Of text that a usual table has room for."""
_MAIN, _TEXT, _TIME, _SHORT = 8.0, 6.0, 5.5, 4.0
"""Ems of what rows are about, of other texts, of times, of numbers; with the gap after it."""
_WORST_FIRST = {"services": "errors", "endpoints": "infected"}
"""The field by which a kind's worst comes first, where its own order is a name."""


@dataclass(frozen=True, slots=True)
class Told:
    """Records of one kind, as far as they decide how they are listed."""

    kind: str
    records: tuple[Record, ...]

    def values(self, field: str) -> tuple[str, ...]:
        """What each record says in a field; what only a state or a table tells is the same for all."""
        return tuple(_said(record, field) for record in self.records)

    def says(self, field: str) -> bool:
        """What the wall itself knows of a record always says something."""
        reckoned = field == kinds.PRIORITY or (field == kinds.STATE and self.kind == "documents")
        return reckoned or any(self.values(field))

    def ems(self, field: str) -> float:
        if field in {kinds.PRIORITY, kinds.STATE}:
            return _TIME + 1
        seen = next((v for r in self.records if (v := getattr(r, field, None)) is not None), "")
        match seen:
            case date():
                return _TIME + 1
            case int() | Decimal():
                return _SHORT + 1
            case _:
                return _TEXT + 1

    def apart(self, fields: Iterable[str]) -> int:
        """How many rows are unlike all others in these fields."""
        columns = [self.values(field) for field in fields]
        return len(set(zip(*columns, strict=True))) if columns else 0


def columns(told: Told) -> tuple[str, ...]:
    """The kind's own that say anything, and as many more as it takes to tell the rows apart."""
    usual = kinds.ALL[told.kind].columns
    if not told.records:
        return usual
    chosen = [field for field in usual if told.says(field)] or [usual[0]]
    while len(chosen) < _MOST and (apart := told.apart(chosen)) < len(told.records):
        others = [field for field in _candidates(told) if field not in chosen]
        best = max(others, key=lambda field: told.apart([*chosen, field]), default=None)
        if best is None or told.apart([*chosen, best]) == apart:
            break
        # Before the last one, which says when.
        chosen.insert(max(len(chosen) - 1, 1), best)
    return _narrowed(told, chosen)


def _narrowed(told: Told, chosen: list[str]) -> tuple[str, ...]:
    """Less the last ones without which the rows are as well told apart, where all are too wide: the
    table would leave out a text, whatever it tells.
    """
    apart = told.apart(chosen)
    for field in reversed(chosen[1:]):
        if sum(map(told.ems, chosen)) + _MAIN - _TEXT <= _EMS:
            break
        less = [other for other in chosen if other != field]
        if told.apart(less) == apart and field not in {kinds.PRIORITY, "due"}:
            chosen = less
    return tuple(chosen)


def order(told: Told) -> str | None:
    """None: the kind's own."""
    field = _WORST_FIRST.get(told.kind)
    return f"-{field}" if field is not None and any(told.values(field)) else None


def _candidates(told: Told) -> list[str]:
    labels = sorted({name for r in told.records for name, _ in getattr(r, "labels", ())})
    own = [name for name in kinds.fields_of(told.kind) if name not in _SAY_NOTHING]
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
