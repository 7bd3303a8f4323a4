"""The monitors as Qt finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ui.placing.output import Output

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen


def found_outputs() -> tuple[Output, ...]:
    """All that are on. Where none is, Qt stands in for one that has no size: it isn't there."""
    every = (output_of(screen) for screen in QGuiApplication.screens())
    return tuple(output for output in every if min(output.area[2:]) > 1)


def output_of(screen: QScreen) -> Output:
    there, scale = screen.geometry(), screen.devicePixelRatio()
    size = screen.physicalSize()
    return Output(
        screen.name(),
        (there.x(), there.y(), round(there.width() * scale), round(there.height() * scale)),
        (size.width(), size.height()),
        screen.manufacturer().strip(),
        screen.model().strip(),
        screen.serialNumber().strip(),
        scale,
        screen.refreshRate(),
    )
