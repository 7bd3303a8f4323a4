"""By which rule a scene is shown, in the operators' words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.sensitivity import Sensitivity

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from services.phrase import Phrase
    from services.settings import Wording

_MINUTE = timedelta(minutes=1)
MOST_COUNTED = 60
"""Minutes that are counted down; of more the end is told, so that the wall isn't painted for it."""


class Kind(StrEnum):
    KEPT = "kept"
    """Nothing says when another one comes."""
    UNSAID = "unsaid"
    """The schedule speaks at other hours: the scene that was shown last stays."""
    SCHEDULED = "scheduled"
    ROTATION = "rotation"
    PINNED = "pinned"
    MANUAL = "manual"
    PUT = "put"
    """A tile as large as the screen."""
    BRIEFING = "briefing"
    ALARM = "alarm"
    """An alarm has taken the screen."""


_BY_HAND = frozenset({Kind.MANUAL, Kind.PUT})
"""Whose last hour is counted down."""

_PLAIN = {
    Kind.PINNED: (phrase("ghim"),),
    Kind.UNSAID: (phrase("ngoài lịch"),),
    Kind.ALARM: (phrase("do cảnh báo"),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is said of a rule at one instant; equal ones are equal words."""

    kind: Kind
    title: Wording | None = None
    left: int | None = None
    """Minutes, begun ones counted: 1 is the last."""
    clock: str | None = None
    """`08:00`, where an end is told by the clock; with its date beyond a day."""
    scenes: int = 0
    step: int = 0

    def forms(self, lang: str) -> tuple[Phrase, ...]:
        """The longest first; none where nothing is to be said."""
        if self.kind is Kind.MANUAL:
            return self._by_hand()
        if self.kind is Kind.PUT:
            return self._put_up()
        if self.title is not None and self.clock is not None:
            full, short = self.title.full_in(lang), self.title.short_in(lang)
            names = (full,) if short is None else (full, short)
            ends = [phrase("{title} đến {time}", title=name, time=self.clock) for name in names]
            return (*ends, phrase("{title}", title=names[-1]))
        match self.kind:
            case Kind.ROTATION:
                return (
                    phrase("luân phiên, {scenes} cảnh", scenes=self.scenes),
                    phrase("luân phiên"),
                )
            case Kind.BRIEFING:
                return self._briefed(lang)
            case Kind.SCHEDULED if self.clock is not None:
                return (phrase("theo lịch đến {time}", time=self.clock), phrase("theo lịch"))
            case Kind.SCHEDULED:
                return (phrase("theo lịch"),)
            case kind:
                return _PLAIN.get(kind, ())

    def _briefed(self, lang: str) -> tuple[Phrase, ...]:
        """By its own name: visitors are at no briefing."""
        steps = {"step": self.step, "steps": self.scenes}
        if self.title is None:
            return phrase("giao ban, bước {step}/{steps}", **steps), phrase("giao ban")
        full, short = self.title.full_in(lang), self.title.short_in(lang)
        names = dict.fromkeys((full, short or full))
        told = [phrase("{title}, bước {step}/{steps}", title=name, **steps) for name in names]
        return (*told, phrase("{title}", title=short or full))

    def _by_hand(self) -> tuple[Phrase, ...]:
        short = phrase("thủ công")
        if self.clock is not None:
            return phrase("thủ công đến {time}", time=self.clock), short
        match self.left:
            case None:
                return (short,)
            case 1:
                counted = phrase("thủ công, còn {left} phút", left=1)
                return phrase("thủ công, còn dưới 1 phút"), counted, short
            case left:
                return phrase("thủ công, còn {left} phút", left=left), short

    def _put_up(self) -> tuple[Phrase, ...]:
        short = phrase("đưa lên")
        if self.clock is not None:
            return phrase("đưa lên đến {time}", time=self.clock), short
        match self.left:
            case None:
                return (short,)
            case 1:
                counted = phrase("đưa lên, còn {left} phút", left=1)
                return phrase("đưa lên, còn dưới 1 phút"), counted, short
            case left:
                return phrase("đưa lên, còn {left} phút", left=left), short


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    kind: Kind
    title: Wording | None = None
    """Of the part of the schedule that is on, or of the briefing."""
    title_for: Sensitivity = Sensitivity.PUBLIC
    """Whom a part's title is for: the laxest audience of the scenes that the part brings."""
    until: datetime | None = None
    """The end of that part, or of the hold of what was chosen; None: it has no end of its own."""
    scenes: int = 0
    """How many take turns; of a briefing, its steps."""
    step: int = 0
    """Of a briefing, from 1."""

    def ruling(self, at: datetime, zone: ZoneInfo) -> Ruling:
        left = self._left(at)
        counted = self.kind in _BY_HAND and left is not None and left <= MOST_COUNTED
        return Ruling(
            kind=self.kind,
            title=self.title,
            left=left if counted else None,
            clock=None if counted or self.until is None else _clock(self.until, at, zone),
            scenes=self.scenes,
            step=self.step,
        )

    def words(self, at: datetime, zone: ZoneInfo, lang: str = "vi") -> Phrase | None:
        """`thủ công, còn 12 phút`; None where there is nothing to say. A title is said as `lang` has it."""
        return next(iter(self.ruling(at, zone).forms(lang)), None)

    def turns(self, at: datetime) -> datetime | None:
        """When its words change though the rule goes on; None: not before it ends."""
        left = self._left(at)
        if left is None or self.until is None or left <= 1:
            return None
        if self.kind in _BY_HAND and left <= MOST_COUNTED:
            return self.until - (left - 1) * _MINUTE
        known = [self.until - timedelta(days=1)]
        if self.kind in _BY_HAND:
            known.append(self.until - MOST_COUNTED * _MINUTE)
        return min((one for one in known if one > at), default=None)

    def _left(self, at: datetime) -> int | None:
        """Minutes, begun ones counted; a second after the end is the last one still."""
        return None if self.until is None else max(-((at - self.until) // _MINUTE), 1)


def _clock(until: datetime, at: datetime, zone: ZoneInfo) -> str:
    """Without a date where the hour alone is the next one of that name."""
    local = until.astimezone(zone)
    hour = f"{local.hour:02}:{local.minute:02}"
    return hour if until - at <= timedelta(days=1) else f"{hour} {local.day:02}/{local.month:02}"
