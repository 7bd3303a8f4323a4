"""What a table shows at an instant: columns, rows, and how many rows there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, override

from services.freshness import State
from widgets.tile import View
from widgets.values import Reading, Value, as_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from services.phrase import Phrase
    from services.settings import Wording
    from widgets.tile import Json

_OLD = frozenset(State) - {State.LIVE, State.LATE, State.SKEWED}


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the field that it shows, its title, its share of the room."""

    field: str
    title: Wording | Phrase
    weight: float
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Value, ...]
    state: State | None = None
    """The row's own, in a table of figures."""

    @property
    def old(self) -> bool:
        return self.state in _OLD


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView(View):
    kind: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: int
    """Of all rows, those for which there is no room included."""
    known: bool
    """False when the source never answered; an empty table that was confirmed is no such thing."""
    empty: Phrase
    hidden: int = 0
    """Suppressed at the source: not among the rows."""
    day: date
    """The wall's date: a time of another day is written with its date."""

    @override
    def figures(self) -> dict[str, Json]:
        return {
            "records": self.kind,
            "total": self.total if self.known else None,
            "suppressed": self.hidden if self.known else None,
            "rows": [_row_json(self.heads, row) for row in self.rows],
        }


def _row_json(heads: Sequence[Head], row: Row) -> Json:
    said: dict[str, Json] = {
        head.field: as_json(value) for head, value in zip(heads, row.cells, strict=True)
    }
    for value in row.cells:
        if isinstance(value, Reading):
            said["indicator"] = value.indicator
            said["period"] = value.observation.period if value.observation else None
    if row.state is not None:
        said["state"] = str(row.state)
    return said
