"""Pictures of others: in the pixels of the device, and what can't be decoded is no picture of anything."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from tests.unit.wall_file.drawn import jpeg, png, svg
from widgets.drawing import Ink, Raster, Rect
from widgets.painting import Painting
from widgets.palette import DARK

pytestmark = pytest.mark.usefixtures("qapp")
PLACE = Rect(10, 10, 80, 40)


def painted(content: bytes, place: Rect = PLACE, *, scale: float = 1.0) -> QImage:
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 0))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        Painting(DARK).paint(painter, [Raster(place, content, clip=PLACE)])
    finally:
        painter.end()
    return image


def at(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name()


def test_a_drawing_has_sharp_edges_at_any_scale() -> None:
    halves = svg('<rect width="10" height="10" fill="#ff0000"/>')
    for scale in (1.0, 2.0):
        image = painted(halves, scale=scale)
        edge = round(50 * scale)
        assert at(image, edge - 2, round(30 * scale)) == "#ff0000"
        assert at(image, edge + 2, round(30 * scale)) == "#000000"


def test_a_picture_that_is_shrunk_keeps_the_mean_of_its_pixels() -> None:
    image = painted(png(4000, 2000, grey=100))
    assert at(image, 50, 30) == "#646464"


def test_what_lies_outside_the_clip_is_not_painted() -> None:
    image = painted(png(8, 8, grey=255), Rect(0, 0, 200, 200))
    assert at(image, 50, 30) == "#ffffff"
    assert at(image, 5, 30) == at(image, 95, 30) == at(image, 50, 60) == "#000000"


@pytest.mark.qt_log_ignore("(?i)jpeg")
def test_what_cannot_be_decoded_is_a_crossed_frame() -> None:
    image = painted(jpeg(80, 40))
    assert at(image, 50, 30) == DARK.inks[Ink.OUTLINE].lower()
    assert at(image, 30, 14) == "#000000"


def test_a_long_strip_that_fills_a_tile_is_painted_too() -> None:
    strip = svg('<rect width="9000" height="9" fill="#00ff00"/>', 'viewBox="0 0 9000 9"')
    image = painted(strip, Rect(-20_000, 10, 40_000, 40))
    assert at(image, 50, 30) == "#00ff00"
