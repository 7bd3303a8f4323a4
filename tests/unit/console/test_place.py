from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.wall_file.console import Console
from ui.console.place import Place, desk_output, read_place, within, write_place
from ui.placing.output import Output

if TYPE_CHECKING:
    from pathlib import Path

LEFT = Output("DP-1", (0, 0, 1920, 1080), serial="AAA")
RIGHT = Output("DP-2", (1920, 0, 1920, 1080), serial="BBB")
DESK = Output("HDMI-1", (3840, 0, 1280, 1024), serial="CCC")
WALL = [LEFT.place, RIGHT.place]


def said(**output: str) -> Console:
    return Console.model_validate({"output": output} if output else {})


def test_by_itself_it_takes_the_monitor_that_the_wall_does_not_use() -> None:
    assert desk_output(said(), (LEFT, RIGHT, DESK), WALL) is DESK
    assert desk_output(said(), (LEFT, RIGHT), WALL) is None
    assert desk_output(said(), (), WALL) is None


def test_the_monitor_that_the_wall_file_means_is_taken() -> None:
    spare = Output("DP-3", (0, 1080, 1920, 1080), serial="DDD")
    assert desk_output(said(serial="CCC"), (spare, LEFT, RIGHT, DESK), WALL) is DESK
    assert desk_output(said(serial="CCC"), (LEFT, RIGHT, spare), WALL) is spare, "CCC isn't there"


def test_a_place_comes_back_as_it_was_left(tmp_path: Path) -> None:
    place = Place(3900, 40, 1000, 700, 1.1)
    write_place(tmp_path / "thu.console.json", place)
    assert read_place(tmp_path / "thu.console.json") == place
    assert within(place, DESK.place)
    assert not within(place, LEFT.place)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"x": 1}',
        '{"x": "1", "y": 0, "width": 9, "height": 9, "zoom": 1}',
        '{"x": 1, "y": 0, "width": 0, "height": 9, "zoom": 1}',
        '{"x": 1e9, "y": 0, "width": 9, "height": 9, "zoom": 1}',
        '{"x": 99999999, "y": 0, "width": 9, "height": 9, "zoom": 1}',
        "\x00" * 99,
        pytest.param("[" * 100_000, id="deep"),
    ],
)
def test_a_file_that_says_no_place_is_as_if_it_were_not_there(tmp_path: Path, text: str) -> None:
    path = tmp_path / "thu.console.json"
    path.write_text(text, encoding="utf-8")
    assert read_place(path) is None
    assert read_place(tmp_path / "nowhere") is None
