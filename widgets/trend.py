"""A curve through samples over a span that is named beside it."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from widgets.drawing import Box, Curve, Ink, Item, Rect

if TYPE_CHECKING:
    from widgets.sheet import Sheet
    from widgets.tile import Room

type Points = tuple[tuple[datetime, Decimal], ...]
"""Instants and values, in order of time."""

CALM = 0.05
"""Of its size, what a value must have moved by to fill the height: a tremble stays a tremble."""
_HOLE = 4
"""Steps without a sample after which a curve is interrupted."""


def _span(span: timedelta, sheet: Sheet) -> str:
    """`24 giờ`, not `1 ngày`: as it is said of a running window."""
    hours = span / timedelta(hours=1)
    if 1 < hours <= 72 and hours.is_integer():  # noqa: PLR2004 - three days
        return sheet.words.count(int(hours), "{n} giờ")
    return sheet.words.duration(span)


def trend(points: Points, span: timedelta, box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """The samples as a line over the whole span; a hole of more than four steps stays a hole."""
    named = span_text = sheet.words.say("{span} qua", span=_span(span, sheet))
    if len(points) > 1:
        least, most = min(v for _, v in points), max(v for _, v in points)
        span_text += (
            f" · {sheet.words.number(_rounded(least))}–{sheet.words.number(_rounded(most))}"
        )
    label = sheet.line(
        "context",
        span_text,
        Rect(box.x, box.bottom - sheet.row, box.w, sheet.row),
        ink=Ink.SECOND,
        ground=room.ground,
        short=named,
    )
    plot = box.above(sheet.row)
    if len(points) < 2 or plot.h < sheet.px(24):  # noqa: PLR2004 - a line has two ends
        return [label]
    ink = Ink.OLD if room.dimmed else Ink.DATA
    base = Box(Rect(plot.x, plot.bottom - 1, plot.w, 1), fill=Ink.LINE)
    return [base, Curve(_stretches(points, span, plot), ink, width=sheet.px(3.5)), label]


def _rounded(value: Decimal) -> Decimal:
    """Three digits are enough for the ends of a scale."""
    if not value:
        return Decimal(0)
    places = max(2 - value.adjusted(), 0)
    return round(value, places).normalize() if places else Decimal(round(value))


def _stretches(
    points: Points, span: timedelta, plot: Rect
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Pixels: time from the span's beginning to its last sample, values from least to most."""
    start = points[-1][0] - span
    low, high = (float(end(v for _, v in points)) for end in (min, max))
    breadth = max(high - low, CALM * max(abs(high), abs(low))) or 1.0
    low -= (breadth - (high - low)) / 2
    width = span.total_seconds() or 1.0
    step = sorted(b[0] - a[0] for a, b in itertools.pairwise(points))[len(points) // 2 - 1]
    stretches: list[list[tuple[float, float]]] = [[]]
    before: datetime | None = None
    for at, value in points:
        if before is not None and at - before > step * _HOLE:
            stretches.append([])
        x = plot.x + plot.w * max((at - start).total_seconds(), 0.0) / width
        y = plot.bottom - plot.h * (0.08 + 0.84 * (float(value) - low) / breadth)
        stretches[-1].append((x, y))
        before = at
    return tuple(tuple(stretch) for stretch in stretches)
