"""The bar of a gauge: its bands as grounds, the value as a strip, the plan as a tick, an arrow where the
value lies beyond an end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.drawing import Box, Curve, Ink, Item, Rect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.statistics import Band
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.gauge.view import Gauge

_SEVERE = frozenset({"urgent", "high"})
_THIN = 0.42
"""Of the bar's height, what the value's strip takes: the bands stay to be seen."""


def ground(band: Band | None) -> Ink:
    """What needs nobody has the ground of a bar that is not reached."""
    if band is None or band.priority is None:
        return Ink.DATA_DIM
    return Ink.LESS_2 if band.priority in _SEVERE else Ink.LESS_1


def strip(gauge: Gauge, rect: Rect, room: Room, sheet: Sheet) -> Iterator[Item]:
    """`gauge` has a scale."""
    scale, value = gauge.scale, gauge.value
    if scale is None:
        return
    if not gauge.spans:
        yield Box(rect, fill=Ink.DATA_DIM)
    for span in gauge.spans:
        left, right = scale.share(span.least) * rect.w, scale.share(span.most) * rect.w
        yield Box(
            Rect(rect.x + left, rect.y, right - left, rect.h),
            fill=ground(span.band),
            line=Ink.OUTLINE,
            width=sheet.px(1.5),
        )
    if value is not None:
        yield from _value(gauge, rect, room, sheet)
    if gauge.plan is not None and scale.holds(gauge.plan):
        wide, above = sheet.px(5), sheet.px(6)
        x = rect.x + min(max(scale.share(gauge.plan) * rect.w - wide / 2, 0.0), rect.w - wide)
        yield Box(Rect(x, rect.y - above, wide, rect.h + 2 * above), fill=Ink.TEXT)


def _value(gauge: Gauge, rect: Rect, room: Room, sheet: Sheet) -> Iterator[Item]:
    scale, value = gauge.scale, gauge.value
    if scale is None or not value:
        return
    begin = min(max(scale.share(type(value)(0)), 0.0), 1.0)
    end = min(max(scale.share(value), 0.0), 1.0)
    left, right = sorted((begin * rect.w, end * rect.w))
    high = rect.h * _THIN
    wide = max(right - left, sheet.px(4))
    x = min(rect.x + left, rect.right - wide)
    inner = Rect(x, rect.y + (rect.h - high) / 2, wide, high)
    yield Box(inner, fill=value_ink(gauge, room), radius=sheet.px(2))
    if not scale.holds(value):
        yield _arrow(rect, sheet, low=value < scale.least)


def value_ink(gauge: Gauge, room: Room) -> Ink:
    if gauge.abnormal:
        return Ink.OVERDUE
    return Ink.OLD if room.dimmed or gauge.number.old else Ink.DATA


def _arrow(rect: Rect, sheet: Sheet, *, low: bool) -> Curve:
    """Two chevrons out of the bar's end."""
    deep, step = rect.h * 0.36, sheet.px(12)
    middle = rect.y + rect.h / 2
    way = -1 if low else 1
    tips = [(rect.x if low else rect.right) - way * (sheet.px(4) + n * step) for n in range(2)]
    return Curve(
        tuple(
            ((tip - way * deep, middle - deep), (tip, middle), (tip - way * deep, middle + deep))
            for tip in tips
        ),
        Ink.TEXT,
        width=sheet.px(3.5),
        end=False,
    )
