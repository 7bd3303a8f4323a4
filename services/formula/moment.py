"""What a formula is reckoned of: the instant, other figures, and records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from services.phrase import Phrase
    from services.records import Record


class NoValue(Exception):  # noqa: N818 - said of what is known, not a defect
    """There is none; `words` say why."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words.text)
        self.words = words


@dataclass(frozen=True, slots=True)
class Moment:
    """`figures` gives an indicator's value or raises `NoValue`; `records` all that stand of a kind."""

    now: datetime
    """The oldest last confirmation of the sources: what time alone changes is reckoned as of then."""
    zone: ZoneInfo
    figures: Callable[[str], Decimal]
    records: Callable[[str], Sequence[Record]]
    today: datetime = field(init=False)
    """Midnight before `now` in the wall's zone."""
    _uids: dict[str, Mapping[str, Record]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        midnight = datetime.combine(self.now.astimezone(self.zone).date(), time(), self.zone)
        object.__setattr__(self, "today", midnight)

    def by_uid(self, kind: str) -> Mapping[str, Record]:
        if kind not in self._uids:
            self._uids[kind] = {record.uid: record for record in self.records(kind)}
        return self._uids[kind]
