"""What the calls of one ask have brought so far, and what of it is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.records import Observation

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from services.records import Record


@dataclass(slots=True)
class Gathered:
    records: dict[tuple[object, ...], Record] = field(default_factory=dict)
    notes: dict[Phrase, None] = field(default_factory=dict)
    """Each once, in their order."""
    partial: bool = False
    missing: int | None = 0
    """None: nobody knows how many."""

    def take(self, record: Record, *at: datetime | None) -> None:
        """`at`: of a sample, of which there are several under one key."""
        self.records[type(record), record.uid, *at] = record

    def figure(self, name: str, value: Decimal, of: Decimal | None = None) -> None:
        part = None if of is None else value
        self.take(
            Observation(uid=name, indicator=name, value=value, numerator=part, denominator=of)
        )

    def note(self, words: Phrase) -> None:
        self.notes |= {words: None}

    def lose(self, count: int) -> None:
        """Of what was read, what can't be understood."""
        if count:
            self.note(phrase("Không đọc được {count} mục", count=count))
            self.lack(None)

    def lack(self, count: int | None) -> None:
        """None: nobody knows how many."""
        self.partial = True
        known = self.missing is not None and count is not None
        self.missing = (self.missing or 0) + (count or 0) if known else None
