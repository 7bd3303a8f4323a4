"""Unresolved alerts, counted in four priorities: a figure, a filled shape and a word each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import BeforeValidator, Field

from services.quantities import Identifier
from services.records import Alert, AlertState
from services.settings import Tile, Wording
from services.words import MISSING, plain
from widgets.drawing import PRIORITY_MARKS, Box, Ink, Item, Mark, Rect, Weight
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST, FIGURE_MOST
from widgets.tile import View

if TYPE_CHECKING:
    from services.views import Knowledge
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room

type Name = Literal["urgent", "high", "medium", "low"]
NAMES: tuple[Name, ...] = ("urgent", "high", "medium", "low")
"""Worst first."""
_OPEN = frozenset({AlertState.FIRING, AlertState.ACKNOWLEDGED})
_WORTH = 0.9
"""Of the size in two rows at which one row is better."""
_HAIR = 0.5
"""Pixels that are nothing."""
_MOST_WORDS = 3
"""Raw words of unclassified alerts that are named."""


TITLE = Wording(vi="Cảnh báo đang mở", en="Open alerts", short="Cảnh báo", short_en="Alerts")


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class SeverityTile(Tile):
    """Số cảnh báo chưa xử lý xong, đếm theo bốn mức ưu tiên."""

    severity: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=24),
        BeforeValidator(_listed, json_schema_input_type=Identifier | tuple[Identifier, ...]),
        Field(examples=["soc"]),
    ]
    """Nguồn cảnh báo, hoặc danh sách các nguồn được đếm chung."""

    @override
    def sources(self) -> tuple[str, ...]:
        return self.severity

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"alerts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityView(View):
    counts: tuple[int, int, int, int] | None
    """In the order of `NAMES`; None when no source ever answered, which is not four zeros."""
    hidden: int = 0
    """Suppressed at the source: in none of the counts."""
    unclassified: int = 0
    """Counted as their priority says, without a severity that is known."""
    raw: tuple[str, ...] = ()
    """The sources' own words for those."""

    @override
    def figures(self) -> dict[str, Json]:
        shown: dict[str, Json] = dict.fromkeys(NAMES)
        if self.counts is not None:
            shown = dict(zip(NAMES, self.counts, strict=True))
        hidden = None if self.counts is None else self.hidden
        return {
            "counts": shown,
            "suppressed": hidden,
            "unclassified": None if self.counts is None else self.unclassified,
            "raw": list(self.raw),
        }


class SeverityType:
    name = "severity"
    settings = SeverityTile
    own_notes = False

    def look_up(self, settings: SeverityTile, knowledge: Knowledge) -> SeverityView:
        facts = knowledge.facts(settings.severity, Alert)
        alerts = [fact.record for fact in facts]
        shown = [alert for alert in alerts if alert.state in _OPEN]
        found = Counter[str](knowledge.priority(alert.severity) for alert in shown)
        unknown = [alert for alert in shown if not alert.severity]
        words = {plain(alert.severity_word) for alert in unknown if alert.severity_word}
        urgent, high, medium, low = (found[name] for name in NAMES)
        answered = any(
            knowledge.asked(source).last_answered is not None for source in settings.severity
        )
        return SeverityView(
            title=settings.title or TITLE,
            standing=knowledge.standing(settings.severity, facts),
            priority=next((name for name in NAMES if found[name]), None),
            counts=(urgent, high, medium, low) if answered else None,
            hidden=sum(alert.state is AlertState.SUPPRESSED for alert in alerts),
            unclassified=len(unknown),
            raw=tuple(sorted(words)[:_MOST_WORDS]),
        )

    def lay_out(self, view: SeverityView, room: Room, sheet: Sheet) -> list[Item]:
        cells = _cells(view, sheet.words)
        notes = _notes(view, sheet.words)
        items: list[Item] = []
        box = room.box
        if notes and box.h >= 2 * sheet.row:
            foot = Rect(box.x, box.bottom - sheet.row, box.w, sheet.row)
            items.append(
                sheet.line(
                    "context",
                    " · ".join(notes),
                    foot,
                    ink=Ink.SECOND,
                    ground=room.ground,
                    short=notes[0],
                )
            )
            box = box.above(sheet.row)
        one, two = _size(cells, box, 4, sheet), _size(cells, box, 2, sheet)
        if one is not None and one >= (two or 0.0) * _WORTH:
            return items + _grid(cells, box, 4, one, room, sheet)
        if two is not None:
            return items + _grid(cells, box, 2, two, room, sheet)
        if view.counts is None:
            return [*items, sheet.line("value", MISSING, box, ink=Ink.SECOND, ground=room.ground)]
        return items + _listing(cells, box, room, sheet)


