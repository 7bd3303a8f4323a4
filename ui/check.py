"""Whether a wall file can take effect, whether the wall can be read, and whether its sources answer."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

from services.asking import ask_once
from services.key_store import KeyStore
from services.phrase import phrase
from services.wall_file import Fault, Severity, installed, load
from services.wall_file.faults import Place
from ui.intake import Intake
from ui.legibility import warnings
from ui.looks import faults_of_look
from ui.opening import Opened, province, shows_nothing, speaker
from ui.outcome import Status
from ui.past_holidays import past_holidays
from ui.publishing.faults import faults_of_folders
from ui.terminal import Terminal
from ui.tried import Tried, as_json, told
from ui.trouble import weighed
from ui.unmatched import unmatched
from ui.unshown_feeds import unshown_feeds
from widgets.look import palettes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.clock import Clock
    from services.news import News
    from services.words import Words
    from ui.intake import OpenDoor
    from ui.requests import Check

_NOTHING = phrase("tệp chưa khai nguồn nào và cảnh nào nên không có gì để hiện")
_SOMETHING = phrase("thêm sources: với ít nhất một nguồn")
_LONGEST = timedelta(minutes=1)


def check(asked: Check, terminal: Terminal, clock: Clock) -> Status:
    keys = KeyStore(clock.monotonic)
    loaded = load(asked.wall, installed(asked.plugins), key_trouble=keys.trouble)
    faults = [*loaded.faults, *loaded.warnings]
    tried: list[Tried] = []
    if loaded.wall is not None:
        terminal = Terminal(speaker(loaded.wall, asked.lang))
        opened = Opened(asked.wall, loaded.wall, loaded, loaded.plugins, terminal)
        if shows_nothing(opened.wall):
            faults.append(Fault.warning(Place(loaded.main), _NOTHING, _SOMETHING))
        faults += faults_of_look(opened)
        faults += past_holidays(opened, clock.now())
        faults += faults_of_folders(opened)
        faults += unshown_feeds(opened)
        faults += warnings(opened, clock.now(), palettes(opened.wall).values())
        if asked.connect:
            tried = _try(asked, opened, clock)
            faults += unmatched(opened, tried)
    if asked.json:
        terminal.give(_as_json(faults, tried, terminal.words))
    else:
        for fault in faults:
            terminal.give(weighed(fault, terminal.words))
        for one in tried:
            terminal.give(told(one, terminal.words))
    _conclude(faults, terminal, strict=asked.strict)
    for failed, said in (
        (sum(one.silent for one in tried), phrase("{count} nguồn chưa lấy được dữ liệu")),
        (
            sum(one.useless for one in tried),
            phrase("{count} nguồn trả lời mà không có số liệu nào đọc được"),
        ),
    ):
        if failed:
            terminal.note(terminal.words.say(said, count=f"{failed}/{len(tried)}"))
    return _status(faults, tried, strict=asked.strict)


def _status(faults: Sequence[Fault], tried: Sequence[Tried], *, strict: bool) -> Status:
    if any(strict or fault.severity is Severity.ERROR for fault in faults):
        return Status.WRONG_FILE
    if any(one.failed for one in tried):
        return Status.NOT_HAD
    return Status.DONE


def _conclude(faults: Sequence[Fault], terminal: Terminal, *, strict: bool) -> None:
    words = terminal.words
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    if not faults:
        terminal.tell(phrase("Tệp tường hợp lệ."))
        return
    terminal.note(
        f"{words.count(errors, '{n} lỗi')}, {words.count(len(faults) - errors, '{n} cảnh báo')}"
    )
    if strict and not errors:
        terminal.note(words.say("Với --strict, cảnh báo cũng là lỗi."))


def _try(asked: Check, opened: Opened, clock: Clock) -> list[Tried]:
    """Every source once, in the wall file's order; nothing is recorded."""
    found: dict[str, News] = {}
    doors: dict[str, OpenDoor] = {}

    async def ask(intake: Intake) -> None:
        def open_door(source: str) -> OpenDoor:
            doors[source] = intake.open(source)
            return doors[source]

        async for news in ask_once(
            intake.sources,
            open_door=open_door,
            cursor=lambda _source: None,
            clock=clock,
            wait=_LONGEST,
        ):
            found[news.source] = news

    with province(opened.wall, asked.province, opened.terminal, clock) as root:
        intake = Intake(
            opened.wall, opened.plugins, clock, opened.folder, root, opened.terminal.mask
        )
        try:
            asyncio.run(ask(intake))
        finally:
            intake.close()
    taken = {id: doors[id].taken if id in doors else 0 for id in found}
    return [
        Tried(id, found[id], taken[id], of_files=source.files() is not None)
        for id, source in opened.wall.sources.items()
    ]


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
        "sources": [as_json(one, words) for one in tried],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)
