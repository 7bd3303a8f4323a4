"""A scene as a section: its own keys, and a panel under the name of each screen."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from services.sensitivity import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.wall_file import Loaded

type Read = Callable[..., Loaded]


def test_a_scene_has_its_title_its_audience_and_a_panel_for_each_screen(read: Read) -> None:
    wall = read("    title: Tổng quan", "    title: Tổng quan\n    audience: internal").wall
    assert wall is not None
    scene = wall.scenes["tong-quan"]
    assert scene.title is not None
    assert scene.title.vi == "Tổng quan"
    assert scene.audience is Sensitivity.INTERNAL
    assert list(scene.panels) == ["trái-trên"]
    assert scene.panels["trái-trên"].grid == (3, 2)


def test_what_says_nothing_of_eyes_is_for_the_control_room_and_of_the_house(read: Read) -> None:
    wall = read("better: up", "better: up").wall
    assert wall is not None
    scene = wall.scenes["tong-quan"]
    assert scene.audience is Sensitivity.RESTRICTED
    said = {one.sensitivity for one in scene.panels["trái-trên"].tiles}
    said |= {one.sensitivity for one in wall.sources.values()}
    said |= {one.sensitivity for one in wall.indicators.values()}
    assert said == {Sensitivity.INTERNAL}


def test_a_screen_is_found_in_whatever_form_its_name_is_composed(read: Read) -> None:
    apart = unicodedata.normalize("NFD", "trái-trên")
    wall = read("    trái-trên:", f"    {apart}:").wall
    assert wall is not None
    assert list(wall.scenes["tong-quan"].panels) == ["trái-trên"]


@pytest.mark.parametrize("name", ["panels", "copy", "model_fields"])
def test_a_screen_may_be_called_as_a_word_of_the_program(read: Read, name: str) -> None:
    wall = read("trái-trên", name).wall
    assert wall is not None
    assert list(wall.scenes["tong-quan"].panels) == [name]


def test_the_order_of_sensitivities_is_that_of_strictness() -> None:
    public, internal, restricted = Sensitivity
    assert public < internal < restricted
    assert max(restricted, public, internal) is restricted
