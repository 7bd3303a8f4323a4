"""Undoing after the world moved on, and what the cache and the journal say of it then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from services.cache import Cache
from services.clock import HeldClock
from services.program import choices_of, program
from services.wall_file.briefing import Briefing
from services.wall_file.schedule import Schedule
from services.wall_file.shape import Scene
from tests.qt.test_wall import Room, opened
from tests.unit.acts.telling import done
from ui.face import restaged
from ui.layers import Layers, layers_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
"""12:00 on the wall, a Tuesday."""
SCHEDULE = Schedule.model_validate(
    {"scene": "một", "parts": [{"from": "12:30", "to": "13:00", "scene": "hai"}]}
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = HeldClock(NOON)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        yield made


def say(room: Room, **said: object) -> None:
    """The wall file says so from now on."""
    wall = room.wall.stage.wall.model_copy(update=said)
    room.wall.restage(restaged(room.wall.stage, wall))


def scheduled(room: Room) -> None:
    say(room, schedule=SCHEDULE)
    room.wall.steering.release().do()


def later(room: Room, **lasts: float) -> None:
    written(room)  # a live instant is earlier than what is being written
    room.clock.move(timedelta(**lasts))
    room.look(second=True)


def written(room: Room) -> None:
    """What was kept until now is in the cache."""
    room.cache.remember("history", "", "x")


def reopened(room: Room) -> tuple[str, str, dict[str, str]]:
    """Scene, colours and screens of their own that a wall that opens again shows."""
    written(room)
    with room.cache.picture() as picture:
        shown = program(room.wall.stage.wall, choices_of(picture), picture.now)
    return shown.scene, shown.theme, dict(shown.screens)


def seen(room: Room) -> tuple[str, str, dict[str, str]]:
    shown = room.wall.program
    assert shown is not None
    return shown.scene, shown.theme, dict(shown.screens)


def test_a_tile_whose_time_is_over_is_not_put_up_again_by_undoing(room: Room) -> None:
    wall = room.wall
    before = list(wall.faces["trái"].tiles)
    wall.deeds.perform(wall.steering.put("number-xa", "trái", lasts=timedelta(minutes=2)))
    wall.deeds.perform(wall.steering.take_down("trái"))
    later(room, minutes=3)
    assert wall.deeds.undo()
    assert list(wall.faces["trái"].tiles) == before
    assert wall.layers == Layers()


def test_a_choice_that_is_over_is_not_held_again_by_undoing(room: Room) -> None:
    scheduled(room)
    wall = room.wall
    wall.deeds.perform(wall.steering.scene("hai"))
    later(room, minutes=10)
    wall.deeds.perform(wall.steering.scene("một"))
    later(room, minutes=8)
    said: list[str] = []
    wall.deeds.done.connect(lambda deed: said.append(wall.stage.words.say(deed.says)))
    assert wall.deeds.undo()
    assert seen(room)[0] == "một"
    assert reopened(room) == seen(room)
    assert said == ["trả tường về lịch chiếu"]


def test_a_choice_of_before_a_schedule_is_not_held_again_by_undoing(room: Room) -> None:
    room.wall.deeds.perform(room.wall.steering.scene("hai"))
    later(room, minutes=20)
    say(room, schedule=SCHEDULE)
    assert seen(room)[0] == "một"
    room.wall.deeds.perform(room.wall.steering.scene("hai"))
    later(room, minutes=1)
    room.wall.deeds.undo()
    assert seen(room)[0] == "một"
    assert reopened(room) == seen(room)


def test_the_scene_that_was_chosen_once_is_chosen_anew_and_the_journal_says_so(
    tmp_path: Path,
) -> None:
    clock = HeldClock(NOON)
    with opened(tmp_path, Cache.in_memory(clock), clock) as room:
        scheduled(room)
        wall = room.wall
        wall.deeds.perform(wall.steering.scene("hai"))
        later(room, minutes=16)
        assert wall.setting.scene == "một"
        wall.deeds.perform(wall.steering.scene("hai"))
        assert wall.setting.scene == "hai"
        assert reopened(room) == seen(room)
        wall.deeds.undo()
        assert wall.setting.scene == "một"
        journal = room.acts
    assert [(what, after) for what, _, after in done(journal)] == [
        ("scene", "hai"),
        ("scene", "hai"),
        ("scene", None),
    ]


def test_colours_go_back_to_those_of_the_hour_not_to_those_of_an_hour_that_is_over(
    room: Room,
) -> None:
    say(room, theme={time(6): "sang", time(12, 30): "toi"})
    wall = room.wall
    later(room, seconds=1)
    wall.deeds.perform(wall.steering.theme("sang"))
    wall.deeds.perform(wall.steering.theme("dem"))
    later(room, minutes=31)
    assert wall.setting.theme == "toi"
    wall.deeds.undo()
    assert wall.setting.theme == "toi"
    assert reopened(room) == seen(room)


def test_undone_colours_follow_the_wall_file_as_before(room: Room) -> None:
    wall = room.wall
    wall.deeds.perform(wall.steering.theme("dem"))
    wall.deeds.undo()
    assert wall.setting.theme == "toi"
    say(room, theme="sang")
    assert wall.setting.theme == "sang"
    assert reopened(room) == seen(room)


def test_colours_that_were_over_while_the_wall_was_off_can_be_chosen_anew(room: Room) -> None:
    say(room, theme={time(6): "sang", time(12, 30): "toi"})
    wall = room.wall
    wall.deeds.perform(wall.steering.theme("dem"))
    written(room)
    room.clock.move(timedelta(minutes=40))
    wall.begin()
    assert wall.setting.theme == "toi"
    wall.deeds.perform(wall.steering.theme("dem"))
    assert reopened(room) == seen(room)


def test_what_is_gone_with_the_wall_file_of_then_is_not_undone_and_what_was_before_is(
    room: Room,
) -> None:
    wall = room.wall
    refused: list[str] = []
    wall.deeds.refused.connect(lambda why: refused.append(wall.stage.words.say(why)))
    wall.deeds.perform(wall.steering.theme("sang"))
    wall.deeds.perform(wall.steering.scene("hai"))
    wall.deeds.perform(wall.steering.scene("một"))
    say(room, scenes={"một": wall.stage.wall.scenes["một"]})
    assert not wall.deeds.undo()
    assert refused == ["Tệp tường không còn cảnh “hai”"]
    assert wall.deeds.undo()
    assert wall.deeds.undo()
    assert wall.setting.theme == "toi"
    assert wall.deeds.undoes is None


def test_a_tile_that_is_gone_is_not_said_to_be_put_up(room: Room) -> None:
    wall = room.wall
    id = next(id for (scene, _, _), id in wall.stage.ids.items() if scene == "hai")
    wall.deeds.perform(wall.steering.put(id, "trái"))
    wall.deeds.perform(wall.steering.take_down("trái"))
    say(room, scenes={"một": wall.stage.wall.scenes["một"]})
    assert not wall.deeds.undo()
    assert wall.layers == Layers()


def brief(room: Room, *names: str, steps: tuple[str, ...] = ("hai", "một")) -> None:
    one = Briefing.model_validate({"steps": list(steps), "audience": "restricted"})
    say(room, briefings=dict.fromkeys(names, one))


def briefed(room: Room) -> dict[str, str]:
    written(room)
    with room.cache.picture() as picture:
        return picture.settings("briefed")


def test_a_briefing_that_is_gone_is_not_resumed(room: Room) -> None:
    brief(room, "sáng")
    wall = room.wall
    wall.deeds.perform(wall.briefings.begin("sáng"))
    wall.deeds.perform(wall.briefings.end())
    say(room, briefings={})
    assert not wall.deeds.undo()
    assert wall.layers.step is None


def test_a_briefing_that_was_ended_by_mistake_is_not_the_last_one(room: Room) -> None:
    brief(room, "sáng")
    wall = room.wall
    wall.deeds.perform(wall.briefings.begin("sáng"))
    wall.deeds.perform(wall.briefings.end())
    last = briefed(room)
    later(room, minutes=60)
    wall.deeds.perform(wall.briefings.begin("sáng"))
    later(room, minutes=5)
    wall.deeds.perform(wall.briefings.end())
    assert briefed(room) != last
    wall.deeds.undo()
    assert wall.layers.step is not None
    assert briefed(room) == last


def test_a_briefing_that_was_begun_by_mistake_is_not_the_last_one(room: Room) -> None:
    brief(room, "sáng")
    wall = room.wall
    wall.deeds.perform(wall.briefings.begin("sáng"))
    wall.deeds.undo()
    assert wall.layers.step is None
    assert briefed(room) == {}


def test_a_briefing_is_over_when_another_one_begins(room: Room) -> None:
    brief(room, "sáng", "chiều")
    wall = room.wall
    wall.deeds.perform(wall.briefings.begin("sáng"))
    wall.deeds.perform(wall.briefings.begin("chiều"))
    assert set(briefed(room)) == {"sáng"}


def test_a_remote_steps_back_from_the_last_step_that_is_left(room: Room) -> None:
    brief(room, "sáng", steps=("hai", "một", "hai", "một", "hai"))
    wall = room.wall
    wall.deeds.perform(wall.briefings.begin("sáng"))
    for _ in range(4):
        deed = wall.briefings.move(1)
        assert deed is not None
        wall.deeds.perform(deed)
    brief(room, "sáng", steps=("hai", "một"))
    deed = wall.briefings.move(-1)
    assert deed is not None
    wall.deeds.perform(deed)
    assert wall.faces["trái"].scene == "hai"
    assert wall.briefings.step is not None
    assert wall.briefings.step.number == 0


def test_a_briefing_that_the_wall_file_takes_away_is_over(room: Room) -> None:
    brief(room, "sáng")
    wall = room.wall
    wall.deeds.perform(wall.briefings.begin("sáng"))
    say(room, briefings={})
    brief(room, "sáng")
    assert wall.faces["trái"].scene == "một"
    written(room)
    with room.cache.picture() as picture:
        assert layers_of(picture) == Layers()


def test_a_wall_that_loses_its_schedule_goes_on_showing_what_it_shows(room: Room) -> None:
    scheduled(room)
    room.wall.deeds.perform(room.wall.steering.scene("hai"))
    later(room, minutes=16)
    assert room.wall.setting.scene == "một"
    say(room, schedule=None)
    assert room.wall.setting.scene == "một"
    assert reopened(room) == seen(room)


def test_a_clock_that_is_set_back_brings_the_scene_of_the_hour(room: Room) -> None:
    scheduled(room)
    later(room, minutes=61)
    assert room.wall.setting.scene == "một"
    later(room, minutes=-16)
    assert room.wall.setting.scene == "hai"


def test_a_hold_ends_as_it_was_said_though_the_clock_was_set_back(room: Room) -> None:
    scheduled(room)
    later(room, minutes=61)
    later(room, minutes=-60)
    room.wall.deeds.perform(room.wall.steering.scene("hai"))
    later(room, minutes=16)
    assert seen(room)[0] == "một"
    assert reopened(room) == seen(room)


def test_a_scene_that_has_nothing_for_a_screen_is_not_said_to_be_on_it(tmp_path: Path) -> None:
    clock = HeldClock(NOON)
    with opened(tmp_path, Cache.in_memory(clock), clock) as room:
        scenes = room.wall.stage.wall.scenes
        half = Scene.model_validate({"trái": scenes["hai"].panels["trái"]})
        say(room, scenes={**scenes, "hai": half})
        answer = room.wall.deeds.perform(room.wall.steering.scene("hai", "phải"))
        assert not answer
        assert "phải" not in room.wall.choices.screens
        journal = room.acts
    assert done(journal) == []


def test_the_language_stays_though_a_disk_has_not_taken_it_yet(room: Room) -> None:
    wall = room.wall
    wall.deeds.perform(wall.steering.language("en"))
    wall.restage(replace(wall.stage))
    assert wall.setting.lang == "en"


def test_what_was_chosen_after_the_clock_was_set_back_is_as_old_as_the_clock_said(
    room: Room,
) -> None:
    later(room, minutes=60)
    later(room, minutes=-60)
    room.wall.deeds.perform(room.wall.steering.scene("hai"))
    room.wall.deeds.perform(room.wall.steering.theme("sang"))
    written(room)
    with room.cache.picture() as picture:
        found = choices_of(picture)
    assert found.scene is not None
    assert found.theme is not None
    for since in (found.scene.since, found.theme[1]):
        assert abs(since - NOON) < timedelta(seconds=1)
    say(room, schedule=SCHEDULE)
    later(room, minutes=16)
    assert reopened(room) == seen(room)


def test_colours_that_a_newer_program_kept_are_those_of_the_wall_file(room: Room) -> None:
    room.cache.remember("theme", "", "xanh")
    room.wall.begin()
    assert room.wall.setting.theme == "toi"
    assert reopened(room) == seen(room)


def test_the_scene_that_is_shown_for_good_anyway_is_not_chosen_later(room: Room) -> None:
    room.wall.deeds.perform(room.wall.steering.scene("hai"))
    later(room, minutes=20)
    room.wall.deeds.perform(room.wall.steering.scene("hai"))
    say(room, schedule=SCHEDULE)
    assert reopened(room) == seen(room)
