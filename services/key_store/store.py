"""A store that may be locked, slow or hanging, asked so that nobody waits longer than a while."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.key_store import system
from services.key_store.trouble import KeyStoreTrouble, Silent

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 5.0
"""Seconds that a store has to answer a wall."""
UNLOCKING = 120.0
"""Seconds that somebody at a command line has to unlock it."""
KEPT = 60.0
"""Seconds for which a key isn't asked for again: every ask of every source needs one."""
RESTED = 15.0
"""Seconds for which a store that had no key to give is left alone."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    until: float
    outcome: str | KeyStoreTrouble = field(repr=False)


class KeyStore:
    """May be used by many threads; the store is asked by one at a time, on a thread of its own that
    nobody joins.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        *,
        patience: float = PATIENCE,
        unlock: bool = False,
    ) -> None:
        """`unlock`: somebody sits there who can answer a store that asks for its password."""
        self._monotonic, self._patience, self._unlock = monotonic, patience, unlock
        self._turn = threading.Lock()
        self._asked: Future[object] = Future()
        self._asked.set_result(None)
        self._known: dict[str, _Remembered] = {}

    def get(self, name: str) -> str:
        """`KeyStoreTrouble` where it can't be had, within twice the patience."""
        if not self._turn.acquire(timeout=self._patience):
            raise Silent(self._patience)
        try:
            known = self._known.get(name)
            if known is None or self._monotonic() >= known.until:
                known = self._known[name] = self._look_up(name)
        finally:
            self._turn.release()
        if isinstance(known.outcome, KeyStoreTrouble):
            raise known.outcome.with_traceback(None)
        return known.outcome

    def trouble(self, name: str) -> KeyStoreTrouble | None:
        """Why the key can't be had, if it can't."""
        try:
            self.get(name)
        except KeyStoreTrouble as trouble:
            return trouble
        return None

    def put(self, name: str, secret: str) -> None:
        """Replaces what was there; `KeyStoreTrouble`."""
        self._within(lambda: system.put(name, secret))

    def remove(self, name: str) -> None:
        """`NoSuchKey`, other `KeyStoreTrouble`."""
        self._within(lambda: system.remove(name))

    def _look_up(self, name: str) -> _Remembered:
        try:
            found = self._within(lambda: system.get(name, unlock=self._unlock))
        except KeyStoreTrouble as trouble:
            return _Remembered(self._monotonic() + RESTED, trouble)
        return _Remembered(self._monotonic() + KEPT, found)

    def _within[T](self, job: Callable[[], T]) -> T:
        if not self._asked.done():  # it hangs; more threads would hang too
            raise Silent(self._patience)
        done: Future[T] = Future()
        self._asked = done  # type: ignore[assignment] # a future of an object, as far as this goes
        threading.Thread(target=_do, args=(job, done), name="key store", daemon=True).start()
        try:
            return done.result(self._patience)
        except TimeoutError:
            raise Silent(self._patience) from None


def _do[T](job: Callable[[], T], done: Future[T]) -> None:
    try:
        done.set_result(job())
    except BaseException as error:  # noqa: BLE001 - stores are plug-ins of keyring's, in anybody's hands
        done.set_exception(system.translated(error))
