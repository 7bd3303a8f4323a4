"""Which part of a heading its items lie in: once a second nothing but its clock changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.drawing import Box, Mark, Raster, Rect, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from widgets.drawing import Item


def extent(item: Item) -> Rect | None:
    """None where it may lie anywhere."""
    match item:
        case Text() | Box() | Raster():
            return item.rect
        case Mark():
            return item.rect.inset(-item.width, -item.width)
        case _:
            return None


def differing(before: Sequence[Item], after: Sequence[Item]) -> list[Item]:
    """What is in one of them alone, or not in the same order."""
    if len(before) == len(after):
        pairs = zip(before, after, strict=True)
        return [item for one, other in pairs if one != other for item in (one, other)]
    same = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        same += 1
    return [*before[same:], *after[same:]]


def around(items: Iterable[Item], air: float) -> Rect | None:
    """All of them with `air` around; None where one may lie anywhere, or there is none."""
    rects: list[Rect] = []
    for item in items:
        rect = extent(item)
        if rect is None:
            return None
        rects.append(rect)
    if not rects:
        return None
    left, top = min(one.x for one in rects), min(one.y for one in rects)
    right, bottom = max(one.right for one in rects), max(one.bottom for one in rects)
    return Rect(left, top, right - left, bottom - top).inset(-air, -air)


def meeting(items: Iterable[Item], within: Rect, air: float = 12.0) -> tuple[Item, ...]:
    """What may have a part in `within`."""
    wide = within.inset(-air, -air)
    rects = ((item, extent(item)) for item in items)
    return tuple(item for item, rect in rects if rect is None or rect.meets(wide, 0.0))
