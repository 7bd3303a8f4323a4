"""The frame that every tile has: ground, title, age or period, badge of its state, marks.

Eight states, eight looks, none like another and none like an alarm: a hatched ground is old, a dark
ground with an outline is cut off, a dashed outline is faulty; each wears its mark and its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.freshness import State
from widgets.drawing import Box, Hatch, Ink, Item, Mark, Rect, Shape, Weight
from widgets.tile import Room

if TYPE_CHECKING:
    from services.views import Standing
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import View


@dataclass(frozen=True, slots=True)
class Look:
    """How a state shows on a tile beside its words."""

    mark: Shape
    ground: Ink = Ink.TILE
    outline: Ink | None = None
    dashed: bool = False
    hatched: bool = False
    dimmed: bool = False


LOOKS: dict[State, Look] = {
    State.LIVE: Look("dot"),
    State.LATE: Look("clock"),
    State.STALE: Look("clock", hatched=True, dimmed=True),
    State.SKEWED: Look("shift", outline=Ink.LINE),
    State.FAULTY: Look("cross", outline=Ink.OUTLINE, dashed=True, dimmed=True),
    State.DISCONNECTED: Look("slash", ground=Ink.TILE_DARK, outline=Ink.OUTLINE, dimmed=True),
    State.MAINTENANCE: Look("pause", ground=Ink.TILE_DARK, outline=Ink.LINE, dimmed=True),
    State.NEVER: Look("empty", ground=Ink.TILE_DARK, outline=Ink.LINE, dashed=True, dimmed=True),
}


def frame(view: View, box: Rect, sheet: Sheet) -> tuple[list[Item], Room]:
    """The frame's items and the room that is left for the content."""
    standing = view.standing
    look = LOOKS[standing.state or State.LIVE]
    dimmed = look.dimmed if view.dimmed is None else view.dimmed
    ground = Ink.HATCH if look.hatched else look.ground
    items: list[Item] = [*_ground(look, box, sheet)]
    inner = box.inset(sheet.px(28), sheet.px(18))
    head, used = _head(view, inner, sheet, ground, Ink.SECOND if dimmed else Ink.TEXT)
    items += head
    foot, kept = _foot(standing, inner, sheet, ground)
    items += foot
    content = Rect(inner.x, inner.y + used, inner.w, max(inner.h - used - kept, 0.0))
    ink = Ink.SECOND if dimmed else Ink.TEXT
    return items, Room(box=content, ink=ink, ground=ground, dimmed=dimmed)


def _ground(look: Look, box: Rect, sheet: Sheet) -> list[Item]:
    radius = sheet.px(14)
    items: list[Item] = [Box(box, fill=look.ground, radius=radius)]
    if look.hatched:
        items.append(Hatch(box, radius, step=sheet.px(26)))
    if look.outline is not None:
        items.append(
            Box(box, line=look.outline, width=sheet.px(3), radius=radius, dashed=look.dashed)
        )
    return items


def _head(view: View, inner: Rect, sheet: Sheet, ground: Ink, ink: Ink) -> tuple[list[Item], float]:
    """Title left, period or age right; the title takes a second line where the tile is tall."""
    words = sheet.words
    items: list[Item] = []
    role, text = _time(view, words)
    taken = 0.0
    if text:
        right = sheet.line(
            role, text, inner, ink=Ink.SECOND, ground=ground, align="right", weight=Weight.REGULAR
        )
        items.append(right)
        taken = right.rect.w + sheet.px(20)
    room = Rect(inner.x, inner.y, max(inner.w - taken, 0.0), inner.h)
    full, short = view.title.full_in(words.lang), view.title.short_in(words.lang)
    lines = 2 if inner.h > sheet.row * 6 else 1
    broken = sheet.broken(full, room.w, sheet.reading, Weight.SEMIBOLD)
    if len(broken) > 1 and short:
        broken = sheet.broken(short, room.w, sheet.reading, Weight.SEMIBOLD)
        full_fits = len(sheet.broken(full, room.w, sheet.reading, Weight.SEMIBOLD)) <= lines
        lines = lines if full_fits and lines > 1 else 1
    title = sheet.paragraph(
        "title",
        full,
        room,
        lines=lines,
        weight=Weight.SEMIBOLD,
        ink=ink,
        ground=ground,
        short=short,
        leading=1.25,
    )
    items.insert(0, title)
    return items, max(title.rect.h, sheet.row) + sheet.px(4)


