"""One to four figures: value, unit, wording, period or age, comparison, and a trend where the data
has one.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, override

from pydantic import BeforeValidator, Field

from services.freshness import State
from services.settings import Duration, Identifier, Tile, Wording
from services.views import merged
from widgets.drawing import Box, Curve, Ink, Item, Rect, Weight
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST, FIGURE_MOST
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from services.records import Observation
    from services.views import Figure, Knowledge, Standing
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class NumberTile(Tile):
    """Một đến bốn chỉ số bằng số."""

    number: Annotated[
        tuple[Identifier, ...], BeforeValidator(_listed), Field(min_length=1, max_length=4)
    ]
    """Tên một chỉ số, hoặc danh sách tối đa bốn tên."""
    trend: Duration | None = None
    """Vẽ đường biến thiên của chỉ số đầu trong khoảng này, nếu nguồn có."""

    @override
    def indicators(self) -> tuple[str, ...]:
        return self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One figure as the tile shows it."""

    id: str
    name: Wording
    unit: Wording | None
    observation: Observation | None
    decimals: int | None
    standing: Standing

    @property
    def old(self) -> bool:
        return self.standing.state not in {State.LIVE, State.LATE, State.SKEWED}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView(View):
    numbers: tuple[Number, ...]
    trend: tuple[tuple[datetime, Decimal], ...] = ()
    span: timedelta | None = None

    @override
    def figures(self) -> dict[str, Json]:
        return {
            "figures": [_figure_json(number) for number in self.numbers],
            "series": len(self.trend),
        }


class NumberType:
    name = "number"
    settings = NumberTile

    def look_up(self, settings: NumberTile, knowledge: Knowledge) -> NumberView:
        figures = [knowledge.figure(id) for id in settings.number]
        numbers = tuple(_number(figure) for figure in figures)
        periods = {n.observation.period if n.observation else None for n in numbers}
        span = settings.trend
        samples = knowledge.series(settings.number[0], span) if span else ()
        return NumberView(
            title=settings.title or figures[0].indicator.name,
            standing=merged([number.standing for number in numbers]),
            period=periods.pop() if len(periods) == 1 else None,
            numbers=numbers,
            dimmed=all(number.old for number in numbers),
            trend=tuple((s.at, s.value) for s in samples if s.at is not None),
            span=span,
        )

    def lay_out(self, view: NumberView, room: Room, sheet: Sheet) -> list[Item]:
        if len(view.numbers) > 1:
            return _several(view, room, sheet)
        return _single(view, room, sheet)


TILE = NumberType()


def _number(figure: Figure) -> Number:
    indicator = figure.indicator
    return Number(
        id=figure.id,
        name=indicator.name,
        unit=indicator.unit,
        observation=figure.observation,
        decimals=indicator.decimals,
        standing=figure.standing,
    )


def _figure_json(number: Number) -> dict[str, Json]:
    seen = number.observation
    return {
        "indicator": number.id,
        "value": None if seen is None or seen.value is None else str(seen.value),
        "text": None if seen is None else seen.text,
        "numerator": None if seen is None or seen.numerator is None else str(seen.numerator),
        "denominator": None if seen is None or seen.denominator is None else str(seen.denominator),
        "period": None if seen is None else seen.period,
        "labels": {} if seen is None else dict(seen.labels),
        "state": str(number.standing.state),
    }


def _single(view: NumberView, room: Room, sheet: Sheet) -> list[Item]:
    """The figure, its unit and comparison beside or under it, the curve at the bottom."""
    number = view.numbers[0]
    box = room.box
    curve_height = min(max(box.h - sheet.row * 3.2, 0.0), box.h * 0.38) if view.trend else 0.0
    items: list[Item] = []
    if curve_height >= sheet.row:
        items += _trend(
            view, Rect(box.x, box.bottom - curve_height, box.w, curve_height), room, sheet
        )
        box = box.above(curve_height + sheet.px(8))
    notes = _notes(number, sheet)
    unit = _unit(number, sheet)
    if unit:
        notes.insert(0, (unit, "unit"))
    size = _figure_size(box, len(notes), sheet)
    figure = _figure(number, box, size, room, sheet)
    items.append(figure)
    items += _beside_or_below(figure.rect, notes, box, room, sheet)
    return items


