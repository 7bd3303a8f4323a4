"""The frame that every tile has: ground, title, age or period, badge of its state, marks.

Eight states, eight looks, none like another and none like an alarm: a hatched ground is old, a dark
ground with an outline is cut off, a dashed outline is faulty; each wears its mark and its words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from services.freshness import State
from widgets.chips import CHIP, Chip, in_foot, in_head
from widgets.cramped import cramped
from widgets.drawing import Box, Hatch, Ink, Item, Rect, Shape, Text, Weight
from widgets.reasons import explained
from widgets.sheet import TIGHT
from widgets.tile import ONE_ROW, Room

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
    State.STALE: Look("hourglass", hatched=True, dimmed=True),
    State.SKEWED: Look("shift", outline=Ink.LINE),
    State.FAULTY: Look("cross", outline=Ink.OUTLINE, dashed=True, dimmed=True),
    State.DISCONNECTED: Look("slash", ground=Ink.TILE_DARK, outline=Ink.OUTLINE, dimmed=True),
    State.MAINTENANCE: Look("pause", ground=Ink.TILE_DARK, outline=Ink.LINE, dimmed=True),
    State.NEVER: Look("empty", ground=Ink.TILE_DARK, dimmed=True),
}


RADIUS = 14.0
"""Of a tile's corners, at 1080 lines."""
AIRY = 6.0
"""Rows from which on a tile has air under its title."""
SPARE = 2.4
"""Rows that a tile which knows nothing keeps for its title and its dash before it says why."""
_FAULT_LINES = 3
_NAMED = 2
"""Publications that are named; of more it is said how many they are, and wall.json names them."""


def frame(
    view: View, box: Rect, sheet: Sheet, *, own_notes: bool = False
) -> tuple[list[Item], Room]:
    """The frame's items and the room that is left for the content."""
    standing = view.standing
    own_notes = own_notes and view.least_rows <= ONE_ROW  # several figures have no notes
    look = LOOKS[standing.state or State.LIVE]
    dimmed = look.dimmed if view.dimmed is None else view.dimmed
    if look.dimmed and not dimmed:
        # Some of its figures live: the tile looks alive, its badge and their marks tell of the others.
        look = LOOKS[State.LIVE]
    ground = Ink.HATCH if look.hatched else look.ground
    ink = Ink.SECOND if dimmed else Ink.TEXT
    inner = box.inset(sheet.px(28), sheet.px(16))
    if view.bare:
        return _ground(look, box, sheet), Room(box=inner, ink=ink, ground=ground)
    chips = _chips(standing, sheet, why=dimmed)
    head, used, spilled, left = _head(view, chips, inner, sheet, ground, ink, own_notes=own_notes)
    left = _shortened(left, standing, inner, sheet, why=dimmed)
    time = spilled if own_notes else None
    if spilled and not own_notes:
        left.insert(
            -1 if left and not left[-1].outlined else len(left), Chip(*spilled, outlined=False)
        )
    if dimmed:
        left = explained(left, standing, inner, used, view.least_rows, sheet)
    foot, kept = in_foot(left, inner, sheet, ground)
    told = _fault(standing, inner.above(kept), sheet, ground)
    if told is not None:
        foot.append(told)
        kept += told.rect.h + sheet.px(7)
    content = Rect(inner.x, inner.y + used, inner.w, max(inner.h - used - kept, 0.0))
    if content.h < sheet.row * view.least_rows:
        short = _terse(chips, standing, sheet)
        also = [Chip(*_time(view, sheet.words), outlined=False), *(c for c in chips if c.ends)]
        head, content = cramped(
            view.title, short, also, inner, sheet, ground, ink, rows=view.least_rows
        )
        aged = any(isinstance(item, Text) and item.role in {"age", "period"} for item in head)
        foot, time = [], _time(view, sheet.words) if own_notes and not aged else None
        time = time if time and time[1] else None
    room = Room(box=content, ink=ink, ground=ground, dimmed=dimmed, time=time)
    return [*_ground(look, box, sheet), *head, *foot], room


