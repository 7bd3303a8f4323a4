"""Sources that are paused and resumed on a wall whose cache is slow, or can't be read."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from services.cache import Cache, CacheTrouble, Picture
from services.clock import HeldClock
from services.phrase import phrase
from tests.qt.test_wall import AT, Room, opened
from ui.face import restaged
from ui.steering_sources import SourceSteering

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        yield made


def steering(room: Room) -> SourceSteering:
    return SourceSteering(room.wall, room.wall._acts, room.cache, None, room.clock.now)


def test_a_source_that_is_paused_and_resumed_before_the_disk_has_it_is_resumed(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    steers, keep = steering(room), room.cache.keep
    room.cache.remember("pause", "so", '{"why": "sửa", "until": null}')
    late: list[Future[datetime]] = []

    def held_up(kind: str, key: str, value: str | None) -> Future[datetime]:
        if kind != "pause":
            return keep(kind, key, value)
        late.append(Future())
        return late[-1]

    monkeypatch.setattr(room.cache, "keep", held_up)
    room.wall.deeds.perform(steers.pause("so", "bảo trì", None))
    room.wall.deeds.perform(steers.resume("so"))
    late[0].set_result(AT)
    QApplication.processEvents()
    assert steers.pause_of("so") is None
    late[1].set_result(AT)
    QApplication.processEvents()
    assert steers.pause_of("so") is not None, "the cache's word, as this disk has taken nothing"


def test_a_source_is_resumed_also_while_the_cache_cannot_be_read(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    steers = steering(room)
    room.wall.deeds.perform(steers.pause("so", "sửa", None))
    room.cache.remember("history", "", "x")
    QApplication.processEvents()
    before = steers.pause_of("so")
    assert before is not None

    def locked(at: datetime | None = None) -> AbstractContextManager[Picture]:
        raise CacheTrouble(phrase("Bộ nhớ {path} đang bị một chương trình khác khóa.", path="x"))

    monkeypatch.setattr(room.cache, "picture", locked)
    assert steers.pause_of("so") == before
    assert room.wall.deeds.perform(steers.resume("so"))


def test_a_source_that_is_gone_is_not_paused_again_by_undoing(room: Room) -> None:
    steers, wall = steering(room), room.wall
    wall.deeds.perform(steers.pause("so", "sửa", None))
    wall.deeds.perform(steers.resume("so"))
    gone = wall.stage.wall.model_copy(update={"sources": {}})
    wall.restage(restaged(wall.stage, gone))
    assert not wall.deeds.undo()
    assert steers.pause_of("so") is None
