"""One source as a row: what is known of it, and what the row says in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from services.freshness import State
from services.views.standing import missing
from services.words import plain
from widgets.drawing import Ink, Weight

if TYPE_CHECKING:
    from services.news import Reason
    from services.phrase import Phrase
    from services.settings import Wording
    from services.views.standing import Lacks
    from services.words import Words

_SILENT = frozenset({State.DISCONNECTED, State.FAULTY, State.MAINTENANCE})


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
    paused: str = ""
    """Why somebody paused it, as they put it."""
    provider: str | None = None
    contact: str | None = None
    lacks: Lacks = ()

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
        row, words = self.row, self.words
        simulated = row.simulated and not self.marked
        marks = (
            words.missing(missing(row.lacks)) if row.lacks else "",
            words.say("MÔ PHỎNG") if simulated else "",
        )
        return " · ".join(filter(None, marks))

    @property
    def short_marked(self) -> str:
        return f"{self.short} ({self.mark})" if self.mark else self.short

    @property
    def state(self) -> str:
        return self.words.state(self.row.state)

    @property
    def since(self) -> str:
        """Since when it is silent; empty for what still answers."""
        row, words = self.row, self.words
        if row.since is None or row.state not in _SILENT:
            return ""
        noon = datetime.combine(self.day, time(12), words.zone)
        return words.say("từ {since}", since=words.since(row.since, noon))

    @property
    def when(self) -> str:
        """Since when it is silent, or how old its answer is; beside figures that are late by whose question
        that is.
        """
        row = self.row
        if self.since or row.age is None:
            return self.since
        if not row.live and not row.age:
            return self.words.say("hỏi vừa xong")
        return self.words.age(row.age)

    @property
    def why(self) -> str:
        """In a few words; empty where there is nothing to explain."""
        row = self.row
        if row.state is State.MAINTENANCE:
            return plain(row.paused)
        explained = row.reason is not None and not row.live
        return self.words.reason(row.reason) if explained and row.reason else ""

    @property
    def headed(self) -> str:
        """State and reason: what sources in the same trouble have in common."""
        return f"{self.state}: {self.why}" if self.why else self.state

    def told(self, *, timed: bool) -> tuple[str, ...]:
        """Why, then whom to call: from the fullest wording to the shortest; `timed`: with since when
        before it, where the row itself has no room for that.
        """
        row = self.row
        if row.live:
            return ()
        first = [part for part in (self.when if timed else "", self.why) if part]
        calls: list[list[str]] = []
        if row.state is not State.MAINTENANCE:
            provider, contact = plain(row.provider or ""), plain(row.contact or "")
            calls = [[provider, contact], [contact or provider], [_call(contact or provider)]]
        forms = [" · ".join([*first, *filter(None, call)]) for call in [*calls, []]]
        return tuple(dict.fromkeys(form for form in forms if form))

    @property
    def sentence(self) -> str:
        """What was met, in the words of whoever met it, where something is to be explained."""
        row = self.row
        explained = self.why and row.state is not State.MAINTENANCE
        return self.words.say(row.words) if explained and row.words is not None else ""

    @property
    def ink(self) -> Ink:
        return Ink.SECOND if self.row.live else Ink.TEXT

    @property
    def weight(self) -> Weight:
        return Weight.REGULAR if self.row.live else Weight.SEMIBOLD


def _call(contact: str) -> str:
    """The part of a contact that has a number, else its first part."""
    parts = [part.strip() for part in contact.replace(";", ",").split(",")]
    return next((part for part in parts if any(sign.isdigit() for sign in part)), parts[0])
