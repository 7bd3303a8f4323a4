"""Pictures of every screen and scene at one instant, and wall.json beside them."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import click
from PySide6.QtGui import QGuiApplication

from services.asking import ask_once
from services.audience import at_least_as_strict
from services.cache import Cache, CacheTrouble
from services.clock import HeldClock, OffsetClock
from services.moving.thumbnails import Thumbnails, folder_of
from services.phrase import phrase
from services.wall_file import load_texts, themes
from ui.automatic import composed
from ui.eyes import admitted, screens_for, tell_covered, tell_hidden
from ui.intake import Intake
from ui.moment import moment
from ui.moving.extra import Told
from ui.opening import cache_folder, open_wall, province, refuse_empty, wall_clock
from ui.outcome import Refused, Status
from ui.past import force, play
from ui.pictures import write
from ui.runs import unsure
from ui.shot import Shot, look, look_at
from ui.snapshot_cache import cache_beside, cache_of_its_own, chosen, last_in_force
from ui.stood import stood, tell_otherwise
from widgets.automatic import is_automatic

if TYPE_CHECKING:
    from services.cache import Archive, Picture
    from services.clock import Clock
    from services.wall_file.shape import WallFile
    from services.words import Words
    from ui.opening import Opened
    from ui.requests import Snapshot
    from ui.shot import Taken
    from ui.terminal import Terminal


_USUAL_WAIT = timedelta(seconds=10)
"""As the help says."""


def snapshot(asked: Snapshot, terminal: Terminal, clock: Clock) -> Status:
    past = (asked.at is not None or asked.shown) and not asked.with_file
    instead = partial(last_in_force, cache_folder(asked.cache), clock) if past else None
    opened = open_wall(asked.wall, asked.lang, terminal, instead, plugins=asked.plugins)
    words = opened.terminal.words
    _refuse_contradictions(asked, words)
    if not past:
        refuse_empty(opened.wall)
        if not is_automatic(opened.wall):
            admitted(asked, opened.wall, opened.plugins, words)  # before anybody is asked
    app = QGuiApplication.instance() or QGuiApplication(["langbiang", "-platform", "offscreen"])
    try:
        _take(asked, opened, clock)
    except CacheTrouble as trouble:
        raise Refused(Status.NOT_HAD, trouble.words) from trouble
    finally:
        del app
    return Status.DONE


def _refuse_contradictions(asked: Snapshot, words: Words) -> None:
    if asked.with_file and asked.at is None and not asked.shown:
        raise click.UsageError(words.say("--with-file chỉ dùng cùng --at hoặc --shown"))
    if asked.shown and asked.scenes:
        raise click.UsageError(
            words.say(
                "--scene không dùng cùng --shown: mỗi màn hình đã có đúng cảnh nó chiếu; bỏ --scene, hoặc "
                "bỏ --shown để chọn cảnh"
            )
        )


def _take(asked: Snapshot, opened: Opened, clock: Clock) -> None:
    told = opened.wall.province
    if asked.at is not None or asked.shown:
        _tell_nobody_asked(asked, opened.terminal)
        of_past(asked, opened, clock)
    elif told is not None and told.history and told.clock is not None:
        _tell_nobody_asked(asked, opened.terminal)
        of_history(asked, opened, HeldClock(told.clock))
    else:
        live(asked, opened, clock)


def _tell_nobody_asked(asked: Snapshot, terminal: Terminal) -> None:
    if asked.wait is not None:
        terminal.tell(phrase("Bỏ qua --wait: ảnh này không hỏi ai nên không chờ câu trả lời nào."))


def of_past(asked: Snapshot, opened: Opened, clock: Clock) -> None:
    """From what the cache knew then, or knows now; nothing is asked and nothing written but the pictures."""
    words = opened.terminal.words
    at = None if asked.at is None else moment(asked.at, words.zone, words)
    clock = wall_clock(opened.wall, clock)
    archive = Cache.read_only(cache_folder(asked.cache), opened.name, clock)
    try:
        with archive.picture(None if at is None else archive.learned(at)) as picture:
            past = _past(asked, opened, picture)
            if asked.shown:
                shot, taken = _stood(asked, past, picture)
                _tell_doubt(archive, past, picture)
            else:
                shot = shot_of(asked, past.opened, picture, past.wall, past.file_hash)
                taken = look(shot, picture)
        write(asked.out, shot, taken, opened.terminal)
    finally:
        archive.close()


@dataclass(frozen=True, slots=True)
class _Past:
    """The wall file of which a picture of the past is."""

    opened: Opened
    """With its own plug-ins."""
    wall: WallFile
    """As strict as today's file too."""
    then: WallFile
    """As it stood."""
    file_hash: str


