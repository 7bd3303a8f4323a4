"""What a tile of each type costs, beside the same content by ordinary widgets: `python -m benchmarks.tiles`.

The content is that of the type's first specimen; look-up reads it from a cache in memory. Microseconds of
CPU, the median of turns in which each act takes its own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from benchmarks.ordinary import Ordinary
from services.freshness import State
from services.views import Knowledge
from services.wall_file.plugins import installed
from services.words import Words
from tools.sheets import told, wall_of
from tools.specimens import names, specimens
from ui.face import showing
from ui.fonts import measure
from widgets.drawing import Rect
from widgets.painting import Painting
from widgets.palette import THEMES
from widgets.panel import draw
from widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.settings import Tile
    from services.wall_file import Plugins
    from widgets.tile import TileType, View

THEME = "toi"
TABLES = frozenset({"table", "events", "catalogue", "reports", "status", "systems"})
"""Which are a `QTableWidget` in the baseline."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds, and bytes."""

    name: str
    look_up: float
    lay_out: float
    first: float
    """The first paint of a new tile, with nothing kept."""
    again: float
    """A repaint of the same."""
    items: int
    kept: int
    """Of pixels, beyond the items."""
    ordinary: float
    """A repaint of the same by ordinary widgets."""


def costs(turns: int) -> list[Cost]:
    plugins = installed()
    types = showing(plugins)
    return [_cost(name, types[name], plugins, turns) for name in names() if name in types]


def _cost(name: str, type: TileType[Tile, View], plugins: Plugins, turns: int) -> Cost:
    specimen = specimens(name)[0]
    wall = wall_of(specimen, State.LIVE, plugins)
    settings = wall.scenes["canh"].panels["tam"].tiles[0]
    rect = Rect(0, 0, *specimen.size)
    sheet = Sheet(1920, 1080, 0.63, 4000, measure(), Words("vi", ZoneInfo(wall.zone)))
    cache = told(specimen, wall, State.LIVE)
    image = QImage(*specimen.size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        with cache.picture() as picture:
            view = type.look_up(settings, Knowledge(wall, picture))
            items = draw(type, view, rect, sheet)
            painting = Painting(THEMES[THEME])
            ordinary = Ordinary(rect, items, THEMES[THEME], table=name in TABLES)
            acts: list[Callable[[], object]] = [
                lambda: type.look_up(settings, Knowledge(wall, picture)),
                lambda: draw(type, view, rect, sheet),
                lambda: Painting(THEMES[THEME]).paint(painter, items),
                lambda: painting.paint(painter, items),
                lambda: ordinary.paint(painter),
            ]
            spent = _in_turns(acts, turns)
    finally:
        painter.end()
        cache.close()
    look_up, lay_out, first, again, plain = spent
    return Cost(name, look_up, lay_out, first, again, size_of(items), painting.kept, plain)


def _in_turns(acts: list[Callable[[], object]], turns: int) -> list[float]:
    found: list[list[float]] = [[] for _ in acts]
    for turn in range(turns + 1):
        for act, seen in zip(acts, found, strict=True):
            began = time.thread_time_ns()
            act()
            if turn:  # the first has to import and to warm up
                seen.append((time.thread_time_ns() - began) / 1000)
    return [statistics.median(seen) for seen in found]


def size_of(thing: object, seen: set[int] | None = None) -> int:
    """Bytes of a frozen value with all that it is of, each part once."""
    seen = set() if seen is None else seen
    if id(thing) in seen:
        return 0
    seen.add(id(thing))
    parts: list[object] = []
    if is_dataclass(thing):
        parts = [getattr(thing, one.name) for one in fields(thing)]
    elif isinstance(thing, tuple | list):
        parts = list(thing)
    return sys.getsizeof(thing) + sum(size_of(part, seen) for part in parts)


def main(said: list[str]) -> int:
    told_ = argparse.ArgumentParser(prog="python -m benchmarks.tiles", description=__doc__)
    told_.add_argument("--turns", type=int, default=15)
    asked = told_.parse_args(said)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    for one in costs(asked.turns):
        print(
            f"{one.name:10} look {one.look_up:7.0f}  lay {one.lay_out:7.0f}  first {one.first:7.0f}"
            f"  again {one.again:6.0f}  widgets {one.ordinary:6.0f} µs"
            f"  {one.items:7} + {one.kept} bytes",
            flush=True,
        )
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
