"""Looks at many addresses, a few at a time, for as long as the ask may take."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from services.door import Answer, Request, SourceError, Visit, Visited
from services.http.deadlines import Deadlines
from services.news import Reason
from services.phrase import phrase
from services.stream.certificates import Trust
from services.stream.lines import late
from services.stream.looks import Looker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from services.clock import Clock
    from services.http.deadlines import Watch
    from services.settings import Source

TOGETHER = 12
"""Looks at once: a dead address then holds up a twelfth of the others."""
_GRACE = 0.5
"""Seconds in which looks that were cut come back."""

_log = logging.getLogger(__name__)


class SourceScout:
    """`base_url` is what addresses without a host are joined to; empty: there are none."""

    def __init__(
        self,
        settings: Source,
        base_url: str,
        clock: Clock,
        folder: Path,
        deadlines: Deadlines | None = None,
    ) -> None:
        """`folder` is where `ca` is looked for. Sources that share `deadlines` share its thread."""
        self.settings, self.base_url = settings, base_url
        self.clock, self.folder = clock, folder
        self.deadlines = deadlines or Deadlines(clock.monotonic)
        self._alone = deadlines is None
        self._open: set[ScoutDoor] = set()
        self._defective: set[str] = set()

    def open(self) -> ScoutDoor:
        """A door for one ask; its deadline starts now."""
        ends = self.clock.monotonic() + self.settings.deadline.total_seconds()
        door = ScoutDoor(self, ends)
        self._open.add(door)
        return door

    def close(self) -> None:
        """Cuts what is under way."""
        for door in tuple(self._open):
            door.cut()
            self.ended(door)
        if self._alone:
            self.deadlines.close()

    def ended(self, door: ScoutDoor) -> None:
        self._open.discard(door)

    def defect(self, address: str, error: Exception) -> SourceError:
        """Logged when it appears, not at every look."""
        if address not in self._defective:
            self._defective.add(address)
            _log.error("%s: lỗi của chương trình khi xem địa chỉ này", address, exc_info=error)
        return SourceError(
            Reason.MALFORMED, phrase("Lỗi của chương trình khi xem địa chỉ này; xem nhật ký")
        )


@dataclass(eq=False)
class ScoutDoor:
    """A `services.door.Scout`, for one ask."""

    source: SourceScout
    ends: float
    """Of the monotonic clock."""
    taken: int = 0
    """Bytes of all pages of this ask."""

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._watches: set[Watch] = set()
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.cut()
        self.source.ended(self)

    def now(self) -> datetime:
        return self.source.clock.now()

    def ask(self, request: Request) -> Answer:
        """One look at what the source's URL leads to, without its certificate."""
        look = Visit(address=request.path, certificate=False, within=self.source.settings.deadline)
        visited = next(self.visits([look]), None)
        if visited is None:
            raise late(self.source.settings.deadline)
        if visited.answer is None:
            raise visited.failure or SourceError(
                Reason.REFUSED, phrase("Địa chỉ của nguồn không dùng được")
            )
        return visited.answer

    def visits(self, visits: Sequence[Visit]) -> Iterator[Visited]:
        trust = Trust(self.source.settings.ca, self.source.folder)
        ahead: SimpleQueue[Visit] = SimpleQueue()
        for visit in visits:
            ahead.put(visit)
        done: SimpleQueue[Visited | None] = SimpleQueue()
        looking = min(TOGETHER, len(visits))
        for nth in range(looking):
            # nobody waits for one that hangs in looking for a name
            threading.Thread(
                target=self._run, args=(ahead, done, trust), name=f"look {nth}", daemon=True
            ).start()
        while looking:
            try:
                came = done.get(timeout=max(self._left(), 0) + _GRACE)
            except Empty:
                return
            if came is None:
                looking -= 1
            else:
                self.taken += 0 if came.answer is None else len(came.answer.body)
                yield came

    def cut(self) -> None:
        """Ends all looks, from any thread."""
        with self._lock:
            self._over = True
            for watch in self._watches:
                watch.cut()

    def _left(self) -> float:
        return self.ends - self.source.clock.monotonic()

    def _run(
        self, ahead: SimpleQueue[Visit], done: SimpleQueue[Visited | None], trust: Trust
    ) -> None:
        """One after the other, until there are none or the time is over; None is the last word."""
        try:
            while not self._over and self._left() > 0:
                visit = ahead.get_nowait()
                visited = self._looked(visit, trust)
                if self._left() > 0:  # else it was cut, which says nothing of the address
                    done.put(visited)
        except Empty:
            pass
        finally:
            done.put(None)

    def _looked(self, visit: Visit, trust: Trust) -> Visited:
        source = self.source
        within = min(visit.within.total_seconds(), self._left())
        watch = source.deadlines.watch(max(within, 0.001))
        with self._lock:
            self._watches.add(watch)
            if self._over:
                watch.cut()
        try:
            settings = source.settings.model_copy(update={"deadline": visit.within})
            looker = Looker(settings, source.clock, trust)
            return looker.look(visit, _joined(source.base_url, visit.address), watch)
        except Exception as error:  # noqa: BLE001 - the poller's border: one address harms no other
            return Visited(visit=visit, failure=source.defect(visit.address, error))
        finally:
            with self._lock:
                self._watches.discard(watch)
            source.deadlines.release(watch)


def _joined(base: str, address: str) -> str:
    if urlsplit(address).scheme or not base:
        return address
    return urljoin(base if base.endswith("/") else f"{base}/", address.lstrip("/"))
