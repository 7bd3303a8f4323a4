"""Every source of a running wall is asked at its pace, and the province is there that some of them are of."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from services.asking import LastAnswers, Overheard, OverheardScout, Poller
from services.cache import CacheTrouble
from services.stream.scout import ScoutDoor
from ui.intake import Intake
from ui.opening import of_running, start
from ui.pause import pause
from ui.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from services.asking import AskedSource, Next
    from services.cache import Cache
    from services.clock import Clock
    from services.door import Door
    from services.news import News
    from services.phrase import Phrase
    from services.wall_file.shape import WallFile
    from ui.opening import Opened
    from ui.upkeep import Child


class Following:
    """`refresh` hears which sources have news. `province`: the root of one that runs already; without
    it the wall has one of its own, when its file wants one. `starting` is how that one is started.
    """

    def __init__(
        self,
        opened: Opened,
        cache: Cache,
        clock: Clock,
        refresh: Callable[[frozenset[str]], None],
        *,
        province: str | None = None,
        starting: Callable[[], Child] | None = None,
        waiting: Callable[[float], Awaitable[None]] = pause,
    ) -> None:
        self._clock, self._cache = clock, cache
        self._province, self._starting, self._waiting = province, starting, waiting
        root = of_running(opened.wall, province, opened.terminal)
        self._tell = opened.terminal.tell
        self._told = opened.wall.province
        mask = opened.terminal.mask
        self._intake = Intake(opened.wall, opened.plugins, clock, opened.folder, root, mask)
        self.answers = LastAnswers(mask)
        """As they came, of the sources that are followed."""
        self._upkeep = self._kept(opened)
        self._waits = self._upkeep is not None
        """The province hasn't come yet, nor failed to."""
        self._left: frozenset[str] = frozenset()
        self._poller = Poller(
            (),
            open_door=self._open,
            cursor=cache.cursor,
            record=self._record,
            refresh=refresh,
            clock=clock,
            chance=random.Random(),  # noqa: S311 - it only sets beats apart
            words=opened.terminal.words,
            pause=waiting,
            silent=self._silent,
        )

    def begin(self) -> None:
        """What has an address of its own is asked at once; the others when their province has come, or
        could not.
        """
        with suppress(CacheTrouble):  # the wall tells of it; then nobody knows of a pause
            self._hold_paused()
        self._ask(self._intake.sources)
        if self._upkeep is not None:
            self._upkeep.begin()

    async def leave(self, wall: WallFile) -> None:
        """Whom the wall no longer asks, or asks otherwise, is left: nothing that they were asked until
        now is recorded any more. The others hear nothing of it.
        """
        self._left |= self._intake.other(wall)
        await self._poller.drop(self._left)
        for source in self._left:
            self.answers.forget(source)

    async def take(self, opened: Opened) -> None:
        """After `leave`: the wall's sources from now on. New ones are asked at once, and those that were
        left for a wall that did not come.
        """
        wanted = self._left | {one.id for one in self._intake.take(opened.wall, opened.plugins)}
        fresh = [source for source in self._intake.sources if source.id in wanted]
        self._left = frozenset()
        if opened.wall.province == self._told:
            self._ask(fresh)
            return
        before, self._told = self._upkeep, opened.wall.province
        if before is not None:
            await before.end()
        root = of_running(opened.wall, self._province, opened.terminal)
        self._intake.settle(root)
        self._upkeep = self._kept(opened)
        self._waits = self._upkeep is not None
        self._ask(fresh)
        if self._upkeep is not None:
            self._upkeep.begin()

    async def end(self) -> None:
        if self._upkeep is not None:
            await self._upkeep.end()
        await self._poller.close()
        self._intake.close()

    def hold(self, source: str, until: datetime | None) -> None:
        """It isn't asked until then; None: until it is let go."""
        self._poller.hold(source, until)

    def let_go(self, source: str) -> None:
        """Asked at once."""
        self._poller.let_go(source)

    def call(self, source: str) -> Phrase | None:
        """Asked at once, out of its turn; in words why not."""
        return self._poller.call(source)

    def next(self, source: str) -> Next | None:
        """When it is asked next; None of one that isn't followed (yet)."""
        return self._poller.next(source)

    def _silent(self, source: str) -> timedelta | None:
        try:
            with self._cache.picture() as picture:
                since = picture.chronicle().silent_since(source)
                return None if since is None else max(picture.now - since, timedelta())
        except CacheTrouble:
            return None  # the wall tells of it

    def _hold_paused(self) -> None:
        with self._cache.picture() as picture:
            for source, one in picture.paused.items():
                self._poller.hold(source, one.until)

    def _open(self, source: str) -> AbstractContextManager[Door]:
        door = self._intake.open(source)
        if isinstance(door, ScoutDoor):
            return OverheardScout(door, source, self.answers)
        return Overheard(door, source, self.answers)

    async def _province_came(self, root: str | None) -> None:
        """Its sources are asked at once when it is there again, whatever their back-off says."""
        self._intake.settle(root)
        if root is None and not self._waits:
            return
        self._waits = False
        of_province = self._intake.of_province
        await self._poller.drop(of_province)
        self._ask(source for source in self._intake.sources if source.id in of_province)

    def _kept(self, opened: Opened) -> Upkeep | None:
        """The province of its own that the wall wants."""
        if opened.wall.province is None or self._province is not None:
            return None
        return Upkeep(
            self._starting or partial(start, opened.wall, self._clock),
            self._province_came,
            tell=self._tell,
            words=opened.terminal.words,
            monotonic=self._clock.monotonic,
            pause=self._waiting,
        )

    def _ask(self, sources: Iterable[AskedSource]) -> None:
        """Those of a province that hasn't come yet are asked when it has."""
        waiting = self._intake.of_province if self._waits else frozenset[str]()
        self._poller.add(source for source in sources if source.id not in waiting)

    def _record(self, news: News) -> asyncio.Future[frozenset[str]]:
        return asyncio.wrap_future(self._cache.record(news))
