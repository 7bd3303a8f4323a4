"""Every tile in sizes that a grid may give it: nothing overlaps or leaves the tile, its state is seen."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import State
from services.records import FeedItem, Observation, Record, Sample, ServiceHealth, Task
from services.settings import Wording
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, sheet_of, source
from widgets.drawing import Mark, Rect, Text
from widgets.tiles import catalogue, feed, number, status, table, tasks, trend
from widgets.tiles import map as maps
from widgets.tiles.map.settings import MapTile

if TYPE_CHECKING:
    from services.settings import Tile

LONG = "Ủy ban nhân dân thành phố Đà Lạt, tỉnh Lâm Đồng: cơ sở dữ liệu dùng chung ẪỔỀẲẠỰỘ"
NAMED = Wording(vi=LONG)
CODES = [str(code) for code in range(672, 684)]
TILES: dict[str, tuple[Any, Tile]] = {
    "number": (number.TILE, number.TILE.settings(number="a")),
    "trend": (trend.TILE, trend.TrendTile(trend=("a",))),
    "trends": (trend.TILE, trend.TrendTile(trend=("a", "b", "c"))),
    "catalogue": (catalogue.TILE, catalogue.CatalogueTile(catalogue="indicators", title=NAMED)),
    "map": (maps.TILE, MapTile(map="so-do", color="bts", title=NAMED)),
    "feed": (feed.TILE, feed.FeedTile(feed=("nguon",), title=NAMED)),
    "status": (status.TILE, status.StatusTile(status=("nguon",), title=NAMED)),
    "tasks": (tasks.TILE, tasks.TasksTile(tasks=("nguon",), title=NAMED)),
    "table": (table.TILE, table.TILE.settings(table="nguon", records="tasks", title=NAMED)),
}


def records() -> list[Record]:
    hour, day = timedelta(hours=1), timedelta(days=1)
    told: list[Record] = []
    for n in range(30):
        due = AT + (n - 15) * day
        done = AT if n % 3 == 0 else None
        state = "DOWN" if n % 5 == 0 else "UP"
        told += [
            FeedItem(uid=f"i{n}", title=f"{n} {LONG}", published=AT - n * hour),
            ServiceHealth(uid=f"s{n}", service=f"{n} {LONG}", state=state),
            Task(uid=f"t{n}", title=f"{n} {LONG}", due=due, finished=done, lead_unit=LONG),
        ]
    told += [
        Observation(uid=code, indicator="bts", territory=code, value=Decimal(n))
        for n, code in enumerate(CODES)
    ]
    for id in "abc":
        told.append(Observation(uid=id, indicator=id, period="2023", value=Decimal(12345)))
    return told


def samples() -> tuple[Sample, ...]:
    step = timedelta(minutes=30)
    return tuple(
        Sample(uid=id, indicator=id, at=AT - n * step - step, value=Decimal(100 + n % 7))
        for id in "abc"
        for n in range(40, -1, -1)
    )


@cache
def knowledge(state: State, *, simulated: bool = False) -> Any:
    told = Told(series=samples())
    told.be("nguon", state, records(), simulated=simulated)
    named = {"name": LONG, "unit": "thuê bao", "source": "nguon"}
    indicators = dict.fromkeys(("a", "b", "c", "bts"), named)
    sources = {"nguon": source("nguon", name=LONG)}
    return told.knowledge({"as_of": "2023-12-31", "sources": sources, "indicators": indicators})


STATES = (State.LIVE, State.STALE, State.FAULTY, State.NEVER, State.DISCONNECTED)


@pytest.mark.parametrize("size", ODD)
@pytest.mark.parametrize("name", TILES)
def test_nothing_overlaps_or_leaves_a_tile_of_an_odd_size(name: str, size: tuple[int, int]) -> None:
    box = Rect(20, 20, *size)
    for lang in ("vi", "en"):
        sheet = sheet_of(lang=lang)
        for state in STATES:
            items = drawn(*TILES[name], knowledge(state), box, sheet)
            found = [one for one in faults(items, box, sheet) if not one.startswith("clipped")]
            assert found == [], (lang, state)


@pytest.mark.parametrize("size", ODD)
@pytest.mark.parametrize("name", TILES)
def test_however_small_a_tile_is_its_state_and_what_is_simulated_are_marked(
    name: str, size: tuple[int, int]
) -> None:
    sheet = sheet_of()
    for state in (State.STALE, State.FAULTY, State.DISCONNECTED):
        known = knowledge(state, simulated=True)
        items = drawn(*TILES[name], known, Rect(20, 20, *size), sheet)
        assert any(isinstance(one, Mark) for one in items), state
        words = [one.text for one in items if isinstance(one, Text)]
        assert "MÔ PHỎNG" in words, state
