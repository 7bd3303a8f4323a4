"""What a table shows at an instant: columns, rows, and how many rows there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, override

from widgets.tile import View
from widgets.values import OLD, Crossing, Percent, Reading, Value, as_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from services.freshness import State
    from services.phrase import Phrase
    from services.settings import Wording
    from widgets.tile import Json


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the field that it shows, its title, its share of the room."""

    field: str
    title: Wording | Phrase | None
    weight: float
    align: Literal["left", "right"] = "left"
    crossed: bool = False
    """In each of its cells stands a figure of its own, or none."""
    unit: Wording | None = None
    """That all its figures have: where titles are shown it is said there once."""
    above: Decimal | None = None
    below: Decimal | None = None
    """Beyond which a number is marked."""

    def beyond(self, value: Value) -> bool:
        match value:
            case bool():
                return False
            case int() | Decimal():
                number = Decimal(value)
            case Percent():
                number = value.value
            case _:
                return False
        over = self.above is not None and number > self.above
        return over or (self.below is not None and number < self.below)


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Value, ...]
    state: State | None = None
    """The row's own, in a table of figures; None where its figures' states differ."""

    @property
    def old(self) -> bool:
        return self.state in OLD


@dataclass(frozen=True, slots=True)
class Listed:
    """What there is to list: columns, rows, and how many rows there are in all."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: int
    period: str | None = None
    """The one that all rows are of."""


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
    counts: tuple[int, ...] | None = None
    """Where records are counted and not listed: of each row."""
    rest: int = 0
    """Counted in no row."""
    day: date
    """The wall's date: a time of another day is written with its date."""

    @override
    def figures(self) -> dict[str, Json]:
        counted: dict[str, Json] = {} if self.counts is None else {"rest": self.rest}
        return counted | {
            "records": self.kind,
            "total": self.total if self.known else None,
            "suppressed": self.hidden if self.known else None,
            "rows": [_row_json(self.heads, row) for row in self.rows],
        }


def _row_json(heads: Sequence[Head], row: Row) -> Json:
    said: dict[str, Json] = {
        head.field: as_json(value)
        for head, value in zip(heads, row.cells, strict=True)
        if not head.crossed
    }
    if any(head.crossed for head in heads):
        said["figures"] = [as_json(value) for value in row.cells if isinstance(value, Crossing)]
    for value in row.cells:
        if isinstance(value, Reading):
            said["indicator"] = value.indicator
            said["period"] = value.observation.period if value.observation else None
            if value.beyond is not None:
                said["beyond"] = value.beyond.vi
    beyond: list[Json] = [
        head.field for head, value in zip(heads, row.cells, strict=True) if head.beyond(value)
    ]
    if beyond:
        said["beyond"] = beyond
    if row.state is not None:
        said["state"] = str(row.state)
    return said
