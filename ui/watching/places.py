"""Where on the desktop the wall's screens and their heartbeats were painted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from ui.watching.beats import Place
from widgets.wall_clock import beating

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

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
    over = _others(wall.windows)
    for window in wall.windows:
        if window.isVisible() and not window.isMinimized():
            for screen, face in window.sight.shown():
                seen[screen] += 1
                name = screen if seen[screen] == 1 else f"{screen} ({seen[screen]})"
                yield _place(window, screen, face, name, over)


def _others(windows: Collection[QWidget]) -> list[QRect]:
    """Of what else of ours is open: the console may lie over the wall, and nothing is wrong."""
    return [
        one.frameGeometry()
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and not one.isMinimized() and one not in windows
    ]


def _place(
    window: WallWindow, screen: str, face: Face, name: str, over: Collection[QRect]
) -> Place:
    corner = window.mapToGlobal(QPoint())
    area = window.sight.panel_rect(screen).intersected(window.rect()).translated(corner)
    ring, shown = None, None
    beat = beating(face.heading)
    if beat is not None:
        there, shown = window.sight.covered(screen, beat[0]), beat[1]
        ring = there.translated(corner)
        hidden = any(map(there.intersects, window.laid_over)) or any(map(ring.intersects, over))
        if hidden or not window.rect().contains(there):
            ring = None
    return Place(
        screen=name,
        area=_spot(area),
        ring=None if ring is None else _spot(ring),
        shown=shown,
        filled=bool(face.tiles),
        whole=not window.miniature and not any(map(area.intersects, over)),
    )


def _spot(rect: QRect) -> Spot:
    return rect.x(), rect.y(), rect.width(), rect.height()
