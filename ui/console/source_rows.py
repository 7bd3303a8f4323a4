"""What the page of sources tells of each source, at one instant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from services.freshness import WORST_FIRST, State
from services.phrase import phrase
from services.views.latency import SPAN, latency
from services.wall_file import built_in
from services.words import age_step, sort_key
from ui.console.table import Column, Row
from ui.console.took import took
from ui.console.why import why
from widgets.drawing import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from services.asking import Next
    from services.cache import Asked
    from services.phrase import Phrase
    from services.settings import Source, Wording
    from services.views import Knowledge, SourceStanding
    from services.views.latency import Latency
    from services.wall_file.shape import WallFile
    from services.words import Words
    from services.words.collation import SortKey
    from widgets.palette import Palette

STATE, SPARK = 2, 6
"""Columns in which something is drawn too."""


class By(Enum):
    SYSTEM = phrase("hệ thống")
    PROVIDER = phrase("đơn vị cung cấp")
    STATE = phrase("trạng thái")

    @property
    def next(self) -> By:
        every = tuple(By)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    id: str
    name: str
    group: str
    standing: SourceStanding
    next: Next | None
    latency: Latency


class Latencies:
    """Looked up again only for a source that has been asked since."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Asked, Latency]] = {}

    def of(self, source: SourceStanding, knowledge: Knowledge) -> Latency:
        asked = source.asked
        before = self._known.get(source.id)
        if before is None or before[0] != asked:
            found = latency(knowledge.picture.finished(source.id, SPAN))
            before = self._known[source.id] = (asked, found)
        return before[1]


def group_of(source: Source, wall: WallFile, by: By, lang: str, none: str) -> str:
    """What its system, or its provider, is called, in short where that is said."""
    if by is By.PROVIDER:
        declared = wall.providers.get(source.provider or "")
        return (source.provider or none) if declared is None else _brief(declared.name, lang)
    system = wall.systems.get(source.system or "") or built_in.systems().get(source.system or "")
    return none if system is None else _brief(system.name, lang)


def _brief(name: Wording, lang: str) -> str:
    return name.short_in(lang) or name.full_in(lang)


def contact_of(source: Source, wall: WallFile) -> str | None:
    declared = wall.providers.get(source.provider or "")
    return source.contact or (declared.contact if declared else None)


def columns(by: By, words: Words) -> tuple[Column, ...]:
    group = words.say((By.SYSTEM if by is By.STATE else by).value)
    return (
        Column(group[:1].upper() + group[1:]),
        Column(words.say("Tên nguồn"), stretch=True),
        Column(words.say("Trạng thái")),
        Column(words.say("Trả lời")),
        Column(words.say("Lần tới"), right=True),
        Column(words.say("Trung vị"), right=True),
        Column(words.say("6 giờ qua")),
        Column(words.say("Bản ghi"), right=True),
        Column(words.say("Hỏng")),
    )


def ordered(lines: Iterable[SourceLine], by: By) -> list[SourceLine]:
    """By state, the worst first."""

    def place(line: SourceLine) -> tuple[int, SortKey, SortKey]:
        worst = WORST_FIRST.index(line.standing.state) if by is By.STATE else 0
        return worst, _place(line.group), _place(line.name)

    return sorted(lines, key=place)


_place = lru_cache(maxsize=4096)(sort_key)


def rows(
    lines: Iterable[SourceLine],
    by: By,
    wall: WallFile,
    at: datetime,
    words: Words,
    palette: Palette,
) -> list[Row]:
    made: list[Row] = []
    before = None
    for line in lines:
        first = by is By.STATE or line.group != before
        made.append(_row(line, wall, at, words, palette, first=first))
        before = line.group
    return made


def _row(
    line: SourceLine, wall: WallFile, at: datetime, words: Words, palette: Palette, *, first: bool
) -> Row:
    asked = line.standing.asked
    quiet, strong = palette.inks[Ink.SECOND], palette.inks[Ink.TEXT]
    wrong = line.standing.state is not State.LIVE
    said = "–" if asked.last_answered is None else words.age(age_step(at - asked.last_answered))
    many = line.latency.in_a_row
    failed = words.count(many, "{n} lần") if many else ""
    source = line.standing.source
    hint = [
        line.id,
        line.group,
        source.connector,
        source.provider or "",
        contact_of(source, wall) or "",
        said_why(line, at, words),
    ]
    return Row(
        key=line.id,
        cells=(
            line.group if first else "",
            line.name,
            words.state(line.standing.state),
            said,
            next_said(line.next, at, words),
            took(line.latency.median, words),
            "",
            words.number(asked.records) if asked.ever else "–",
            failed,
        ),
        colours=(quiet, strong, strong if wrong else quiet, *(quiet,) * 5, strong),
        bold=wrong,
        hint=" · ".join(one for one in hint if one),
    )


def said_why(line: SourceLine, at: datetime, words: Words) -> str:
    standing = line.standing
    return why(standing.state, standing.cause, standing.words, at, words, standing.pause)


def next_said(coming: Next | None, at: datetime, words: Words) -> str:
    said: Phrase | None = None
    if coming is None:
        return "–"
    if coming.under_way is not None:
        said = phrase("đang hỏi, {time}", time=words.duration(at - coming.under_way))
    elif coming.held and coming.due is None:
        said = phrase("đang dừng")
    elif coming.held and coming.due is not None:
        said = phrase("dừng đến {time}", time=words.since(coming.due, at))
    elif coming.due is not None:
        return countdown(coming.due - at)
    return "–" if said is None else words.say(said)


def countdown(left: timedelta) -> str:
    """`3:23`, `1:02:11`."""
    seconds = ceil(max(left.total_seconds(), 0.0))
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
