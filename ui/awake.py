"""Keeps screens from going dark while a wall is on them."""

from __future__ import annotations

import ctypes
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from services.phrase import phrase
from ui.x11 import suspended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.phrase import Phrase

_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002
_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_PATIENCE = 1000
"""Milliseconds: a wall's first picture doesn't wait for a desktop."""
_WITHOUT = phrase(
    "Không báo được cho hệ điều hành giữ màn hình sáng; hãy tắt chế độ bảo vệ màn hình."
)


@contextmanager
def awake() -> Iterator[Phrase | None]:
    """While the block runs the screen saver is held off; what it is given are words where it isn't."""
    if sys.platform == "win32":
        set_state = ctypes.windll.kernel32.SetThreadExecutionState
        held = set_state(_CONTINUOUS | _SYSTEM | _DISPLAY)
        try:
            yield None if held else _WITHOUT
        finally:
            set_state(_CONTINUOUS)
        return
    # A desktop has a saver of its own beside the X server's: each is asked.
    with ExitStack() as stack:
        xcb = QGuiApplication.platformName() == "xcb"
        held = xcb and stack.enter_context(suspended())
        yield None if held or _inhibited() else _WITHOUT


def _inhibited() -> bool:
    """Whether a desktop took it; it ends with the program's line to the bus. Its cookie is an unsigned
    number, which PySide6 can't send back.
    """
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage  # noqa: PLC0415 - not in every Qt
    except ImportError:
        return False
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    service = QDBusInterface(_SERVICE, _PATH, _SERVICE, bus)
    if not service.isValid():
        return False
    service.setTimeout(_PATIENCE)
    answer = service.call("Inhibit", "Langbiang", "control room wall")
    return answer.type() == QDBusMessage.MessageType.ReplyMessage