def _time(view: View, words: Words) -> tuple[str, str]:
    standing = view.standing
    if view.period is not None:
        return "period", words.period(view.period)
    if standing.age is not None:
        return "age", words.age(standing.age)
    return "age", ""


@dataclass(frozen=True, slots=True)
class _Chip:
    """A word in an outline, or plain words (a publication)."""

    role: str
    text: str
    mark: Shape | None = None
    outlined: bool = True

    def lead(self, sheet: Sheet) -> float:
        """From the chip's left edge to its text."""
        if not self.outlined:
            return 0.0
        return sheet.px(14) + (sheet.reading * 0.72 + sheet.px(10) if self.mark else 0.0)

    def width(self, sheet: Sheet) -> float:
        weight = Weight.SEMIBOLD if self.outlined else Weight.REGULAR
        text = sheet.measure.width(self.text, sheet.reading, weight)
        return self.lead(sheet) + text + (sheet.px(14) if self.outlined else 0.0)

    def items(self, place: Rect, sheet: Sheet, ground: Ink) -> list[Item]:
        """The chip's items; `place` is where it stands, its width bounding it."""
        lead = self.lead(sheet)
        tail = sheet.px(14) if self.outlined else 0.0
        box = Rect(
            place.x + lead, place.y + (place.h - sheet.row) / 2, place.w - lead - tail, sheet.row
        )
        text = sheet.line(
            self.role,
            self.text,
            box,
            weight=Weight.SEMIBOLD if self.outlined else Weight.REGULAR,
            ink=Ink.TEXT if self.outlined else Ink.SECOND,
            ground=ground,
        )
        if not self.outlined:
            return [text]
        outline = Rect(place.x, place.y, text.rect.w + lead + tail, place.h)
        items: list[Item] = [
            Box(outline, line=Ink.OUTLINE, width=sheet.px(2), radius=sheet.px(8)),
            text,
        ]
        if self.mark:
            side = sheet.reading * 0.72
            sign = Rect(place.x + sheet.px(14), place.y + (place.h - side) / 2, side, side)
            items.append(Mark(self.mark, sign, Ink.TEXT, sheet.px(3.5)))
        return items


def _foot(standing: Standing, inner: Rect, sheet: Sheet, ground: Ink) -> tuple[list[Item], float]:
    """Badge, MÔ PHỎNG and publication along the bottom, on as many rows as they need."""
    gap, height = sheet.px(16), sheet.reading * 1.3
    rows: list[list[tuple[_Chip, float]]] = []
    x = inner.w
    for chip in _chips(standing, inner, sheet):
        width = min(chip.width(sheet), inner.w)
        if not rows or x + width > inner.w + 0.5:
            rows.append([])
            x = 0.0
        rows[-1].append((chip, x))
        x += width + gap
    if not rows:
        return [], 0.0
    step = height + sheet.px(8)
    top = inner.bottom - len(rows) * step + sheet.px(8)
    items: list[Item] = []
    for i, row in enumerate(rows):
        for chip, left in row:
            place = Rect(inner.x + left, top + i * step, inner.w - left, height)
            items += chip.items(place, sheet, ground)
    return items, len(rows) * step + sheet.px(2)


def _chips(standing: Standing, inner: Rect, sheet: Sheet) -> list[_Chip]:
    words = sheet.words
    chips: list[_Chip] = []
    if standing.state is not None and standing.state is not State.LIVE:
        mark = LOOKS[standing.state].mark
        full = _Chip("badge", badge(standing, words), mark)
        short = _Chip("badge", words.state(standing.state), mark)
        chips.append(full if full.width(sheet) <= inner.w else short)
    if standing.simulated:
        chips.append(_Chip("mark", words.say("MÔ PHỎNG")))
    if standing.publications:
        chips.append(_Chip("context", ", ".join(standing.publications), outlined=False))
    return chips


def badge(standing: Standing, words: Words) -> str:
    """What a tile's state says, with the age or the time that makes it useful."""
    match standing.state:
        case State.DISCONNECTED | State.MAINTENANCE | State.FAULTY if standing.received:
            return words.state_since(standing.state, standing.received)
        case State.STALE | State.LATE if standing.age is not None:
            return words.state_aged(standing.state, standing.age)
        case None:
            return ""
        case _:
            return words.state(standing.state)
