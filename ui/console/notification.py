"""What is said in the desktop's own way while nobody sees the console."""

from __future__ import annotations

import sys
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QSystemTrayIcon

from services.phrase import phrase
from ui import session_bus
from widgets.drawing import Ink
from widgets.palette import DARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.phrase import Phrase

PROGRAM = "Langbiang"
_WITHOUT = phrase(
    "Môi trường này không nhận thông báo; những gì xảy ra khi bàn điều khiển ẩn nằm ở trang Nhật ký."
)
_PATIENCE = 0.4
"""Seconds for a desktop to take a notification."""
_LONGEST = 400
"""Characters of a notification."""
_BEFORE_TAGS = "‹"
"""Some desktops take tags for markup, with links, others show what escapes them."""


class Desktop:
    """`tell`: says once that there is no way to notify anybody. `notify`: whether a desktop took a title and
    a text.
    """

    def __init__(
        self,
        tell: Callable[[Phrase], None],
        notify: Callable[[str, str, str], bool] | None = None,
    ) -> None:
        on_bus = None if sys.platform == "win32" else session_bus.notify
        self._tell, self._notify = tell, notify or on_bus
        self._tray: QSystemTrayIcon | None = None
        self._told = False
        self._asking: Thread | None = None

    def say(self, title: str, text: str) -> None:
        text = text.replace("<", _BEFORE_TAGS)
        text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        if self._told:
            return
        if self._taken(title, text):
            return
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._in_tray().showMessage(title, text, QSystemTrayIcon.MessageIcon.Warning)
            return
        self._told = True
        self._tell(_WITHOUT)

    def _taken(self, title: str, text: str) -> bool:
        """A bus that hangs is left to hang: the wall goes on, and it is not asked again before it answers."""
        notify = self._notify
        if notify is None or (self._asking is not None and self._asking.is_alive()):
            return False
        taken: list[bool] = []
        self._asking = Thread(
            target=lambda: taken.append(notify(PROGRAM, title, text)), name="notify", daemon=True
        )
        self._asking.start()
        self._asking.join(_PATIENCE)
        return taken == [True]

    def end(self) -> None:
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None

    def _in_tray(self) -> QSystemTrayIcon:
        if self._tray is None:
            plain = QPixmap(64, 64)
            plain.fill(QColor(DARK.inks[Ink.DATA]))
            self._tray = QSystemTrayIcon(QIcon(plain))
            self._tray.setToolTip(PROGRAM)
            self._tray.show()
        return self._tray
