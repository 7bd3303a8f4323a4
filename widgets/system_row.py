"""One source as a row: what is known of it, and what the row says in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from services.freshness import State
from services.words import plain
from widgets.drawing import Ink, Weight

if TYPE_CHECKING:
    from services.news import Reason
    from services.phrase import Phrase
    from services.settings import Wording
    from services.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRow:
    """One source as the tile shows it."""

    id: str
    name: Wording
    system: str | None
    state: State
    simulated: bool
    age: timedelta | None
    """In steps, so that a row changes only when its words do."""
    since: datetime | None
    """When a source that is not live was last heard."""
    reason: Reason | None = None
    words: Phrase | None = None
    provider: str | None = None
    contact: str | None = None

    @property
    def live(self) -> bool:
        return self.state is State.LIVE


@dataclass(frozen=True, slots=True)
class Line:
    """A row in words."""

    row: SystemRow
    day: date
    """The wall's date: a time of another day is written with its date."""
    marked: bool
    """The whole tile is marked as simulated."""
    words: Words

    @property
    def name(self) -> str:
        return plain(self.row.name.full_in(self.words.lang))

    @property
    def short(self) -> str:
        return plain(self.row.name.short_in(self.words.lang) or self.name)

    @property
    def mark(self) -> str:
        """Where all are simulated the frame says it once."""
        marked = self.row.simulated and not self.marked
        return self.words.say("MÔ PHỎNG") if marked else ""

    @property
    def short_marked(self) -> str:
        return f"{self.short} ({self.mark})" if self.mark else self.short

    @property
    def state(self) -> str:
        return self.words.state(self.row.state)

    @property
    def when(self) -> str:
        """Since when it is silent, or how old its answer is."""
        row, words = self.row, self.words
        if row.state in {State.DISCONNECTED, State.FAULTY, State.MAINTENANCE} and row.since:
            noon = datetime.combine(self.day, time(12), words.zone)
            return words.say("từ {since}", since=words.since(row.since, noon))
        return "" if row.age is None else words.age(row.age)

    @property
    def detail(self) -> str:
        """Why, and whom to call."""
        row, words = self.row, self.words
        if row.live or row.state is State.MAINTENANCE:
            return ""
        why = words.reason(row.reason) if row.reason else ""
        said = [plain(part) for part in (row.provider, row.contact) if part]
        return " · ".join(part for part in (why, *said) if part)

    @property
    def call(self) -> str | None:
        """The most useful part of that where it is too long."""
        return plain(self.row.contact or self.row.provider or "") or None

    @property
    def ink(self) -> Ink:
        return Ink.SECOND if self.row.live else Ink.TEXT

    @property
    def weight(self) -> Weight:
        return Weight.REGULAR if self.row.live else Weight.SEMIBOLD
