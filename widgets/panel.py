"""One screen in one scene: its heading, and every tile in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.wall_file.placement import placement
from widgets import heading
from widgets.drawing import Rect
from widgets.frame import frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.settings import Tile
    from services.views import Knowledge
    from services.wall_file.shape import Panel
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import TileType, View

MARGIN, GUTTER = 28.0, 20.0
"""At 1080 lines."""


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


def places(
    panel: Panel, sheet: Sheet, named: Callable[[int], tuple[str, str]]
) -> tuple[Place, ...]:
    """The tiles' rectangles: whole pixels, so that cached pictures are blitted without a blur.
    `named`: id and type of the panel's n-th tile.
    """
    whole, gutter = content(sheet), sheet.px(GUTTER)
    columns, rows = panel.grid
    width = (whole.w - gutter * (columns - 1)) / columns
    height = (whole.h - gutter * (rows - 1)) / rows
    made: list[Place] = []
    for spot in placement(panel).tiles:
        x = whole.x + (spot.column - 1) * (width + gutter)
        y = whole.y + (spot.row - 1) * (height + gutter)
        right = x + spot.columns * (width + gutter) - gutter
        bottom = y + spot.rows * (height + gutter) - gutter
        rect = Rect(round(x), round(y), round(right) - round(x), round(bottom) - round(y))
        id, type = named(spot.number)
        made.append(Place(id=id, type=type, settings=spot.tile, rect=rect))
    return tuple(made)


def draw(type: TileType[Tile, View], view: View, rect: Rect, sheet: Sheet) -> tuple[Item, ...]:
    """A whole tile: frame, and content where that has a row at least."""
    items, room = frame(view, rect, sheet, own_notes=type.own_notes)
    if room.box.h < sheet.row - 0.5:
        return tuple(items)
    return (*items, *type.lay_out(view, room, sheet))


@dataclass(frozen=True, slots=True)
class TilePicture:
    place: Place
    view: View
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PanelPicture:
    """All that one screen shows at one instant."""

    tiles: tuple[TilePicture, ...]
    heading: tuple[Item, ...]


def heading_items(
    told: heading.HeadingView, knowledge: Knowledge, sheet: Sheet
) -> tuple[Item, ...]:
    box = heading_box(sheet)
    time = heading.time_width(sheet)
    left = Rect(box.x, box.y, box.w - time - sheet.px(16), box.h)
    return (*heading.lay_out(told, left, sheet), *heading.lay_out_time(knowledge.at, box, sheet))
