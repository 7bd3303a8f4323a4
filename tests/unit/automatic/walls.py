"""Walls of sources alone, a real cache, and what is composed of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.cache import Cache
from services.clock import HeldClock
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from services.records import Alert, Observation, labels
from services.wall_file import installed, shape_with
from services.wall_file.placement import tile_type
from services.wall_file.shape import Screen
from services.words import Words
from tests.unit.tiles.world import PlainMeasure
from ui.spans import sheet_of
from widgets.automatic import STAND_IN, Composer, Division, divided
from widgets.panel import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.records import Record
    from services.settings import Tile
    from services.wall_file.shape import Scene, WallFile
    from widgets.panel import Place
    from widgets.sheet import Sheet

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
PLUGINS = installed()
KINDS = frozenset(PLUGINS.tiles)


def wall_of(*sources: str, **more: Any) -> WallFile:
    """Each `http_json`, asked once a minute, of which any kind of records may come."""
    said: dict[str, Any] = {
        id: {
            "connector": "http_json",
            "url": f"http://10.1.0.9/{id}",
            "every": "1 min",
            "observations": {"each": "@", "indicator": "a", "value": "b"},
        }
        for id in sources
    }
    for id, settings in more.pop("settings", {}).items():
        said[id] |= settings
    return shape_with(PLUGINS).model_validate({"wall": 1, "sources": said, **more})


def sheet(screen: Screen) -> Sheet:
    words = Words("vi", None)  # type: ignore[arg-type] # no time is written
    return sheet_of(screen, PlainMeasure(), words)


def divides(screen: Screen) -> Division:
    return divided(sheet(screen))


def screens(*sizes: tuple[int, int]) -> tuple[Screen, ...]:
    return tuple(
        Screen.model_validate({"name": f"m{n}", "size": size, "pitch": "0.63 mm", "seat": "3 m"})
        for n, size in enumerate(sizes, start=1)
    )


@dataclass
class Room:
    """A cache in memory that is told what a test says."""

    wall: WallFile
    screens: Sequence[Screen] = STAND_IN
    clock: HeldClock = field(default_factory=lambda: HeldClock(AT))

    def __post_init__(self) -> None:
        self.cache = Cache.in_memory(self.clock)
        self.composer = self.anew()

    def anew(self) -> Composer:
        return Composer(self.wall, PLUGINS.tiles, self.screens, divides)

    def answer(self, source: str, *records: Record) -> None:
        self.clock.move(timedelta(seconds=1))
        now = self.clock.now()
        batch = Batch(source=source, records=records, asked=now, received=now)
        self.cache.record(batch).result()

    def fail(self, source: str, times: int = 2) -> None:
        for _ in range(times):
            self.clock.move(timedelta(seconds=1))
            now = self.clock.now()
            words = phrase("Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt")
            reason = Reason.UNREACHABLE
            outage = Outage(source=source, reason=reason, words=words, asked=now, received=now)
            self.cache.record(outage).result()

    def composed(self, at: datetime | None = None) -> WallFile:
        """Live by the one composer that goes on, of the past by a new one."""
        with self.cache.picture(at) as picture:
            return (self.composer if at is None else self.anew()).composed(picture)

    def close(self) -> None:
        self.cache.close()


def tiles(wall: WallFile) -> list[Tile]:
    """In the order in which people see them."""
    return [
        tile
        for scene in wall.scenes.values()
        for panel in scene.panels.values()
        for tile in panel.tiles
    ]


def types(wall: WallFile) -> list[str]:
    return [tile_type(tile, KINDS) for tile in tiles(wall)]


def rects(wall: WallFile) -> Iterable[tuple[Scene, Screen, tuple[Place, ...]]]:
    for scene in wall.scenes.values():
        for screen in wall.screens:
            panel = scene.panels[screen.name]
            named = [(str(n), tile_type(tile, KINDS)) for n, tile in enumerate(panel.tiles)]
            yield scene, screen, places(panel, sheet(screen), named.__getitem__)


def figure(name: str, value: int = 1, **more: Any) -> Observation:
    said = {key: more.pop(key) for key in ("territory", "organ", "period") if key in more}
    uid = "|".join([name, *said.values(), *(f"{k}={v}" for k, v in more.items())])
    made = Observation(uid=uid, indicator=name, value=Decimal(value), labels=labels(more))
    return replace(made, **said)


def alert(n: int, severity: int = 2, **more: Any) -> Alert:
    made = Alert(uid=f"a{n}", title=f"Cảnh báo {n}", severity=severity, starts=AT)
    return replace(made, **more)