def _ground(look: Look, box: Rect, sheet: Sheet) -> list[Item]:
    radius = sheet.px(RADIUS)
    items: list[Item] = [Box(box, fill=look.ground, radius=radius)]
    if look.hatched:
        items.append(Hatch(box, radius, step=sheet.px(26)))
    if look.outline is not None:
        items.append(
            Box(box, line=look.outline, width=sheet.px(3), radius=radius, dashed=look.dashed)
        )
    return items


def _head(
    view: View,
    chips: list[Chip],
    inner: Rect,
    sheet: Sheet,
    ground: Ink,
    ink: Ink,
    *,
    own_notes: bool,
) -> tuple[list[Item], float, tuple[str, str] | None, list[Chip]]:
    """Title left, period or age right, chips between them where they fit: items, height, the time
    where the title needs its room, and the chips that are left for the foot.

    The title takes a second line where the tile is tall, then its short form; before it is cut, or
    broken where the content has a place for the time, it takes the whole row.
    """
    words, gap = sheet.words, sheet.px(20)
    full, short = view.title.full_in(words.lang), view.title.short_in(words.lang)
    role, text = _time(view, words)
    time_width = sheet.measure.width(text, sheet.reading, Weight.REGULAR) + gap if text else 0.0
    beside = Rect(inner.x, inner.y, max(inner.w - time_width, 0.0), inner.h)
    lines = 2 if inner.h > sheet.row * 6.5 else 1
    cut = not any(_goes(said, beside.w, lines, sheet) for said in (full, short) if said)
    broken = lines > 1 and not _goes(full, beside.w, 1, sheet) and _goes(full, inner.w, 1, sheet)
    spilled = bool(text) and (cut or (own_notes and broken))
    room = inner if spilled else beside
    shown = short if short and not _goes(full, room.w, lines, sheet) else full
    title = sheet.paragraph(
        "title",
        shown,
        room,
        lines=lines,
        weight=Weight.SEMIBOLD,
        ink=ink,
        ground=ground,
        leading=TIGHT,
    )
    items: list[Item] = [replace(title, full=full)]
    if text and not spilled:
        items.append(sheet.line(role, text, inner, ink=Ink.SECOND, ground=ground, align="right"))
    free = Rect(inner.x, inner.y, max(room.w, 0.0), sheet.row)
    used = title.rect.w if len(title.runs) == 1 else inner.w
    placed, left = in_head(chips, used, free, sheet, ground)
    air = sheet.px(12) if inner.h > sheet.row * AIRY else sheet.px(4)
    height = max(title.rect.h + air, sheet.row)
    return [*items, *placed], height, (role, text) if spilled else None, left


def _goes(title: str, width: float, lines: int, sheet: Sheet) -> bool:
    """On so many lines, uncut."""
    broken = sheet.broken(title, width, sheet.reading, Weight.SEMIBOLD)
    widest = max(sheet.measure.width(b, sheet.reading, Weight.SEMIBOLD) for b in broken)
    return len(broken) <= lines and widest <= width + 0.5


def _time(view: View, words: Words) -> tuple[str, str]:
    standing = view.standing
    if view.period is not None:
        return "period", words.period(view.period)
    if standing.publications and not standing.simulated and standing.state is State.LIVE:
        # What was printed has the date of its paper; the age of the answer that quotes it means nothing.
        return "age", ""
    if standing.age is not None:
        return "age", words.age(standing.age)
    return "age", ""


