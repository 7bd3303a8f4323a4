"""Whether a wall file can take effect, whether the wall can be read, and whether its sources answer."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.asking import ask_once
from services.news import Batch, Outage
from services.phrase import phrase
from services.plain import plain
from services.records import KINDS
from services.wall_file import Fault, Severity, installed, line, load
from services.wall_file.faults import Place
from ui.intake import Intake
from ui.legibility import warnings
from ui.opening import NOTHING, Opened, province, shows_nothing, speaker
from ui.outcome import Status
from ui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.clock import Clock
    from services.news import News
    from services.records import Record
    from services.words import Words
    from ui.requests import Check

_SOMETHING = phrase("thêm sources: với ít nhất một nguồn")
_CALLED = (
    "indicator", "title", "signature", "name", "number", "document", "report", "text", "id",
)  # fmt: skip
"""By which of its fields people know a record, the first that it has."""
_FIRST = 3
_LONGEST = timedelta(minutes=1)
_CELL = 60


@dataclass(frozen=True, slots=True)
class Tried:
    """What one source said when it was asked once."""

    id: str
    news: News

    @property
    def ms(self) -> int:
        return round((self.news.received - self.news.asked) / timedelta(milliseconds=1))


def check(asked: Check, terminal: Terminal, clock: Clock) -> Status:
    loaded = load(asked.wall, installed(asked.plugins))
    faults = [*loaded.faults, *loaded.warnings]
    tried: list[Tried] = []
    if loaded.wall is not None:
        terminal = Terminal(speaker(loaded.wall, asked.lang))
        opened = Opened(asked.wall, loaded.wall, loaded, loaded.plugins, terminal)
        if shows_nothing(opened.wall):
            faults.append(Fault.warning(Place(loaded.main), NOTHING, _SOMETHING))
        faults += warnings(opened, clock.now())
        if asked.connect:
            tried = _try(asked, opened, clock)
    if asked.json:
        terminal.give(_as_json(faults, tried, terminal.words))
    else:
        for fault in faults:
            terminal.give(_line(fault, terminal.words))
        for one in tried:
            terminal.give(_told(one, terminal.words))
    _conclude(faults, terminal)
    failed = sum(isinstance(one.news, Outage) for one in tried)
    if failed:
        count = f"{failed}/{len(tried)}"
        terminal.tell(phrase("{count} nguồn không trả lời", count=count))
    return _status(faults, tried, strict=asked.strict)


def _status(faults: Sequence[Fault], tried: Sequence[Tried], *, strict: bool) -> Status:
    if any(strict or fault.severity is Severity.ERROR for fault in faults):
        return Status.WRONG_FILE
    if any(isinstance(one.news, Outage) for one in tried):
        return Status.NOT_HAD
    return Status.DONE


def _conclude(faults: Sequence[Fault], terminal: Terminal) -> None:
    words = terminal.words
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    if not faults:
        terminal.tell(phrase("Tệp tường hợp lệ."))
        return
    terminal.note(
        f"{words.count(errors, '{n} lỗi')}, {words.count(len(faults) - errors, '{n} cảnh báo')}"
    )


def _line(fault: Fault, words: Words) -> str:
    if fault.severity is Severity.ERROR:
        return line(fault, words.say)
    return line(
        fault,
        lambda said: (
            f"{words.say('cảnh báo')}: {words.say(said)}" if said is fault.what else words.say(said)
        ),
    )


def _try(asked: Check, opened: Opened, clock: Clock) -> list[Tried]:
    """Every source once, in the wall file's order; nothing is recorded."""
    found: dict[str, Tried] = {}

    async def ask(intake: Intake) -> None:
        async for news in ask_once(
            intake.sources,
            open_door=intake.open,
            cursor=lambda _source: None,
            clock=clock,
            wait=_LONGEST,
        ):
            found[news.source] = Tried(news.source, news)

    with province(opened.wall, asked.province, opened.terminal, clock) as root:
        intake = Intake(opened.wall, opened.plugins, clock, opened.folder, root)
        try:
            asyncio.run(ask(intake))
        finally:
            intake.close()
    return [found[id] for id in opened.wall.sources]


def _told(tried: Tried, words: Words) -> str:
    match tried.news:
        case Outage(words=why, reason=reason):
            return words.say(
                "{id}: không trả lời sau {ms} ms: {reason}: {why}",
                id=tried.id,
                ms=tried.ms,
                reason=words.reason(reason),
                why=words.say(why),
            )
        case Batch() as batch:
            said = words.say(
                "{id}: trả lời trong {ms} ms, {records}",
                id=tried.id,
                ms=tried.ms,
                records=words.count(len(batch.records), "{n} bản ghi"),
            )
            notes = [words.say(note) for note in batch.notes]
            rows = [_row(record, words) for record in batch.records[:_FIRST]]
            return "\n".join((said, *(f"  {row}" for row in (*notes, *rows))))


def _row(record: Record, words: Words) -> str:
    """What it is called, its figure, and when it was so on the wall's clock; `--json` has all of it."""
    cells = _cells(record)
    name = next((cells[key] for key in _CALLED if key in cells), cells["uid"])
    value = getattr(record, "value", None)
    figure = (
        words.number(value)
        if isinstance(value, Decimal)
        else cells.get("text", "") * ("indicator" in cells)
    )
    times = (getattr(record, field.name) for field in fields(record))
    at = record.at or next((time for time in times if isinstance(time, datetime)), None)
    return "  ".join(filter(None, (name, figure, words.moment(at) if at else "")))


def _kind(record: Record) -> str:
    return next(name for name, kind in KINDS.items() if kind is type(record))


def _cells(record: Record) -> dict[str, str]:
    """What a record says, without what it leaves open."""
    said = {field.name: getattr(record, field.name) for field in fields(record)}
    return {
        name: plain(str(value), _CELL)
        for name, value in said.items()
        if value not in (None, (), "")
    }


def _as_json(faults: Sequence[Fault], tried: Sequence[Tried], words: Words) -> str:
    whole = {
        "faults": [
            {
                "file": fault.file,
                "line": fault.line,
                "column": fault.column,
                "severity": fault.severity.value,
                "what": words.say(fault.what),
                "remedy": words.say(fault.remedy),
            }
            for fault in faults
        ],
        "sources": [_source(one, words) for one in tried],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _source(tried: Tried, words: Words) -> dict[str, object]:
    match tried.news:
        case Outage(words=why, reason=reason):
            return {
                "id": tried.id,
                "answered": False,
                "ms": tried.ms,
                "reason": reason.value,
                "words": words.say(why),
                "records": 0,
                "first": [],
            }
        case Batch() as batch:
            first = [{"kind": _kind(one), **_cells(one)} for one in batch.records[:_FIRST]]
            return {
                "id": tried.id,
                "answered": True,
                "ms": tried.ms,
                "reason": None,
                "words": None,
                "records": len(batch.records),
                "first": first,
            }