TILE = SeverityType()


@dataclass(frozen=True, slots=True)
class _Cell:
    """One priority: `count` is None where nothing is known."""

    name: Name
    count: int | None
    figure: str
    word: str

    @property
    def alarmed(self) -> bool:
        return self.name == "urgent" and bool(self.count)

    def ink(self, room: Room) -> Ink:
        return room.ink if self.count else Ink.SECOND

    def ground(self, room: Room) -> Ink:
        return Ink.ALARM_GROUND if self.alarmed else room.ground


def _cells(view: SeverityView, words: Words) -> tuple[_Cell, ...]:
    counts: tuple[int | None, ...] = view.counts or (None,) * 4
    return tuple(
        _Cell(name, count, MISSING if count is None else words.number(count), words.priority(name))
        for name, count in zip(NAMES, counts, strict=True)
    )


def _notes(view: SeverityView, words: Words) -> list[str]:
    """What the four figures don't say: what is hidden, and what nobody classified."""
    notes: list[str] = []
    if view.counts is None:
        return notes
    if view.hidden:
        notes.append(words.say("{n} đang ẩn", n=view.hidden))
    if view.unclassified:
        said = words.say("{n} chưa phân mức", n=view.unclassified)
        notes.append(f"{said}: {', '.join(view.raw)}" if view.raw else said)
    return notes


def _pad(sheet: Sheet) -> tuple[float, float]:
    """From the urgent card's border to what it holds."""
    return sheet.px(18), sheet.px(8)


def _side(sheet: Sheet) -> float:
    """A priority's shape, as tall as the capitals of its word and a little more."""
    return sheet.reading * 0.76


def _lead(sheet: Sheet) -> float:
    """From the shape's left edge to its word."""
    return _side(sheet) + sheet.px(12)


def _width(cell: _Cell, size: float, sheet: Sheet) -> float:
    figure = sheet.measure.width(cell.figure, size, Weight.BOLD)
    word = _lead(sheet) + sheet.measure.width(cell.word, sheet.reading, Weight.MEDIUM)
    return max(figure, word)


def _columns(
    cells: tuple[_Cell, ...], across: int, size: float, box: Rect, sheet: Sheet
) -> tuple[float, float] | None:
    """Pitch of the columns and width of the urgent card; None where the columns don't fit. The pitch
    hangs on nothing that changes with the hour, unless a count is wider than every word.
    """
    aside, gap = _pad(sheet)[0], sheet.px(20)
    pitch = (box.w + gap) / across
    wide = [max(_width(c, size, sheet) for c in cells[i::across]) for i in range(across)]
    needed = [aside + width + (aside if i == 0 else 0.0) for i, width in enumerate(wide)]
    if max(needed) <= pitch - gap + _HAIR:
        return pitch, pitch - gap
    # Two columns have one pitch in any case: the words of the first may take of the second's room.
    first, last = needed[0], needed[-1]
    if across == len(cells) or first + gap + last > box.w + _HAIR:
        return None
    pitch = max(pitch, first + gap) if first > last else box.w - last
    return pitch, pitch - gap


def _size(cells: tuple[_Cell, ...], box: Rect, across: int, sheet: Sheet) -> float | None:
    """One size for all four, as large as height, width and eyes allow; None if that is no figure."""
    rows = len(cells) // across
    upright = _pad(sheet)[1]
    tall = (box.h - sheet.px(10) * (rows - 1)) / rows - 2 * upright - sheet.row
    unknown = all(cell.count is None for cell in cells)
    most = sheet.size(FIGURE_LEAST if unknown else FIGURE_MOST)
    size = float(int(min(most, tall / FIGURE_HEIGHT)))
    while size >= sheet.reading * 1.25:
        if _columns(cells, across, size, box, sheet) is not None:
            return size
        size -= 2
    return None


