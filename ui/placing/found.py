"""The monitors as Qt finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ui.placing.output import Output

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen


MOST = 100
"""Characters: more is no mark."""


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
        _text(screen.manufacturer()),
        _text(screen.model()),
        _text(screen.serialNumber()),
        scale,
        screen.refreshRate(),
    )


def _text(said: str) -> str:
    """What a monitor says is anybody's bytes; a wall file takes a line."""
    return "".join(c if c.isprintable() else " " for c in said).strip()[:MOST]
