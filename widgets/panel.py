"""One screen in one scene: its heading, and every tile in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.wall_file.placement import placement
from services.wall_file.shifts import on_duty
from widgets import heading, wall_clock
from widgets.drawing import Box, Ink, Rect
from widgets.frame import RADIUS, frame
from widgets.rims import clear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from services.settings import Tile
    from services.views import Knowledge
    from services.wall_file.shape import Panel
    from services.wall_file.shifts import Shift
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.span import Seam
    from widgets.tile import TileType, View

MARGIN, GUTTER = 28.0, 20.0
"""At 1080 lines."""
_GLOW = 4.0


@dataclass(frozen=True, slots=True)
class Place:
    """A tile of the wall file with the pixels that it has."""

    id: str
    type: str
    settings: Tile
    rect: Rect


def heading_box(sheet: Sheet) -> Rect:
    return Rect(
        sheet.px(MARGIN), sheet.px(16), sheet.width - 2 * sheet.px(MARGIN), heading.height(sheet)
    )


def content(sheet: Sheet) -> Rect:
    """What the heading leaves to the tiles."""
    top, margin = heading_box(sheet).bottom + sheet.px(12), sheet.px(MARGIN)
    return Rect(margin, top, sheet.width - 2 * margin, sheet.height - top - sheet.px(24))


@dataclass(frozen=True, slots=True)
class Cells:
    """A grid in pixels. Where its columns or rows divide by those of the panels of which the screen is
    made, each of these has as many, and a gutter lies on each seam.
    """

    columns: tuple[tuple[float, float], ...]
    """Begin and end of each."""
    rows: tuple[tuple[float, float], ...]

    def rect(self, column: int, row: int, columns: int, rows: int) -> Rect:
        """From cell `column`, `row`, counted from 1; whole pixels, so that cached pictures are blitted
        without a blur.
        """
        x, right = self.columns[column - 1][0], self.columns[column + columns - 2][1]
        y, bottom = self.rows[row - 1][0], self.rows[row + rows - 2][1]
        return Rect(round(x), round(y), round(right) - round(x), round(bottom) - round(y))


def cells(grid: tuple[int, int], sheet: Sheet) -> Cells:
    whole, gutter = content(sheet), sheet.px(GUTTER)
    upright, level = sheet.seams
    return Cells(
        tuple(_divided(whole.x, whole.right, grid[0], gutter, upright)),
        tuple(_divided(whole.y, whole.bottom, grid[1], gutter, level)),
    )


def _divided(
    begin: float, end: float, count: int, gutter: float, seams: tuple[Seam, ...]
) -> Iterator[tuple[float, float]]:
    lie = all(begin + gutter < cut.begin and cut.end < end - gutter for cut in seams)
    cuts = seams if lie and count % (len(seams) + 1) == 0 else ()
    count //= len(cuts) + 1
    begins = [begin, *(cut.end + gutter / 2 for cut in cuts)]
    ends = [*(cut.begin - gutter / 2 for cut in cuts), end]
    for first, last in zip(begins, ends, strict=True):
        size = (last - first - gutter * (count - 1)) / count
        for n in range(count):
            yield first + n * (size + gutter), first + n * (size + gutter) + size


def places(
    panel: Panel, sheet: Sheet, named: Callable[[int], tuple[str, str]]
) -> tuple[Place, ...]:
    """The tiles' rectangles. `named`: id and type of the panel's n-th tile."""
    grid = cells(panel.grid, sheet)
    made: list[Place] = []
    for spot in placement(panel).tiles:
        id, type = named(spot.number)
        rect = grid.rect(spot.column, spot.row, spot.columns, spot.rows)
        made.append(Place(id=id, type=type, settings=spot.tile, rect=rect))
    return tuple(made)


def draw(type: TileType[Tile, View], view: View, rect: Rect, sheet: Sheet) -> tuple[Item, ...]:
    """A whole tile: frame, and content where that has a row at least."""
    items, room = frame(view, rect, sheet, own_notes=type.own_notes)
    if room.box.h >= sheet.row - 0.5:
        items = [*items, *type.lay_out(view, room, sheet)]
    return clear(items, rect, sheet) if sheet.span.hides(rect) else tuple(items)


def glow(rect: Rect, sheet: Sheet) -> Box:
    return Box(rect, line=Ink.GLOW, width=sheet.px(_GLOW), radius=sheet.px(RADIUS))


@dataclass(frozen=True, slots=True)
class TilePicture:
    place: Place
    view: View
    items: tuple[Item, ...]
    glows: datetime | None = None
    """Until when its border does: a value in it has just changed."""
    defect: str | None = None
    """The code of what failed in the program, where that is shown in its stead."""

    def painted(self, sheet: Sheet) -> tuple[Item, ...]:
        """With what lies over it for a moment."""
        return self.items if self.glows is None else (*self.items, glow(self.place.rect, sheet))


@dataclass(frozen=True, slots=True)
class PanelPicture:
    """All that one screen shows at one instant."""

    tiles: tuple[TilePicture, ...]
    heading: tuple[Item, ...]


def heading_still(
    told: heading.HeadingView, shifts: tuple[Shift, ...], sheet: Sheet
) -> tuple[Item, ...]:
    """What of a heading stays as it is while the clock moves on."""
    box = heading_box(sheet)
    names = wall_clock.shift_names(shifts, box, sheet)
    time = wall_clock.clock_width(sheet) + sheet.px(16)
    left, beyond = Rect(box.x, box.y, box.w - time, box.h), None
    begins = box.right - wall_clock.time_width(sheet, names) - sheet.px(16)
    upright, _ = sheet.seams
    if upright:  # no letter is cut by the rim of a panel
        margin = sheet.px(MARGIN)
        left = left.left(upright[0].begin - margin - left.x)
        begin, end = (
            upright[0].end + margin,
            min([begins, *(s.begin - margin for s in upright[1:])]),
        )
        beyond = Rect(begin, box.y, end - begin, box.h) if end > begin else None
    kept = max(left.right - begins, 0.0)
    return tuple(heading.lay_out(told, left, sheet, kept=kept, beyond=beyond))


def heading_clock(knowledge: Knowledge, sheet: Sheet) -> tuple[Item, ...]:
    box, shifts = heading_box(sheet), knowledge.wall.shifts
    names = wall_clock.shift_names(shifts, box, sheet)
    on = on_duty(shifts, knowledge.at, knowledge.zone)
    shift = names[shifts.index(on)] if names and on is not None else None
    return tuple(wall_clock.lay_out_time(knowledge.at, box, sheet, shift))
