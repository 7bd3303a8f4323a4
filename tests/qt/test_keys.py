"""What each key wishes for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.keys import Panel, Scene, Wish, wish

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
CONTROL, PAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "wanted"),
    [
        (Qt.Key.Key_1, NONE, Scene(0)),
        (Qt.Key.Key_9, NONE, Scene(8)),
        (Qt.Key.Key_0, NONE, Scene(9)),
        (Qt.Key.Key_0, PAD, Scene(9)),
        (Qt.Key.Key_1, ALT, Scene(10)),
        (Qt.Key.Key_9, ALT, Scene(18)),
        (Qt.Key.Key_0, ALT, Scene(19)),
        (Qt.Key.Key_1, CONTROL, Panel(0)),
        (Qt.Key.Key_9, CONTROL, Panel(8)),
        (Qt.Key.Key_0, CONTROL, None),
        (Qt.Key.Key_1, SHIFT, None),
        (Qt.Key.Key_1, ALT | CONTROL, None),
    ],
)
def test_twenty_scenes_and_nine_panels_have_a_digit(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, wanted: Wish | None
) -> None:
    assert wish(QKeyEvent(QEvent.Type.KeyPress, key, modifiers)) == wanted
