"""The bundled fonts, and text measured with them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from widgets.drawing import Weight

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FAMILY = "Inter"
FALLBACK = "Noto Sans"
_WEIGHTS = {
    Weight.REGULAR: QFont.Weight.Normal,
    Weight.MEDIUM: QFont.Weight.Medium,
    Weight.SEMIBOLD: QFont.Weight.DemiBold,
    Weight.BOLD: QFont.Weight.Bold,
}


class MissingFont(Exception):  # noqa: N818 - said to operators
    """A bundled font file is not there or is no font."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@lru_cache(maxsize=4)
def install(folder: Path) -> None:
    """Makes the bundled fonts known to Qt, once a process. Raises `MissingFont` for the first that is
    broken.
    """
    files: Sequence[Path] = sorted(folder.glob("*.otf")) + sorted(folder.glob("*.ttf"))
    if not files:
        raise MissingFont(folder)
    for file in files:
        if QFontDatabase.addApplicationFontFromData(file.read_bytes()) < 0:
            raise MissingFont(file)


@lru_cache(maxsize=256)
def font(size: float, weight: Weight) -> QFont:
    """Inter with tabular figures. Sizes are pixels; Qt takes whole ones, so a half is a scale."""
    made = QFont([FAMILY, FALLBACK])
    made.setPixelSize(max(round(size), 1))
    made.setWeight(_WEIGHTS[weight])
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    made.setFeature(QFont.Tag.fromString("tnum"), 1)
    return made


class QtMeasure:
    """Widths at a reference size, scaled: without hinting text scales linearly, and a fit needs no
    second measuring.
    """

    _REFERENCE = 100.0

    def __init__(self) -> None:
        self.cap = (
            QFontMetricsF(font(self._REFERENCE, Weight.REGULAR)).capHeight() / self._REFERENCE
        )
        self._metrics = {weight: QFontMetricsF(font(self._REFERENCE, weight)) for weight in Weight}
        self._width = lru_cache(maxsize=8192)(self._reference_width)

    def width(self, text: str, size: float, weight: Weight) -> float:
        return self._width(text, weight) * size / self._REFERENCE

    def _reference_width(self, text: str, weight: Weight) -> float:
        return self._metrics[weight].horizontalAdvance(text)