def _chips(standing: Standing, sheet: Sheet, *, why: bool) -> list[Chip]:
    """Badge, publication, and the marks of what is partial and simulated, in the order in which they
    stand.

    `why`: the content does not say the reason of its state itself.
    """
    words, state = sheet.words, standing.state
    chips: list[Chip] = []
    if state is not None and state is not State.LIVE:
        brief = state in UNKNOWN and not why
        text = words.state(state) if brief else badge(standing, words)
        chips.append(Chip("badge", text, LOOKS[state].mark))
    if standing.publications:
        many = len(standing.publications)
        said = (
            ", ".join(standing.publications)
            if many <= _NAMED
            else words.count(many, "theo {n} bài báo")
        )
        chips.append(Chip("context", said, outlined=False, ends=_dated(standing.publications)))
    if standing.partial:
        chips.append(Chip("mark", words.missing(standing.missing)))
    if standing.simulated:
        chips.append(Chip("mark", words.say("MÔ PHỎNG")))
    return chips


def _dated(publications: tuple[str, ...]) -> str:
    """The date with which the only one of them ends, if it does."""
    *_, last = publications[0].split() or [""]
    dated = len(publications) == 1 and any(map(str.isdigit, last))
    return last if dated else ""


def _shortened(
    chips: list[Chip], standing: Standing, inner: Rect, sheet: Sheet, *, why: bool
) -> list[Chip]:
    """What the foot holds of those: the badge in its short form before it takes a row that another
    chip could share, and then with its reason beside or below where there is room.
    """
    state = standing.state
    if not chips or chips[0].role != "badge" or state is None:
        return chips
    full, *others = chips
    short = replace(full, text=sheet.words.state(state))
    beside = sum(other.width(sheet) + sheet.px(12) for other in others)
    if full.width(sheet) + beside <= inner.w:
        return chips
    foot = (len(others) + 2) * (sheet.reading * CHIP + sheet.px(7))
    roomy = inner.h > sheet.row * AIRY or (
        state is State.NEVER and inner.h >= sheet.row * SPARE + foot
    )
    if state in UNKNOWN and why and roomy and standing.reason is not None:
        reason = Chip("context", sheet.words.reason(standing.reason), outlined=False)
        return [short, reason, *others]
    shares = short.width(sheet) + beside <= inner.w
    return [short if shares or full.width(sheet) > inner.w else full, *others]


def _terse(chips: list[Chip], standing: Standing, sheet: Sheet) -> list[Chip]:
    """The marks without which a figure would say more than is known: its state, what is simulated, what is
    lacking.
    """
    marks = [chip for chip in chips if chip.outlined]
    if marks and marks[0].role == "badge" and standing.state is not None:
        badge, *others = marks
        return [replace(badge, text=sheet.words.state(standing.state)), *reversed(others)]
    return marks[::-1]


def _fault(standing: Standing, inner: Rect, sheet: Sheet, ground: Ink) -> Text | None:
    """What is held against a figure whose source answers: a sentence, too long for a badge. Along the
    bottom, as many lines of it as leave the content its room.
    """
    if standing.state not in UNKNOWN or standing.reason is not None or standing.words is None:
        return None
    said = sheet.words.say(standing.words)
    lines = len(sheet.broken(said, inner.w, sheet.reading, Weight.REGULAR))
    room = int((inner.h - sheet.row * SPARE) / sheet.tight)
    lines = min(lines, room, _FAULT_LINES)
    if lines < 1:
        return None
    height = lines * sheet.tight
    place = Rect(inner.x, inner.bottom - height, inner.w, height)
    text = sheet.paragraph(
        "context", said, place, lines=lines, ink=Ink.SECOND, ground=ground, leading=TIGHT
    )
    return replace(text, full=said)


UNKNOWN = frozenset({State.NEVER, State.FAULTY})
"""States whose badge gives the reason."""


def badge(standing: Standing, words: Words) -> str:
    """What a tile's state says, with the age or the time that makes it useful."""
    if standing.state is None:
        return ""
    noon = datetime.combine(standing.day or date.min, time(12), words.zone)
    return (
        words.badge(
            standing.state,
            at=noon,
            age=standing.age,
            since=standing.received,
            reason=standing.reason,
        )
        or ""
    )
