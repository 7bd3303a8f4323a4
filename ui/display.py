"""Whether there is a display, and through which of Qt's platforms the wall comes onto it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.terminal import Terminal


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not platform.startswith("linux") or any(environment.get(name) for name in named)


def choose_platform(terminal: Terminal) -> None:
    """A pixel of the wall is a pixel of the monitor; and Wayland puts windows where it likes."""
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    wayland = os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("QT_QPA_PLATFORM")
    if not wayland or not sys.platform.startswith("linux"):
        return
    if os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        terminal.tell(phrase("Wayland không cho đặt cửa sổ đúng chỗ: tường chạy qua X11 (xcb)."))
    else:
        terminal.tell(phrase("Wayland không có X11: không đặt được từng tấm lên màn hình của nó."))
