"""The wall's windows on the monitors that this computer has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication

from ui.connected import Monitor, declared
from ui.geometry import Output, areas, bounds, matched
from ui.windows import WallWindow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QRect

    from services.wall_file.shape import Screen, WallFile
    from ui.geometry import Area
    from widgets.sheet import Measure

_SHARE = 0.8
"""Of the monitor, for a wall in miniature."""


def open_windows(
    wall: WallFile, page: Measure, before: Iterable[WallWindow] = ()
) -> tuple[WallWindow, ...]:
    """One a screen where every screen has its monitor, else the whole wall in one. Of those that were
    there `before`, each that is on the same monitor is used again.
    """
    placed = areas(wall.screens)
    outputs = [
        Output(screen.name(), _area(screen.geometry())) for screen in QGuiApplication.screens()
    ]
    there = {window.output: window for window in before}

    def window(held: Mapping[str, Area], output: Area | None) -> WallWindow:
        if output not in there:
            return WallWindow(held, page, output=output)
        there[output].hold(held)
        return there[output]

    found = matched(placed, outputs)
    if found is None:
        return (window(placed, None),)
    return tuple(window({name: (0, 0, *placed[name][2:])}, found[name].area) for name in placed)


def found_screens() -> tuple[Screen, ...]:
    """What this computer has, for a wall whose file declares no screens."""
    monitors = [
        Monitor(
            screen.name(),
            _area(screen.geometry()),
            (screen.physicalSize().width(), screen.physicalSize().height()),
        )
        for screen in QGuiApplication.screens()
    ]
    return declared(monitors)


def _area(rect: QRect) -> Area:
    return rect.x(), rect.y(), rect.width(), rect.height()


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
            window.showFullScreen()
            continue
        room = QGuiApplication.primaryScreen().availableSize() * _SHARE
        _, _, width, height = bounds(window.areas)
        window.resize(QSize(width, height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        window.show()


def close(windows: Sequence[WallWindow]) -> None:
    for window in windows:
        window.hide()
        window.deleteLater()
