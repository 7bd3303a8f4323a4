"""The heartbeat as it is painted, in all sizes and colours, and what is no heartbeat."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from services.words import Words
from ui.watching.eyes import _AIR, _heart
from ui.watching.sight import Heart, apart, dark, one_colour
from widgets import fonts
from widgets.drawing import Ink, Rect
from widgets.painting import Painting
from widgets.palette import THEMES
from widgets.sheet import Sheet
from widgets.wall_clock import beating, lay_out_time

AT = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    assert qapp is not None
    fonts.install(Path("resources/fonts"))


def painted(at: datetime, theme: str, scale: float) -> QImage:
    """What is grabbed around the heartbeat of a heading that is shown at some scale."""
    words = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
    sheet = Sheet(1920, 1080, 0.6, 4000, fonts.QtMeasure(), words)
    items = lay_out_time(at, Rect(28, 28, 1864, 100), sheet)
    found = beating(items)
    assert found is not None
    ring, time = found
    assert time == words.time(at, seconds=True)
    # as `ui.watching.eyes` grabs: whole pixels
    left, top = int(ring.x * scale) - _AIR, int(ring.y * scale) - _AIR
    right, bottom = -int(-ring.right * scale // 1) + _AIR, -int(-ring.bottom * scale // 1) + _AIR
    image = QImage(right - left, bottom - top, QImage.Format.Format_RGB32)
    painting = Painting(THEMES[theme])
    image.fill(painting.colour(Ink.GROUND))
    painter = QPainter(image)
    painter.translate(-QPointF(left, top))
    painter.scale(scale, scale)
    painting.paint(painter, items)
    painter.end()
    return image


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", [0.25, 0.33, 0.5, 0.77, 1.0, 1.5, 2.0, 4.0])
def test_both_pictures_of_the_heartbeat_are_known_again(theme: str, scale: float) -> None:
    seen = [_heart(painted(AT + timedelta(seconds=n), theme, scale)) for n in range(4)]
    assert seen == [Heart.FULL, Heart.EMPTY] * 2


@pytest.mark.parametrize("colour", [0x000000, 0xFFFFFF, 0x0B0E12, 0x2040FF])
def test_one_colour_is_no_heartbeat(colour: int) -> None:
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(colour)
    assert _heart(image) is Heart.PLAIN


def test_what_else_lies_there_is_no_heartbeat() -> None:
    chance = random.Random(7)
    for _ in range(300):
        image = QImage(32, 32, QImage.Format.Format_RGB32)
        image.fill(chance.randrange(1 << 24))
        painter = QPainter(image)
        for _ in range(chance.randrange(1, 9)):
            painter.setBrush(Qt.GlobalColor(chance.randrange(2, 19)))
            x, y = chance.randrange(-8, 32), chance.randrange(-8, 32)
            painter.drawRect(x, y, chance.randrange(1, 40), chance.randrange(1, 40))
        painter.end()
        assert not _heart(image).known


def test_a_heading_without_a_clock_has_no_heartbeat() -> None:
    assert beating(()) is None


def test_colours_are_told_apart_by_their_worst_channel() -> None:
    assert apart(0x102030, 0x10FF30) == 0xDF
    assert dark(0x0B0E12)
    assert not dark(0x0B0E42)
    assert one_colour([0x0B0E12, 0x0C0E13]) == 0x0B0E12
    assert one_colour([0x0B0E12, 0x151A21]) is None, "a tile on the wall's ground"
    assert one_colour([]) is None
