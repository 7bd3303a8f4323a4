"""Tiles of maps, as their tests ask for them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.freshness import State
from services.records import Feature, Observation, Record
from tests.unit.tiles.world import Told, drawn, said, sheet_of, source
from widgets.drawing import Rect
from widgets.tiles.map import TILE
from widgets.tiles.map.settings import MapTile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.tiles.map.view import MapView


def knowledge(
    records: Iterable[Record],
    state: State = State.LIVE,
    day: str = "2023-12-31",
    mapping: dict[str, str] | None = None,
    **more: object,
) -> Any:
    told = Told()
    told.be("ban-do", state, records)
    bts = {"name": "Trạm BTS", "unit": "trạm", "source": "ban-do", "better": "up", **more}
    wall = {
        "as_of": day,
        "sources": {"ban-do": source("ban-do", name="Bản đồ số")},
        "indicators": {"bts": bts},
        "territories": {"mapping": mapping or {}},
    }
    return told.knowledge(wall)


def seen(settings: MapTile, records: Iterable[Record], **more: Any) -> MapView:
    return TILE.look_up(settings, knowledge(records, **more))


def figure(territory: str, value: int | str, period: str | None = None) -> Observation:
    number = Decimal(value) if isinstance(value, int) else None
    return Observation(
        uid=f"{territory}|{period}",
        indicator="bts",
        territory=territory,
        period=period,
        value=number,
        text=None if number is not None else str(value),
    )


def point(id: int, lon: float, lat: float, layer: str = "bts", **props: str) -> Feature:
    geometry = json.dumps({"type": "Point", "coordinates": [lon, lat]})
    named = tuple(sorted(props.items()))
    return Feature(uid=f"p{id}", layer=layer, fid=str(id), geometry=geometry, props=named)


COLOURED = MapTile(map="so-do", color="bts")


def legend(settings: MapTile, records: Iterable[Record], **more: Any) -> list[str]:
    items = drawn(TILE, settings, knowledge(records, **more), Rect(0, 0, 1864, 906), sheet_of())
    return said(items, "legend")


def ratio(records: list[Record], **where: str) -> MapView:
    told = Told()
    told.be("ban-do", State.LIVE, records)
    declared = {
        "bts": {"name": "Trạm BTS", "source": "ban-do"},
        "people": {"name": "Dân số", "source": "ban-do", "where": where},
        "share": {"name": "Trạm mỗi người", "formula": "bts / people"},
    }
    settings = MapTile(map="so-do", color="share")
    return TILE.look_up(settings, told.knowledge({"as_of": "2023-12-31", "indicators": declared}))
