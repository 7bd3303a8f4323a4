"""A running wall by its schedule: scenes turn by the time, choices hold and are over, and headings say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from services.cache import Cache
from services.clock import HeldClock
from services.program import choices_of, program
from services.wall_file.schedule import Schedule
from tests.qt.test_wall import Room, opened, press
from ui.face import HEADING
from widgets.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
"""12:00 on the wall, a Tuesday."""
SCHEDULE = Schedule.model_validate(
    {
        "scene": "một",
        "parts": [
            {"title": "Giao ban", "from": "12:30", "to": "13:00", "scene": "hai", "theme": "sang"}
        ],
    }
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = HeldClock(NOON)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        file = made.wall.stage.wall.model_copy(update={"schedule": SCHEDULE})
        made.wall.restage(replace(made.wall.stage, wall=file))
        made.wall.steering.release().do()
        yield made


def rule(room: Room) -> str | None:
    """Of the first screen that shows something."""
    face = next(iter(room.wall.faces.values()))
    texts = (item for item in face.heading if isinstance(item, Text))
    return next((one.text for one in texts if one.role == "rule"), None)


def to(room: Room, minutes: float) -> tuple[str, str, str | None]:
    """Scene, colours and rule that are seen so long after noon."""
    room.cache.remember("history", "", "x")  # a live instant is earlier than what is being written
    room.clock.move(NOON + timedelta(minutes=minutes) - room.clock.now())
    room.look(second=True)
    return room.wall.setting.scene, room.wall.setting.theme, rule(room)


def test_a_wall_turns_by_its_schedule_and_says_so(room: Room) -> None:
    assert to(room, 29.9) == ("một", "toi", "theo lịch")
    assert to(room, 30) == ("hai", "sang", "Giao ban đến 13:00")
    assert to(room, 60) == ("một", "toi", "theo lịch")


def test_a_choice_holds_counts_its_minutes_and_gives_way(room: Room) -> None:
    press(room, Qt.Key.Key_2)
    assert to(room, 0) == ("hai", "toi", "thủ công, còn 15 phút")
    assert to(room, 3.5) == ("hai", "toi", "thủ công, còn 12 phút")
    assert to(room, 14.5) == ("hai", "toi", "thủ công, còn dưới 1 phút")
    assert to(room, 15) == ("một", "toi", "theo lịch")


def test_between_its_minutes_a_rule_costs_no_look_at_the_heading(room: Room) -> None:
    press(room, Qt.Key.Key_2)
    to(room, 0.1)
    face = next(iter(room.wall.faces.values()))
    still = face._head._still
    to(room, 0.5)
    assert face._head._still is still
    to(room, 1)
    assert face._head._still is not still
    assert HEADING not in face.failed


def test_a_picture_of_the_past_shows_the_scene_that_was_shown(room: Room) -> None:
    seen = []
    for minutes in (1, 5, 17, 31, 44, 61):
        if minutes in {5, 31}:
            press(room, Qt.Key.Key_1 if minutes == 31 else Qt.Key.Key_2)
            room.cache.remember("history", "", str(minutes))
        scene, theme, _ = to(room, minutes)
        seen.append((room.clock.now(), scene, theme))
    for at, scene, theme in seen:
        with room.cache.picture(at) as picture:
            found = program(room.wall.stage.wall, choices_of(picture), picture.now)
        assert (found.scene, found.theme) == (scene, theme)