def _past(asked: Snapshot, opened: Opened, picture: Picture) -> _Past:
    text = picture.wall_file()
    if text is None:
        at = opened.terminal.words.moment(picture.now)
        raise Refused(Status.NOT_HAD, phrase("Lúc {at} bộ nhớ chưa biết gì về tường này.", at=at))
    if asked.with_file:
        return _Past(opened, opened.wall, opened.wall, opened.loaded.hash)
    pictures = picture.settings("picture")
    loaded = load_texts(text.texts, next(iter(text.texts)), opened.plugins, pictures)
    if loaded.wall is None:
        raise Refused(
            Status.WRONG_FILE,
            phrase("Tệp tường có hiệu lực lúc ấy không còn đọc được; thử --with-file."),
        )
    wall = at_least_as_strict(loaded.wall, opened.wall)
    return _Past(replace(opened, plugins=loaded.plugins), wall, loaded.wall, text.hash)


def _stood(asked: Snapshot, past: _Past, picture: Picture) -> tuple[Shot, Taken]:
    """What each screen showed, for the eyes of the audience."""
    opened = past.opened
    there = stood(past.then, opened.plugins, picture, opened.terminal.words, asked.lang)
    seen = screens_for(there, opened.wall, asked.audience)
    tell_covered(seen, asked.audience, opened.terminal)
    if not asked.with_file:
        tell_otherwise(there, asked.theme, opened.terminal)
    shot = Shot(
        name=opened.name,
        wall=seen.wall,
        file_hash=past.file_hash,
        plugins=opened.plugins,
        lang=there.stage.words.lang,
        theme=asked.theme or there.program.theme,
        scenes=(),
        audience=asked.audience,
        moving=Thumbnails(folder_of(cache_folder(asked.cache), opened.name)),
    )
    return shot, look_at(shot, there, seen, picture)


def _tell_doubt(archive: Archive, past: _Past, picture: Picture) -> None:
    terminal = past.opened.terminal
    with archive.picture() as latest:
        doubt = unsure(picture, latest, past.then, terminal.words)
    if doubt is not None:
        terminal.tell(doubt)


def shot_of(
    asked: Snapshot, opened: Opened, picture: Picture, wall: WallFile, file_hash: str
) -> Shot:
    """Language and colours: as asked for, else as people had chosen, else the wall file's. What the
    file leaves out is made of the picture; what the audience may not see is not there.
    """
    wall = composed(wall, opened.plugins, picture, asked.audience)
    seen = admitted(asked, wall, opened.plugins, opened.terminal.words)
    tell_hidden(asked, seen, opened.terminal)
    return Shot(
        name=opened.name,
        wall=seen.wall,
        file_hash=file_hash,
        plugins=opened.plugins,
        lang=asked.lang or picture.setting("lang") or wall.lang,
        theme=asked.theme or themes.in_force(wall, picture.chosen("theme"), picture.now),
        scenes=asked.scenes or tuple(seen.wall.scenes),
        audience=asked.audience,
        moving=Thumbnails(folder_of(cache_folder(asked.cache), opened.name)),
    )


def of_history(asked: Snapshot, opened: Opened, clock: HeldClock) -> None:
    """A told past, through the same way in as real answers, into a cache of its own."""
    with cache_of_its_own(asked, opened, clock) as cache:
        play(opened, cache, clock)
        with chosen(cache, asked, opened.wall), cache.picture() as picture:
            shot = shot_of(asked, opened, picture, opened.wall, opened.loaded.hash)
            taken = look(shot, picture)
        write(asked.out, shot, taken, opened.terminal)


def live(asked: Snapshot, opened: Opened, clock: Clock) -> None:
    told = opened.wall.province
    if told is not None and told.clock is not None:
        clock = OffsetClock(told.clock)
    with ExitStack() as stack:
        own = told is not None and told.clock is not None
        cache = stack.enter_context(
            cache_of_its_own(asked, opened, clock) if own else cache_beside(asked, opened, clock)
        )
        root = stack.enter_context(province(opened.wall, asked.province, opened.terminal, clock))
        begun_anew = cache.trouble
        for words in (begun_anew, cache.warning):
            if words is not None:
                opened.terminal.tell(words)
        force(opened, cache)
        intake = Intake(
            opened.wall, opened.plugins, clock, opened.folder, root, opened.terminal.mask
        )
        stack.callback(intake.close)
        wait = _USUAL_WAIT if asked.wait is None else asked.wait
        asyncio.run(_ask(intake, cache, clock, wait))
        with chosen(cache, asked, opened.wall), cache.picture() as picture:
            shot = shot_of(asked, opened, picture, opened.wall, opened.loaded.hash)
            if shot.moving is not None:
                shot = replace(shot, moving=Told(shot.moving, shot.wall))
            taken = look(shot, picture)
        write(asked.out, shot, taken, opened.terminal)
        if cache.trouble is not begun_anew:
            # The pictures are true, but they can't be had again.
            raise Refused(Status.NOT_HAD, cache.trouble)


async def _ask(intake: Intake, cache: Cache, clock: Clock, wait: timedelta) -> None:
    """Ends when every source has answered or failed and all of it is recorded."""
    async for news in ask_once(
        intake.sources, open_door=intake.open, cursor=cache.cursor, clock=clock, wait=wait
    ):
        await asyncio.wrap_future(cache.record(news))
