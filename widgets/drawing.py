"""What a tile draws with: frozen items in pixels of its screen, free of Qt.

A tile's layout is a list of these. The painter paints them, `wall.json` lists them, `check` judges
their size and contrast: all three read the same items, so none can say what the others don't.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Ink(StrEnum):
    """Colours by what they mean; the palette of a theme gives each its value."""

    GROUND = "ground"
    TILE = "tile"
    TILE_DARK = "tile_dark"
    """The ground of a disconnected tile."""
    HATCH = "hatch"
    """The light stripe of a stale tile."""
    ALARM_GROUND = "alarm_ground"
    LINE = "line"
    OUTLINE = "outline"
    """Borders that must be seen (3:1)."""
    HEADING = "heading"
    """Text on the bare ground, a little less bright than on a tile."""
    TEXT = "text"
    SECOND = "second"
    DATA = "data"
    DATA_DIM = "data_dim"
    """The part of a bar that is not reached."""
    OLD = "old"
    """Bars and lines of figures that are old: never stronger than the living ones."""
    URGENT = "urgent"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    OVERDUE = "overdue"
    PART_1 = "part_1"
    """Parts of a stacked bar, the first the strongest; a word stands by each."""
    PART_2 = "part_2"
    PART_3 = "part_3"
    PART_4 = "part_4"
    KIND_1 = "kind_1"
    """Grounds of a map's areas, or of a matrix's cells, that are of different kinds, none more than
    another: text holds on each."""
    KIND_2 = "kind_2"
    KIND_3 = "kind_3"
    KIND_4 = "kind_4"
    KIND_5 = "kind_5"
    LESS_1 = "less_1"
    """Grounds of what lies under the middle of a diverging scale, the nearer first; `MAP_2` and `MAP_4`
    are over it."""
    LESS_2 = "less_2"
    GLOW = "glow"
    """The border of what changed within the last two seconds."""
    MAP_1 = "map_1"
    """Grounds of a map's areas from least to most: text holds on each."""
    MAP_2 = "map_2"
    MAP_3 = "map_3"
    MAP_4 = "map_4"
    PAPER = "paper"
    """Under what a machine reads (a QR code): the lighter of the two in every theme, or no phone reads
    it."""
    PRINT = "print"
    """On `PAPER`."""


class Weight(StrEnum):
    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def inset(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, max(self.w - 2 * dx, 0), max(self.h - 2 * dy, 0))

    def top(self, height: float) -> Rect:
        return Rect(self.x, self.y, self.w, min(height, self.h))

    def below(self, height: float) -> Rect:
        """What is left under a strip of `height`."""
        height = min(height, self.h)
        return Rect(self.x, self.y + height, self.w, self.h - height)

    def above(self, height: float) -> Rect:
        """What is left over a strip of `height` at the bottom."""
        return Rect(self.x, self.y, self.w, max(self.h - height, 0))

    def left(self, width: float) -> Rect:
        return Rect(self.x, self.y, min(width, self.w), self.h)

    def beside(self, width: float) -> Rect:
        """What is left to the right of a strip of `width`."""
        width = min(width, self.w)
        return Rect(self.x + width, self.y, self.w - width, self.h)

    def columns(self, count: int, gap: float) -> tuple[Rect, ...]:
        width = (self.w - gap * (count - 1)) / count
        return tuple(Rect(self.x + i * (width + gap), self.y, width, self.h) for i in range(count))

    def rows(self, count: int, gap: float) -> tuple[Rect, ...]:
        height = (self.h - gap * (count - 1)) / count
        return tuple(
            Rect(self.x, self.y + i * (height + gap), self.w, height) for i in range(count)
        )

    def holds(self, other: Rect, slack: float = 0.5) -> bool:
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Rect, slack: float = 0.5) -> bool:
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one size on one baseline; `x` is its left edge."""

    text: str
    x: float
    baseline: float
    size: float
    """Pixel size of the font."""
    weight: Weight
    width: float


@dataclass(frozen=True, slots=True)
class Text:
    """One text as people read it: a figure of several runs and a wrapped paragraph are one text.

    `rect` encloses its lines' boxes; `cap` is the height of a capital of its largest run, pixels.
    """

    role: str
    """title, value, unit, age, period, context, cell, label, badge, mark …"""
    text: str
    full: str
    rect: Rect
    runs: tuple[Run, ...]
    cap: float
    ink: Ink = Ink.TEXT
    ground: Ink = Ink.TILE
    """The worst ground that it stands on."""
    clipped: bool = False

    @property
    def least(self) -> float:
        """Height of a capital of its smallest run, pixels: what the eyes' floor is judged by."""
        largest = max(run.size for run in self.runs)
        return self.cap * min(run.size for run in self.runs) / largest


