from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from services.cache import Cache
from services.clock import HeldClock
from services.program import Choice, Choices
from services.sensitivity import Sensitivity
from tests.qt.test_wall import AT, opened
from ui.decided import Decided, seen, told_in
from ui.face import restaged
from ui.layers import Layers, Put, Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.qt.test_wall import Room

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        yield made


def test_the_same_file_keeps_the_screens_that_are_there_and_another_has_all_of_its_own(
    room: Room,
) -> None:
    stage = room.wall.stage
    left = stage.wall.screens[:1]
    decided = replace(room.wall.decided, there=left)
    assert decided.staged(told_in(stage, "en")).screens == left
    other = restaged(stage, stage.wall.model_copy())
    assert decided.staged(other).screens == stage.wall.screens
    assert decided.staged(other, left).screens == left


def test_a_scene_that_is_chosen_already_is_chosen_since_then(room: Room) -> None:
    chosen = Choices(scene=Choice("hai", AT))
    decided = Decided(room.wall.stage, chosen)
    assert decided.showing("hai", AT + timedelta(minutes=1)) is decided
    other = decided.showing("một", AT + timedelta(minutes=1))
    assert other.choices.scene == Choice("một", AT + timedelta(minutes=1))


def test_what_is_over_at_an_instant_is_not_decided_any_more(room: Room) -> None:
    up = Put("number-xa", until=AT + timedelta(minutes=1))
    over = Step("đã bỏ", 0, AT, audience=Sensitivity.RESTRICTED)
    layers = Layers(put={"trái": up, "phải": Put("number-xa")}, step=over)
    decided = Decided(room.wall.stage, layers=layers)
    assert decided.at(AT).layers.put == layers.put
    later = decided.at(AT + timedelta(minutes=1)).layers
    assert later == Layers(put={"phải": Put("number-xa")})


def test_what_is_seen_is_told_of_the_past_and_by_the_programme_of_later(room: Room) -> None:
    decided = room.wall.decided
    faces = room.wall.faces
    with room.cache.picture() as picture:
        again = seen(decided, picture, None, faces.values(), AT + timedelta(hours=1))
    assert again.setting == room.wall.setting
    assert all(again.faces[name] is face for name, face in faces.items())
    assert again.unshown == ()
