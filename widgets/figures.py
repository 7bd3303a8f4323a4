"""Figures with what goes with them: unit, comparison, bar, reason; one large, or several in columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.freshness import State
from services.phrase import phrase
from services.words import MISSING
from services.words import Figure as FigureWords
from services.words.figures import ATTACHED
from widgets.drawing import Box, Ink, Item, Rect, Text, Weight
from widgets.sheet import BASELINE, FIGURE_HEIGHT, FIGURE_LEAST, FIGURE_MOST, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from services.records import Observation
    from services.settings import Wording
    from services.views import Standing
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room

SHOWS_NOTHING = FigureWords(MISSING)
WORDS_FOR_A_FIGURE = 22.0
"""Arc minutes of a figure that is a word ("đang thử nghiệm")."""
MOST_SEGMENTS = 12
"""Parts of a ratio that are still counted at a glance; beyond it the bar is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One figure as the tile shows it."""

    id: str
    name: Wording
    unit: Wording | None
    observation: Observation | None
    decimals: int | None
    standing: Standing
    better: Literal["up", "down", "neutral"] = "neutral"

    @property
    def old(self) -> bool:
        return self.standing.state not in {State.LIVE, State.LATE, State.SKEWED}


@dataclass(frozen=True, slots=True)
class Note:
    """A short text that goes with a figure; the first are kept where there is room for few."""

    role: str
    text: str
    strong: bool = False


def one(number: Number, box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """The largest figure that leaves room for its bar and all notes; at the least size the last notes
    go.
    """
    notes = _notes(number, box, room, sheet)
    bar = bar_height(number, sheet)
    least = sheet.size(FIGURE_LEAST)
    tall = (box.h - bar) / FIGURE_HEIGHT
    size = float(int(min(sheet.size(FIGURE_MOST), max(tall, sheet.reading))))
    while True:
        figure = _figure(number, box, size, room, sheet)
        begin = figure.rect.bottom + bar
        beside, below = _parted(notes, figure.rect, begin, box, sheet)
        if len(beside) + len(below) == len(notes) or size <= least:
            break
        size = max(float(int(size * 0.95)), least)
    rest = Rect(box.x, begin, box.w, max(box.bottom - begin, sheet.tight))
    return [
        figure,
        *bar_below(number, figure, box, room, sheet),
        *_beside(beside, figure, box, room, sheet),
        *_below(below, rest, room, sheet),
    ]


def bar_height(number: Number, sheet: Sheet) -> float:
    """Of the bar and the air over it; 0 where the figure has no natural end to be judged by."""
    return sheet.px(34) if _share(number) is not None else 0.0


def _share(number: Number) -> tuple[Decimal, int] | None:
    """How much of the whole is reached (0..1) and in how many parts: only for a ratio's own
    denominator and for percent, whose end is 100; never for an end that nobody stated.
    """
    seen = number.observation
    if seen is None or number.better != "up":
        return None
    over, under = seen.numerator, seen.denominator
    if over is not None and under is not None and under > 0 and 0 <= over <= under:
        whole = under == under.to_integral_value() and under <= MOST_SEGMENTS
        return over / under, int(under) if whole else 1
    percent = number.unit is not None and number.unit.vi == "%"
    if percent and seen.value is not None and 0 <= seen.value <= 100:  # noqa: PLR2004 - percent
        return seen.value / 100, 1
    return None


def bar_below(number: Number, figure: Text, box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """A bar to the natural end; a small ratio in as many parts as it counts."""
    share = _share(number)
    if share is None:
        return []
    reached, parts = share
    width = min(box.w, sheet.px(860))
    height, radius = sheet.px(14), sheet.px(5)
    strip = Rect(box.x, figure.rect.bottom + sheet.px(12), width, height)
    ink = Ink.SECOND if room.dimmed else Ink.DATA
    if parts == 1:
        full = Rect(strip.x, strip.y, strip.w * float(reached), height)
        return [
            Box(strip, fill=Ink.DATA_DIM, radius=radius),
            Box(full, fill=ink, radius=radius),
        ]
    count = round(reached * parts)
    cells = strip.columns(parts, sheet.px(7))
    return [
        Box(cell, fill=ink, radius=radius)
        if i < count
        else Box(cell, line=Ink.OUTLINE, width=sheet.px(2), radius=radius)
        for i, cell in enumerate(cells)
    ]


def _parted(
    notes: list[Note], figure: Rect, begin: float, box: Rect, sheet: Sheet
) -> tuple[list[Note], list[Note]]:
    """Which notes stand in the column beside the figure, and which in rows from `begin` on. The
    column may be taller than the figure when nothing is under it.
    """
    side = box.right - figure.right - sheet.px(20)
    if len(notes) * sheet.tight <= begin - box.y + sheet.px(2) and all(
        _width(note, sheet) <= side for note in notes
    ):
        return notes, []
    rows = max(int(figure.h / (sheet.tight * 0.97)), 1)
    under = int((box.bottom - begin + sheet.px(3)) / sheet.tight)
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
        top = max(min(middle - height / 2, box.bottom - height), box.y)
    x = figure.rect.right + sheet.px(20)
    return _stack(notes, Rect(x, top, box.right - x, height), room, sheet)


def _below(notes: list[Note], box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """A line each; the last may run on over what is left."""
    if not notes:
        return []
    *lines, last = notes
    items = _stack(lines, box, room, sheet)
    used = len(lines) * sheet.tight
    text = sheet.paragraph(
        last.role,
        last.text,
        Rect(box.x, box.y + used, box.w, max(box.h - used, sheet.tight)),
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
            leading=TIGHT,
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


def several(numbers: Sequence[Number], room: Room, sheet: Sheet) -> list[Item]:
    """Equal columns: figure, bar, and its name below, each dimmed by its own state."""
    items: list[Item] = []
    box = room.box
    if room.time is not None:
        line = Rect(box.x, box.bottom - sheet.tight, box.w, sheet.row)
        items.append(sheet.line(*room.time, line, ink=Ink.SECOND, ground=room.ground))
        box = box.above(sheet.tight)
    columns = box.columns(len(numbers), sheet.px(24))
    size, lines, barred = _common_size(numbers, columns[0], room, sheet)
    for number, column in zip(numbers, columns, strict=True):
        figure = _figure(number, column, size, room, sheet)
        items += [figure, *_small_unit(number, figure, column, room, sheet)]
        under = figure.rect.h + sheet.px(2)
        if barred:
            strip = Rect(column.x, column.y, column.w - sheet.px(16), column.h)
            items += bar_below(number, figure, strip, room, sheet)
            under += sheet.px(30)
        name, short = _label(number, sheet)
        items.append(
            sheet.paragraph(
                "label",
                name,
                column.below(under),
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
    return [
        sheet.line(
            "unit",
            unit,
            line,
            weight=Weight.MEDIUM,
            ink=room.ink,
            ground=room.ground,
            leading=TIGHT,
        )
    ]


def _common_size(
    numbers: Sequence[Number], column: Rect, room: Room, sheet: Sheet
) -> tuple[float, int, bool]:
    """One size for all figures of the tile, the lines that are left for their names, and whether
    there is room for bars: names before bars, bars before a second line.
    """
    least = sheet.size(FIGURE_LEAST) * FIGURE_HEIGHT
    bar = max(bar_height(number, sheet) for number in numbers)
    spare = column.h - least - sheet.tight - sheet.px(2)
    barred = 0 < bar <= spare
    spare -= bar if barred else 0
    lines = 2 if spare >= sheet.tight else 1
    tall = (column.h - lines * sheet.tight - (bar if barred else 0) - sheet.px(2)) / FIGURE_HEIGHT
    size = float(int(max(min(sheet.size(FIGURE_MOST), tall), sheet.reading)))
    wide = [
        max(run.size for run in _figure(number, column, size, room, sheet).runs)
        for number in numbers
    ]
    return min(wide), lines, barred


def _label(number: Number, sheet: Sheet) -> tuple[str, str | None]:
    lang = sheet.words.lang
    unit = _unit(number, sheet)
    name, short = number.name.full_in(lang), number.name.short_in(lang)
    return name, short or (unit or None)
