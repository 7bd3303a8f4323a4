"""The wall's windows on the monitors that this computer has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication

from ui.connected import declared
from ui.geometry import areas, bounds
from ui.placing.found import found_outputs
from ui.placing.matching import matched, real
from ui.spans import glasses
from ui.windows import WallWindow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from services.wall_file.shape import Screen, WallFile
    from ui.geometry import Area
    from widgets.sheet import Measure

_SHARE = 0.8
"""Of the monitor, for a wall in miniature."""


def open_windows(
    wall: WallFile, page: Measure, before: Iterable[WallWindow] = ()
) -> tuple[WallWindow, ...]:
    """One a screen that has its monitor, or the whole wall in one, in miniature (`real` says when). Of
    those that were there `before`, each that is on the same monitor is used again.
    """
    placed = areas(wall.screens)
    there = {window.output: window for window in before}

    def window(held: Mapping[str, Area], output: Area | None, part: Area | None) -> WallWindow:
        if output not in there:
            return WallWindow(held, page, output=output, part=part)
        there[output].hold(held, part)
        return there[output]

    matching = matched(wall.screens, found_outputs())
    if not real(wall.screens, matching, before=False):
        return (window(placed, None, None),)
    return tuple(
        window({screen.name: (0, 0, *screen.size)}, glass.place, glass.part)
        for screen in wall.screens
        for glass in glasses(screen, matching.outputs(screen.name))
    )


def found_screens() -> tuple[Screen, ...]:
    """What this computer has, for a wall whose file declares no screens."""
    return declared(found_outputs())


def entitle(windows: Iterable[WallWindow], wall: WallFile) -> None:
    for window in windows:
        window.setWindowTitle(wall.title.full_in(wall.lang) if wall.title else "Langbiang")


def show(windows: Sequence[WallWindow], wall: WallFile) -> None:
    entitle(windows, wall)
    for window in windows:
        if window.output is not None:
            window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            window.setCursor(Qt.CursorShape.BlankCursor)
            window.setGeometry(*window.output)
            if _one_monitor(window.output):
                window.showFullScreen()
            else:  # as large as it goes would be one monitor
                window.show()
            continue
        room = QGuiApplication.primaryScreen().availableSize() * _SHARE
        _, _, width, height = bounds(window.areas)
        window.resize(QSize(width, height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        window.show()


def _one_monitor(place: Area) -> bool:
    return any(output.place == place for output in found_outputs())


def close(windows: Sequence[WallWindow]) -> None:
    for window in windows:
        window.hide()
        window.deleteLater()
