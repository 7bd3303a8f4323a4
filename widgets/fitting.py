"""Text in what room there is: smaller, in its short form, cut with an ellipsis, broken into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.drawing import Weight
    from widgets.sheet import Measure

ELLIPSIS = "…"


def fitted(
    measure: Measure,
    text: str,
    short: str | None,
    width: float,
    size: float,
    least: float,
    weight: Weight,
) -> tuple[str, float, bool]:
    """What is shown, at which size, and whether that fits."""
    natural = measure.width(text, size, weight)
    if natural <= width + 0.5:
        return text, size, True
    smaller = size * width / natural if natural else size
    if int(smaller) >= least:
        return text, float(int(smaller)), True
    if short and measure.width(short, least, weight) <= width + 0.5:
        return short, least, True
    shown, fits = cut(measure, short or text, width, least, weight)
    return shown, least, fits


def cut(measure: Measure, text: str, width: float, size: float, weight: Weight) -> tuple[str, bool]:
    """With an ellipsis if need be, and whether even that fits."""
    if measure.width(text, size, weight) <= width + 0.5:
        return text, True
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.width(_ended(text[:middle]), size, weight) <= width + 0.5:
            low = middle
        else:
            high = middle - 1
    shown = _ended(text[:low])
    return shown, low > 0 and measure.width(shown, size, weight) <= width + 0.5


def _ended(text: str) -> str:
    return text.rstrip(" ,.;:–-") + ELLIPSIS


def broken(measure: Measure, text: str, width: float, size: float, weight: Weight) -> list[str]:
    """In lines no wider than `width` (but for a single word that is); a dot between two parts ends a line
    and begins none.
    """
    words: list[str] = []
    for word in text.split():
        if word == "·" and words:
            words[-1] += " ·"
        else:
            words.append(word)
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure.width(longer, size, weight) <= width + 0.5:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]