def _figure_size(box: Rect, notes: int, sheet: Sheet) -> float:
    """As large as the height allows once there is room for the notes below, within what eyes want."""
    most, least = sheet.size(FIGURE_MOST), sheet.size(FIGURE_LEAST)
    tall = box.h / FIGURE_HEIGHT
    wanted = (box.h - sheet.row * min(notes, 1)) / FIGURE_HEIGHT
    return float(int(max(min(most, wanted), min(least, tall), sheet.reading)))


def _beside_or_below(
    figure: Rect, notes: list[tuple[str, str]], box: Rect, room: Room, sheet: Sheet
) -> list[Item]:
    """Unit and comparison: in a column beside the figure where it is wide enough, else below."""
    if not notes:
        return []
    gap = sheet.px(22)
    side = box.beside(figure.right - box.x + gap)
    widest = max(sheet.measure.width(text, sheet.reading, Weight.SEMIBOLD) for text, _ in notes)
    under = box.below(figure.bottom - box.y)
    rows_beside = int((box.h + 0.5) / sheet.row)
    if widest <= side.w and len(notes) <= rows_beside:
        height = len(notes) * sheet.row
        middle = figure.y + figure.h / 2 - height / 2
        top = min(max(middle, box.y), max(box.bottom - height, box.y))
        return _stack(notes, Rect(side.x, top, side.w, height), room, sheet)
    first = notes[0]
    beside_first = (
        first[1] == "unit"
        and sheet.measure.width(first[0], sheet.reading, Weight.SEMIBOLD) <= side.w
    )
    items: list[Item] = []
    if beside_first:
        top = figure.y + figure.h - sheet.row - sheet.reading * 0.06
        items += _stack([first], Rect(side.x, top, side.w, sheet.row), room, sheet)
        notes = notes[1:]
    fitting = max(int((under.h + sheet.row * 0.1) / sheet.row), 0)
    return items + _stack(notes[:fitting], under, room, sheet)


