"""Where on the desktop the wall's screens and their heartbeats were painted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint

from ui.watching.beats import Place
from widgets.wall_clock import beating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect

    from ui.face import Face
    from ui.watching.beats import Spot
    from ui.windows import WallWindow


class Shown(Protocol):
    """What of a wall is looked at."""

    @property
    def windows(self) -> tuple[WallWindow, ...]: ...


def places(wall: Shown) -> Iterator[Place]:
    """Of the screens that are to be seen now. One that lies over several monitors is several; those after the
    first have a number beside its name.
    """
    seen: Counter[str] = Counter()
    for window in wall.windows:
        if window.isVisible() and not window.isMinimized():
            for screen, face in window.sight.shown():
                seen[screen] += 1
                name = screen if seen[screen] == 1 else f"{screen} ({seen[screen]})"
                yield _place(window, screen, face, name)


def _place(window: WallWindow, screen: str, face: Face, name: str) -> Place:
    corner = window.mapToGlobal(QPoint())
    area = window.sight.panel_rect(screen).intersected(window.rect())
    ring, shown = None, None
    beat = beating(face.heading)
    if beat is not None:
        ring, shown = window.sight.covered(screen, beat[0]), beat[1]
        hidden = any(map(ring.intersects, window.laid_over))
        if hidden or not window.rect().contains(ring):
            ring = None
    return Place(
        screen=name,
        area=_spot(area.translated(corner)),
        ring=None if ring is None else _spot(ring.translated(corner)),
        shown=shown,
        filled=bool(face.tiles),
        whole=not window.miniature,
    )


def _spot(rect: QRect) -> Spot:
    return rect.x(), rect.y(), rect.width(), rect.height()
