"""What the console shows of a scene before it is sent to the wall, while screens are missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.qt.console.at_desk import CONTROL, Seat, seated
from ui.console.scenes_page import ScenesPage
from ui.face import restaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.console.preview import Preview

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    with seated(tmp_path) as made:
        yield made


def previewed(seat: Seat) -> Preview:
    seat.press(Key.Key_3, modifier=CONTROL)
    page = seat.console.window.page
    assert isinstance(page, ScenesPage)
    draw(page.preview)
    return page.preview


def draw(preview: Preview) -> None:
    preview.draw()
    while preview._turn.isActive():
        preview._look_up_one()


def test_a_preview_shows_a_scene_on_the_screens_that_are_there_and_names_the_others(
    seat: Seat,
) -> None:
    wall = seat.room.wall
    there = wall.screens
    preview = previewed(seat)
    assert preview.scene == "một"
    assert (preview._miniature._lost, preview._without.isHidden()) == ({}, True)
    wall.decide(replace(wall.decided, there=there[:1]), lambda: wall.windows)
    assert preview._soon.isActive(), "it is drawn again by itself"
    draw(preview)
    shown = preview._miniature
    assert list(shown._sight.faces["trái"].tiles) == list(wall.faces["trái"].tiles)
    assert shown._lost == {"phải": "Thiếu màn hình phải"}
    assert set(shown._areas) == {"trái", "phải"}
    assert preview._without.text() == "Chưa có chỗ hiện: “Nguồn”"
    assert not preview._without.isHidden()
    wall.decide(replace(wall.decided, there=there), lambda: wall.windows)
    draw(preview)
    assert (shown._lost, preview._without.isHidden()) == ({}, True)


def test_a_preview_speaks_the_language_of_the_wall_and_shows_what_its_file_has_now(
    seat: Seat,
) -> None:
    wall = seat.room.wall
    wall.decide(replace(wall.decided, there=wall.screens[:1]), lambda: wall.windows)
    preview = previewed(seat)
    assert not preview._soon.isActive()
    wall.deeds.perform(wall.steering.language("en"))
    assert preview._soon.isActive(), "it is drawn again by itself"
    draw(preview)
    (lost,) = preview._miniature._lost.values()
    assert "Thiếu" not in lost
    assert "Chưa" not in preview._without.text()
    wall.deeds.perform(wall.steering.scene("hai"))
    assert not preview._soon.isActive(), "another scene of the wall is nothing to it"
    scene = wall.stage.wall.scenes["một"]
    (tile, *_) = scene.panels["trái"].tiles
    panels = {"trái": scene.panels["trái"].model_copy(update={"tiles": (tile,)})}
    scenes = {**wall.stage.wall.scenes, "một": scene.model_copy(update=panels)}
    wall.restage(restaged(wall.stage, wall.stage.wall.model_copy(update={"scenes": scenes})))
    assert preview._soon.isActive()


def test_a_preview_has_tiles_of_missing_screens_where_the_wall_would_have_them(
    seat: Seat,
) -> None:
    """Those of the scene that isn't shown yet, by its own importance."""
    wall = seat.room.wall
    scenes = wall.stage.wall.scenes
    panel = scenes["hai"].panels["phải"]
    tiles = tuple(tile.model_copy(update={"importance": 9}) for tile in panel.tiles)
    right = panel.model_copy(update={"tiles": tiles})
    two = scenes["hai"].model_copy(update={"phải": right})
    file = wall.stage.wall.model_copy(update={"scenes": {**scenes, "hai": two}})
    wall.restage(restaged(wall.stage, file))
    wall.decide(replace(wall.decided, there=wall.screens[:1]), lambda: wall.windows)
    preview = previewed(seat)
    seat.press(Key.Key_Down)
    draw(preview)
    seen = list(preview._miniature._sight.faces["trái"].tiles)
    wall.deeds.perform(wall.steering.scene("hai"))
    assert seen == list(wall.faces["trái"].tiles)
    assert "number-tram-2" in seen