def _stack(notes: list[tuple[str, str]], box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    items: list[Item] = []
    for i, (text, role) in enumerate(notes):
        line = Rect(box.x, box.y + i * sheet.row, box.w, sheet.row)
        weight = Weight.MEDIUM if role == "unit" else Weight.REGULAR
        items.append(
            sheet.line(
                role,
                text,
                line,
                weight=weight,
                ink=room.ink if role == "unit" else Ink.SECOND,
                ground=room.ground,
            )
        )
    return items


def _figure(number: Number, box: Rect, size: float, room: Room, sheet: Sheet) -> Item:
    parts = sheet.words.figure(number.observation, _attached(number), number.decimals)
    ink = Ink.SECOND if number.old else Ink.TEXT
    if number.observation is not None and number.observation.value is None and parts.main != "–":
        return sheet.paragraph(
            "value",
            parts.main,
            box,
            lines=3,
            size=sheet.size(22),
            weight=Weight.SEMIBOLD,
            ink=ink,
            ground=room.ground,
        )
    return sheet.figure(
        "value",
        parts.main,
        box,
        before=parts.before,
        after=parts.after,
        size=size,
        least=sheet.reading,
        ink=ink,
        ground=room.ground,
    )


def _attached(number: Number) -> str:
    unit = number.unit.vi if number.unit else ""
    return "%" if unit == "%" else ""


def _unit(number: Number, sheet: Sheet) -> str:
    if number.unit is None or number.unit.vi == "%":
        return ""
    return number.unit.full_in(sheet.words.lang)


def _notes(number: Number, sheet: Sheet) -> list[tuple[str, str]]:
    """What the figure must be judged by, where the source has it: never invented."""
    seen, words = number.observation, sheet.words
    if seen is None:
        why = number.standing.words
        return [(words.say(why), "context")] if why else []
    notes: list[tuple[str, str]] = []
    unit = number.unit.full_in(words.lang) if number.unit else ""
    if seen.delta is not None:
        amount = f"{words.number(abs(seen.delta))} {unit}".strip()
        way = "tăng {amount}" if seen.delta >= 0 else "giảm {amount}"
        notes.append((words.say(way, amount=amount), "context"))
    if seen.ratio is not None:
        ratio = f"{words.number(seen.ratio)}%"
        if seen.base:
            notes.append(
                (
                    words.say(
                        "đạt {ratio} so với {base}",
                        ratio=ratio,
                        base=words.period(seen.base, inside=True),
                    ),
                    "context",
                )
            )
        else:
            notes.append(
                (words.say("đạt {ratio} (bài không nêu gốc so sánh)", ratio=ratio), "context")
            )
    return notes


def _several(view: NumberView, room: Room, sheet: Sheet) -> list[Item]:
    """Equal columns: figure, then its name below, each with its own state's mark."""
    items: list[Item] = []
    columns = room.box.columns(len(view.numbers), sheet.px(24))
    size = min(
        _column_size(number, column, room, sheet)
        for number, column in zip(view.numbers, columns, strict=True)
    )
    for number, column in zip(view.numbers, columns, strict=True):
        figure = _figure(number, column, size, room, sheet)
        items.append(figure)
        under = column.below(figure.rect.h + sheet.px(2))
        label = _label(number, sheet)
        items.append(
            sheet.paragraph(
                "label",
                label[0],
                under,
                lines=2,
                ink=Ink.SECOND,
                ground=room.ground,
                short=label[1],
                leading=1.22,
            )
        )
    return items


def _column_size(number: Number, column: Rect, room: Room, sheet: Sheet) -> float:
    size = _figure_size(column, 2, sheet)
    size = min(size, max((column.h - 2.5 * sheet.reading) / FIGURE_HEIGHT, sheet.reading))
    figure = _figure(number, column, float(int(size)), room, sheet)
    return max(run.size for run in figure.runs)


def _label(number: Number, sheet: Sheet) -> tuple[str, str | None]:
    lang = sheet.words.lang
    unit = _unit(number, sheet)
    name, short = number.name.full_in(lang), number.name.short_in(lang)
    return name, short or (unit or None)


def _trend(view: NumberView, box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """The samples as a line over the whole span; a hole of more than four steps stays a hole."""
    points = view.trend
    span_text = sheet.words.say("{span} qua", span=sheet.words.span(view.span or timedelta()))
    label = sheet.line(
        "context",
        span_text,
        Rect(box.x, box.bottom - sheet.row, box.w, sheet.row),
        ink=Ink.SECOND,
        ground=room.ground,
    )
    plot = box.above(sheet.row)
    if len(points) < 2 or plot.h < sheet.px(24):  # noqa: PLR2004 - a line has two ends
        return [label]
    end = points[-1][0]
    start = end - (view.span or (end - points[0][0]))
    low, high = min(v for _, v in points), max(v for _, v in points)
    breadth = float(high - low) or 1.0
    width = (end - start).total_seconds() or 1.0
    step = sorted((b[0] - a[0] for a, b in itertools.pairwise(points)))[len(points) // 2 - 1]
    stretches: list[list[tuple[float, float]]] = [[]]
    before: datetime | None = None
    for at, value in points:
        if before is not None and at - before > step * 4:
            stretches.append([])
        x = plot.x + plot.w * max((at - start).total_seconds(), 0.0) / width
        y = plot.bottom - plot.h * (0.08 + 0.84 * float(value - low) / breadth)
        stretches[-1].append((x, y))
        before = at
    ink = Ink.SECOND if room.dimmed else Ink.DATA
    base = Box(Rect(plot.x, plot.bottom - 1, plot.w, 1), fill=Ink.LINE)
    curve = Curve(tuple(tuple(s) for s in stretches), ink, width=sheet.px(3.5))
    return [base, curve, label]
