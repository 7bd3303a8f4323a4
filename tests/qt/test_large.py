"""A tile that is put up with what belongs to it, or unit by unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.cache import Cache
from services.clock import HeldClock
from services.news import Batch
from services.records import Observation
from tests.qt.test_wall import AT, Room, opened
from ui.layers import Form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        made.answer(tram=1700, xa=142)
        made.look(second=True)
        yield made


def by_unit(room: Room) -> None:
    records = tuple(
        Observation(uid=f"tram {n}", indicator="tram", value=Decimal(n), territory=name)
        for n, name in enumerate(("Đà Lạt", "Bảo Lộc", "Di Linh"), start=1)
    )
    batch = Batch(source="so", records=records, asked=AT, received=AT)
    room.cache.record(batch).result()


def put(room: Room, tile: str, form: Form) -> str:
    deed = room.wall.steering.put(tile, "trái", form)
    said = room.wall.stage.words.say(deed.says)
    assert room.wall.deeds.perform(deed)
    return said


def types(room: Room) -> dict[str, str]:
    return {id: tile.place.type for id, tile in room.wall.faces["trái"].tiles.items()}


def test_its_detail_is_the_tile_with_its_past_and_its_sources(room: Room) -> None:
    put(room, "number-tram", Form.DETAIL)
    assert types(room) == {
        "number-tram": "number",
        "number-tram-dien-bien": "trend",
        "number-tram-nguon": "systems",
    }
    assert "1.700" in room.texts("trái")


def test_a_tile_of_all_sources_has_no_detail_of_its_own_and_that_is_said_beforehand(
    room: Room,
) -> None:
    (tile,) = room.wall.faces["phải"].tiles
    assert "nên chỉ hiện ô" in put(room, tile, Form.DETAIL)
    assert types(room) == {tile: "systems"}
    assert room.wall.layers.put["trái"].form is Form.TILE


def test_an_indicator_is_shown_unit_by_unit_where_its_source_tells_units(room: Room) -> None:
    by_unit(room)
    assert "nên chỉ hiện ô" not in put(room, "number-tram", Form.BY_UNIT)
    assert types(room) == {"number-tram-ban-do": "map", "number-tram-dia-ban": "bars"}


def test_where_no_units_are_told_the_tile_alone_is_shown_and_that_is_said_beforehand(
    room: Room,
) -> None:
    said = put(room, "number-tram", Form.BY_UNIT)
    assert said.endswith("(nguồn không cho số theo từng địa bàn nên chỉ hiện ô)")
    assert types(room) == {"number-tram": "number"}
