"""What bars show at an instant: rows of a list, or columns along time, and what each is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, override

from services.clock import iso
from services.phrase import Phrase, phrase
from widgets.tile import View
from widgets.values import OLD, Reading, Value, as_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from services.freshness import State
    from services.settings import Wording
    from widgets.tile import Json

UNSAID = phrase("(không ghi)")
REST = phrase("Còn lại")
FAR = phrase("Dưới ngưỡng {n}")
"""Of all bars, where the threshold lies so far beyond them that a scale up to it would show nothing."""
_FAR = Decimal("2.5")
MOST_PARTS = 4

type Stretch = Literal["hour", "day", "month"]
type Amount = Decimal | int
"""A count, or a sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One of a list."""

    name: Value
    amount: Amount | None
    """None: not known, which is not 0."""
    parts: tuple[Amount, ...] = ()
    """In the order of the view's parts."""
    reading: Reading | None = None
    """Of a figure: how it is written."""
    state: State | None = None
    """Its own, where the tile's is not that of all."""
    period: str | None = None
    """Its own, where most others are of another."""
    old: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A stretch of time."""

    start: datetime
    amount: Amount | None
    """None: the source doesn't reach there, which is not 0."""
    parts: tuple[Amount, ...] = ()
    whole: bool = True
    """False of the one that still runs, and of the one in which what is known begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarsView(View):
    kind: str
    """Of the records that are counted, or `indicators`."""
    by: str | None
    bars: tuple[Bar, ...] = ()
    total: int = 0
    """Of all bars, those included that the view doesn't hold."""
    rest: Amount | None = None
    """What the bars beyond the limit come to; None where one isn't known, and of what doesn't add up."""
    columns: tuple[Column, ...] = ()
    stretch: Stretch | None = None
    """What a column is; None where bars are listed."""
    parts: tuple[Value, ...] = ()
    sums: tuple[Amount, ...] = ()
    """Of each part in all, what lies beyond the limit included; empty where parts don't add up."""
    threshold: Decimal | None = None
    floor: bool = False
    """What is under the threshold is wrong, not what is over it."""
    unit: Wording | None = None
    alike: bool = True
    """All are measured in one unit: only then one scale holds for all."""
    known: bool = True
    """False when the source never answered."""
    empty: Phrase
    hidden: int = 0
    """Suppressed at the source: not counted."""
    undated: int = 0
    """By time: records that don't say when they are of."""
    ahead: int = 0
    """By time: records of later than the last answer."""
    day: date
    """The wall's date."""

    @property
    def limit(self) -> Decimal | None:
        """The threshold where its line is drawn: not so far over all bars that they would be slivers."""
        amounts = [bar.amount for bar in self.bars] + [one.amount for one in self.columns]
        most = max((Decimal(amount) for amount in amounts if amount is not None), default=None)
        if self.threshold is None or self.floor or not most:
            return self.threshold
        return self.threshold if self.threshold <= most * _FAR else None

    def beyond(self, amount: Amount | None) -> bool:
        """Whether that is on the wrong side of the threshold."""
        if amount is None or self.threshold is None:
            return False
        return amount < self.threshold if self.floor else amount > self.threshold

    @override
    def figures(self) -> dict[str, Json]:
        said: dict[str, Json] = {"records": self.kind, "by": self.by}
        if self.threshold is not None:
            said["threshold"] = str(self.threshold)
        if self.parts:
            said["parts"] = [as_json(part) for part in self.parts]
        if self.stretch is not None:
            return said | {
                "columns": [_column_json(one) for one in self.columns],
                "suppressed": self.hidden if self.known else None,
                "undated": self.undated if self.known else None,
                "ahead": self.ahead if self.known else None,
            }
        return said | {
            "bars": [_bar_json(one) for one in self.bars],
            "total": self.total if self.known else None,
            "rest": _amount_json(self.rest) if self.known else None,
            "suppressed": self.hidden if self.known else None,
        }


def is_old(state: State | None) -> bool:
    return state in OLD


def _amount_json(amount: Amount | None) -> Json:
    """Counts are numbers, sums keep their decimals."""
    return str(amount) if isinstance(amount, Decimal) else amount


def _parts_json(parts: Sequence[Amount]) -> dict[str, Json]:
    return {"parts": [_amount_json(part) for part in parts]} if parts else {}


def _bar_json(bar: Bar) -> Json:
    said: dict[str, Json] = {"name": as_json(bar.name), "value": _amount_json(bar.amount)}
    if bar.reading is not None:
        seen = bar.reading.observation
        said |= {
            "indicator": bar.reading.indicator,
            "value": as_json(bar.reading),
            "period": seen.period if seen else None,
        }
    if bar.state is not None:
        said["state"] = str(bar.state)
    return said | _parts_json(bar.parts)


def _column_json(column: Column) -> Json:
    said: dict[str, Json] = {
        "from": iso(column.start),
        "value": _amount_json(column.amount),
        "whole": column.whole,
    }
    return said | _parts_json(column.parts)
