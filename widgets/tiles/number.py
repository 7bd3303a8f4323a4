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
from services.phrase import phrase
from services.settings import Duration, Identifier, Tile, Wording
from services.views import merged
from services.words import MISSING
from services.words import Figure as FigureWords
from services.words.figures import ATTACHED
from widgets.drawing import Box, Curve, Ink, Item, Rect, Text, Weight
from widgets.sheet import BASELINE, FIGURE_HEIGHT, FIGURE_LEAST, FIGURE_MOST, TIGHT
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from services.records import Observation
    from services.views import Figure, Knowledge, Standing
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


FewIdentifiers = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=4)]


class NumberTile(Tile):
    """Một đến bốn chỉ số bằng số."""

    number: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=4),
        BeforeValidator(_listed, json_schema_input_type=Identifier | FewIdentifiers),
        Field(examples=["bts_total"]),
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
    places_time = True

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

SHOWS_NOTHING = FigureWords(MISSING)
WORDS_FOR_A_FIGURE = 22.0
"""Arc minutes of a figure that is a word ("đang thử nghiệm")."""


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


@dataclass(frozen=True, slots=True)
class Note:
    """A short text that goes with a figure; the first are kept where there is room for few."""

    role: str
    text: str
    strong: bool = False


def _single(view: NumberView, room: Room, sheet: Sheet) -> list[Item]:
    """The figure, its unit and comparison beside or under it; the curve below it, or at its right
    where the tile is wide and low.
    """
    number, box = view.numbers[0], room.box
    items: list[Item] = []
    if view.trend:
        plot, box = _split(box, sheet)
        if plot is not None:
            items += _trend(view, plot, room, sheet)
    return items + _with_notes(number, _notes(number, box, room, sheet), box, room, sheet)


def _split(box: Rect, sheet: Sheet) -> tuple[Rect | None, Rect]:
    """The curve's place and the figure's."""
    below = min(box.h - sheet.row * 2.6, box.h * 0.42)
    if below >= sheet.row * 1.6:
        return Rect(box.x, box.bottom - below, box.w, below), box.above(below + sheet.px(6))
    if box.w >= sheet.reading * 16 and box.h >= sheet.row * 1.6:
        return box.beside(box.w * 0.54), box.left(box.w * 0.54 - sheet.px(24))
    return None, box


def _with_notes(
    number: Number, notes: list[Note], box: Rect, room: Room, sheet: Sheet
) -> list[Item]:
    """The largest figure that leaves room for all notes; at the least size the last ones go."""
    least = sheet.size(FIGURE_LEAST)
    size = float(int(min(sheet.size(FIGURE_MOST), max(box.h / FIGURE_HEIGHT, sheet.reading))))
    while True:
        figure = _figure(number, box, size, room, sheet)
        beside, below = _parted(notes, figure.rect, box, sheet)
        if len(beside) + len(below) == len(notes) or size <= least:
            break
        size = max(float(int(size * 0.95)), least)
    return [
        figure,
        *_beside(beside, figure, box, room, sheet),
        *_below(below, figure, box, room, sheet),
    ]


def _parted(
    notes: list[Note], figure: Rect, box: Rect, sheet: Sheet
) -> tuple[list[Note], list[Note]]:
    """Which notes stand in the column beside the figure, and which in rows under it. The column may
    be taller than the figure when nothing is under it.
    """
    side = box.right - figure.right - sheet.px(20)
    if len(notes) * sheet.tight <= box.h + sheet.px(8) and all(
        _width(note, sheet) <= side for note in notes
    ):
        return notes, []
    rows = max(int(figure.h / (sheet.tight * 0.97)), 1)
    under = int((box.bottom - figure.bottom + sheet.px(3)) / sheet.tight)
    beside: list[Note] = []
    below: list[Note] = []
    for note in notes:
        if len(beside) < rows and not below and _width(note, sheet) <= side:
            beside.append(note)
        elif len(below) < under:
            below.append(note)
    return beside, below


def _width(note: Note, sheet: Sheet) -> float:
    weight = Weight.MEDIUM if note.strong else Weight.REGULAR
    return sheet.measure.width(note.text, sheet.reading, weight)


