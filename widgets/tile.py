"""What a tile type is: one file with its settings, what it reads and how it is laid out.

`look_up` reads the cache's picture and gives a frozen view; `lay_out` turns the view into items
inside a box. Neither knows Qt, other tile types or the network. The frame around the content (title,
age, badges, marks) is the same for all and is made in `widgets.frame`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from services.settings import Tile, Wording
from services.views import Standing
from widgets.drawing import Ink, Item, Rect

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.sheet import Sheet

ONE_ROW = 1.0
type Json = str | int | float | bool | list[Json] | dict[str, Json] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a tile shows at one instant, without a language, a size or a colour. Equal views are equal
    pictures: a tile is painted again when its view changed.
    """

    title: Wording
    standing: Standing = field(default_factory=Standing)
    period: str | None = None
    """The period of the figures, as the source wrote it; shown instead of the age."""
    priority: Literal["urgent", "high", "medium", "low"] | None = None
    """Of the worst alarm that the tile shows."""
    dimmed: bool | None = None
    """Whole tile dimmed; None: as its state says. A tile of several figures is dimmed only when all
    are."""
    least_rows: float = ONE_ROW
    """What the content needs to say anything; where there is less, the frame makes do with less."""
    bare: bool = False
    """The frame is nothing but its ground: the content says itself what it is (a notice, a picture). Only of
    a tile that asks nothing of any source: it has no state to be told."""
    silent: bool = False
    """It has nothing to say now (a notice that is over): its tile is empty, not too small. Only of a bare
    one."""
    glows: bool = True
    """Its border may glow once when a value changes. Not of a tile that changes as time goes on."""

    def figures(self) -> dict[str, Json]:
        """The tile's own figures, for wall.json; numbers as strings where decimals matter."""
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What the frame leaves to the content, and the inks that hold on its ground."""

    box: Rect
    ink: Ink = Ink.TEXT
    """For what the tile says: second text where the figures are old."""
    ground: Ink = Ink.TILE
    dimmed: bool = False
    time: tuple[str, str] | None = None
    """Role and text of the period or age, where the title left no room for it and the tile type says
    that it places it itself."""


class TileType[S: Tile, V: View](Protocol):
    name: str
    settings: type[S]
    own_notes: bool
    """The content has a better place than the foot for a period or age whose row the title needs."""

    def look_up(self, settings: S, knowledge: Knowledge) -> V: ...

    def lay_out(self, view: V, room: Room, sheet: Sheet) -> list[Item]: ...
