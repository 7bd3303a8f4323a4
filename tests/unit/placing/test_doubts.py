"""What is doubtful about a monitor is said once, in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.quantities import Length
from services.wall_file.shape import Screen
from services.words import Words
from ui.placing.doubts import Doubts
from ui.placing.matching import matched
from ui.placing.output import Output

if TYPE_CHECKING:
    import pytest

WALL = [
    Screen.model_validate(
        {
            "name": "trai",
            "size": [1920, 1080],
            "pitch": Length(0.63),
            "seat": Length(4000),
            "output": {"serial": "S1", "connector": "DP-1"},
        }
    )
]


def monitor(serial: str) -> Output:
    return Output("DP-1", (0, 0, 1920, 1080), serial=serial)


def test_a_replaced_panel_is_told_once_and_again_when_it_is_another(
    caplog: pytest.LogCaptureFixture,
) -> None:
    doubts = Doubts(Words("vi", ZoneInfo("Asia/Ho_Chi_Minh")))
    before = matched(WALL, [monitor("S1")])
    doubts.hear(before)
    assert not caplog.messages
    for serials in (["S9"], ["S9"], [], ["S9"], ["S8"]):
        before = matched(WALL, [monitor(one) for one in serials], before)
        doubts.hear(before)
    assert caplog.messages == [
        f"màn hình trai: màn hình ở DP-1 có số sê-ri {serial}, tệp ghi S1: coi là tấm thay"
        for serial in ("S9", "S8")
    ]
