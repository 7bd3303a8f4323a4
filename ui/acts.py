"""What people do on this wall: asked of the gate, kept for the next opening, put down in the journal."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from services.acts import UNNAMED, Act, ActsTrouble, Answer, Journal, Person, What, may

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from services.acts import Entry
    from services.cache import Cache
    from services.clock import Clock
    from ui.trouble import Troubles

KEPT = {What.SCENE: "scene", What.LANGUAGE: "lang", What.THEME: "theme"}
"""What a wall that opens again finds as people left it, and under which name the cache keeps it."""

_log = logging.getLogger(__name__)


def journal_path(folder: Path, name: str) -> Path:
    """Beside the cache of the wall `name`."""
    return folder / f"{name}.acts.sqlite"


class Acts:
    """`clock` is the computer's own: it tells when somebody did something, also on a wall whose time is
    told. Nothing here waits for a disk.
    """

    def __init__(
        self, journal: Journal, cache: Cache, clock: Clock, person: Person = UNNAMED
    ) -> None:
        self._journal, self._cache, self._clock, self._person = journal, cache, clock, person
        self.heard: Callable[[Act], None] | None = None
        """Is told of each as it is recorded."""

    @property
    def path(self) -> Path:
        """Of the journal."""
        return self._journal.path

    @property
    def troubles(self) -> Troubles:
        return self._journal.troubles

    def may(self, what: What) -> Answer:
        return may(self._person, what)

    def choose(self, what: What, before: str, after: str) -> Answer:
        """A scene, a language, a theme, if the person may. What was so already is no act."""
        answer = self.may(what)
        if answer:
            self.keep(what, after)
            if after != before:
                self.record(what, before=before, after=after)
        return answer

    def keep(self, what: What, value: str | None) -> None:
        """Where nobody acted: a wall opens, a scene is gone, what was chosen is over (None). In the order of
        the calls.
        """
        self.keep_as(KEPT[what], "", value)

    def keep_as(self, kind: str, key: str, value: str | None) -> Future[datetime]:
        """As `keep`, of what there is one of for each screen or source: `key`. Done when pictures show it."""
        kept = self._cache.keep(kind, key, value)
        kept.add_done_callback(_told_if_not_kept)
        return kept

    def keep_each(self, kind: str, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        """By key; what is as it was is kept already."""
        for key in {**before, **after}:
            if before.get(key) != after.get(key):
                self.keep_as(kind, key, after.get(key))

    def record(
        self, what: What, *, before: str | None, after: str | None, about: str = ""
    ) -> Future[Entry]:
        """An act that was done, once `may` allowed it."""
        act = Act(
            who=self._person,
            at=self._clock.now(),
            what=what,
            about=about,
            before=before,
            after=after,
        )
        written = self._journal.append(act)
        if self.heard is not None:
            self.heard(act)
        written.add_done_callback(_told_if_not_recorded)
        return written


def _told_if_not_kept(kept: Future[datetime]) -> None:
    if kept.cancelled():
        return  # the wall ended before its disk took it
    if (error := kept.exception()) is not None:
        _log.error("không ghi được điều vừa chọn", exc_info=error)


def _told_if_not_recorded(written: Future[Entry]) -> None:
    match written.exception():
        case None:
            pass
        case ActsTrouble() as trouble:
            _log.warning("thao tác không được ghi vào nhật ký: %s", trouble)
        case error:
            _log.error("thao tác không được ghi vào nhật ký", exc_info=error)
