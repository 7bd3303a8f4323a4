"""When what a wall shows is looked up again: what changed, and nothing else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from services.cache import CacheTrouble
from services.views import Knowledge
from ui.face import HEADING
from ui.pacing import Pacing
from widgets.drawing import Moving

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from services.cache import Cache
    from services.wall_file.shape import WallFile
    from ui.face import Face
    from ui.moving.feeds import Feeds
    from ui.notices import Notices
    from ui.windows import WallWindow

GATHERED = 3
"""Milliseconds in which changes are gathered into one look."""

_log = logging.getLogger(__name__)


class Looking(QObject):
    """`ran` are seconds that never stand still. What can't be read is told to `notices`."""

    def __init__(
        self,
        cache: Cache,
        ran: Callable[[], float],
        notices: Notices,
        moving: Feeds | None,
    ) -> None:
        super().__init__()
        self._cache, self._ran, self._notices, self._moving = cache, ran, notices, moving
        if moving is not None:
            moving.moved.connect(self._moved)
            moving.changed.connect(self._tell_moving)
        self._wall: WallFile | None = None
        self._faces: Mapping[str, Face] = {}
        self._windows: tuple[WallWindow, ...] = ()
        self._pending: set[str] = set()
        self._since: set[str] = set()
        """News since what will be taken next was looked up."""
        self._owed: set[tuple[str, str]] = set()
        self._pacing = Pacing()
        self._heard = False
        """News came since the headings were looked up."""
        self._gather = QTimer(self, singleShot=True, interval=GATHERED)
        self._gather.timeout.connect(self.again)

    def expect(self) -> None:
        """What is looked up now will be shown later: news meanwhile is news to it too."""
        self._since.clear()

    def take(
        self,
        wall: WallFile,
        faces: Mapping[str, Face],
        windows: tuple[WallWindow, ...],
        *,
        whole: bool,
    ) -> None:
        """What is shown from now on. `whole`: all of it was looked up when it was expected."""
        self._wall, self._faces, self._windows = wall, faces, windows
        if whole:
            self._pending.clear()
            self._owed.clear()
        self._pending |= self._since
        self._since.clear()
        self._soon(bool(self._pending))

    def end(self) -> None:
        self._gather.stop()

    def refresh(self, changed: frozenset[str]) -> None:
        """News of these sources was recorded."""
        self._pending |= changed
        self._since |= changed
        self._soon(bool(self._pending))

    def again(self) -> None:
        self.look(due=False)

    def look(self, *, due: bool) -> None:
        """One read transaction for all that may have changed. `due`: this is the second's own look."""
        if self._wall is None:
            return
        pending, self._pending = frozenset(self._pending), set()
        self._heard = self._heard or bool(pending)
        owed = frozenset(self._owed)
        try:
            self._look(pending, due=due)
            self._heard = self._heard and not due
        except CacheTrouble as trouble:
            # The last picture stays, and its clock stands still: a frozen picture looks frozen.
            self._pending |= pending
            self._owed |= owed
            if self._notices.met != trouble.words:
                _log.warning("%s", trouble)
            self._notices.met = trouble.words
        except BaseException:
            # A defect; what was news is news at the next look.
            self._pending |= pending
            self._owed |= owed
            raise

    def _look(self, pending: frozenset[str], *, due: bool) -> None:
        assert self._wall is not None
        ran = self._ran()
        with self._cache.picture() as picture:
            knowledge = Knowledge(self._wall, picture, self._moving)
            self._notices.met = None
            for screen, face in self._faces.items():
                chosen = self._chosen(screen, face, pending, ran, knowledge.at if due else None)
                ids = face.renew(knowledge, chosen)
                for id in chosen:
                    self._pacing.looked((screen, id), ran)
                if due and face.renew_heading(knowledge, again=self._heard):
                    ids.append(HEADING)
                for window in self._windows:
                    window.renew(screen, ids)

    def _chosen(
        self,
        screen: str,
        face: Face,
        pending: frozenset[str],
        ran: float,
        at: datetime | None,
    ) -> set[str]:
        """The tiles to look up again; `at`: the instant of the tick, where this is one. What comes before a
        tile's time waits for the tick.
        """
        wanted = face.showing(pending) if pending else set()
        wanted |= {id for shown, id in self._owed if shown == screen and id in face.tiles}
        if at is not None:
            wanted |= face.due(at)
        else:
            early = {id for id in wanted if not self._pacing.allows((screen, id), ran)}
            self._owed |= {(screen, id) for id in early}
            wanted -= early
        self._owed -= {(screen, id) for id in wanted}
        return wanted

    def _moved(self, key: str) -> None:
        assert self._moving is not None
        for screen, rect in self._moving.places(key):
            for window in self._windows:
                window.moved(screen, rect)

    def _tell_moving(self, key: str) -> None:
        """Something else is to be said of a page or a camera."""
        assert self._moving is not None
        shown = {screen for screen, _ in self._moving.places(key)}
        self._owed |= {
            (screen, id)
            for screen, face in self._faces.items()
            if screen in shown
            for id, tile in face.tiles.items()
            if any(isinstance(item, Moving) and item.key == key for item in tile.items)
        }
        self._soon(bool(self._owed))

    def _soon(self, wanted: bool) -> None:  # noqa: FBT001 - what is asked
        if wanted and not self._gather.isActive():
            self._gather.start()
