"""The wall's windows on the monitors that this computer has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication

from ui.geometry import areas, bounds
from ui.placing.found import found_outputs
from ui.spans import glasses
from ui.windows import WallWindow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from services.wall_file.shape import WallFile
    from ui.geometry import Area
    from ui.placing.output import Output
    from ui.placing.present import Present
    from widgets.sheet import Measure

_SHARE = 0.8
"""Of the monitor, for a wall in miniature."""


@dataclass(frozen=True, slots=True)
class _View:
    """What one window is to show."""

    areas: Mapping[str, Area]
    part: Area | None = None
    output: Area | None = None


def open_windows(
    present: Present, page: Measure, before: Iterable[WallWindow] = ()
) -> tuple[WallWindow, ...]:
    """One an output, or the whole wall in one, in miniature. Of those that were there `before`, each is used
    again that is on the same output, or else shows the same screen.
    """
    views = list(_views(present))
    left = list(before)
    given: dict[int, WallWindow] = {}
    for alike in (_there, _showing):
        for n, view in enumerate(views):
            found = next((one for one in left if n not in given and alike(one, view)), None)
            if found is not None:
                left.remove(found)
                given[n] = found
    return tuple(_window(view, given.get(n), page) for n, view in enumerate(views))


def _views(present: Present) -> Iterator[_View]:
    if not present.real:
        yield _View(areas(present.screens))
        return
    for screen in present.screens:
        for glass in glasses(screen, present.matching.outputs(screen.name)):
            yield _View({screen.name: (0, 0, *screen.size)}, glass.part, glass.place)


def _there(window: WallWindow, view: _View) -> bool:
    return window.output == view.output


def _showing(window: WallWindow, view: _View) -> bool:
    both_real = window.output is not None and view.output is not None
    return both_real and (window.areas.keys(), window.part) == (view.areas.keys(), view.part)


def _window(view: _View, window: WallWindow | None, page: Measure) -> WallWindow:
    if window is None:
        return WallWindow(view.areas, page, output=view.output, part=view.part)
    window.output = view.output
    window.hold(view.areas, view.part)
    return window


def entitle(windows: Iterable[WallWindow], wall: WallFile) -> None:
    for window in windows:
        window.setWindowTitle(wall.title.full_in(wall.lang) if wall.title else "Langbiang")


def show(windows: Sequence[WallWindow], wall: WallFile) -> None:
    """Those that are where they belong aren't touched."""
    entitle(windows, wall)
    for window in windows:
        if window.output is None:
            _show_small(window)
            continue
        monitor = QGuiApplication.screenAt(QPoint(window.output[0], window.output[1]))
        if monitor is not None and window.screen() is not monitor:
            # Qt gives it to another one when its own goes, and follows neither its own nor back.
            window.setScreen(monitor)
        if not window.isVisible() or window.geometry() != QRect(*window.output):
            _fill(window, window.output)


def _fill(window: WallWindow, output: Area) -> None:
    if not window.windowFlags() & Qt.WindowType.FramelessWindowHint:
        window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        window.setCursor(Qt.CursorShape.BlankCursor)
    # One that fills a monitor lets nobody move it.
    window.hide()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.setGeometry(*output)
    if _one_monitor(output):
        window.showFullScreen()
    else:  # as large as it goes would be one monitor
        window.show()


def _show_small(window: WallWindow) -> None:
    """Not where Qt only stands in for a monitor: it waits for one."""
    room = QGuiApplication.primaryScreen().availableSize() * _SHARE
    if window.isVisible() or room.isEmpty():
        return
    _, _, width, height = bounds(window.areas)
    window.resize(QSize(width, height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    window.show()


def hide_lost(windows: Iterable[WallWindow], present: Present, outputs: Iterable[Output]) -> None:
    """Those of whose outputs none is any more where it was would be seen on others. `present`: what was there
    when they were placed; `outputs`: those that are there now.
    """
    now = {_corner(output) for output in outputs}
    for window in windows:
        if window.output is None:
            continue
        place = QRect(*window.output)
        every = [one for screen in window.areas for one in present.matching.outputs(screen) if one]
        own = {_corner(one) for one in every if place.contains(QRect(*one.place))}
        if now.isdisjoint(own):
            window.hide()


def _corner(output: Output) -> tuple[str, int, int]:
    return output.name, output.area[0], output.area[1]


def _one_monitor(place: Area) -> bool:
    return any(output.place == place for output in found_outputs())


def close(windows: Sequence[WallWindow]) -> None:
    for window in windows:
        window.hide()
        window.deleteLater()
