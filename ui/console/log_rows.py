"""The rows of the page of what happened: each made once, days told apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.plain import plain
from ui.console.bygone_words import FILE, PROGRAM, told
from ui.console.log import ACTS, DEED, SCREENS, SHOWN, SOURCES, WATCH
from ui.console.table import Column, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from services.phrase import Phrase
    from services.words import Words
    from ui.console.bygone import Bygone
    from ui.console.log import Line
    from ui.deed_words import DeedWords
    from ui.face import Stage


class Group(Enum):
    """What of all lines is seen: what it is called, and what its key does."""

    ALL = phrase("Tất cả"), phrase("xem tất cả các dòng")
    DEEDS = phrase("Thao tác"), phrase("chỉ xem thao tác")
    SOURCES = phrase("Nguồn"), phrase("chỉ xem nguồn")
    SCREENS = phrase("Các màn hình"), phrase("chỉ xem màn hình")
    TROUBLES = phrase("Vướng mắc"), phrase("chỉ xem vướng mắc")

    def __init__(self, called: Phrase, offered: Phrase) -> None:
        self.called, self.offered = called, offered

    def has(self, kind: Phrase, *, grave: bool) -> bool:
        match self:
            case Group.ALL:
                return True
            case Group.TROUBLES:
                return grave
            case _:
                return kind in _KINDS[self]


_KINDS = {
    Group.DEEDS: (DEED, ACTS, FILE),
    Group.SOURCES: (SOURCES,),
    Group.SCREENS: (SCREENS, WATCH, SHOWN),
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How rows look; other rows are made where it is another."""

    stage: Stage
    """Where things have their names, and its language."""
    today: str
    grave: str
    quiet: str
    """Colours of what somebody should look at, and of times that are not today's; #RRGGBB."""
    new: range
    """Numbers of lines that are new to whoever sits there."""
    dated: bool = False
    """Each line has its day beside its time: days don't stand above lines that are narrowed."""

    @property
    def words(self) -> Words:
        return self.stage.words


@dataclass(frozen=True, slots=True)
class _Made:
    at: datetime
    date: str
    kind: Phrase
    grave: bool
    row: Row


class LogRows:
    def __init__(self, deeds: DeedWords) -> None:
        self._deeds = deeds
        self._manner: Manner | None = None
        self._made: dict[str, _Made] = {}

    def rows(
        self, lines: Iterable[Line], past: Iterable[Bygone], group: Group, manner: Manner
    ) -> list[Row]:
        """The latest first; above the lines of each day but today the day."""
        if manner != self._manner:
            self._manner, self._made = manner, {}
        made = {one.row.key: one for one in self._all(lines, past, manner)}
        self._made = made
        return list(_with_days((one for one in made.values() if _in(group, one)), manner))

    def _all(
        self, lines: Iterable[Line], past: Iterable[Bygone], manner: Manner
    ) -> Iterator[_Made]:
        for line in lines:
            key = str(line.number)
            yield self._made.get(key) or self._of_line(key, line, manner)
        for one in past:
            yield self._made.get(one.key) or self._of_past(one, manner)

    def _of_past(self, one: Bygone, manner: Manner) -> _Made:
        found = told(one.event, one.at, manner.words, self._deeds)
        bold, told_of = found.kind is PROGRAM, self._named(found.kind, found.said)
        row = _row(one.key, one.at, found.kind, told_of, manner, grave=found.grave, bold=bold)
        return _Made(one.at, manner.words.date(one.at), found.kind, found.grave, row)

    def _of_line(self, key: str, line: Line, manner: Manner) -> _Made:
        said = line.said if isinstance(line.said, str) else manner.words.say(line.said)
        new, told_of = line.number in manner.new, self._named(line.kind, said)
        row = _row(key, line.at, line.kind, told_of, manner, grave=line.grave, new=new, bold=new)
        return _Made(line.at, manner.words.date(line.at), line.kind, line.grave, row)

    def _named(self, kind: Phrase, said: str) -> tuple[str, str]:
        """What is said in its row, and in full. Sources tell of themselves by their ids; at the desk they are
        called as on every other page, and have their ids besides where all is said.
        """
        source, mark, rest = said.partition(": ")
        if kind != SOURCES or not mark:
            return said, said
        called = plain(self._deeds.called_source(source))
        if called == source:
            return said, said
        return f"{called}: {rest}", f"{called} ({source}): {rest}"


def columns(manner: Manner) -> tuple[Column, ...]:
    """Where nothing is new, nothing has to say so."""
    say = manner.words.say
    every = (Column(say("Lúc")), Column(say("Về")), Column(say("Việc"), stretch=True))
    return (*every, Column("")) if manner.new else every


def _row(
    key: str,
    at: datetime,
    kind: Phrase,
    told_of: tuple[str, str],
    manner: Manner,
    *,
    grave: bool,
    bold: bool,
    new: bool = False,
) -> Row:
    words, (said, full) = manner.words, told_of
    clock, date = words.time(at, seconds=True), words.date(at)
    today = date == manner.today
    dated = f"{date} {clock}"
    cells = (
        dated if manner.dated and not today else clock,
        words.say(kind),
        f"▲ {said}" if grave else said,
        words.say("mới") if new else "",
    )
    colours = (
        None if today else manner.quiet,
        None,
        manner.grave if grave else None,
    )
    return Row(key, cells, colours, bold=bold, hint=f"{dated}   ·   {full}")


def _in(group: Group, one: _Made) -> bool:
    return group.has(one.kind, grave=one.grave)


def _with_days(made: Iterable[_Made], manner: Manner) -> Iterator[Row]:
    day = manner.today
    for one in made:
        if one.date != day:
            day = one.date
            said = manner.words.day(one.at)
            yield Row(f"day {one.row.key}", ("", "", said, ""), bold=True)
        yield one.row
