"""The journal of a running wall: one thread writes, nobody waits for a disk."""

from __future__ import annotations

import logging
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import TYPE_CHECKING

from services import database
from services.acts.act import UNNAMED, Act, What
from services.acts.chain import Chain, create
from services.acts.proof import look_over
from services.acts.trouble import ActsTrouble, Damaged, in_words
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from pathlib import Path

    from services.acts.entry import Entry
    from services.clock import Clock

MOST = 1_000
"""Acts that may wait for a disk; one more is refused, and said to be lost."""
AGAIN = 5.0
"""Seconds after which what could not be written is tried again."""
CLOSING = 10.0
"""Seconds that what is still to be written has, when the wall ends."""
LOOKED_OVER = 10_000
"""The latest entries, which are looked over when a journal is opened; `verify` reads all."""

_CLOSED = phrase("Nhật ký thao tác đã đóng; thao tác này không được ghi.")
_FULL = phrase("Quá nhiều thao tác đang chờ ghi; thao tác này không được ghi.")

_DEFECT = phrase("Nhật ký thao tác dừng vì lỗi của chương trình; mở lại tường để ghi tiếp.")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    act: Act
    written: Future[Entry] = field(default_factory=Future)


class Journal:
    """What could not be written is kept and tried again, until the wall ends. `close()` it."""

    def __init__(self, path: Path, clock: Clock, *, again: float = AGAIN) -> None:
        self._path, self._clock, self._again = path, clock, again
        self._chain: Chain | None = None
        self._waiting: deque[_Waiting] = deque()
        self._state = Condition()
        self._news = True  # the file is opened at once, so that its troubles are known at once
        self._ending = False
        self._lost = 0
        self._obstacle: Phrase | None = None
        self._begun_anew: Phrase | None = None
        # Not one of an executor: those are waited for at the program's end, also where a disk hangs.
        self._thread = Thread(target=self._run, name="acts", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        return self._path

    def append(self, act: Act) -> Future[Entry]:
        """Done when the act is on the disk, in the order of the calls. Troubles don't end it: it waits
        until the file can be written. `ActsTrouble` in it: the act is not recorded and won't be.
        """
        one = _Waiting(act)
        with self._state:
            if self._ending or len(self._waiting) >= MOST:
                self._lost += 1
                one.written.set_exception(ActsTrouble(_CLOSED if self._ending else _FULL))
                return one.written
            one.written.set_running_or_notify_cancel()
            self._waiting.append(one)
            self._news = True
            self._state.notify()
        return one.written

    @property
    def troubles(self) -> tuple[Phrase, ...]:
        """What is to be said of it: acts that are not recorded, and why; a journal begun anew."""
        with self._state:
            count = self._lost + (len(self._waiting) if self._obstacle else 0)
            said = [phrase("Số thao tác chưa ghi được vào nhật ký: {count}.", count=count)]
            causes = (self._obstacle, self._begun_anew)
            return (*said[: min(count, 1)], *(cause for cause in causes if cause))

    def close(self) -> None:
        """What waits is written first, if it can be; nobody waits longer than `CLOSING`."""
        with self._state:
            self._ending = True
            self._state.notify()
        self._thread.join(CLOSING)
        if self._thread.is_alive():
            _log.warning("The journal of acts took longer than %s s to close", CLOSING)

    def _run(self) -> None:
        try:
            while not self._ended():
                self._write_waiting()
            self._write_waiting()
        except BaseException:
            self._obstacle = _DEFECT
            raise
        finally:
            self._give_up()

    def _ended(self) -> bool:
        """Sleeps until there is something to write, or to be tried again."""
        with self._state:
            late = self._again if self._obstacle else None
            self._state.wait_for(lambda: self._news or self._ending, late)
            self._news = False
            return self._ending

    def _write_waiting(self) -> None:
        with self._state:
            batch = list(self._waiting)
        try:
            entries = self._append([one.act for one in batch])
        except ActsTrouble as trouble:
            self._put_off(trouble)
            return
        with self._state:
            for _ in batch:
                self._waiting.popleft()
            if self._obstacle is not None:
                _log.warning("The journal of acts is written again")
            self._obstacle = None
        for one, entry in zip(batch, entries, strict=True):
            one.written.set_result(entry)

    def _put_off(self, trouble: ActsTrouble) -> None:
        self._let_go()
        with self._state:
            if self._obstacle != trouble.words:
                _log.warning("The journal of acts is not written: %s", trouble)
            self._obstacle = trouble.words

    def _append(self, acts: list[Act]) -> list[Entry]:
        """Without acts it only sees to it that the file is open. One that is damaged is set aside."""
        try:
            with in_words(self._path):
                chain = self._opened()
                return chain.append(acts) if acts else []
        except Damaged as damage:
            self._let_go()
            with in_words(self._path):
                self._begin_anew(damage)
                return self._opened().append(acts)

    def _opened(self) -> Chain:
        """Raises the database's own errors too."""
        chain = self._chain
        if chain is not None and not chain.moved():
            return chain
        if chain is not None:
            self._let_go()
            self._begun_anew = phrase(
                "Nhật ký thao tác {path} bị dời đi khi tường đang chạy; từ nay ghi vào tệp ở chỗ ấy.",
                path=str(self._path),
            )
        if not self._path.exists():
            database.put_aside(self._path, self._clock.now())  # what a killed wall left beside it
            create(self._path, self._first())
        self._chain = chain = Chain.open(self._path)
        look_over(chain, LOOKED_OVER)
        return chain

    def _begin_anew(self, damage: Damaged) -> None:
        aside = database.put_aside(self._path, self._clock.now())
        _log.warning("The journal of acts was set aside as %s: %s", aside.name, damage)
        self._begun_anew = phrase(
            "Nhật ký thao tác {path} không còn nguyên; đã giữ lại thành {aside} và bắt đầu nhật ký "
            "mới.",
            path=str(self._path),
            aside=aside.name,
        )

    def _first(self) -> Act | None:
        """What a new journal begins with: it names the latest one that was set aside here."""
        aside = max(self._path.parent.glob(f"{self._path.name}.broken-*Z"), default=None)
        if aside is None:
            return None
        return Act(
            who=UNNAMED, at=self._clock.now(), what=What.RENEWED, before=aside.name, after=None
        )

    def _let_go(self) -> None:
        chain, self._chain = self._chain, None
        if chain is not None:
            chain.close()

    def _give_up(self) -> None:
        """Also where a defect ended the thread: nobody waits for ever."""
        self._let_go()
        with self._state:
            self._ending = True
            left, words = list(self._waiting), self._obstacle or _CLOSED
            self._waiting.clear()
            self._lost += len(left)
        for one in left:
            one.written.set_exception(ActsTrouble(words))
