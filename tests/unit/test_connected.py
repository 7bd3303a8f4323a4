from __future__ import annotations

import pytest

from ui.connected import USUAL_PITCH, declared
from ui.placing.output import Output


def monitor(
    name: str = "DP-1",
    x: int = 0,
    size: tuple[int, int] = (1920, 1080),
    mm: tuple[float, float] = (1209.6, 680.4),
) -> Output:
    return Output(name, (x, 0, *size), mm)


def test_a_monitor_is_a_screen_of_its_size_read_from_three_metres() -> None:
    [screen] = declared([monitor()])
    assert (screen.name, screen.size, screen.at) == ("DP-1", (1920, 1080), (0, 0))
    assert screen.pitch == pytest.approx(0.63)
    assert screen.seat == 3000


@pytest.mark.parametrize("mm", [(0, 0), (16, 9), (160, 90), (160, 100), (1210, 0), (500, 900)])
def test_a_size_that_can_not_be_true_counts_as_a_wall_panel_s(mm: tuple[float, float]) -> None:
    [screen] = declared([monitor(mm=mm)])
    assert screen.pitch == USUAL_PITCH


def test_screens_stand_from_left_to_right_and_copies_are_one() -> None:
    found = declared([monitor("HDMI-1", 1920), monitor("DP-1"), monitor("DP-2")])
    assert [screen.name for screen in found] == ["DP-1", "HDMI-1"]


@pytest.mark.parametrize(
    ("connector", "name"),
    [
        ("\\\\.\\DISPLAY1", "DISPLAY1"),
        ("", "man-hinh"),
        ("COM1", "man-hinh"),
        ("title", "man-hinh-title"),
        ("DP-1--2", "DP-1-2"),
        ("màn hình/1", "màn-hình-1"),
    ],
)
def test_a_connector_s_name_is_made_a_name_of_the_wall_file(connector: str, name: str) -> None:
    [screen] = declared([monitor(connector)])
    assert screen.name == name


def test_screens_of_one_name_are_told_apart() -> None:
    found = declared([monitor("", 0), monitor("", 1920)])
    assert [screen.name for screen in found] == ["man-hinh", "man-hinh-2"]
