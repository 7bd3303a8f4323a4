"""Why a source is cut off: in words, beside or below the badge that says since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.freshness import State
from widgets.chips import CHIP, Chip

if TYPE_CHECKING:
    from services.views import Standing
    from widgets.drawing import Rect
    from widgets.sheet import Sheet

_KEPT, _AMPLE = 4.0, 6.0
"""Rows that the content keeps before its tile says why, and before that takes a row of its own."""
_GAP = 12.0


def explained(
    chips: list[Chip], standing: Standing, inner: Rect, used: float, least: float, sheet: Sheet
) -> list[Chip]:
    """The foot's chips with the reason after the badge, if that leaves the content its rows. `used`: the
    head's pixels; `least`: rows that the content needs to say anything.
    """
    if standing.state is not State.DISCONNECTED or standing.reason is None:
        return chips
    badged = bool(chips) and chips[0].role == "badge"
    lead = chips[0].width(sheet) + sheet.px(_GAP) if badged else 0.0
    forms = _forms(standing, sheet, badged=badged)
    for chip in forms:
        if chip.width(sheet) > inner.w:
            continue
        kept = _KEPT if lead + chip.width(sheet) <= inner.w else _AMPLE
        added = [*chips[:1], chip, *chips[1:]] if badged else [chip, *chips]
        if _left(added, inner, sheet) - used >= max(kept, least) * sheet.row:
            return added
    return chips


def _forms(standing: Standing, sheet: Sheet, *, badged: bool) -> list[Chip]:
    """What whoever asked said of it, else the reason's few words: those stand by a badge only."""
    words = sheet.words
    said = [words.say(standing.words).rstrip(".")] if standing.words is not None else []
    said += [words.reason(standing.reason)] if badged and standing.reason is not None else []
    return [Chip("context", one, outlined=False) for one in said]


def _left(chips: list[Chip], inner: Rect, sheet: Sheet) -> float:
    """Pixels over a foot of these chips, as `chips.in_foot` breaks them into rows."""
    rows, x = 0, inner.w
    for chip in chips:
        width = min(chip.width(sheet), inner.w)
        if x + width > inner.w + 0.5:
            rows, x = rows + 1, 0.0
        x += width + sheet.px(_GAP)
    return inner.h - rows * (sheet.reading * CHIP + sheet.px(7)) - sheet.px(7)
