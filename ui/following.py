"""Every source of a running wall is asked at its pace, and the province is there that some of them are of."""

from __future__ import annotations

import asyncio
import random
from functools import partial
from typing import TYPE_CHECKING

from services.asking import Poller
from ui.intake import Intake
from ui.opening import of_running, start
from ui.pause import pause
from ui.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from services.asking import AskedSource
    from services.cache import Cache
    from services.clock import Clock
    from services.news import News
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
        self._opened, self._cache, self._clock = opened, cache, clock
        self._refresh, self._waiting = refresh, waiting
        root = of_running(opened.wall, province, opened.terminal)
        self._intake = Intake(opened.wall, opened.plugins, clock, opened.folder, root)
        self._of_itself: Poller | None = None
        self._of_province: Poller | None = None
        self._upkeep: Upkeep | None = None
        if opened.wall.province is not None and root is None:
            self._upkeep = Upkeep(
                starting or partial(start, opened.wall, clock),
                self._province_came,
                tell=opened.terminal.tell,
                monotonic=clock.monotonic,
                pause=waiting,
            )

    def begin(self) -> None:
        """What has an address of its own is asked at once; the others when their province has come, or
        could not.
        """
        waits = self._intake.of_province if self._upkeep is not None else frozenset[str]()
        self._of_itself = self._poller(s for s in self._intake.sources if s.id not in waits)
        self._of_itself.start()
        if self._upkeep is not None:
            self._upkeep.begin()

    async def end(self) -> None:
        if self._upkeep is not None:
            await self._upkeep.end()
        pollers = [one for one in (self._of_itself, self._of_province) if one is not None]
        await asyncio.gather(*(one.close() for one in pollers))
        self._intake.close()

    async def _province_came(self, root: str | None) -> None:
        """Its sources are asked at once when it is there again, whatever their back-off says."""
        self._intake.settle(root)
        if self._of_province is not None:
            if root is None:
                return
            await self._of_province.close()
        of_province = self._intake.of_province
        self._of_province = self._poller(s for s in self._intake.sources if s.id in of_province)
        self._of_province.start()

    def _poller(self, sources: Iterable[AskedSource]) -> Poller:
        return Poller(
            sources,
            open_door=self._intake.open,
            cursor=self._cache.cursor,
            record=self._record,
            refresh=self._refresh,
            clock=self._clock,
            chance=random.Random(),  # noqa: S311 - it only sets beats apart
            words=self._opened.terminal.words,
            pause=self._waiting,
        )

    async def _record(self, news: News) -> frozenset[str]:
        return await asyncio.wrap_future(self._cache.record(news))
