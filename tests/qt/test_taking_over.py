"""The hook of alarms: `Wall.take_over`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.cache import Cache, CacheTrouble
from services.clock import HeldClock
from services.program import Kind
from tests.qt.test_any_acts import unreadable
from tests.qt.test_steering import kept, tiles
from tests.qt.test_wall import AT, Room, opened
from ui.face import restaged
from ui.layers import Layers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        yield made


def test_an_alarm_takes_a_screen_over_and_gives_it_back(room: Room) -> None:
    wall = room.wall
    other = wall.faces["phải"]
    wall.deeds.perform(wall.steering.put("number-xa", "trái"))
    wall.take_over({"trái": "hai"})
    assert wall.faces["trái"].scene == "hai"
    assert tiles(room, "trái") != ["number-xa"]
    assert wall.faces["phải"] is other
    wall.take_over({})
    assert tiles(room, "trái") == ["number-xa"]


def test_what_people_do_meanwhile_lies_beneath_the_alarm(room: Room) -> None:
    wall = room.wall
    wall.take_over({"trái": "hai"})
    wall.deeds.perform(wall.steering.put("number-xa", "trái"))
    wall.deeds.perform(wall.steering.theme("sang"))
    wall.deeds.perform(wall.steering.language("en"))
    wall.restage(restaged(wall.stage, wall.stage.wall.model_copy()))
    rule = wall.faces["trái"].composition.rule
    assert rule is not None
    assert rule.kind is Kind.ALARM
    wall.take_over({})
    assert tiles(room, "trái") == ["number-xa"]
    assert (wall.setting.theme, wall.setting.lang) == ("sang", "en")


def test_a_scene_that_has_nothing_for_the_screen_takes_nothing_over(room: Room) -> None:
    wall = room.wall
    scenes = wall.stage.wall.scenes
    left = scenes["hai"].model_copy()
    left.__pydantic_extra__ = {
        name: one for name, one in scenes["hai"].panels.items() if name != "phải"
    }
    file = wall.stage.wall.model_copy(update={"scenes": {**scenes, "hai": left}})
    wall.restage(restaged(wall.stage, file))
    before = dict(wall.faces)
    wall.take_over({"trái": "không có", "phải": "hai", "không có": "hai"})
    assert wall.faces == before


def test_an_alarm_of_which_the_cache_cannot_be_read_has_changed_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = room.wall
    before = wall.decided, dict(wall.faces)
    with monkeypatch.context() as broken:
        broken.setattr(room.cache, "picture", unreadable)
        with pytest.raises(CacheTrouble):
            wall.take_over({"trái": "hai"})
    assert (wall.decided, dict(wall.faces)) == before


def test_what_an_alarm_has_taken_is_of_the_past_and_not_of_the_next_opening(room: Room) -> None:
    room.wall.take_over({"trái": "hai"})
    assert kept(room) == Layers(taken={"trái": "hai"})
    room.wall.begin()
    assert room.wall.faces["trái"].scene == "một"
    assert kept(room) == Layers()