def _grid(
    cells: tuple[_Cell, ...], box: Rect, across: int, size: float, room: Room, sheet: Sheet
) -> list[Item]:
    """Four figures, each over its shape and word, at equal distances; all as far from their column's
    edge as the urgent one is from its card's.
    """
    pitch, card = _columns(cells, across, size, box, sheet) or (box.w / across, box.w / across)
    upright = _pad(sheet)[1]
    rows = len(cells) // across
    height = size * FIGURE_HEIGHT + sheet.row + 2 * upright
    step = min(box.h / rows, height + sheet.px(40))
    top = box.y + (box.h - step * (rows - 1) - height) / 2
    aside = _pad(sheet)[0] if any(cell.alarmed for cell in cells) else 0.0
    items: list[Item] = []
    for i, cell in enumerate(cells):
        column, row = i % across, i // across
        x = box.x + pitch * column
        place = Rect(x, top + row * step, min(card, box.right - x), height)
        items += _cell(cell, place, size, aside, room, sheet)
    return items


def _cell(
    cell: _Cell, place: Rect, size: float, aside: float, room: Room, sheet: Sheet
) -> list[Item]:
    upright = _pad(sheet)[1]
    items: list[Item] = []
    if cell.alarmed:
        items.append(
            Box(
                place,
                fill=Ink.ALARM_GROUND,
                line=Ink.URGENT,
                width=sheet.px(3.5),
                radius=sheet.px(12),
            )
        )
    inner = place.inset(0, upright).beside(aside)
    figure = sheet.figure(
        "value",
        cell.figure,
        inner,
        size=size,
        least=sheet.reading,
        ink=cell.ink(room),
        ground=cell.ground(room),
    )
    under = inner.below(size * FIGURE_HEIGHT).top(sheet.row)
    return [*items, figure, *_sign(cell, under, room, sheet)]


def _sign(cell: _Cell, row: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """The priority's shape and word."""
    shape, colour = PRIORITY_MARKS[cell.name]
    ink = colour if cell.count else Ink.OUTLINE
    side = _side(sheet)
    word = sheet.line(
        "label",
        cell.word,
        row.beside(_lead(sheet)),
        weight=Weight.MEDIUM,
        ink=cell.ink(room),
        ground=cell.ground(room),
    )
    middle = word.runs[0].baseline - word.cap / 2
    return [Mark(shape, Rect(row.x, middle - side / 2, side, side), ink), word]


def _listing(cells: tuple[_Cell, ...], box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """Where no large figure has room: a row each, and the last row counts what has none."""
    rows = max(int((box.h + 0.5) / sheet.row), 1)
    shown = cells
    if len(cells) > rows:
        # Of what is worse than the worst that there is, nothing needs a row.
        worst = next((i for i, cell in enumerate(cells) if cell.count), 0)
        shown = cells[worst : worst + max(rows - 1, 1)]
    items: list[Item] = []
    for i, cell in enumerate(shown):
        row = Rect(box.x, box.y + i * sheet.row, box.w, sheet.row)
        if cell.alarmed:
            card = Rect(row.x, row.y, row.w, row.h)
            items.append(
                Box(
                    card,
                    fill=Ink.ALARM_GROUND,
                    line=Ink.URGENT,
                    width=sheet.px(3),
                    radius=sheet.px(8),
                )
            )
        inner = row.inset(_pad(sheet)[0], 0)
        count = sheet.line(
            "value",
            cell.figure,
            inner,
            weight=Weight.BOLD,
            ink=cell.ink(room),
            ground=cell.ground(room),
            align="right",
        )
        items.append(count)
        name = inner.left(count.rect.x - inner.x - sheet.px(12))
        items += _sign(cell, name, room, sheet)
    rest = [cell for cell in cells if cell not in shown]
    if rest and rows > len(shown):
        said = sheet.words.say("và {n} ở mức thấp hơn", n=sum(cell.count or 0 for cell in rest))
        row = Rect(box.x, box.y + len(shown) * sheet.row, box.w, sheet.row).inset(_pad(sheet)[0], 0)
        items.append(sheet.line("context", said, row, ink=Ink.SECOND, ground=room.ground))
    return items