def _beside(notes: list[Note], figure: Text, box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """One note shares the figure's baseline; two and more are centred on its capitals."""
    height = len(notes) * sheet.tight
    run = max(figure.runs, key=lambda r: r.size)
    if len(notes) == 1:
        top = run.baseline - sheet.reading * BASELINE
    else:
        middle = run.baseline - run.size * sheet.measure.cap / 2
        top = min(max(middle - height / 2, box.y - sheet.px(4)), box.bottom - height)
    x = figure.rect.right + sheet.px(20)
    return _stack(notes, Rect(x, top, box.right - x, height), room, sheet)


def _below(notes: list[Note], figure: Text, box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """A line each; the last may run on over what is left."""
    if not notes:
        return []
    top = figure.rect.bottom
    *lines, last = notes
    items = _stack(lines, Rect(box.x, top, box.w, box.bottom - top), room, sheet)
    begin = top + len(lines) * sheet.tight
    rest = Rect(box.x, begin, box.w, max(box.bottom - begin, sheet.tight))
    text = sheet.paragraph(
        last.role,
        last.text,
        rest,
        lines=3,
        weight=Weight.MEDIUM if last.strong else Weight.REGULAR,
        ink=room.ink if last.strong else Ink.SECOND,
        ground=room.ground,
        leading=TIGHT,
    )
    return [*items, text]


def _stack(notes: list[Note], box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    return [
        sheet.line(
            note.role,
            note.text,
            Rect(box.x, box.y + i * sheet.tight, box.w, sheet.row),
            weight=Weight.MEDIUM if note.strong else Weight.REGULAR,
            ink=room.ink if note.strong else Ink.SECOND,
            ground=room.ground,
        )
        for i, note in enumerate(notes)
    ]


def _figure(number: Number, box: Rect, size: float, room: Room, sheet: Sheet) -> Text:
    ink = Ink.SECOND if number.old else Ink.TEXT
    unit = number.unit.full_in(sheet.words.lang) if number.unit else None
    seen = number.observation
    said = sheet.words.figure(seen, unit, number.decimals) if seen else SHOWS_NOTHING
    if seen is not None and seen.value is None and seen.text:
        return sheet.paragraph(
            "value",
            said.number,
            box,
            lines=3,
            size=sheet.size(WORDS_FOR_A_FIGURE),
            weight=Weight.SEMIBOLD,
            ink=ink,
            ground=room.ground,
        )
    main, slash, rest = said.number.partition("/")
    return sheet.figure(
        "value",
        main,
        box,
        before=said.qualifier,
        after=f"{slash}{rest}{said.attached}",
        size=size,
        least=sheet.reading,
        ink=ink,
        ground=room.ground,
    )


def _unit(number: Number, sheet: Sheet) -> str:
    """The unit that stands beside the figure; % is part of it."""
    if number.unit is None or number.unit.vi in ATTACHED:
        return ""
    return number.unit.full_in(sheet.words.lang)


def _notes(number: Number, box: Rect, room: Room, sheet: Sheet) -> list[Note]:
    """What the figure must be judged by, where the source has it: never invented."""
    seen, _words = number.observation, sheet.words
    notes: list[Note] = []
    unit = _unit(number, sheet)
    if unit and seen is not None:
        notes.append(Note("unit", unit, strong=True))
    if room.time is not None:
        notes.append(Note(*room.time))
    if seen is None or room.dimmed:
        notes += _why(number, sheet)
    if seen is None:
        return notes
    parts = _compared(seen, unit, sheet.words)
    together = Note("context", ", ".join(parts))
    if parts and _width(together, sheet) <= box.w:
        return [*notes, together]
    return notes + [Note("context", part) for part in parts]


def _compared(seen: Observation, unit: str, words: Words) -> list[str]:
    """`tăng 70 trạm`, `đạt 104,29% so với năm 2022`; without a stated base it says so."""
    parts: list[str] = []
    if seen.delta is not None:
        amount = f"{words.number(abs(seen.delta))} {unit}".strip()
        way = phrase("tăng {amount}") if seen.delta >= 0 else phrase("giảm {amount}")
        parts.append(words.say(way, amount=amount))
    if seen.ratio is not None:
        ratio = f"{words.number(seen.ratio)}%"
        if seen.base:
            base = _inside(words.period(seen.base))
            parts.append(words.say("đạt {ratio} so với {base}", ratio=ratio, base=base))
        else:
            parts.append(words.say("đạt {ratio}, bài không nêu gốc so sánh", ratio=ratio))
    return parts


def _why(number: Number, sheet: Sheet) -> list[Note]:
    """The reason in the words of whoever met it."""
    standing, words = number.standing, sheet.words
    if standing.state is State.MAINTENANCE:
        return []
    if standing.words is not None:
        return [Note("context", words.say(standing.words))]
    if standing.reason is not None:
        return [Note("context", words.reason(standing.reason))]
    return []


def _inside(text: str) -> str:
    """A period inside a sentence: `so với năm 2022`."""
    return text[:1].lower() + text[1:]


def _several(view: NumberView, room: Room, sheet: Sheet) -> list[Item]:
    """Equal columns: figure, then its name below, each dimmed by its own state."""
    items: list[Item] = []
    box = room.box
    if room.time is not None:
        line = Rect(box.x, box.bottom - sheet.tight, box.w, sheet.row)
        items.append(sheet.line(*room.time, line, ink=Ink.SECOND, ground=room.ground))
        box = box.above(sheet.tight)
    columns = box.columns(len(view.numbers), sheet.px(24))
    size, lines = _common_size(view, columns[0], room, sheet)
    for number, column in zip(view.numbers, columns, strict=True):
        figure = _figure(number, column, size, room, sheet)
        items += [figure, *_small_unit(number, figure, column, room, sheet)]
        name, short = _label(number, sheet)
        items.append(
            sheet.paragraph(
                "label",
                name,
                column.below(figure.rect.h + sheet.px(2)),
                lines=lines,
                ink=Ink.SECOND,
                ground=room.ground,
                short=short,
                leading=TIGHT,
            )
        )
    return items


def _small_unit(number: Number, figure: Text, column: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """The unit on the figure's baseline where the column has room for it."""
    unit = _unit(number, sheet)
    x = figure.rect.right + sheet.px(10)
    width = sheet.measure.width(unit, sheet.reading, Weight.MEDIUM)
    if not unit or number.observation is None or x + width > column.right:
        return []
    top = figure.runs[0].baseline - sheet.reading * BASELINE
    line = Rect(x, top, column.right - x, sheet.row)
    return [sheet.line("unit", unit, line, weight=Weight.MEDIUM, ink=room.ink, ground=room.ground)]


def _common_size(view: NumberView, column: Rect, room: Room, sheet: Sheet) -> tuple[float, int]:
    """One size for all figures of the tile, and the lines that are left for their names."""
    least = sheet.size(FIGURE_LEAST)
    lines = 2 if column.h - 2 * sheet.tight - sheet.px(2) >= least * FIGURE_HEIGHT else 1
    tall = (column.h - lines * sheet.tight - sheet.px(2)) / FIGURE_HEIGHT
    size = float(int(max(min(sheet.size(FIGURE_MOST), tall), sheet.reading)))
    wide = [
        max(run.size for run in _figure(number, column, size, room, sheet).runs)
        for number in view.numbers
    ]
    return min(wide), lines


def _label(number: Number, sheet: Sheet) -> tuple[str, str | None]:
    lang = sheet.words.lang
    unit = _unit(number, sheet)
    name, short = number.name.full_in(lang), number.name.short_in(lang)
    return name, short or (unit or None)


def _span(span: timedelta, sheet: Sheet) -> str:
    """`24 giờ`, not `1 ngày`: as it is said of a running window."""
    hours = span / timedelta(hours=1)
    if 1 < hours <= 72 and hours.is_integer():  # noqa: PLR2004 - three days
        return sheet.words.count(int(hours), "{n} giờ")
    return sheet.words.duration(span)


def _trend(view: NumberView, box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """The samples as a line over the whole span; a hole of more than four steps stays a hole."""
    points = view.trend
    span_text = sheet.words.say("{span} qua", span=_span(view.span or timedelta(), sheet))
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
