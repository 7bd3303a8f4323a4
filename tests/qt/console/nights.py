"""What happened on a wall before the run whose console is tested: told as the running wall tells it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.acts import UNNAMED, Act, Journal, What
from services.cache import RUN, Cache
from services.clock import HeldClock, iso
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from tests.qt.test_wall import AT
from ui.acts import journal_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.acts import Person

EVENING = AT - timedelta(hours=10)
WALL = "tuong"
REFUSED = phrase("Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt")


@dataclass
class Night:
    cache: Cache
    clock: HeldClock
    journal: Journal

    def wait(self, **duration: float) -> None:
        self.clock.move(timedelta(**duration))

    def begins(self) -> None:
        self.cache.remember(RUN, "", iso(self.clock.now()))

    def ends(self) -> None:
        self.cache.remember(RUN, "", None)

    def answers(self, source: str = "so") -> None:
        now = self.clock.now()
        self.cache.record(Batch(source=source, asked=now, received=now)).result()

    def fails(self, source: str = "so", reason: Reason = Reason.UNREACHABLE) -> None:
        now = self.clock.now()
        self.cache.record(
            Outage(source=source, reason=reason, words=REFUSED, asked=now, received=now)
        ).result()

    def act(
        self,
        what: What | str,
        before: str | None,
        after: str | None,
        about: str = "",
        who: Person = UNNAMED,
        at: datetime | None = None,
    ) -> None:
        at = at or self.clock.now()
        self.journal.append(
            Act(who=who, at=at, what=what, about=about, before=before, after=after)
        ).result()

    def outputs(self, **connectors: str) -> None:
        """By screen where it hangs; empty: nowhere."""
        marks = {"area": [0, 0, 640, 360], "maker": "", "model": "", "serial": ""}
        found = {
            screen: [{"connector": one, **marks} if one else None]
            for screen, one in connectors.items()
        }
        told = {"real": True, "screens": found, "spare": []}
        self.cache.remember("outputs", "", json.dumps(told))


@contextmanager
def night(folder: Path, at: datetime = EVENING) -> Iterator[Night]:
    """One earlier run: its cache and its journal lie where the next one finds them."""
    clock = HeldClock(at)
    cache = Cache.open(folder, WALL, clock)
    journal = Journal(journal_path(folder, WALL), clock)
    try:
        yield Night(cache, clock, journal)
    finally:
        journal.close()
        cache.close()


def left(folder: Path, clock: HeldClock) -> Cache:
    """What it left, opened by the next run."""
    return Cache.open(folder, WALL, clock)
