"""Opens a wall and keeps it running: sources, cache and windows under one loop, ended in order."""

from __future__ import annotations

import asyncio
import logging
import os
from collections import deque
from contextlib import ExitStack, suppress
from dataclasses import replace
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from services.acts import Journal
from services.cache import RUN, Cache, CacheTaken, CacheTrouble
from services.clock import HeldClock, iso
from services.phrase import phrase
from ui.acts import Acts, journal_path
from ui.console.desk import Desk
from ui.defect import all_reported
from ui.display import choose_platform, has_display, refuse_incomplete_qt, unanswered
from ui.ending import heard
from ui.opening import cache_folder, open_wall, refuse_empty, wall_clock
from ui.outcome import Refused, Status
from ui.past import force, play
from ui.reload import Reload
from ui.requests import Snapshot
from ui.showing import Showing
from ui.trouble import said, troubles
from ui.watching.watch import Watch

if TYPE_CHECKING:
    from services.clock import Clock
    from ui.following import Following
    from ui.opening import Opened
    from ui.publishing.publishing import Publishing
    from ui.requests import Run
    from ui.terminal import Terminal
    from ui.trouble import Troubles

PICTURES = Path("snapshots")
"""Where pictures go when there is no display."""
FIRST = 2.0
"""Seconds that the first picture has, before anybody is asked; a window may be hidden for ever."""

REMARKS = 200
"""Words that a console has not heard yet, the latest of them."""

_LOADED = 5.0
"""Seconds that a wall which ends at once waits for what it is loading."""

_log = logging.getLogger(__name__)


def run(asked: Run, terminal: Terminal, clock: Clock) -> Status:
    terminal = replace(terminal, remarks=deque(maxlen=REMARKS))
    opened = open_wall(asked.wall, asked.lang, terminal, plugins=asked.plugins)
    silent = unanswered(os.environ)
    if silent is not None:
        opened.terminal.tell(silent)
    if silent is not None or not has_display(os.environ):
        return _without_display(asked, opened, clock)
    refuse_empty(opened.wall)
    choose_platform(opened.terminal)
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    refuse_incomplete_qt(plugins, os.environ)
    app = QApplication.instance() or QApplication(["langbiang"])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    app.setApplicationName("langbiang")
    loop = QEventLoop(app)
    with ExitStack() as stack:
        stack.enter_context(loop)
        return loop.run_until_complete(_Running(asked, opened, clock).live())


def _without_display(asked: Run, opened: Opened, clock: Clock) -> Status:
    if asked.require_display:
        raise Refused(Status.NOT_HAD, phrase("Không có màn hình nào để mở tường."))
    opened.terminal.tell(
        phrase("Không có màn hình nào; xuất ảnh của tường vào {folder}.", folder=f"./{PICTURES}/")
    )
    from ui.snapshot import snapshot  # noqa: PLC0415 - only where there is no display

    wanted = Snapshot(
        out=PICTURES,
        wall=asked.wall,
        cache=asked.cache,
        lang=asked.lang,
        province=asked.province,
        plugins=asked.plugins,
    )
    return snapshot(wanted, opened.terminal, clock)


