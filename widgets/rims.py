"""Letters of a tile that lies across several panels, clear of what their rims hide: lines and areas go on
behind a rim, but half a word behind one is no word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widgets.drawing import Box, Mark, Rect, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from widgets.drawing import Item
    from widgets.sheet import Sheet

_AIR = 10.0
"""At 1080 lines, between letters and a rim."""
_CHIP = (1.9, 2.2)
"""By how much a chip is wider and taller than its text at most; what is larger is a ground that stays."""


def clear(items: Sequence[Item], tile: Rect, sheet: Sheet) -> tuple[Item, ...]:
    """Each text behind a rim is moved to its nearer side, with the chip on which it stands, where it meets no
    other text there and stays in the tile; else its words go on beyond the rim; else a large figure becomes
    as small as it must, and no smaller than what is read; else it stays.
    """
    made = list(items)
    for n, item in enumerate(made):
        if isinstance(item, Text) and item.text and sheet.span.hides(item.rect):
            _clear(made, n, item, tile, sheet)
    return tuple(made)


def _clear(made: list[Item], n: int, text: Text, tile: Rect, sheet: Sheet) -> None:
    others = [one for one in made if isinstance(one, Text) and one is not text and one.text]
    chip = _chip(made, text)
    whole = next(
        (one.rect for k, one in enumerate(made) if k in chip and isinstance(one, Box)), None
    )
    for dx, dy in _moves(whole or text.rect, sheet):
        rect = _moved(whole or text.rect, dx, dy)
        free = not any(rect.meets(other.rect) for other in others)
        if free and tile.holds(rect) and not sheet.span.hides(rect):
            for k in (n, *chip):
                made[k] = _shifted(made[k], dx, dy)
            return
    for other_form in (_flown(text, tile, sheet), _shrunk(text, sheet)):
        if other_form is not None and not any(other_form.rect.meets(o.rect) for o in others):
            made[n] = other_form
            return


def _chip(made: Iterable[Item], text: Text) -> tuple[int, ...]:
    """The numbers of what is drawn for a text alone: its ground, its outline, its mark."""
    wide, tall = text.rect.w * _CHIP[0] + text.rect.h, text.rect.h * _CHIP[1]
    boxes = {
        n: one.rect
        for n, one in enumerate(made)
        if isinstance(one, Box) and one.rect.w <= wide and one.rect.h <= tall
        if one.rect.holds(text.rect, slack=2.0)
    }
    grounds = list(boxes.values())
    marks = (
        n
        for n, one in enumerate(made)
        if isinstance(one, Mark) and any(ground.holds(one.rect) for ground in grounds)
    )
    return (*boxes, *marks)


def _moves(rect: Rect, sheet: Sheet) -> list[tuple[float, float]]:
    """Out of every strip that it meets, the shortest way first."""
    air = sheet.px(_AIR)
    met = [strip for strip in sheet.span.strips if rect.meets(strip, 0.0)]
    upright = [strip for strip in met if strip.h > strip.w]
    level = [strip for strip in met if strip.h <= strip.w]
    across = [d for s in upright for d in (s.x - air - rect.right, s.right + air - rect.x)] or [0.0]
    down = [d for s in level for d in (s.y - air - rect.bottom, s.bottom + air - rect.y)] or [0.0]
    return sorted(((x, y) for x in across for y in down), key=lambda by: abs(by[0]) + abs(by[1]))


def _moved(rect: Rect, dx: float, dy: float) -> Rect:
    return Rect(rect.x + dx, rect.y + dy, rect.w, rect.h)


def _shifted(item: Item, dx: float, dy: float) -> Item:
    match item:
        case Text():
            runs = tuple(
                replace(run, x=run.x + dx, baseline=run.baseline + dy) for run in item.runs
            )
            return replace(item, rect=_moved(item.rect, dx, dy), runs=runs)
        case Box() | Mark():
            return replace(item, rect=_moved(item.rect, dx, dy))
        case _:
            return item


def _flown(text: Text, tile: Rect, sheet: Sheet) -> Text | None:
    """One line whose words stand on both sides of upright rims; None where they have no room."""
    if len(text.runs) != 1 or any(
        s.w >= s.h and text.rect.meets(s, 0.0) for s in sheet.span.strips
    ):
        return None
    run, air = text.runs[0], sheet.px(_AIR)
    space = sheet.measure.width(" ", run.size, run.weight)
    upright = [strip for strip in sheet.span.strips if strip.h > strip.w]
    x, pieces = run.x, list[tuple[float, list[str]]]()
    for word in run.text.split(" "):
        wide = sheet.measure.width(word, run.size, run.weight)
        hiding = next((s for s in upright if x < s.right + air and s.x - air < x + wide), None)
        if hiding is not None or not pieces:
            x = x if hiding is None else hiding.right + air
            pieces.append((x, [word]))
        else:
            pieces[-1][1].append(word)
        x += wide + space
    if x - space > tile.right:
        return None
    runs = tuple(
        replace(run, x=at, text=said, width=sheet.measure.width(said, run.size, run.weight))
        for at, said in _said(pieces)
    )
    rect = Rect(runs[0].x, text.rect.y, runs[-1].x + runs[-1].width - runs[0].x, text.rect.h)
    return replace(text, runs=runs, rect=rect)


def _shrunk(text: Text, sheet: Sheet) -> Text | None:
    """A line that ends before the first upright rim."""
    rim = min((s.x for s in sheet.span.strips if s.h > s.w and text.rect.meets(s, 0.0)), default=0)
    factor = (rim - sheet.px(_AIR) - text.rect.x) / text.rect.w
    line = {run.baseline for run in text.runs}
    if len(line) != 1 or factor <= 0 or min(run.size for run in text.runs) * factor < sheet.reading:
        return None
    (baseline,) = line
    runs = tuple(
        replace(run, x=text.rect.x + (run.x - text.rect.x) * factor, size=run.size * factor)
        for run in text.runs
    )
    runs = tuple(
        replace(run, width=sheet.measure.width(run.text, run.size, run.weight)) for run in runs
    )
    top = baseline - (baseline - text.rect.y) * factor
    rect = Rect(text.rect.x, top, text.rect.w * factor, text.rect.h * factor)
    return replace(text, runs=runs, rect=rect, cap=text.cap * factor)


def _said(pieces: Iterable[tuple[float, list[str]]]) -> Iterator[tuple[float, str]]:
    return ((at, " ".join(words)) for at, words in pieces if any(words))
