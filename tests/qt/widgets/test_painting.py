from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter

from widgets import fonts, stamps
from widgets.drawing import Ink, Rect, Run, Text, Weight
from widgets.painting import Painting
from widgets.palette import DARK


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    assert qapp is not None
    fonts.install(Path("resources/fonts"))


def painted(size: float, weight: Weight, text: str = "14:05:37") -> bytes:
    image = QImage(900, 260, QImage.Format.Format_RGB32)
    image.fill(0)
    run = Run(text, 20.3, 200.2, size, weight, 0)
    item = Text("value", text, text, Rect(0, 0, 900, 260), (run,), size * 0.7, Ink.TEXT)
    painter = QPainter(image)
    Painting(DARK).paint(painter, [item])
    painter.end()
    return bytes(image.constBits())


def forget() -> None:
    for kept in (stamps.outline, stamps._letter, stamps._places):
        kept.cache_clear()


@pytest.mark.parametrize("size", [49, 66, 77, 156])
@pytest.mark.parametrize("other", [20, 42, 48, 120])
def test_a_large_figure_has_the_same_pixels_whatever_was_painted_before(
    size: float, other: float
) -> None:
    forget()
    first = painted(size, Weight.BOLD)
    painted(other, Weight.SEMIBOLD, "Đà Lạt 93,5")
    forget()
    same = painted(size, Weight.BOLD) == first
    assert same


def test_a_size_that_is_drawn_as_glyphs_has_the_same_pixels_too() -> None:
    first = painted(42, Weight.REGULAR, "Đang cập nhật")
    painted(30, Weight.BOLD)
    same = painted(42, Weight.REGULAR, "Đang cập nhật") == first
    assert same
