"""Values of a list's cells, before they have a language: as words, as JSON, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.clock import iso
from services.freshness import State
from services.phrase import Phrase
from services.settings import Wording
from services.words import MISSING, plain, sort_key
from widgets.columns import Cell
from widgets.drawing import PRIORITY_MARKS, Ink, Weight
from widgets.frame import LOOKS

if TYPE_CHECKING:
    from services.records import Observation
    from services.words import Words
    from services.words.collation import SortKey
    from widgets.tile import Json

_RANKS = {name: rank for rank, name in enumerate(PRIORITY_MARKS)}
_DATES_ALONE = frozenset({time.min, time.max})
"""What `services.moments` makes of a date without an hour: its first instant, of a due date its last. What
did happen at midnight to the microsecond is told truly by its date too.
"""
_MOST_DAYS = 10_000
"""Over which nobody tells tasks apart."""
_SHORT_WORD = 40
"""Characters of a source's own severity that are shown."""

OLD = frozenset(state for state, look in LOOKS.items() if look.dimmed)
"""States whose figures are dimmed."""

type Comparable = tuple[int, Decimal | float, SortKey | tuple[()]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A priority, and the source's own word where it didn't classify."""

    name: str
    raw: str | None = None
    over: bool = False
    """What it was of is done: it has no alarm's shape, and comes after all that isn't."""

    def cell(self, _day: date, words: Words) -> Cell:
        shape, colour = PRIORITY_MARKS[self.name]
        word = words.priority(self.name)
        said = f"{word} ({plain(self.raw, _SHORT_WORD)})" if self.raw else word
        return Cell(said, word) if self.over else Cell(said, word, shape, colour)

    def json(self) -> Json:
        return self.name

    def comparable(self) -> Comparable | None:
        """The worst is the greatest."""
        return (0, -_RANKS[self.name] - len(_RANKS) * self.over, ())


@dataclass(frozen=True, slots=True)
class Due:
    at: datetime
    overdue: bool

    def cell(self, day: date, words: Words) -> Cell:
        said = time_cell(self.at, day, words)
        return replace(said, mark="pennant", colour=Ink.OVERDUE) if self.overdue else said

    def json(self) -> Json:
        return iso(self.at)

    def comparable(self) -> Comparable | None:
        return (1, self.at.timestamp(), ())


@dataclass(frozen=True, slots=True)
class Staged:
    """How a task or a report stands by its dates."""

    stage: str
    said: Phrase
    rank: int
    """Among its kind's: 0 needs somebody first."""
    days: int | None = None
    """Over the due date, where they are counted."""

    def cell(self, _day: date, words: Words) -> Cell:
        short = words.say(self.said)
        if not self.days:
            return Cell(short)
        return Cell(words.say("{stage} {count} ngày", stage=short, count=self.days), short)

    def json(self) -> Json:
        return {"stage": self.stage, "days": self.days}

    def comparable(self) -> Comparable | None:
        """The least is what needs somebody first."""
        return (0, float(self.rank) - min(self.days or 0, _MOST_DAYS) / _MOST_DAYS / 2, ())


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator's figure with its wording and unit."""

    indicator: str
    observation: Observation | None
    unit: Wording | None
    decimals: int | None
    beyond: Wording | None = None
    """What it means that it is beyond its threshold."""

    def cell(self, _day: date, words: Words) -> Cell:
        unit = self.unit.full_in(words.lang) if self.unit else None
        if self.observation is None:
            return Cell(MISSING, role="value", weight=Weight.SEMIBOLD)
        said = words.figure(self.observation, unit, self.decimals)
        if self.beyond is None:
            return Cell(said.full, said.text, role="value", weight=Weight.SEMIBOLD)
        full = f"{self.beyond.full_in(words.lang)}: {said.full}"
        return Cell(full, said.full, "pennant", Ink.OVERDUE, role="value", weight=Weight.SEMIBOLD)

    def json(self) -> Json:
        seen = self.observation
        if seen is None or seen.value is None:
            return seen.text if seen else None
        return str(seen.value)

    def comparable(self) -> Comparable | None:
        seen = self.observation
        return None if seen is None or seen.value is None else (0, seen.value, ())


@dataclass(frozen=True, slots=True)
class Crossing:
    """A figure where a row and a column meet; of a table of which others may stand otherwise."""

    reading: Reading
    state: State | None
    period: str | None
    """Where it isn't the row's."""

    def cell(self, day: date, words: Words) -> Cell:
        said = self.reading.cell(day, words)
        if self.period is not None:
            said = replace(said, text=f"{said.text} · {words.period(self.period)}")
        if self.state is None or self.state is State.LIVE:
            return said
        return replace(said, mark=LOOKS[self.state].mark, quiet=self.state in OLD)

    def json(self) -> Json:
        seen = self.reading.observation
        return {
            "indicator": self.reading.indicator,
            "value": self.reading.json(),
            "period": seen.period if seen else None,
            "state": None if self.state is None else str(self.state),
        }

    def comparable(self) -> Comparable | None:
        return self.reading.comparable()


@dataclass(frozen=True, slots=True)
class When:
    """Period or age of a row, and its state where it isn't live."""

    state: State | None
    period: str | None
    age: timedelta | None

    def cell(self, _day: date, words: Words) -> Cell:
        period = words.period(self.period) if self.period else None
        aged = words.age(self.age) if self.age is not None else ""
        if self.state is None or self.state is State.LIVE:
            return Cell(period or aged, role="period" if period else "age")
        word = words.state(self.state)
        detail = period or (aged if self.state is not State.NEVER else "")
        said = f"{word} · {detail}" if detail else word
        # Where it is narrow the tile's badge has the word, and the row its mark.
        return Cell(said, detail or MISSING, LOOKS[self.state].mark, role="badge")

    def json(self) -> Json:
        return self.period

    def comparable(self) -> Comparable | None:
        return None


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of a hundred."""

    value: Decimal

    def cell(self, _day: date, words: Words) -> Cell:
        return Cell(f"{words.number(self.value)}%")

    def json(self) -> Json:
        return str(self.value)

    def comparable(self) -> Comparable | None:
        return (0, self.value, ())


type Value = (
    str
    | bool
    | int
    | Decimal
    | date
    | Phrase
    | Wording
    | Ranked
    | Due
    | Staged
    | Reading
    | Crossing
    | When
    | Percent
    | None
)
"""`date` stands for instants too."""


def cell(value: Value, day: date, words: Words) -> Cell:
    """What a value says; `day` is the wall's date."""
    match value:
        case Ranked() | Due() | Staged() | Reading() | Crossing() | When() | Percent():
            return value.cell(day, words)
        case bool():
            return Cell(words.say("có") if value else words.say("không"))
        case int() | Decimal():
            return Cell(words.number(value))
        case date():
            return time_cell(value, day, words)
        case Phrase():
            return Cell(words.say(value))
        case Wording():
            return Cell(plain(value.full_in(words.lang)), value.short_in(words.lang))
        case _:
            return Cell(plain(value or "") or MISSING)


def time_cell(when: date, day: date, words: Words) -> Cell:
    """Of the wall's day only the time; else with its date, or the date alone where it is narrow. An hour
    that nobody wrote isn't told.
    """
    if not isinstance(when, datetime):
        return Cell(words.date(when))
    here = when.astimezone(words.zone)
    if here.time() in _DATES_ALONE:
        return Cell(words.date(when))
    if here.date() == day:
        return Cell(words.time(when))
    return Cell(words.moment(when), words.date(when))


def as_json(value: Value) -> Json:
    match value:
        case Ranked() | Due() | Staged() | Reading() | Crossing() | When() | Percent():
            return value.json()
        case datetime():
            return iso(value)
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Wording():
            return value.vi
        case Phrase():
            return value.text
        case _:
            return value


def comparable(value: Value) -> Comparable | None:
    """Numbers by value, times by time, texts as Vietnamese sorts them; None without a value."""
    match value:
        case Ranked() | Due() | Staged() | Reading() | Crossing() | When() | Percent():
            return value.comparable()
        case Decimal():
            return (0, value, ())
        case bool() | int():
            return (0, float(value), ())
        case datetime():
            return (1, value.timestamp(), ())
        case date():
            return (1, value.toordinal() * 86400.0, ())
        case Wording() | Phrase() | str():
            return (2, 0, sort_key(_text(value)))
        case None:
            return None


def _text(value: Wording | Phrase | str) -> str:
    match value:
        case Wording():
            return value.vi
        case Phrase():
            return value.text
        case _:
            return value
