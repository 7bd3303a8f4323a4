"""The mix of a control room on one screen of 3840 × 2160, each tile renewed once a second: 24 numbers with
a trend, 12 line charts, 6 tables, 4 lamp panels, a map and a ticker; beside the same content by ordinary
widgets. `python -m benchmarks.mix`.

Both run in one process without pauses, second for second in turns; CPU of the thread that looks up and
paints. Recording is apart. The baseline is given its texts and curves ready-made: it has no record, no state,
no age.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from benchmarks import work
from benchmarks.ordinary import Ordinary
from services.cache import Cache
from services.clock import HeldClock
from services.news import Batch
from services.records import FeedItem, Observation, Record, Sample, ServiceHealth
from services.views import Knowledge
from services.wall_file.plugins import installed, shape_with
from services.words import Words
from ui.canvas import covered, paint_part
from ui.face import staged
from ui.fonts import measure
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.face import Face

KINDS = (*["number"] * 24, *["chart"] * 12, *["table"] * 6, *["lamps"] * 4, "map", "ticker")
"""Of the 48 tiles, in their order."""
BEGIN = datetime(2026, 11, 24, 7, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PLACES = tuple(str(code) for code in range(672, 684))
"""Codes of the twelve units of the map."""
STATES = ("up", "degraded", "down", "up")
_ASKED = {
    "connector": "http_json",
    "every": "1 s",
    "deadline": "1 s",
    "observations": {"each": "@", "indicator": "id", "value": "value"},
}


@dataclass(frozen=True, slots=True)
class Mix:
    """Milliseconds of CPU for all 48 tiles and one second, medians."""

    record: float
    look: float
    """Look up, lay out."""
    paint: float
    ordinary: float
    """Set and paint."""
    kept: int
    """Bytes that Langbiang's painting keeps."""


def wall() -> dict[str, Any]:
    names = [f"s-{n:02d}" for n in range(work.SOURCES)]
    measured = {
        name: {"name": work.title(n), "unit": work.unit(n), "source": name, "decimals": 2}
        for n, name in enumerate(names)
        if KINDS[n] in {"number", "chart", "map"}
    }
    return {
        "wall": 1,
        "name": "mix",
        "as_of": "2023-12-31",
        "sources": {name: {**_ASKED, "url": f"http://127.0.0.1:9/{name}"} for name in names},
        "indicators": measured,
        "screens": [
            {"name": "tam", "size": [work.WIDTH, work.HEIGHT], "pitch": "0.31 mm", "seat": "80 cm"}
        ],
        "scenes": {
            "canh": {
                "tam": {
                    "grid": [work.COLUMNS, work.ROWS],
                    "tiles": [_tile(n, name) for n, name in enumerate(names)],
                }
            }
        },
    }


def _tile(n: int, name: str) -> dict[str, Any]:
    match KINDS[n]:
        case "number":
            return {"number": name, "trend": "2 min"}
        case "chart":
            return {"trend": name, "last": "2 min"}
        case "table":
            columns = [{"field": "service"}, {"field": "rate"}, {"field": "state"}]
            return {"table": name, "records": "services", "columns": columns, "title": name}
        case "lamps":
            return {"status": name, "title": name}
        case "map":
            return {"map": "so-do", "color": name, "title": name}
        case _:
            return {"feed": name, "title": name}


def records(n: int, tick: int, points: range) -> tuple[Record, ...]:
    """What the n-th source says in that second; `points`: the ticks of its samples."""
    name, at = f"s-{n:02d}", BEGIN + tick * SECOND

    def value(source: int) -> Decimal:
        return Decimal(str(work.value(source, tick)))

    match KINDS[n]:
        case "number" | "chart":
            now = Observation(uid=name, indicator=name, value=value(n), at=at)
            return (now, *(_sample(n, one) for one in points))
        case "table" | "lamps":
            return tuple(
                ServiceHealth(
                    uid=f"{row}",
                    service=f"Dịch vụ {row}",
                    state=STATES[int(value(n + row)) % 4],
                    rate=value(n + row),
                )
                for row in range(8 if KINDS[n] == "table" else 12)
            )
        case "map":
            return tuple(
                Observation(
                    uid=place, indicator=name, territory=place, value=value(row) // 10, at=at
                )
                for row, place in enumerate(PLACES)
            )
        case _:
            return tuple(
                FeedItem(
                    uid=f"{tick - row}",
                    title=f"Sự kiện {(tick - row) * 7 % 97:02d} của nguồn {(tick - row) % 48:02d}",
                    published=at - row * SECOND,
                )
                for row in range(12)
            )


