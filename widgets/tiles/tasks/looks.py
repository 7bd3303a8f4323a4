"""What the five states of tasks are called, and what tells them apart in a bar and beside a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.duties import STAGES, Stage
from services.phrase import Phrase, phrase
from widgets.drawing import Box, Ink, Item, Rect
from widgets.tally import Count, hatched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room

WORDS: dict[Stage, Phrase] = {
    Stage.OVERDUE: phrase("quá hạn"),
    Stage.DUE_SOON: phrase("sắp đến hạn"),
    Stage.RUNNING: phrase("trong hạn"),
    Stage.DONE_LATE: phrase("xong muộn"),
    Stage.DONE_IN_TIME: phrase("xong đúng hạn"),
}
INKS: dict[Stage, Ink] = {
    Stage.OVERDUE: Ink.OVERDUE,
    Stage.DUE_SOON: Ink.TEXT,
    Stage.RUNNING: Ink.OUTLINE,
    Stage.DONE_LATE: Ink.DATA,
    Stage.DONE_IN_TIME: Ink.DATA,
}
HOLLOW = Stage.RUNNING
"""What is neither done nor pressing is an outline."""
HATCHED = Stage.DONE_LATE
"""What is done, but not as it should have been."""
STRONG = frozenset({Stage.OVERDUE, Stage.DUE_SOON})
_STRIPES = 8
"""Tasks due soon that are still drawn one by one."""


def count_of(stage: Stage, count: int, words: Words) -> Count:
    said = f"{words.number(count)} {words.say(WORDS[stage])}"
    late = stage is Stage.OVERDUE
    return Count(
        said,
        "pennant" if late else None,
        Ink.OUTLINE if late and not count else INKS[stage],
        hollow=stage is HOLLOW,
        hatched=stage is HATCHED,
        strong=bool(count) and stage in STRONG,
        quiet=not count,
    )


def bar(
    counts: Sequence[tuple[Stage, int]], strip: Rect, room: Room, sheet: Sheet
) -> Iterator[Item]:
    """Each state by its share of all, in the order of their counts; none too thin to be seen; a stripe for
    each task that is due soon, as long as they can be counted.
    """
    told = dict(counts)
    parts: list[tuple[Stage, int]] = []
    for stage in STAGES:
        few = stage is Stage.DUE_SOON and told[stage] <= _STRIPES
        parts += [(stage, 1)] * told[stage] if few else [(stage, told[stage])] * bool(told[stage])
    gap = sheet.px(3)
    least = min(sheet.px(6), strip.w / max(len(parts), 1) / 2)
    free = max(strip.w - gap * (len(parts) - 1) - least * len(parts), 0.0)
    total, x = sum(told.values()) or 1, strip.x
    for stage, count in parts:
        width = least + free * count / total
        yield from _part(stage, Rect(x, strip.y, width, strip.h), room, sheet)
        x += width + gap


def _part(stage: Stage, place: Rect, room: Room, sheet: Sheet) -> list[Item]:
    radius = sheet.px(3)
    if stage is HOLLOW:
        inner = place.inset(sheet.px(1), sheet.px(1))
        return [Box(inner, line=INKS[stage], width=sheet.px(2), radius=radius)]
    done = stage in {Stage.DONE_IN_TIME, Stage.DONE_LATE}
    ink = Ink.OLD if room.dimmed and done else INKS[stage]
    if stage is HATCHED:
        return hatched(place, ink, sheet)
    return [Box(place, fill=ink, radius=radius)]
