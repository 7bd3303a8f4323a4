"""A curve through samples over a span that is named beside it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from widgets.course import painted, unbroken
from widgets.drawing import Box, Curve, Ink, Item, Rect

if TYPE_CHECKING:
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room

type Points = tuple[tuple[datetime, Decimal], ...]
"""Instants and values, in order of time."""

CALM = 0.05
"""Of its size, what a value must have moved by to fill the height: a tremble stays a tremble."""


@lru_cache(maxsize=256)
def span_said(span: timedelta, words: Words) -> str:
    """`24 giờ`, not `1 ngày`: as it is said of a running window."""
    hours = span / timedelta(hours=1)
    if 1 < hours <= 72 and hours.is_integer():  # noqa: PLR2004 - three days
        return words.count(int(hours), "{n} giờ")
    return words.duration(span)


def trend(
    points: Points,
    span: timedelta,
    box: Rect,
    room: Room,
    sheet: Sheet,
    places: int | None = None,
) -> list[Item]:
    """The samples as a line over the whole span; a hole of more than four steps stays a hole.
    `places`: decimals of the figure beside it, which its ends don't exceed.
    """
    named = span_text = sheet.words.say("{span} qua", span=span_said(span, sheet.words))
    if len(points) > 1:
        known = [value for _, value in points]
        least, most = min(known), max(known)
        ends = dict.fromkeys(sheet.words.number(_rounded(end, places)) for end in (least, most))
        span_text += f" · {'–'.join(ends)}"
    label = sheet.line(
        "context",
        span_text,
        Rect(box.x, box.bottom - sheet.row, box.w, sheet.row),
        ink=Ink.SECOND,
        ground=room.ground,
        short=named,
    )
    plot = box.above(sheet.row)
    if len(points) < 2 or plot.h < min(sheet.px(24), sheet.row):  # noqa: PLR2004 - a line has two ends
        return [label]
    ink = Ink.OLD if room.dimmed else Ink.DATA
    base = Box(Rect(plot.x, plot.bottom - 1, plot.w, 1), fill=Ink.LINE)
    return [base, Curve(_stretches(points, span, plot), ink, width=sheet.px(3.5)), label]


def _rounded(value: Decimal, most: int | None) -> Decimal:
    """Three digits are enough for the ends of a scale, and no more than the figure itself has."""
    if not value:
        return Decimal(0)
    places = max(2 - value.adjusted(), 0)
    places = places if most is None else min(places, most)
    said = round(value, places).normalize() if places else Decimal(round(value))
    return said or Decimal(0)


def _stretches(
    points: Points, span: timedelta, plot: Rect
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Pixels: time from the span's beginning to its last sample, values from least to most."""
    start, width = points[-1][0] - span, span.total_seconds() or 1.0
    seconds = [(at - start).total_seconds() for at, _ in points]
    values = [float(value) for _, value in points]
    low, high = min(values), max(values)
    breadth = max(high - low, CALM * max(abs(high), abs(low))) or 1.0
    low -= (breadth - (high - low)) / 2
    wide, tall = plot.w / width, 0.84 * plot.h / breadth
    left, foot = plot.x, plot.bottom - 0.08 * plot.h
    ahead = [max(second, 0.0) for second in seconds] if seconds[0] < 0.0 else seconds
    drawn = [
        (left + wide * second, foot - tall * (value - low))
        for second, value in zip(ahead, values, strict=True)
    ]
    return tuple(tuple(painted(drawn[first:last])) for first, last in unbroken(seconds))
