"""Pixels of the desktop, as the window system shows them, whoever painted them. A few small parts of it are
asked for, for a whole screen every second would cost more than the wall.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage

from ui.watching.sight import Heart, Look, heart, one_colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ui.watching.beats import Place, Spot

_LINES = (0.24, 0.42, 0.58, 0.74, 0.9)
"""Of a screen's height, where a line is taken across it; the heading lies above."""
_STEP = 7
"""Pixels from one that is looked at to the next on such a line."""
_AIR = 2


class Eyes:
    """Wants a `QGuiApplication`, on its thread."""

    def look(self, place: Place, *, wide: bool) -> Look | None:
        """`wide`: at more than the heartbeat, which is done also where that isn't found. None: no monitor
        is there, or it can't be grabbed.
        """
        seen = Heart.HIDDEN
        if place.ring is not None:
            ring = _grabbed(place.ring, _AIR)
            if ring is None:
                return None
            seen = _heart(ring)
        if not wide and (seen.known or seen is Heart.HIDDEN):
            return Look(seen)
        lines = [_grabbed(line) for line in _lines(place.area)]
        found = [line for line in lines if line is not None]
        if not found:
            return None
        return Look(seen, one_colour(_pixels(found)))


def _lines(area: Spot) -> Iterator[Spot]:
    x, y, width, height = area
    return ((x, y + round(height * share), width, 1) for share in _LINES)


def _grabbed(spot: Spot, air: int = 0) -> QImage | None:
    x, y, width, height = spot
    wanted = QRect(x, y, width, height).adjusted(-air, -air, air, air)
    screen = QGuiApplication.screenAt(wanted.center())
    if screen is None:
        return None
    wanted.translate(-screen.geometry().topLeft())
    image = screen.grabWindow(0, wanted.x(), wanted.y(), wanted.width(), wanted.height()).toImage()
    return None if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)


def _heart(image: QImage) -> Heart:
    """Of a ring that fills the image but for the air around it."""
    width, height = image.width(), image.height()
    scale = image.devicePixelRatio()
    radius = min(width, height) / 2 - _AIR * scale
    across, down = (width - 1) / 2, (height - 1) / 2

    def pixel(x: float, y: float) -> int:
        column, row = round(across + x * radius), round(down + y * radius)
        return image.pixel(min(max(column, 0), width - 1), min(max(row, 0), height - 1)) & 0xFFFFFF

    return heart(pixel, radius)


def _pixels(lines: Iterable[QImage]) -> Iterator[int]:
    for line in lines:
        row = line.constScanLine(0)
        assert isinstance(row, memoryview)
        colours = row.cast("B").cast("I")
        yield from (colours[at] & 0xFFFFFF for at in range(0, line.width(), _STEP))
