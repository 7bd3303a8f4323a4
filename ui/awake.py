"""Keeps screens from going dark while a wall is on them."""

from __future__ import annotations

import ctypes
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from services.phrase import phrase

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
    cookie = _inhibited()
    try:
        yield _WITHOUT if cookie is None else None
    finally:
        if cookie is not None:
            _call("UnInhibit", cookie)


def _inhibited() -> int | None:
    match _call("Inhibit", "Langbiang", "control room wall"):
        case [int() as cookie, *_]:
            return cookie
        case _:
            return None


def _call(method: str, *values: object) -> list[object] | None:
    """What the desktop's service answers, None where there is no such service."""
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage  # noqa: PLC0415 - not in every Qt
    except ImportError:
        return None
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    service = QDBusInterface(_SERVICE, _PATH, _SERVICE, bus)
    if not service.isValid():
        return None
    service.setTimeout(_PATIENCE)
    answer = service.call(method, *values)
    failed = answer.type() == QDBusMessage.MessageType.ErrorMessage
    return None if failed else answer.arguments()
