"""One large figure with what goes with it: unit, comparison, bar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.words import MISSING
from services.words import Figure as FigureWords
from widgets import pennant
from widgets.bar import bar_below, bar_height
from widgets.drawing import Ink, Item, Mark, Rect, Text, Weight
from widgets.notes import Note, notes
from widgets.sheet import (
    BASELINE,
    FIGURE_HEIGHT,
    FIGURE_LEAST,
    FIGURE_MOST,
    LEADING,
    TIGHT,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tile import Room

SHOWS_NOTHING = FigureWords(MISSING)
WORDS_FOR_A_FIGURE = 22.0
"""Arc minutes of a figure that is a word ("đang thử nghiệm")."""

_NEVER_LEFT_OUT = {"unit", "age", "period"}
_OF_TALL, _OF_WIDE = 0.56, 0.36
"""Of a tile that is far larger than its figure needs: there it grows beyond what eyes need."""


def one(number: Number, box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """The largest figure that leaves room for its bar and all notes; at the least size the last notes
    go, for an age and the word of what is wrong the bar before them. Where that word has no room at all, its
    pennant stands before the figure.
    """
    needed = {room.time[0]} if room.time is not None else set[str]()
    needed |= {"band"} if pennant.needed(number) else set()
    for barred in (True, False):
        items = _whole(number, box, room, sheet, barred=barred)
        if needed <= _roles(items):
            return [*items]
    items = _whole(number, box, room, sheet)
    if room.time is not None and room.time[0] not in _roles(items):
        # Without room for an age the figure needn't be the smaller for it.
        room = replace(room, time=None)
        items = _whole(number, box, room, sheet)
    if not pennant.needed(number) or any(isinstance(item, Mark) for item in items):
        return [*items]
    beside = box.beside(pennant.lead(sheet))
    figure, *others = _whole(replace(number, band=None), beside, room, sheet)
    middle = figure.runs[0].baseline - sheet.reading * sheet.measure.cap / 2
    return [pennant.at_middle(box.x, middle, sheet), figure, *others]


def _roles(items: Sequence[Item]) -> set[str]:
    return {item.role for item in items if isinstance(item, Text)}


def _whole(
    number: Number, box: Rect, room: Room, sheet: Sheet, *, barred: bool = True
) -> tuple[Text, *tuple[Item, ...]]:
    told = notes(number, box, room, sheet)
    bar = bar_height(number, sheet) if barred else 0.0
    if box.h < sheet.size(FIGURE_LEAST) * FIGURE_HEIGHT + bar:
        bar = 0.0
    size, beside, below = _sized(number, told, bar, box, room, sheet)
    figure = figure_in(number, box, size, room, sheet)
    begin = under(figure, sheet) + bar
    over = min(figure.rect.bottom + sheet.px(8), box.bottom) if bar else box.bottom
    column = _beside(beside, figure, Rect(box.x, box.y, box.w, over - box.y), room, sheet)
    ends = [item.rect.bottom for item in column if isinstance(item, Text)]
    begin = max([begin, *ends]) if below else begin
    rest = Rect(box.x, begin, box.w, max(box.bottom - begin, sheet.tight))
    return (
        figure,
        *(bar_below(number, figure, box, room, sheet) if bar else ()),
        *column,
        *_below(below, rest, room, sheet),
    )


def _sized(
    number: Number, told: list[Note], bar: float, box: Rect, room: Room, sheet: Sheet
) -> tuple[float, list[Note], list[Note]]:
    """The figure's size, the notes beside it and those below. A figure steps down by a third rather
    than lose its unit to the next line; then down to its least for the notes.
    """
    least = sheet.size(FIGURE_LEAST)
    tall = (box.h - bar) / FIGURE_HEIGHT
    most = max(sheet.size(FIGURE_MOST), min(tall * _OF_TALL, box.w * _OF_WIDE))
    largest = float(int(min(most, max(tall, sheet.reading))))
    steps = [largest]
    while steps[-1] > least:
        steps.append(max(float(int(steps[-1] * 0.95)), least))
    parts = []
    for size in steps:
        figure = figure_in(number, box, size, room, sheet)
        beside, below = _parted(told, figure.rect, under(figure, sheet) + bar, bar, box, sheet)
        parts.append((size, beside, below))
        unit_follows = not told or told[0].role != "unit" or bool(beside)
        if len(beside) + len(below) == len(told) and unit_follows:
            if size >= largest * 2 / 3:
                return size, beside, below
            break
    whole = (part for part in parts if len(part[1]) + len(part[2]) == len(told))
    aged = _with_age(number, told, bar, box, room, sheet, min(least, largest))
    return next(whole, None) or aged or parts[-1]


def _with_age(
    number: Number,
    told: list[Note],
    bar: float,
    box: Rect,
    room: Room,
    sheet: Sheet,
    size: float,
) -> tuple[float, list[Note], list[Note]] | None:
    """No age is hidden: before that a figure goes below `size`, its least, as far as letters are read."""
    needed = {note.role for note in told} & _NEVER_LEFT_OUT
    while size >= sheet.reading:
        figure = figure_in(number, box, size, room, sheet)
        beside, below = _parted(told, figure.rect, under(figure, sheet) + bar, bar, box, sheet)
        if needed <= {note.role for note in (*beside, *below)}:
            return size, beside, below
        size = float(int(size * 0.95))
    return None


def _parted(
    notes: list[Note], figure: Rect, begin: float, bar: float, box: Rect, sheet: Sheet
) -> tuple[list[Note], list[Note]]:
    """Which notes stand in the column beside the figure, and which in rows from `begin` on. The
    column may be taller than the figure when nothing is under it.
    """
    side = box.right - figure.right - sheet.px(20)
    fitted = [note.within(side, sheet) for note in notes]
    if len(notes) * sheet.tight <= begin - bar - box.y + sheet.px(2) and all(
        note.width(sheet) <= side for note in fitted
    ):
        return fitted, []
    rows = max(int(figure.h / (sheet.tight * 0.97)), 1)
    under = int((box.bottom - begin + sheet.px(3)) / sheet.tight)
    beside: list[Note] = []
    below: list[Note] = []
    for note, narrow in zip(notes, fitted, strict=True):
        if len(beside) < rows and not below and narrow.width(sheet) <= side:
            beside.append(narrow)
        elif len(below) < under:
            below.append(note if under - len(below) > 1 else note.within(box.w, sheet))
    return beside, below


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
    items = _stack([note.within(box.w, sheet) for note in lines], box, room, sheet)
    used, lead = len(lines) * sheet.tight, last.lead(sheet)
    if last.marked:
        items.append(pennant.at_line(box.x, box.y + used, sheet))
    text = sheet.paragraph(
        last.role,
        last.text,
        Rect(box.x + lead, box.y + used, box.w - lead, max(box.h - used, sheet.tight)),
        lines=3,
        weight=last.weight,
        ink=room.ink if last.strong else Ink.SECOND,
        ground=room.ground,
        leading=TIGHT,
    )
    return [*items, replace(text, full=last.whole or last.text)]


def _stack(notes: list[Note], box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    items: list[Item] = []
    for i, note in enumerate(notes):
        top, lead = box.y + i * sheet.tight, note.lead(sheet)
        if note.marked:
            items.append(pennant.at_line(box.x, top, sheet))
        line = sheet.line(
            note.role,
            note.text,
            Rect(box.x + lead, top, box.w - lead, sheet.row),
            weight=note.weight,
            ink=room.ink if note.strong else Ink.SECOND,
            ground=room.ground,
            leading=TIGHT,
        )
        items.append(replace(line, full=note.whole or note.text))
    return items


def figure_in(number: Number, box: Rect, size: float, room: Room, sheet: Sheet) -> Text:
    """At the top of the box, or as low in it as a unit beside it needs."""
    ink = Ink.SECOND if number.old else Ink.TEXT
    unit = number.unit.full_in(sheet.words.lang) if number.unit else None
    seen = number.observation
    said = sheet.words.figure(seen, unit, number.decimals) if seen else SHOWS_NOTHING
    if seen is not None and seen.value is None and seen.text:
        large = sheet.size(WORDS_FOR_A_FIGURE)
        return sheet.paragraph(
            "value",
            said.number,
            box,
            lines=3,
            size=large if box.h >= large * LEADING else sheet.reading,
            weight=Weight.SEMIBOLD,
            ink=ink,
            ground=room.ground,
        )
    main, slash, rest = said.number.partition("/")

    def written(place: Rect, main: str = main) -> Text:
        return sheet.figure(
            "value",
            main,
            place,
            before=said.qualifier,
            after=f"{slash}{rest}{said.attached}",
            size=size,
            least=sheet.reading,
            ink=ink,
            ground=room.ground,
        )

    figure = written(box)
    if figure.rect.w > box.w and not slash and seen is not None and seen.value is not None:
        # Of so many digits none may be cut: millions are said in words.
        main = sheet.words.shortened(seen.value)
        figure = replace(written(box, main), full=figure.text)
    # A unit on the baseline of a small figure is higher than the figure.
    lift = sheet.reading * BASELINE - (figure.runs[0].baseline - box.y)
    return figure if lift <= 0 else replace(written(box.below(lift), main), full=figure.full)


def under(figure: Text, sheet: Sheet) -> float:
    """Where the next line may begin: a unit on the baseline of a small figure reaches lower than that."""
    return max(figure.rect.bottom, figure.runs[-1].baseline + (TIGHT - BASELINE) * sheet.reading)
