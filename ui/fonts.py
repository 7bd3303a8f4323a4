"""Fonts for this process, loaded once: Qt keeps them until its end."""

from __future__ import annotations

from functools import cache

from services.phrase import phrase
from ui.opening import resources
from ui.outcome import Refused, Status
from widgets import fonts


@cache
def measure() -> fonts.QtMeasure:
    """Needs a running `QGuiApplication`."""
    try:
        fonts.install(resources() / "fonts")
    except fonts.MissingFont as missing:
        raise Refused(
            Status.NOT_HAD,
            phrase("Phông chữ đi kèm bị thiếu hoặc hỏng: {path}", path=str(missing.path)),
        ) from missing
    return fonts.QtMeasure()