class _Running:
    """One wall from its opening to its end."""

    def __init__(self, asked: Run, opened: Opened, clock: Clock) -> None:
        terminal = replace(opened.terminal, now=clock.now)
        self._asked, self._opened, self._clock = asked, replace(opened, terminal=terminal), clock
        self._began = clock.monotonic()
        told = opened.wall.province
        self._told = told is not None and bool(told.history) and told.clock is not None
        """Its past is told, its time stands still and nobody is asked."""

    async def live(self) -> Status:
        ended = asyncio.Event()
        with ExitStack() as stack:
            stack.enter_context(heard(ended.set))
            stack.enter_context(all_reported(self._opened.terminal, self._clock))
            clock = wall_clock(self._opened.wall, self._clock)
            folder = self._folder(stack, clock)
            cache = self._cache(stack, clock, folder)
            acts = self._acts(stack, cache, folder)
            if self._told and isinstance(clock, HeldClock):
                play(self._opened, cache, clock)
            force(self._opened, cache)
            acts.keep_as(RUN, "", iso(clock.now()))
            stack.push(partial(_ended_in_order, acts))
            showing = self._showing(stack, cache, acts, clock, folder)
            showing.wall.left.connect(ended.set)
            painted = asyncio.Event()
            showing.wall.windows[0].first_painted.connect(self._first_painted)
            showing.wall.windows[0].first_painted.connect(painted.set)
            showing.begin()
            with suppress(TimeoutError):
                await asyncio.wait_for(painted.wait(), FIRST)
            following = None if self._told else self._following(cache, clock, showing)
            reload = self._reload(showing, cache, acts, following)
            wall = showing.wall
            desk = Desk(wall, cache, clock, wall.deeds, wall.steering, acts, following)
            self._console(stack, desk, showing, folder)
            publishing = self._publishing(showing, cache, folder)
            wall.notices.hear(publishing)
            self._watch(stack, showing, folder, clock)
            await _kept_running(following, reload, publishing, ended)
        return Status.DONE

    def _showing(
        self, stack: ExitStack, cache: Cache, acts: Acts, clock: Clock, folder: Path
    ) -> Showing:
        showing = Showing(
            self._opened,
            cache,
            acts,
            clock,
            ran=self._clock.monotonic,
            lang=self._asked.lang,
            kept=folder,
        )
        stack.callback(showing.end)
        showing.wall.troubled.connect(self._troubled)
        return showing

    def _reload(
        self, showing: Showing, cache: Cache, acts: Acts, following: Following | None
    ) -> Reload:
        now, monotonic = self._clock.now, self._clock.monotonic
        return Reload(self._opened, showing, cache, acts, following, now=now, monotonic=monotonic)

    def _watch(self, stack: ExitStack, showing: Showing, folder: Path, clock: Clock) -> None:
        """When all is open: until then the interface is held up now and then."""
        terminal, name = self._opened.terminal, self._opened.name
        tell = terminal.tell
        watch = Watch(showing.wall, folder, name, words=terminal.words, clock=clock, tell=tell)
        showing.wall.notices.hear(watch)
        stack.callback(watch.end)
        watch.begin()

    def _troubled(self, found: Troubles) -> None:
        terminal = self._opened.terminal
        terminal.note(said(found, terminal.words))

    def _first_painted(self) -> None:
        lasted = Decimal(self._clock.monotonic() - self._began).quantize(Decimal("0.01"))
        _log.info(
            "%s",
            self._opened.terminal.words.say("hình đầu tiên sau {seconds} giây", seconds=lasted),
        )

    def _folder(self, stack: ExitStack, clock: Clock) -> Path:
        """Of its cache and its journal of acts; one for this run where time is told."""
        if clock is not self._clock and self._asked.cache is None:
            return Path(stack.enter_context(TemporaryDirectory(prefix="langbiang-")))
        return cache_folder(self._asked.cache)

    def _acts(self, stack: ExitStack, cache: Cache, folder: Path) -> Acts:
        journal = Journal(journal_path(folder, self._opened.name), self._clock)
        stack.callback(journal.close)
        return Acts(journal, cache, self._clock)

    def _cache(self, stack: ExitStack, clock: Clock, folder: Path) -> Cache:
        """The wall's own; memory where that can't be written."""
        opened, terminal = self._opened, self._opened.terminal
        try:
            cache = opened.cache(folder, clock)
        except CacheTaken as taken:
            raise Refused(Status.NOT_HAD, taken.words) from taken
        except CacheTrouble as trouble:
            cache = Cache.in_memory(clock, trouble.words)
        stack.callback(cache.close)
        if found := troubles(cache):
            self._troubled(found)
        if cache.warning is not None:
            terminal.remark(cache.warning)
        return cache

    def _console(
        self,
        stack: ExitStack,
        desk: Desk,
        showing: Showing,
        folder: Path,
    ) -> None:
        """What is wrong with the wall is told there from now on."""
        from ui.console.console import Console, styled  # noqa: PLC0415 - after the first picture
        from ui.console.notification import Desktop  # noqa: PLC0415

        terminal = self._opened.terminal
        styled()
        kept = folder / f"{self._opened.name}.console.json"
        console = Console(desk, Desktop(terminal.remark), terminal.mask, kept, terminal.remarks)
        stack.callback(console.end)
        showing.presence.taken.connect(console.settle)
        desk.wall.notices.hear(showing.presence)
        console.begin()
        # What draws its curves takes half a second to load and more: beside the running wall.
        loading = Thread(
            target=import_module, args=("ui.console.chart",), name="curves", daemon=True
        )
        stack.callback(loading.join, _LOADED)
        loading.start()

    def _publishing(self, showing: Showing, cache: Cache, folder: Path) -> Publishing:
        from ui.publishing.publishing import Publishing  # noqa: PLC0415 - after the first picture

        return Publishing(
            lambda: (showing.opened, showing.wall.setting),
            cache,
            self._clock,
            kept=folder,
            tell=self._opened.terminal.tell,
        )

    def _following(self, cache: Cache, clock: Clock, showing: Showing) -> Following:
        # requests and what else asks take a quarter of a second: after the first picture.
        from ui.following import Following  # noqa: PLC0415

        url = self._asked.province
        return Following(self._opened, cache, clock, showing.refresh, province=url)


def _ended_in_order(acts: Acts, kind: type[BaseException] | None, *_: object) -> None:
    """Of a wall that a defect or a kill ends no end is kept: the next run tells of it."""
    if kind is None:
        acts.keep_as(RUN, "", None)


async def _kept_running(
    following: Following | None, reload: Reload, publishing: Publishing, ended: asyncio.Event
) -> None:
    if following is not None:
        following.begin()
    reload.begin()
    publishing.begin()
    try:
        await ended.wait()
    finally:
        await publishing.end()
        await reload.end()
        if following is not None:
            await following.end()
