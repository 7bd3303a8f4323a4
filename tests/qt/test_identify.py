"""The number that a monitor shows of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from services.words import Words
from ui.connected import SEAT, pitch
from ui.fonts import measure
from ui.placing.found import found_outputs
from ui.placing.identify import Plate, identify, items
from ui.placing.output import Output
from widgets.drawing import Rect, Text
from widgets.sheet import ARC_MINUTES, FLOOR

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
MUTE = Output("DP-1", (0, 0, 1920, 1080), (1210, 680))
WORDY = Output(
    "\\\\.\\DISPLAY1", (0, 0, 1080, 1920), (296, 527), "Dell Inc.", "DELL P2419H", "GH85D7AG"
)
UHD = Output("DP-3", (0, 0, 3840, 2160), (597, 336), "Goldstar " * 9, "LG " * 9, "804NTZN0L021")
SMALL = Output("HDMI-1", (0, 0, 640, 480))


@pytest.mark.parametrize("output", [MUTE, WORDY, UHD, SMALL], ids=lambda one: one.name)
@pytest.mark.parametrize("number", [1, 16])
def test_what_stands_on_a_plate_is_read_from_the_seat_and_within_the_monitor(
    output: Output, number: int
) -> None:
    drawn = items(number, (output,), {output: "phai-tren"}, measure(), WORDS)
    texts = [one for one in drawn if isinstance(one, Text)]
    assert texts[0].text == str(number)
    assert texts[1].text.startswith("phai-tren")
    room = Rect(0, 0, *output.area[2:])
    for one in texts:
        assert not one.clipped
        assert one.cap * pitch(output) * ARC_MINUTES / SEAT >= FLOOR
        assert room.holds(one.rect)
    assert texts[0].cap > 2 * texts[1].cap


def test_a_serial_stands_whole() -> None:
    drawn = items(2, (WORDY,), {}, measure(), WORDS)
    said = [one.text for one in drawn if isinstance(one, Text)]
    assert said[:2] == ["2", WORDY.name]
    assert said[2:5] == ["Dell Inc.", "DELL P2419H", "số sê-ri GH85D7AG"]
    assert said[5:] == ["1080 × 1920", "296 × 527 mm"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_F5])
def test_any_key_ends_it(qtbot: QtBot, key: Qt.Key) -> None:
    plate = Plate(MUTE, items(1, (MUTE,), {}, measure(), WORDS))
    qtbot.addWidget(plate)
    with qtbot.waitSignal(plate.dismissed, timeout=30_000):
        QTest.keyClick(plate, key)


def test_it_ends_by_itself_and_leaves_no_window() -> None:
    before = len(QApplication.topLevelWidgets())
    identify(found_outputs(), {}, 0.05, measure(), WORDS)
    QApplication.sendPostedEvents(None, 52)
    assert len(QApplication.topLevelWidgets()) == before


def test_a_key_on_any_monitor_ends_all() -> None:
    pressed: list[bool] = []

    def press() -> None:
        plates = [w for w in QApplication.topLevelWidgets() if isinstance(w, Plate)]
        pressed.append(plates[-1].isVisible())
        plates[-1].dismissed.emit()

    QTimer.singleShot(50, press)
    identify(found_outputs(), {}, 600.0, measure(), WORDS)
    assert pressed == [True], "long before its time"