def _sample(n: int, tick: int) -> Sample:
    name, value = f"s-{n:02d}", Decimal(str(work.value(n, tick)))
    return Sample(uid=name, indicator=name, value=value, at=BEGIN + tick * SECOND)


class _Room:
    """Both walls and the cache from which the content comes."""

    def __init__(self) -> None:
        plugins = installed()
        self.wall = shape_with(plugins).model_validate(wall())
        self.clock = HeldClock(BEGIN)
        self.cache = Cache.in_memory(self.clock)
        words = Words("vi", ZoneInfo(self.wall.zone))
        stage = staged(self.wall, plugins, measure(), words)
        self.face: Face = stage.faces("canh")["tam"]
        self.painting = Painting(THEMES["toi"])
        self.ours, self.theirs = (
            QImage(work.WIDTH, work.HEIGHT, QImage.Format.Format_RGB32) for _ in range(2)
        )
        self.ordinary: dict[str, Ordinary] = {}
        self.tick = 0

    def told(self, first: int) -> None:
        """The answers of one second; `first`: the earliest tick of their samples."""
        at = BEGIN + self.tick * SECOND
        self.clock.jump(at)
        for n in range(work.SOURCES):
            points = range(first, self.tick + 1)
            answer = records(n, self.tick, points)
            self.cache.record(
                Batch(source=f"s-{n:02d}", records=answer, asked=at, received=at)
            ).result()

    def look(self) -> list[str]:
        with self.cache.picture() as picture:
            return self.face.renew(Knowledge(self.wall, picture), list(self.face.tiles))

    def begin(self) -> None:
        self.told(self.tick - work.POINTS + 1)
        with self.cache.picture() as picture:
            self.face.look_up(Knowledge(self.wall, picture))
        failed = [id for id, tile in self.face.tiles.items() if tile.defect]
        assert not failed, failed
        for id, tile in self.face.tiles.items():
            table = tile.place.type == "table"
            self.ordinary[id] = Ordinary(tile.place.rect, tile.items, THEMES["toi"], table=table)

    def paint(self, ids: list[str]) -> None:
        painter = QPainter(self.ours)
        for id in ids:
            painter.setClipRect(covered(self.face.tiles[id].place.rect))
            paint_part(painter, self.face, id, self.painting)
        painter.end()

    def paint_ordinary(self, ids: list[str]) -> None:
        painter = QPainter(self.theirs)
        for id in ids:
            one = self.ordinary[id]
            one.show(self.face.tiles[id].items)
            one.paint(painter)
        painter.end()


def mix(seconds: int) -> Mix:
    room = _Room()
    room.begin()
    spent: dict[str, list[float]] = {"record": [], "look": [], "paint": [], "ordinary": []}
    for turn in range(seconds + 3):
        room.tick += 1
        began = time.process_time()
        room.told(room.tick)
        recorded = time.process_time() - began
        looked, ids = _spent(room.look)
        acts = [("paint", room.paint), ("ordinary", room.paint_ordinary)]
        found = {"record": recorded * 1000, "look": looked}
        for name, act in acts if turn % 2 else acts[::-1]:
            found[name], _ = _spent(partial(act, ids))
        if turn >= 3:  # the first ones warm up
            for name, cost in found.items():
                spent[name].append(cost)
    room.cache.close()
    medians = {name: statistics.median(costs) for name, costs in spent.items()}
    return Mix(**medians, kept=room.painting.kept)


def _spent[T](act: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds of this thread, and what came of it."""
    began = time.thread_time_ns()
    found = act()
    return (time.thread_time_ns() - began) / 1e6, found


def main(said: list[str]) -> int:
    told = argparse.ArgumentParser(prog="python -m benchmarks.mix", description=__doc__)
    told.add_argument("--seconds", type=int, default=30)
    asked = told.parse_args(said)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    found = mix(asked.seconds)
    print(
        f"48 tiles a second: record {found.record:.1f}, look up and lay out {found.look:.1f}, "
        f"paint {found.paint:.1f} ms; ordinary widgets {found.ordinary:.1f} ms; "
        f"{found.kept / 2**20:.1f} MiB kept"
    )
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
