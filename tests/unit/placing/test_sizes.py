"""What is said of a wall that is in miniature, and of screens of a size that no monitor has."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from services.quantities import Length
from services.wall_file.outputs import OutputMark
from services.wall_file.shape import Screen
from services.words import Words
from ui.placing.listing import listing
from ui.placing.output import Output
from ui.placing.present import present
from ui.placing.sizes import why_small

WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
LARGE = Output("DP-1", (0, 0, 3840, 2160), (1209.6, 680.4))


def screen(
    name: str, size: tuple[int, int] = (1920, 1080), mark: OutputMark | None = None
) -> Screen:
    output = None if mark is None else (mark,)
    return Screen(name=name, size=size, pitch=Length(0.6), seat=Length(4000.0), output=output)


def test_a_wall_whose_screens_have_another_size_says_both_sizes_and_what_to_do() -> None:
    there = present([screen("chinh")], [LARGE])
    assert not there.real
    assert WORDS.say(why_small(there)) == (
        "tường khai chinh 1920 × 1080 mà màn hình của máy là 3840 × 2160: hiện thu nhỏ trong một cửa sổ; "
        "muốn hiện trên màn hình khác cỡ thì ghi output cho từng màn hình, lấy từ main.py screens"
    )


def test_with_the_mark_that_is_asked_for_the_wall_is_on_its_monitor() -> None:
    assert present([screen("chinh", mark=OutputMark(connector="DP-1"))], [LARGE]).real


@pytest.mark.parametrize(
    ("screens", "outputs", "said"),
    [
        ([screen("a")], [], "không khớp màn hình nào: "),
        ([screen("a", mark=OutputMark(connector="X"))], [LARGE], "không khớp màn hình nào: "),
        ([screen("a", (3840, 2160)), screen("b")], [LARGE], "mới thấy 1/2 màn hình của tường: "),
        ([screen("a", (3840, 2160)), screen("b", (3840, 2160))], [LARGE], "mới thấy 1/2 "),
    ],
)
def test_where_sizes_are_not_why_none_is_spoken_of(
    screens: list[Screen], outputs: list[Output], said: str
) -> None:
    told = WORDS.say(why_small(present(screens, outputs)))
    assert told.startswith(said)
    assert "khai" not in told


def test_the_list_says_of_a_screen_that_no_monitor_is_as_large() -> None:
    screens = [screen("chinh"), screen("phu", mark=OutputMark(connector="DP-9"))]
    matching = present(screens, [LARGE]).matching
    *_, first, second = listing([LARGE], matching, WORDS, screens)
    assert first.startswith(
        "–  màn hình chinh: tệp tường không ghi output, và không màn hình nào cỡ 1920 × 1080"
    )
    assert second == "–  màn hình phu: không thấy"
