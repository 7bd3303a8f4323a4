"""The moving pictures of the scene that is shown: which are rendered, what is to be seen of each, and what
is kept of them.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from services.moving import NOTHING, Phase, Seen, profiles
from services.moving.orders import Order, Paces
from services.moving.telling import NO_ROOM, failed, lacking, stopped, why
from services.moving.thumbnails import Thumbnails, folder_of
from ui.moving import extra
from ui.moving.fed import Fed
from ui.moving.places import Places
from ui.moving.process import Process
from ui.moving.wanted import wanted_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtGui import QImage

    from services.moving import Feed
    from ui.face import Face
    from widgets.drawing import Moving, Rect

ENDING = 3.0
"""Seconds that all processes together have to end in order."""
_THINNED = 60 * 60 * 1000
"""Milliseconds between looks at what is too old to be kept."""

_log = logging.getLogger(__name__)


class Feeds(QObject):
    """`caches`: where thumbnails and logins are kept, under the wall's name. `folder`: the wall file's."""

    changed = Signal(str)
    """Something else is to be said of the feed of this key."""
    moved = Signal(str)
    """There is another frame of it."""

    def __init__(
        self,
        caches: Path,
        name: str,
        folder: Path,
        now: Callable[[], datetime],
        *,
        paces: Paces | None = None,
    ) -> None:
        super().__init__()
        self._folder, self._now = folder, now
        self._paces = paces or Paces()
        self._thumbnails = Thumbnails(folder_of(caches, name))
        self._caches, self._name = caches, name
        self._frames = Places()
        self._fed: dict[str, Fed] = {}
        self._processes: dict[str, Process] = {}
        self._still = False
        self._places: dict[str, list[tuple[str, Rect]]] = {}
        self._homeless: dict[str, tuple[Feed, tuple[int, int]]] = {}
        """For whose frames neither memory nor disk has room."""
        self._keep = QTimer(self, interval=round(self._paces.keep * 1000))
        self._keep.timeout.connect(self.keep)
        self._first = QTimer(self, singleShot=True, interval=round(self._paces.first * 1000))
        self._first.timeout.connect(self._keep_first)
        self._thin = QTimer(self, interval=_THINNED)
        self._thin.timeout.connect(self._thinned)
        self._thin.start()
        self._thinned()

    def show(self, faces: Mapping[str, Face], *, screens: Iterable[str], still: bool) -> None:
        """These pictures from now on, as far as they are on one of `screens`; those that are gone are
        kept a little, for who turns pages comes back. `still`: a miniature, which shows thumbnails.
        """
        self._still = still
        wanted, self._places = wanted_of(faces, frozenset(screens))
        self._homeless = {key: one for key, one in self._homeless.items() if key in wanted}
        for key, (feed, size) in wanted.items():
            fed = self._fed.get(key)
            if fed is not None and fed.leaving is not None:
                fed.leaving.stop()
                fed.leaving = None
            if fed is not None and fed.size == size:
                continue
            self._open(feed, size)
        for key, fed in self._fed.items():
            if key not in wanted and fed.leaving is None:
                fed.leaving = QTimer(self, singleShot=True)
                fed.leaving.timeout.connect(lambda key=key: self._leave(key))
                fed.leaving.start(round(self._paces.linger * 1000))

    def places(self, key: str) -> list[tuple[str, Rect]]:
        """Where it is shown: screens and what it covers there."""
        return self._places.get(key, [])

    def seen(self, key: str, at: datetime) -> Seen:
        """As of now, on a wall; in a miniature the last thumbnail, as far as there is one."""
        fed = self._fed.get(key)
        now = fed.seen if fed is not None else self._not_yet(key)
        if not self._still:
            return now
        kept = self._thumbnails.seen(key, at)
        if kept.content is not None:
            return kept
        return NOTHING if now.phase is Phase.MOVING else now

    def frame(self, item: Moving) -> QImage | None:
        """The newest, as long as it moves."""
        fed = self._fed.get(item.key)
        if fed is None or self._still or not fed.moves:
            return None
        return fed.newest()

    def keep(self) -> None:
        """A thumbnail of each picture that moves; another try for those that found no room."""
        for feed, size in list(self._homeless.values()):
            self._open(feed, size)
        for key, fed in self._fed.items():
            if fed.moves:
                self._keep_one(key, fed)

    def end(self) -> None:
        """All processes, each with a last thumbnail."""
        self._keep.stop()
        self._first.stop()
        self._thin.stop()
        self.keep()
        for process in self._processes.values():
            process.end()
        left = QDeadlineTimer(round(ENDING * 1000))
        for process in self._processes.values():
            process.ended(left.remainingTime() / 1000)
        self._processes.clear()
        for fed in self._fed.values():
            fed.forget()
        self._fed.clear()
        self._frames.end()

    @property
    def pids(self) -> dict[str, int]:
        """Of those that run, by the name of the process."""
        return {name: one.pid for name, one in self._processes.items() if one.pid}

    def _not_yet(self, key: str) -> Seen:
        if key not in self._homeless:
            return Seen(Phase.OPENING)
        return Seen(Phase.FAILED, failed(self._homeless[key][0].kind, NO_ROOM))

    def _open(self, feed: Feed, size: tuple[int, int]) -> None:
        before = self._fed.pop(feed.key, None)
        if before is not None:
            before.forget()
        process = self._processes.get(feed.process)
        if process is None:
            process = self._processes[feed.process] = Process(feed.kind, self._paces)
            process.said.connect(self._heard)
            process.stopped.connect(lambda wait, name=feed.process: self._stopped(name, wait))
        try:
            profile = self._profile(feed)
            path, frames = self._frames.frames(size)
        except OSError as error:
            if feed.key not in self._homeless:
                _log.warning("không mở được chỗ để hình: %s", error)
            self._homeless[feed.key] = feed, size
            self._keep.start()
            self.changed.emit(feed.key)
            return
        self._homeless.pop(feed.key, None)
        if not extra.installed(feed):
            self._fed[feed.key] = Fed(feed, size, process, frames, extra.not_installed())
            return
        self._fed[feed.key] = Fed(feed, size, process, frames, Seen(Phase.OPENING))
        process.open(Order(feed, *size, path, self._folder, profile, self._paces))
        if not self._keep.isActive():
            self._keep.start()

    def _profile(self, feed: Feed) -> Path | None:
        if feed.profile is None:
            return None
        return profiles.folder_of(self._caches, self._name, feed.profile)

    def _thinned(self) -> None:
        """Also of pictures that no wall file names any more."""
        self._thumbnails.thin_all(self._now())

    def _keep_first(self) -> None:
        """A picture that has just come is worth a thumbnail before the next round."""
        for key, fed in self._fed.items():
            if fed.moves and not fed.kept:
                self._keep_one(key, fed)

    def _leave(self, key: str) -> None:
        fed = self._fed.pop(key)
        if fed.moves:
            self._keep_one(key, fed)
        fed.process.close(key)
        fed.forget()
        if not fed.process.orders:
            fed.process.leave(ENDING)

    def _keep_one(self, key: str, fed: Fed) -> None:
        fed.kept = True
        with suppress(OSError):
            path = self._thumbnails.place(key, self._now())
            fed.process.tell(do="keep", key=key, path=str(path))

    def _heard(self, said: dict[str, Any]) -> None:
        key = said.get("key")
        fed = self._fed.get(key) if isinstance(key, str) else None
        match said.get("say"):
            case "frame" if fed is not None and fed.moves and not self._still:
                self.moved.emit(fed.feed.key)
            case "state" if fed is not None and said.get("what") == "moving":
                self._become(fed, Seen(Phase.MOVING))
                self._first.start()
            case "state" if fed is not None:
                number = said.get("number")
                last = number if isinstance(number, int) else 0
                self._become(fed, Seen(Phase.FAILED, failed(fed.feed.kind, why(said))), last)
            case "kept" if fed is not None:
                self._thumbnails.thin(fed.feed.key, self._now())
                if self._still:
                    self.changed.emit(fed.feed.key)
            case "lacking":
                words = lacking(str(said.get("why", "")), frozen=extra.frozen())
                for one in self._of(self.sender()):
                    self._become(one, Seen(Phase.LACKING, words))
            case _:
                pass

    def _stopped(self, name: str, wait: int) -> None:
        for fed in self._of(self._processes.get(name)):
            words = stopped(fed.feed.kind, wait)
            self._become(fed, Seen(Phase.FAILED, words), fed.frames.number)

    def _of(self, process: QObject | None) -> list[Fed]:
        return [fed for fed in self._fed.values() if fed.process is process]

    def _become(self, fed: Fed, seen: Seen, last: int = 0) -> None:
        """`last`: the frame up to which nothing is shown any more. Frames that are newer may be there
        already, for they come another way.
        """
        if seen.phase is not Phase.MOVING:
            fed.number, fed.image, fed.rows = max(last, fed.number), None, b""
        if fed.seen != seen:
            fed.seen = seen
            self.changed.emit(fed.feed.key)
