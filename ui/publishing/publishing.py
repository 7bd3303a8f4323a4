"""Publishes what a wall file asks for, as often as it asks, while the wall runs."""

from __future__ import annotations

import asyncio
import logging
import math
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from services.asking.threads import Raised, Returned, Threads
from services.cache import CacheTrouble
from services.phrase import phrase
from services.wall_file.publish import publications
from ui.pause import pause
from ui.publishing.folder import Blocked
from ui.publishing.turn import Order, Sight, made

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from services.asking.threads import Outcome
    from services.cache import Cache
    from services.clock import Clock
    from services.phrase import Phrase
    from ui.decided import Setting
    from ui.opening import Opened
    from ui.publishing.access import Hidden
    from ui.trouble import Troubles

FIRST = 3.0
"""Seconds after the wall's own first picture in which its sources may answer."""
LOOK = 1.0
"""Seconds between looks at what is due."""
SLOW = 30.0
"""Seconds after which a folder that is still being written is told of."""
REST = 60.0
"""Seconds after a defect of ours."""
PATIENCE = timedelta(seconds=1)
"""For a folder that is being written when the wall ends; a share that hangs is left behind."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Line:
    """What is known of one folder."""

    opened: Opened
    due: float
    """By the computer's steady clock."""
    sight: Sight = field(default_factory=Sight)
    new: bool = True
    """Nothing was made of this wall file yet."""
    writing: asyncio.Future[Outcome[Hidden | None]] | None = None
    since: float = 0.0
    trouble: Phrase | None = None
    hidden: Phrase | None = None
    """Nothing is wrong with what is laid down, save that nobody else can read it."""


class Publishing:
    """`current` gives the wall file in force and what people have chosen. `clock` is the computer's own,
    since a wall's may be told. `tell` hears what is over; of what is wrong whoever shows `troubles` tells.
    """

    def __init__(
        self,
        current: Callable[[], tuple[Opened, Setting]],
        cache: Cache,
        clock: Clock,
        *,
        kept: Path,
        tell: Callable[[Phrase], None],
        waiting: Callable[[float], Awaitable[None]] = pause,
    ) -> None:
        self._current, self._cache, self._clock = current, cache, clock
        self._kept, self._tell, self._waiting = kept, tell, waiting
        self._threads = Threads()
        self._task: asyncio.Task[None] | None = None
        self._lines: dict[Path, _Line] = {}

    @property
    def troubles(self) -> Troubles:
        """Of each folder, in the order in which they were met."""
        found = (line.trouble or line.hidden for line in self._lines.values())
        return tuple(one for one in found if one is not None)

    def begin(self) -> None:
        self._start(FIRST)

    async def end(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await self._threads.close(PATIENCE)

    def _start(self, first: float) -> None:
        self._task = asyncio.get_running_loop().create_task(self._keep(first), name="publishing")
        self._task.add_done_callback(self._ended)

    async def _keep(self, first: float) -> None:
        await self._waiting(first)
        while True:
            orders = list(self._orders())
            known = {order.folder for order in orders}
            self._lines = {path: one for path, one in self._lines.items() if path in known}
            # Who has waited longest first: a defect that one folder always meets keeps none from the rest.
            for order in sorted(orders, key=self._since):
                await self._turn(order)
            await self._waiting(LOOK)

    def _orders(self) -> Iterator[Order]:
        opened, setting = self._current()
        for one in publications(opened.wall.publish):
            yield Order(one, opened, setting, self._kept)

    def _since(self, order: Order) -> float:
        line = self._lines.get(order.folder)
        return -math.inf if line is None else line.due

    async def _turn(self, order: Order) -> None:
        ran = self._clock.monotonic()
        line = self._lines.setdefault(order.folder, _Line(order.opened, ran))
        if line.opened is not order.opened:
            # What another wall file says holds at once: it may have closed what was open.
            line.opened, line.due, line.new = order.opened, ran, True
        if line.new and order.private:
            # Whatever keeps the next pictures from being made. A share that hangs holds up nobody here.
            self._threads.start("publishing", order.shut)
        line.new = False
        if line.writing is not None:
            self._follow(line, order, ran)
        if line.due > ran:
            return
        if line.writing is not None:
            return
        # What comes too late is left out: no turn is made up for.
        line.due = max(line.due + order.publication.every.total_seconds(), ran + LOOK)
        try:
            issue = await made(
                order,
                line.sight,
                self._cache,
                self._clock.now(),
                aside=self._aside,
                waiting=self._waiting,
            )
        except CacheTrouble:
            return  # the wall meets it too, and says so; the page says that what it has is old
        if self._current()[0] is not order.opened:
            return  # another wall file came meanwhile: what it closed is not laid down any more
        line.since = self._clock.monotonic()
        line.writing = self._threads.start("publishing", issue.lay_down)

    def _follow(self, line: _Line, order: Order, ran: float) -> None:
        assert line.writing is not None
        if not line.writing.done():
            if ran - line.since >= SLOW:
                line.trouble = phrase(
                    "Chưa ghi xong ảnh vào {path} sau {seconds} giây, có thể ổ chia sẻ đang treo; tường vẫn "
                    "chạy và sẽ ghi tiếp khi ổ trả lời.",
                    path=str(order.folder),
                    seconds=round(SLOW),
                )
            return
        outcome, line.writing = line.writing.result(), None
        match outcome:
            case Raised(error=Blocked() as blocked):
                line.trouble = phrase(
                    "Không xuất được ảnh: {why}; {remedy}. Tường tự thử lại.",
                    why=blocked.words,
                    remedy=blocked.remedy,
                )
            case Raised(error=error):
                raise error
            case Returned(value=hidden):
                if line.trouble is not None:
                    line.trouble = None
                    self._tell(phrase("Đã xuất lại được ảnh vào {path}.", path=str(order.folder)))
                line.hidden = None if hidden is None else hidden.said

    def _aside[T](self, work: Callable[[], T]) -> Awaitable[Outcome[T]]:
        return self._threads.start("publishing", work)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """It never ends by itself; after a defect of ours it is tried again: another picture may do."""
        if task.cancelled() or (error := task.exception()) is None:
            return
        _log.critical("việc xuất ảnh dừng vì lỗi của chương trình", exc_info=error)
        if task is self._task:  # else the wall has ended meanwhile
            self._start(REST)
