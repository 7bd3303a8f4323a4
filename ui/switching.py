"""All windows of a wall at once: what they are to show is painted beforehand, a window in each turn of the
event loop, so that no clock stands still for longer, and is then shown in one turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ui.face import Face
    from ui.windows import Ready, WallWindow
    from widgets.painting import Painting


@dataclass(frozen=True, slots=True)
class _Next:
    windows: tuple[WallWindow, ...]
    faces: Mapping[str, Face]
    painting: Painting


class Switching(QObject):
    """Pictures are kept until they are shown, or something else is to be."""

    def __init__(self) -> None:
        super().__init__()
        self._next: _Next | None = None
        self._then: Callable[[bool], None] | None = None
        """What follows on the pictures; None as long as nobody asked for them to be shown."""
        self._pictures: dict[WallWindow, Ready] = {}
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._paint_one)

    @property
    def waiting(self) -> bool:
        """Whether windows still show something else than they are to."""
        return self._then is not None

    def prepare(
        self, windows: Sequence[WallWindow], faces: Mapping[str, Face], painting: Painting
    ) -> None:
        """Paints what is to be shown later. What changes of it until then is painted once more after it."""
        if not self.waiting:
            self._begin(windows, faces, painting)

    def show(
        self,
        windows: Sequence[WallWindow],
        faces: Mapping[str, Face],
        painting: Painting,
        then: Callable[[bool], None],
        *,
        at_once: bool = False,
    ) -> None:
        """As soon as all is painted, and then `then` in the same turn, which is told whether that is a later
        one than this; what was to be shown before isn't. `at_once`: in this turn, unprepared, for windows
        that are about to be elsewhere. A single one is shown in this turn in any case.
        """
        self._begin(windows, faces, painting)
        self._then = then
        if at_once:
            self._pictures.clear()
        left = len(self._left())
        if at_once or not left or left + len(self._pictures) == 1:
            self._show(late=False)

    def forget(self) -> None:
        """Pictures that were painted and not asked for."""
        if not self.waiting:
            self.end()

    def end(self) -> None:
        self._turn.stop()
        self._next, self._then = None, None
        self._pictures.clear()

    def _begin(
        self, windows: Sequence[WallWindow], faces: Mapping[str, Face], painting: Painting
    ) -> None:
        before, self._next = self._next, _Next(tuple(windows), faces, painting)
        if before is None or not _alike(before, self._next):
            self._pictures.clear()
        self._turn.start()

    def _left(self) -> list[WallWindow]:
        """Windows that will look different and whose picture isn't painted yet."""
        assert self._next is not None
        faces, painting = self._next.faces, self._next.painting
        return [
            window
            for window in self._next.windows
            if window not in self._pictures and window.differs(faces, painting)
        ]

    def _paint_one(self) -> None:
        left = self._left()
        if left:
            self._paint(left[0])
        if len(left) <= 1:
            self._turn.stop()
            if self.waiting:
                self._show(late=True)

    def _paint(self, window: WallWindow) -> None:
        assert self._next is not None
        self._pictures[window] = window.picture(self._next.faces, self._next.painting)

    def _show(self, *, late: bool) -> None:
        """One after the other, with nothing between: the first and the last change as one to the eye."""
        now, then = self._next, self._then
        assert now is not None
        assert then is not None
        pictures = dict(self._pictures)
        self.end()
        painted = [w for w, one in pictures.items() if w.present(now.faces, now.painting, one)]
        for window in painted:
            window.flush()
        others = [window for window in now.windows if window not in pictures]
        _put(others, now.faces, now.painting)
        then(late)


def _put(windows: Iterable[WallWindow], faces: Mapping[str, Face], painting: Painting) -> None:
    for window in windows:
        window.show_faces(faces, painting)


def _alike(one: _Next, other: _Next) -> bool:
    """Whether pictures of one are pictures of the other."""
    return (
        one.windows == other.windows
        and one.painting.palette == other.painting.palette
        and one.faces.keys() == other.faces.keys()
        and all(one.faces[name] is other.faces[name] for name in one.faces)
    )
