"""Tiles of bars, as their tests ask for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.records import SecurityEvent
from tests.unit.tiles.world import AT, ODD, Told
from widgets.drawing import Box, Ink, Rect
from widgets.tile import Room
from widgets.tiles.bars import TILE
from widgets.tiles.bars.settings import BarsTile

if TYPE_CHECKING:
    from services.records import Record
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.tiles.bars.view import BarsView


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SIZES = [
    (1864, 906), (1864, 443), (922, 906), (922, 443), (608, 443), (451, 443), (420, 260), *ODD,
]  # fmt: skip
LONG = "Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh Lâm Đồng ẪỔỀẲẠỰỘ"
HOURS: dict[str, Any] = {"records": "security_events", "by": "hour"}


def tile(**settings: Any) -> BarsTile:
    return BarsTile.model_validate({"bars": "soc", "by": "entity", **settings})


def figures_tile(**settings: Any) -> BarsTile:
    return BarsTile.model_validate({"bars": "indicators", **settings})


def known(records: list[Record], ago: timedelta = timedelta()) -> Knowledge:
    told = Told()
    told.answer("soc", records, ago=ago)
    return told.knowledge()


def looked(settings: BarsTile, records: list[Record], **more: Any) -> BarsView:
    return TILE.look_up(settings, known(records, **more))


def attacks(**counts: int) -> list[Record]:
    return [
        SecurityEvent(uid=f"{dst}{n}", time=AT - HOUR, signature="S", dst=dst)
        for dst, count in counts.items()
        for n in range(count)
    ]


def hourly(counts: dict[int, int]) -> list[Record]:
    """So many events so many whole hours before the running one, which began at 14:00."""
    return [
        SecurityEvent(
            uid=f"{ago}-{n}",
            time=AT - ago * HOUR + timedelta(minutes=5 if ago else 0),
            signature="S",
            severity=n % 6,
        )
        for ago, many in counts.items()
        for n in range(many)
    ]


def rows(view: BarsView) -> list[tuple[object, object]]:
    bars: Any = view.figures()["bars"]
    return [(bar["name"], bar["value"]) for bar in bars]


def bar_widths(items: list[Item], *inks: Ink) -> list[float]:
    return [
        one.rect.w for one in items if isinstance(one, Box) and one.fill in (inks or (Ink.DATA,))
    ]


def room(box: Rect) -> Room:
    return Room(box=box)
