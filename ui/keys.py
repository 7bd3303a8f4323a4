"""What the wall's keys mean, stated once: the windows obey it and F1 lists it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Act(StrEnum):
    HELP = "help"
    NEXT_SCENE = "next scene"
    PREVIOUS_SCENE = "previous scene"
    BRIEFING = "briefing"
    """Begin the prepared one, or end it."""
    LANGUAGE = "language"
    THEME = "theme"
    LEAVE = "leave"
    CONFIRM = "confirm"
    BACK = "back"
    """Out of an overlay, out of a single panel; never out of the wall."""
    NEXT_PANEL = "next panel"
    PREVIOUS_PANEL = "previous panel"
    CONSOLE = "console"
    """The operator's console is to be opened, or raised."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The n-th scene of the wall file, from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The n-th panel of the wall, from 0, at the window's full size."""

    number: int


type Wish = Act | Scene | Panel

_PLAIN: dict[Qt.Key, Act] = {
    Qt.Key.Key_F1: Act.HELP,
    Qt.Key.Key_F2: Act.CONSOLE,
    Qt.Key.Key_PageDown: Act.NEXT_SCENE,
    Qt.Key.Key_PageUp: Act.PREVIOUS_SCENE,
    Qt.Key.Key_F5: Act.BRIEFING,
    Qt.Key.Key_L: Act.LANGUAGE,
    Qt.Key.Key_T: Act.THEME,
    Qt.Key.Key_Return: Act.CONFIRM,
    Qt.Key.Key_Enter: Act.CONFIRM,
    Qt.Key.Key_Escape: Act.BACK,
    Qt.Key.Key_Right: Act.NEXT_PANEL,
    Qt.Key.Key_Down: Act.NEXT_PANEL,
    Qt.Key.Key_Left: Act.PREVIOUS_PANEL,
    Qt.Key.Key_Up: Act.PREVIOUS_PANEL,
}

LISTED: tuple[tuple[str | Phrase, Phrase], ...] = (
    ("F1", phrase("mở, đóng bảng phím này")),
    ("F2", phrase("mở bàn điều khiển")),
    ("1 … 9, 0", phrase("chọn cảnh 1 đến 10")),
    ("Alt+1 … 9, 0", phrase("chọn cảnh 11 đến 20")),
    ("PageUp, PageDown", phrase("cảnh trước, cảnh sau; khi giao ban: bước trước, bước sau")),
    ("F5", phrase("bắt đầu, kết thúc giao ban")),
    ("L", phrase("đổi ngôn ngữ")),
    ("T", phrase("đổi giao diện: tối, sáng, đêm")),
    ("Ctrl+Q", phrase("thoát, có hỏi lại")),
)
LISTED_IN_MINIATURE: tuple[tuple[str | Phrase, Phrase], ...] = (
    (phrase("Mũi tên, Enter"), phrase("chọn một màn hình, xem cả cửa sổ")),
    ("Ctrl+1 … 9", phrase("xem riêng màn hình theo số")),
    ("Esc", phrase("về cả tường")),
)


_DIGITS = (
    *(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5),
    *(Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8, Qt.Key.Key_9, Qt.Key.Key_0),
)
"""As they lie side by side: 0 is the tenth."""


def wish(event: QKeyEvent) -> Wish | None:
    """None for a key that means nothing here."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if key in _DIGITS:
        return _numbered(_DIGITS.index(key), modifiers)
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return Act.LEAVE if key == Qt.Key.Key_Q else None
    return None if modifiers else _PLAIN.get(key)


def _numbered(number: int, modifiers: Qt.KeyboardModifier) -> Wish | None:
    """Scenes by the digit, more scenes with Alt, the first nine panels with Ctrl."""
    match modifiers:
        case Qt.KeyboardModifier.NoModifier:
            return Scene(number)
        case Qt.KeyboardModifier.AltModifier:
            return Scene(number + len(_DIGITS))
        case Qt.KeyboardModifier.ControlModifier if _DIGITS[number] != Qt.Key.Key_0:
            return Panel(number)
        case _:
            return None
