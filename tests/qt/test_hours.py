"""Colours by the hour: the wall file's plan, and what somebody chose until it turns next."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from services.cache import Cache
from services.clock import HeldClock
from services.wall_file import installed, load_texts, themes
from tests.qt.test_wall import opened, press
from tests.unit.acts.telling import done
from ui.face import restaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.qt.test_wall import Room

pytestmark = pytest.mark.usefixtures("qapp")
PLAN = {time(6): "sang", time(18): "toi", time(22): "dem"}
NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
"""12:00 on the wall."""


@contextmanager
def planned(folder: Path) -> Iterator[Room]:
    """A wall at noon, in the colours of its plan."""
    clock = HeldClock(NOON)
    with opened(folder, Cache.in_memory(clock), clock, theme="sang") as made:
        wall = made.wall
        file = wall.stage.wall.model_copy(update={"theme": PLAN})
        wall.restage(replace(wall.stage, wall=file))
        yield made


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with planned(tmp_path) as made:
        yield made


def to(room: Room, at: datetime) -> str:
    """The colours after the wall's second at `at`."""
    room.clock.move(at - room.clock.now())
    room.look(second=True)
    return room.wall.setting.theme


def choose(room: Room) -> None:
    """The next theme, written before the clock goes on."""
    press(room, Qt.Key.Key_T)
    room.cache.remember("history", "", str(room.clock.now()))


def replayed(room: Room, at: datetime) -> str:
    """What a picture of that instant would take."""
    with room.cache.picture(at) as picture:
        return themes.in_force(room.wall.stage.wall, picture.chosen("theme"), picture.now)


def test_the_colours_turn_by_the_hour_and_nobody_acted(tmp_path: Path) -> None:
    with planned(tmp_path) as room:
        assert to(room, NOON + timedelta(hours=5, minutes=59)) == "sang"
        assert to(room, NOON + timedelta(hours=6)) == "toi"
        assert to(room, NOON + timedelta(hours=10)) == "dem"
        assert to(room, NOON + timedelta(hours=18)) == "sang"
        journal = room.acts
    assert done(journal) == []


def test_a_choice_holds_until_the_plan_turns_and_is_an_act(tmp_path: Path) -> None:
    with planned(tmp_path) as room:
        choose(room)
        assert room.wall.setting.theme == "dem"
        assert to(room, NOON + timedelta(hours=5)) == "dem"
        assert to(room, NOON + timedelta(hours=6)) == "toi"
        journal = room.acts
    assert done(journal) == [("theme", "sang", "dem")]


def test_the_same_choice_can_be_made_again_the_next_day(room: Room) -> None:
    choose(room)
    day = NOON + timedelta(days=1)
    assert to(room, day) == "sang"
    choose(room)
    later = day + timedelta(hours=1)
    assert to(room, later) == "dem"
    assert replayed(room, later) == "dem"
    assert replayed(room, day - timedelta(hours=1)) == "sang"


def test_a_picture_of_the_past_takes_the_colours_that_were_in_force(room: Room) -> None:
    choose(room)
    to(room, NOON + timedelta(hours=11))
    assert replayed(room, NOON + timedelta(hours=3)) == "dem"
    assert replayed(room, NOON + timedelta(hours=7)) == "toi"
    assert replayed(room, NOON + timedelta(hours=10, minutes=30)) == "dem"


def test_a_wall_of_one_theme_keeps_what_was_chosen(tmp_path: Path) -> None:
    clock = HeldClock(NOON)
    with opened(tmp_path, Cache.in_memory(clock), clock) as room:
        choose(room)
        assert to(room, NOON + timedelta(days=9)) == "sang"
        assert replayed(room, NOON + timedelta(days=9)) == "sang"


CLOCKS = """wall: 1
screens: [{name: trái, size: [1920, 1080], pitch: 0.63 mm, seat: 3 m}]
scenes:
  một:
    trái:
      grid: [2, 2]
      tiles:
        - {clock: seconds, id: giay}
        - {clock: minutes, id: phut, zone: UTC}
        - {countdown: 2026-12-31, id: dem-nguoc}
        - {text: Thông báo, until: 2026-11-24 12:01, id: thong-bao}
"""


def changed(room: Room, at: datetime) -> set[str]:
    """The tiles that look different after the wall's second at `at`."""
    before = {id: tile.items for id, tile in room.wall.faces["trái"].tiles.items()}
    to(room, at)
    after = room.wall.faces["trái"].tiles
    return {id for id, items in before.items() if after[id].items != items}


def test_what_tells_the_time_changes_when_it_should_and_no_more(room: Room) -> None:
    loaded = load_texts({"w.yaml": CLOCKS}, "w.yaml", installed())
    assert loaded.wall is not None
    room.wall.restage(restaged(room.wall.stage, loaded.wall))
    second = timedelta(seconds=1)
    assert [changed(room, NOON + n * second) for n in (1, 2, 3)] == [{"giay"}] * 3
    assert changed(room, NOON + 60 * second) == {"giay", "phut", "thong-bao"}
    assert changed(room, NOON + 61 * second) == {"giay"}
    assert changed(room, NOON + 3600 * second) == {"giay", "phut", "dem-nguoc"}
