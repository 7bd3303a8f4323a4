"""Large letters that were filled once."""

from __future__ import annotations

from itertools import starmap
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from widgets import fonts, stamps
from widgets.drawing import Weight
from widgets.stamps import Stamps, outline

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainterPath

INK = QColor("#E9EEF4")
OTHER = QColor("#A9B5C2")
_EDGE = 12
"""Of 255: what half a sixteenth of a pixel, both ways, changes at the edge of a letter, and a little."""
FIGURES = ("57,31", "1.234.567,8", "14:05:37", "1", "93", "2,", ",5", "vòng/phút", "–", "")


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    assert qapp is not None
    fonts.install(Path("resources/fonts"))


def canvas() -> QImage:
    image = QImage(900, 260, QImage.Format.Format_RGB32)
    image.fill(QColor("#151A21"))
    return image


def stamped(
    kept: Stamps, text: str, size: float = 77, x: float = 20.3, ink: QColor = INK, scale: float = 1
) -> QImage:
    image = canvas()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    kept.put(painter, QPointF(x, 180.2), text, size, Weight.BOLD, ink)
    painter.end()
    return image


def filled(text: str, size: float = 77, x: float = 20.3, scale: float = 1) -> QImage:
    image = canvas()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.fillPath(outline(text, size, Weight.BOLD).translated(x, 180.2), INK)
    painter.end()
    return image


def difference(one: QImage, other: QImage) -> int:
    """The greatest of any pixel's colour, of 255."""
    pixels = (np.frombuffer(image.constBits(), np.uint8).astype(int) for image in (one, other))
    return int(abs(next(pixels) - next(pixels)).max())


@pytest.mark.parametrize("text", FIGURES)
@pytest.mark.parametrize("size", [49, 77, 156])
@pytest.mark.parametrize("x", [20.0, 20.3, 33.71])
def test_letters_are_where_their_outlines_are(text: str, size: float, x: float) -> None:
    assert difference(stamped(Stamps(), text, size, x), filled(text, size, x)) <= _EDGE


@pytest.mark.parametrize("text", FIGURES)
def test_a_kept_stamp_has_the_same_pixels_as_a_new_one(text: str) -> None:
    kept = Stamps()
    first = stamped(kept, text)
    stamped(kept, text, 120, 33.7)
    assert stamped(kept, text) == first
    for forgotten in (stamps.outline, stamps._letter, stamps._places):
        forgotten.cache_clear()
    assert stamped(Stamps(), text) == first


def test_what_was_drawn_before_changes_no_outline() -> None:
    def points(path: QPainterPath) -> list[tuple[float, float]]:
        return [(one.x, one.y) for one in map(path.elementAt, range(path.elementCount()))]

    chance, image = Random(7), canvas()
    seen: dict[tuple[str, int, Weight], list[tuple[float, float]]] = {}
    for _ in range(400):
        painter = QPainter(image)
        painter.setFont(fonts.font(chance.choice((9, 17, 31, 47)), chance.choice([*Weight])))
        painter.drawText(QPointF(9.3, 99.2), chance.choice(("14:05", "tấn", "Chỉ số")))
        painter.end()
        digit, size, weight = (
            chance.choice("0123456789"),
            chance.choice((49, 62, 97, 130)),
            chance.choice([*Weight]),
        )
        stamps._letter.cache_clear()
        found = points(stamps._letter(f"0{digit}0", size, weight))
        assert seen.setdefault((digit, size, weight), found) == found


def test_another_colour_is_another_stamp() -> None:
    kept = Stamps()
    stamped(kept, "57,31")
    assert stamped(kept, "57,31", ink=OTHER) == stamped(Stamps(), "57,31", ink=OTHER)


def test_the_digits_of_a_figure_serve_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Stamps()
    for n in range(10):
        stamped(kept, f"{n}{n},{n}{n}")
    fill = stamps._filled
    made: list[QRectF] = []

    def noting(path: QPainterPath, box: QRectF, colour: QColor) -> stamps._Stamp:
        made.append(box)
        return fill(path, box, colour)

    monkeypatch.setattr(stamps, "_filled", noting)
    stamped(kept, "57,31")
    assert made == []


def test_stamps_stay_within_their_bound_and_the_oldest_go() -> None:
    kept = Stamps(most=60_000)
    texts = [f"{n}{n}" for n in range(10)] * 3
    for text in texts:
        stamped(kept, text)
        assert kept.bytes <= 60_000
    assert kept.bytes == sum(one.image.sizeInBytes() for one in kept._kept.values()) > 0


def test_what_is_larger_than_a_stamp_may_be_is_filled_and_not_kept() -> None:
    kept = Stamps(most=100)
    assert difference(stamped(kept, "vòng"), filled("vòng")) <= _EDGE
    assert kept.bytes == 0


def test_a_miniature_has_outlines_for_no_stamp_survives_being_shrunk() -> None:
    kept = Stamps()
    assert stamped(kept, "57,31", scale=0.37) == filled("57,31", scale=0.37)
    assert kept.bytes == 0


def test_a_screen_with_more_pixels_than_points_has_outlines() -> None:
    kept = Stamps()
    image = canvas()
    image.setDevicePixelRatio(2)
    painter = QPainter(image)
    kept.put(painter, QPointF(20.3, 100), "57,31", 77, Weight.BOLD, INK)
    painter.end()
    assert kept.bytes == 0


def test_all_tabular_digits_have_one_width_between_all_signs() -> None:
    """Else a figure could not be composed of its digits."""
    digits = "0123456789"
    for weight in Weight:
        metrics = fonts.QtMeasure()
        for sign in ",.:":
            pairs = ((a, b) for a in digits for b in digits)
            said = starmap(lambda a, b, sign=sign: f"{a}{sign}{b}", pairs)
            assert len({metrics.width(text, 100, weight) for text in said}) == 1