@dataclass(frozen=True, slots=True)
class Box:
    """A filled or outlined rectangle with round corners."""

    rect: Rect
    fill: Ink | None = None
    line: Ink | None = None
    width: float = 2.0
    radius: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Hatch:
    """Slanted stripes over a tile's ground: what is shown is old."""

    rect: Rect
    radius: float
    ink: Ink = Ink.HATCH
    step: float = 28.0


Shape = Literal[
    "diamond",  # urgent
    "triangle",  # high
    "square",  # medium
    "circle",  # low
    "pennant",  # overdue
    "up",  # thin arrows: a trend
    "down",
    "level",
    "clock",  # late
    "hourglass",  # stale
    "slash",  # disconnected: a circle crossed
    "cross",  # faulty
    "shift",  # skewed: two hands apart
    "pause",  # maintenance
    "empty",  # never: an open circle
    "dot",  # live
]


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn sign; its word always stands beside it as a `Text`."""

    shape: Shape
    rect: Rect
    ink: Ink
    width: float = 3.0


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through values over time. Points are pixels; a gap starts a new stretch."""

    stretches: tuple[tuple[tuple[float, float], ...], ...]
    ink: Ink = Ink.DATA
    width: float = 3.0
    end: bool = True
    """A dot on the last point."""


@dataclass(frozen=True, slots=True)
class Band:
    """A filled area between two edges from left to right: one stream of a flow, or the ground under
    a curve.
    """

    top: tuple[tuple[float, float], ...]
    bottom: tuple[tuple[float, float], ...]
    ink: Ink = Ink.DATA
    strength: float = 0.35
    """Opacity over the tile, 0..1."""


@dataclass(frozen=True, slots=True)
class Area:
    """A shape of a map. Each ring is closed by itself; what lies in two rings is a hole. Pixels."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    fill: Ink | None = None
    line: Ink | None = None
    width: float = 2.0
    dashed: bool = False
    module: float | None = None
    """Of a QR code: the side of its smallest square, which a phone in the farthest seat must tell apart."""


@dataclass(frozen=True, slots=True)
class Dots:
    """Places of one layer of a map: neutral points, never an alarm's shape. Pixels."""

    places: tuple[tuple[float, float], ...]
    radius: float
    ink: Ink = Ink.DATA
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture that another system drew: PNG or JPEG, of a size that was judged before."""

    rect: Rect
    content: bytes = field(repr=False)
    clip: Rect
    """What of it is shown."""
    theme: str | None = None
    """The only one in which it is shown: a white emblem is for dark grounds."""


@dataclass(frozen=True, slots=True)
class Moving:
    """Where a picture stands that changes by itself: a page or a camera. The item says where; what is
    there is newer than any layout, so it is never part of a picture that is kept.
    """

    rect: Rect
    key: str
    """Of the feed that it shows."""


type Item = Text | Box | Hatch | Mark | Curve | Band | Area | Dots | Raster | Moving

PRIORITY_MARKS: dict[str, tuple[Shape, Ink]] = {
    "urgent": ("diamond", Ink.URGENT),
    "high": ("triangle", Ink.HIGH),
    "medium": ("square", Ink.MEDIUM),
    "low": ("circle", Ink.LOW),
}
"""Worst first. These shapes and colours mean alarms and nothing else."""
