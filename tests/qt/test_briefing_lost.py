"""A briefing that is on while the wall file loses it: whoever attends it may still be in the room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from services.cache import Cache
from services.clock import HeldClock
from services.sensitivity import Sensitivity
from services.wall_file.briefing import Briefing
from tests.qt.test_wall import AT, Room, opened, press
from ui.face import restaged
from ui.layers import Put, layers_of, step_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.layers import Step

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        yield made


def say(room: Room, *, audience: str | None, public: bool = True) -> None:
    """A wall file with a briefing for them, or with none; its scene `hai` is for everybody, or nothing is."""
    wall, briefings = room.wall.stage.wall, {}
    if audience is not None:
        told = {"steps": ["hai"], "screens": ["trái"], "audience": audience}
        briefings = {"don-khach": Briefing.model_validate(told)}
    eyes = Sensitivity.PUBLIC if public else Sensitivity.RESTRICTED
    scenes = {**wall.scenes, "hai": wall.scenes["hai"].model_copy(update={"audience": eyes})}
    told_anew = wall.model_copy(update={"briefings": briefings, "scenes": scenes})
    room.wall.restage(restaged(room.wall.stage, told_anew))


def lost(room: Room, audience: str = "public", *, public: bool = True) -> None:
    """It is on, and the wall file loses it."""
    say(room, audience=audience)
    press(room, Key.Key_F5)
    assert room.wall.layers.step is not None
    say(room, audience=None, public=public)


def shown(room: Room) -> dict[str, list[str]]:
    return {name: list(face.tiles) for name, face in room.wall.faces.items()}


def kept(room: Room) -> Step | None:
    room.kept()
    with room.cache.picture() as picture:
        return layers_of(picture).step


def troubles(room: Room) -> list[str]:
    return [room.wall.stage.words.say(one) for one in room.wall.notices.troubles]


COVERED = {"trái": ["clock"], "phải": ["clock"]}


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_what_is_not_for_them_stays_covered_until_somebody_ends_it_and_that_is_said(
    room: Room, audience: str
) -> None:
    room.answer(tram=1700, xa=142)
    before = shown(room)
    lost(room, audience)
    assert shown(room) == COVERED
    [said] = troubles(room)
    assert "không còn buổi giao ban “don-khach”" in said
    assert said.endswith("F5: kết thúc giao ban.")
    for _ in range(3):
        room.look(second=True)
    assert shown(room) == COVERED
    press(room, Key.Key_F5)
    assert (shown(room), troubles(room)) == (before, [])
    assert kept(room) is None
    undoes = room.wall.deeds.undoes
    assert undoes is not None
    assert undoes.back is not None
    said = room.wall.stage.words.say(undoes.back().says)
    assert said == "chiếu bước 1 của “don-khach”", "of how many nobody knows"


def test_scenes_and_tiles_that_are_chosen_meanwhile_are_shown_as_far_as_they_are_for_them(
    room: Room,
) -> None:
    lost(room)
    wall = room.wall
    wall.deeds.perform(wall.steering.scene("hai"))
    assert {face.scene for face in wall.faces.values()} == {"hai"}
    wall.deeds.perform(wall.steering.scene("một"))
    assert shown(room) == COVERED
    assert "nên hết buổi ô mới hiện" in wall.stage.words.say(
        wall.steering.put("number-tram", "phải").says
    )
    layers = wall.layers.with_put("phải", Put("number-tram"))
    wall.decide(replace(wall.decided, layers=layers))
    wall.take_over({"trái": "một"})
    assert shown(room) == COVERED


def test_where_nothing_is_for_them_the_heading_of_the_cover_tells_nothing_of_a_scene(
    room: Room,
) -> None:
    lost(room, public=False)
    assert shown(room) == COVERED
    for screen in COVERED:
        texts = room.texts(screen)
        assert "Giao ban" in texts
        assert not any("Cảnh" in text or "nguồn" in text for text in texts)


def test_a_wall_that_opens_again_covers_it_too(room: Room) -> None:
    lost(room)
    room.kept()
    room.wall.begin()
    assert shown(room) == COVERED
    assert kept(room) == room.wall.layers.step


def test_a_wall_whose_file_lost_it_while_it_was_closed_covers_it_too(room: Room) -> None:
    say(room, audience="public")
    press(room, Key.Key_F5)
    step = kept(room)
    assert step is not None
    room.wall.deeds.perform(room.wall.briefings.end())
    say(room, audience=None)
    room.cache.remember("briefing", "", step.as_json())
    room.wall.begin()
    assert shown(room) == COVERED


def test_it_goes_on_where_it_stood_once_the_file_has_it_again(room: Room) -> None:
    lost(room)
    say(room, audience="public")
    assert room.wall.briefings.step is not None
    assert room.wall.faces["trái"].scene == "hai"
    assert troubles(room) == []


def test_who_attends_is_what_the_file_said_last(room: Room) -> None:
    say(room, audience="restricted")
    press(room, Key.Key_F5)
    say(room, audience="public")
    stands = kept(room)
    assert stands is not None
    assert stands.audience is Sensitivity.PUBLIC
    say(room, audience=None)
    assert shown(room) == COVERED


def test_one_of_the_control_room_alone_is_over(room: Room) -> None:
    before = shown(room)
    lost(room, "restricted")
    assert (shown(room), troubles(room), kept(room)) == (before, [], None)


def test_one_of_the_control_room_alone_that_was_lost_while_the_wall_was_closed_is_over(
    room: Room,
) -> None:
    say(room, audience="restricted")
    press(room, Key.Key_F5)
    step = kept(room)
    assert step is not None
    room.wall.deeds.perform(room.wall.briefings.end())
    say(room, audience=None)
    room.cache.remember("briefing", "", step.as_json())
    room.wall.begin()
    assert (room.wall.layers.step, kept(room)) == (None, None)


def test_escape_ends_it_and_a_presenter_s_remote_changes_nothing(room: Room) -> None:
    lost(room)
    scene = room.wall.setting.scene
    press(room, Key.Key_PageDown)
    press(room, Key.Key_PageUp)
    assert (room.wall.setting.scene, shown(room)) == (scene, COVERED)
    press(room, Key.Key_Escape)
    assert room.wall.layers.step is None


def test_who_attends_is_the_public_where_the_cache_does_not_say() -> None:
    old = step_of('{"briefing": "x", "step": 1, "began": "2026-11-24T07:00:00Z"}')
    new = step_of('{"briefing": "x", "step": 1, "began": "2026-11-24T07:00:00Z", "audience": []}')
    assert old is not None
    assert new is not None
    assert old.audience is new.audience is Sensitivity.PUBLIC
