"""What a running wall's file says now takes effect whole, or changes nothing and is told."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from services.acts import ActsTrouble, What
from services.asking.threads import Raised, Threads
from services.cache import CacheTrouble
from services.phrase import phrase
from services.wall_file import load
from services.wall_file.faults import Fault, Place
from services.wall_file.lookout import Gone, Lookout
from ui.opening import shows_nothing
from ui.past import edition
from ui.pause import pause
from ui.trouble import Refusal, refused, weighed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from concurrent.futures import Future
    from datetime import datetime

    from services.acts import Entry
    from services.cache import Cache
    from services.phrase import Phrase
    from services.wall_file import Loaded
    from services.wall_file.lookout import News
    from services.wall_file.province import Province
    from ui.acts import Acts
    from ui.following import Following
    from ui.opening import Opened
    from ui.showing import Showing

PATIENCE = timedelta(seconds=1)
"""For a look under way when the wall ends; one at a share that hangs is left behind."""
AGAIN = 1.0
"""Seconds until a file is taken again whose picture a cache could not give."""
REST = 60.0
"""Seconds after a defect of ours."""
RECORDED = 2.0
"""Seconds that the journal of acts has before a reload is said to be in force without it."""

TAKEN = phrase("Tệp tường vừa sửa đã có hiệu lực.")
UNRECORDED = phrase("Tệp tường vừa sửa đã có hiệu lực, nhưng chưa ghi được vào nhật ký thao tác.")
_REOPEN = phrase("đóng rồi mở lại tường, hoặc ghi lại như cũ")

_log = logging.getLogger(__name__)


class Reload:
    """`following` is None where nobody is asked. `now` is the computer's own clock, `status`
    `os.stat`, `waiting` how is waited (seconds).
    """

    def __init__(
        self,
        opened: Opened,
        showing: Showing,
        cache: Cache,
        acts: Acts,
        following: Following | None,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        status: Callable[[Path], os.stat_result] = os.stat,
        waiting: Callable[[float], Awaitable[None]] = pause,
    ) -> None:
        self._opened, self._showing, self._cache = opened, showing, cache
        self._acts, self._following = acts, following
        self._waiting, self._monotonic, self._now = waiting, monotonic, now
        read = partial(load, plugins=opened.plugins)
        self._lookout = Lookout(opened.path, opened.loaded, read, monotonic, status)
        self._threads = Threads()
        self._task: asyncio.Task[None] | None = None
        self._refused = False
        self._owed: Loaded | None = None
        """What is to be in force and could not be taken yet."""
        self._again = 0.0
        """When it is tried again."""

    def begin(self) -> None:
        self._start(0.0)

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._threads.close(PATIENCE)

    def _start(self, first: float) -> None:
        self._task = asyncio.get_running_loop().create_task(self._watch(first), name="wall file")
        self._task.add_done_callback(self._ended)

    async def _watch(self, first: float) -> None:
        await self._waiting(first)
        while True:
            await self._waiting(self._lookout.pause)
            looked = await asyncio.shield(self._threads.start("wall file", self._lookout.look))
            if isinstance(looked, Raised):
                raise looked.error
            if looked.value is not None:
                self._owed = None
                await self._hear(looked.value)
            elif self._owed is not None and self._monotonic() >= self._again:
                await self._take(self._owed)

    async def _hear(self, news: News) -> None:
        self._showing.wall.notices.gone = None
        match news:
            case Gone():
                gone = phrase(
                    "Không còn thấy tệp tường {path}; tường vẫn chạy theo tệp trước.",
                    path=str(self._opened.path),
                )
                self._tell(gone)
                self._showing.wall.notices.gone = gone
            case loaded if (fault := self._refusal(loaded)) is not None:
                self._refuse(fault, len(loaded.faults[1:]))
            case loaded if loaded.hash == self._opened.loaded.hash:
                self._tell(phrase("Tệp tường lại như đang dùng."))
                self._clear()
            case loaded:
                await self._take(loaded)

    def _refusal(self, loaded: Loaded) -> Fault | None:
        """The first thing for which it can't take effect on this wall."""
        if loaded.faults or loaded.wall is None:
            return loaded.faults[0]
        before, path = self._opened, str(self._opened.path)
        if loaded.name != before.name:
            what = phrase(
                "tên tường đổi từ “{before}” thành “{after}”, tức là bộ nhớ khác",
                before=before.name,
                after=loaded.name,
            )
            return Fault.at(_place(path, loaded, "name"), what, _REOPEN)
        if shows_nothing(loaded.wall):
            what = phrase("tệp không còn nguồn nào và cảnh nào để hiện")
            return Fault.at(Place(path), what, phrase("khai lại sources, hoặc screens và scenes"))
        if _told(loaded.wall.province) != _told(before.wall.province):
            what = phrase("mốc giờ hoặc lịch sử dựng sẵn của tỉnh mô phỏng đã đổi")
            return Fault.at(_place(path, loaded, "province"), what, _REOPEN)
        why = self._acts.may(What.RELOAD).why
        return None if why is None else Fault.at(Place(path), why, _REOPEN)

    async def _take(self, loaded: Loaded) -> None:
        """Whole or not at all; until it is, the watch goes on and tries it again."""
        assert loaded.wall is not None
        self._owed, self._again = loaded, self._monotonic() + AGAIN
        before = self._opened
        now = replace(before, wall=loaded.wall, loaded=loaded, plugins=loaded.plugins)
        try:
            self._showing.rehearse(now)
            await self._exchange(before, now)
        except CacheTrouble:
            return  # the wall meets it too, and says so
        self._opened, self._owed = now, None
        recorded = self._acts.record(What.RELOAD, before=before.loaded.hash, after=now.loaded.hash)
        self._clear()
        for fault in loaded.lacking:
            before.terminal.remark(weighed(fault, before.terminal.words))
        self._tell(TAKEN if await _done(recorded) else UNRECORDED)

    async def _exchange(self, before: Opened, now: Opened) -> None:
        try:
            await self._follow(now)
            self._showing.restage(now)
        except Exception:
            # Its sources are asked as before: nobody is left unasked by what could not be shown.
            await self._follow(before)
            raise

    async def _follow(self, opened: Opened) -> None:
        """What was answered until now is recorded under the file before, all else under this one."""
        if self._following is not None:
            await self._following.leave(opened.wall)
        await asyncio.wrap_future(self._cache.put_in_force(edition(opened)))
        if self._following is not None:
            await self._following.take(opened)

    def _refuse(self, fault: Fault, more: int = 0) -> None:
        self._refused = True
        terminal = self._opened.terminal
        refusal = Refusal(fault, self._now(), more)
        terminal.note(refused(refusal, terminal.words))
        # On the wall by its place beside the main file: a path that is long says less there.
        file = os.path.relpath(fault.file, self._opened.folder)
        beside = replace(fault, file=Path(file).as_posix())
        self._showing.wall.warn(replace(refusal, fault=beside))

    def _clear(self) -> None:
        if self._refused:
            self._refused = False
            self._showing.wall.warn(None)

    def _tell(self, said: Phrase) -> None:
        self._opened.terminal.tell(said)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """It never ends by itself; after a defect of ours the file is still watched, and what could not
        be taken is tried again, should it be another instant's defect.
        """
        if task.cancelled() or (error := task.exception()) is None:
            return
        _log.critical("việc theo dõi tệp tường dừng vì lỗi của chương trình", exc_info=error)
        if self._owed is None:
            self._start(REST)
            return
        what = phrase("lỗi của chương trình khi đưa tệp vào dùng")
        remedy = phrase(
            "tường tự thử lại sau {seconds} giây; nếu vẫn lỗi, ghi lại tệp như cũ và báo đơn vị làm "
            "phần mềm",
            seconds=round(REST),
        )
        self._again = self._monotonic() + REST
        self._start(0.0)
        self._refuse(Fault.at(Place(str(self._opened.path)), what, remedy))


async def _done(recorded: Future[Entry]) -> bool:
    """Whether the act is on the journal's disk; one that takes longer is written later, if it can be."""
    try:
        await asyncio.wait_for(asyncio.wrap_future(recorded), RECORDED)
    except (TimeoutError, ActsTrouble):
        return False
    return True


def _told(province: Province | None) -> tuple[object, ...]:
    """The time of the wall, which it has for good."""
    return () if province is None else (province.clock, province.history)


def _place(path: str, loaded: Loaded, key: str) -> Place:
    """Of a section in the main file, or of its beginning where another file has it or it is gone."""
    text = loaded.texts[loaded.main]
    found = re.search(rf"^{key}\s*:", text, re.MULTILINE)
    return Place(path, text[: found.start()].count("\n") + 1 if found else 1)
