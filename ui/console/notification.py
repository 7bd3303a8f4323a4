"""What is said in the desktop's own way while nobody sees the console."""

from __future__ import annotations

import sys
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
_LONGEST = 400
"""Characters of a notification."""


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

    def say(self, title: str, text: str) -> None:
        text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        if self._told:
            return
        if self._notify is not None and self._notify(PROGRAM, title, text):
            return
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._in_tray().showMessage(title, text, QSystemTrayIcon.MessageIcon.Warning)
            return
        self._told = True
        self._tell(_WITHOUT)

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
