"""What publishing costs the wall that does it: `python -m benchmarks.publishing`.

For how long its event loop, and so every clock on it, stands still while all pictures of the default wall
(every scene, on four screens of 1920 × 1080) are made for others to see, and laid down. Beside it in the same
run: the same time without publishing, and the plain way, in which all is made in one go.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from services.acts import Journal
from services.asking.threads import Threads
from services.cache import Cache
from services.clock import HeldClock
from services.sensitivity import Sensitivity
from services.wall_file.publish import Publication
from services.words import Words
from ui.acts import Acts
from ui.asked import named_figures
from ui.decided import Setting
from ui.face import staged
from ui.fonts import measure
from ui.opening import open_wall, speaker
from ui.pause import pause
from ui.pictures import write
from ui.placeholders import answers
from ui.publishing.publishing import PATIENCE
from ui.publishing.turn import Order, Sight, made, shot_of
from ui.shot import look
from ui.terminal import Terminal
from ui.wall import Wall
from ui.windows import WallWindow

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from services.asking.threads import Outcome

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
WIDE, TALL = 1920, 1080
_SETTLES = 2.0
"""Seconds in which the wall has painted its own first pictures."""


@dataclass(frozen=True, slots=True)
class Published:
    name: str
    pictures: int
    seconds: float
    cpu: float
    """Seconds, all threads of the process."""
    stood: tuple[float, ...]
    """Milliseconds from each turn of the event loop to the next; it is asked to turn every millisecond."""

    @property
    def usual(self) -> float:
        return median(self.stood)

    @property
    def late(self) -> float:
        """99 in 100 are shorter."""
        return sorted(self.stood)[99 * len(self.stood) // 100]


class _Turns:
    def __init__(self) -> None:
        self._gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)

    async def during(self, name: str, work: Callable[[], Awaitable[int]]) -> Published:
        """`work` says how many pictures it made."""
        self._gaps.clear()
        self._last = began = time.perf_counter()
        spent = time.process_time()
        self._timer.start()
        count = await work()
        await pause(0.001)  # the turn after the last of it
        self._turn()
        self._timer.stop()
        seconds, cpu = time.perf_counter() - began, time.process_time() - spent
        return Published(name, count, seconds, cpu, tuple(self._gaps))

    def _turn(self) -> None:
        now = time.perf_counter()
        self._gaps.append((now - self._last) * 1000)
        self._last = now


def publishing(rounds: int) -> list[Published]:
    """One of each, with the gaps of all rounds and the medians of their times."""
    app = QApplication.instance() or QApplication(["wall", "-platform", "offscreen"])
    loop = QEventLoop(app, already_running=False)
    try:
        found = loop.run_until_complete(_measured(rounds))
    finally:
        loop.close()
        asyncio.set_event_loop(None)
    for one in found:
        print(
            f"publishing: {one.name}: {one.pictures} pictures in {one.seconds:.1f} s, {one.cpu:.1f} CPU s; "
            f"stood still {one.usual:.1f} ms, 99 in 100 {one.late:.1f}, worst {max(one.stood):.0f}",
            flush=True,
        )
    return found


async def _measured(rounds: int) -> list[Published]:
    threads = Threads()
    found: dict[str, list[Published]] = {}
    with (
        tempfile.TemporaryDirectory(prefix="langbiang-publish-") as name,
        _wall(Path(name)) as room,
    ):
        cache, order = room
        await pause(_SETTLES)
        turns = _Turns()
        for _ in range(rounds):
            beside = await turns.during("beside the wall", partial(_beside, order, cache, threads))
            quiet = await turns.during("not published", partial(_rest, beside.seconds))
            plain = await turns.during("in one go", partial(_in_one_go, order, cache))
            for one in (quiet, beside, plain):
                found.setdefault(one.name, []).append(one)
        await threads.close(PATIENCE)
    return [_together(each) for each in found.values()]


async def _rest(seconds: float) -> int:
    await pause(seconds)
    return 0


async def _beside(order: Order, cache: Cache, threads: Threads) -> int:
    def aside[T](work: Callable[[], T]) -> Awaitable[Outcome[T]]:
        return threads.start("publishing", work)

    issue = await made(order, Sight(), cache, AT, aside=aside, waiting=pause)
    await threads.start("publishing", issue.lay_down)
    return len(issue.pictures)


async def _in_one_go(order: Order, cache: Cache) -> int:
    wall = order.opened.wall
    with cache.picture() as picture:
        shot = shot_of(order, wall)
        taken = look(shot, picture)
        folder = order.folder.with_name("in-one-go")
        write(folder, shot, taken, order.opened.terminal)
    return len(taken.faces)


@contextmanager
def _wall(folder: Path) -> Iterator[tuple[Cache, Order]]:
    """The default wall on its four screens, on which every source has answered."""
    clock = HeldClock(AT)
    opened = open_wall(None, "vi", Terminal(Words("vi", ZoneInfo("UTC"))))
    file = opened.wall
    cache = Cache.in_memory(clock)
    cache.name_figures(named_figures(file))
    for batch in answers(file, AT):
        cache.record(batch).result()
    windows = [
        WallWindow({s.name: (0, 0, WIDE, TALL)}, measure(), output=(WIDE * n, 0, WIDE, TALL))
        for n, s in enumerate(file.screens)
    ]
    setting = Setting(next(iter(file.scenes)), "vi", "toi")
    journal = Journal(folder / "acts", clock)
    wall = Wall(
        stage=staged(file, opened.plugins, measure(), speaker(file, "vi")),
        setting=setting,
        cache=cache,
        windows=windows,
        clock=clock,
        ran=time.monotonic,
        acts=Acts(journal, cache, clock),
    )
    wall.begin()
    for window in windows:
        window.show()
    publication = Publication(to=str(folder / "published"), audience=Sensitivity.RESTRICTED)
    try:
        yield cache, Order(publication, opened, setting, folder)
    finally:
        wall.end()
        for window in windows:
            window.deleteLater()
        journal.close()
        cache.close()


def _together(each: list[Published]) -> Published:
    gaps = tuple(gap for one in each for gap in one.stood)
    seconds, cpu = median(one.seconds for one in each), median(one.cpu for one in each)
    return Published(each[0].name, each[0].pictures, seconds, cpu, gaps)


def main(said: list[str]) -> int:
    told = argparse.ArgumentParser(prog="python -m benchmarks.publishing", description=__doc__)
    told.add_argument("--rounds", type=int, default=2)
    publishing(told.parse_args(said).rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
