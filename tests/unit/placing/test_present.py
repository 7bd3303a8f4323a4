from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.quantities import Length
from services.wall_file.outputs import OutputMark
from services.wall_file.shape import Screen
from services.words import Words
from ui.placing.absences import Absences
from ui.placing.output import Output
from ui.placing.present import present

if TYPE_CHECKING:
    import pytest


def screen(name: str, *marks: OutputMark, panels: tuple[int, int] = (1, 1)) -> Screen:
    return Screen(
        name=name,
        size=(1920, 1080),
        pitch=Length(0.6),
        seat=Length(4000.0),
        output=marks or None,
        panels=panels,
    )


def output(name: str, x: int = 0, size: tuple[int, int] = (1920, 1080)) -> Output:
    return Output(name, (x, 0, *size))


MARKED = (screen("a", OutputMark(connector="DP-1")), screen("b", OutputMark(connector="DP-2")))
PLAIN = (screen("a"), screen("b"))


def test_a_screen_is_laid_out_as_large_as_its_output_is() -> None:
    there = present(MARKED, [output("DP-1", size=(3840, 2160)), output("DP-2", 3840, (1080, 1920))])
    assert [one.size for one in there.screens] == [(3840, 2160), (1080, 1920)]
    assert [one.pitch for one in there.screens] == [0.3, 0.6]


def test_a_wall_that_names_its_monitors_is_real_with_one_and_tells_the_others() -> None:
    there = present(MARKED, [output("DP-2")])
    assert there.real
    assert [one.name for one in there.screens] == ["b"]
    assert there.missing == ("a",)


def test_any_other_is_in_miniature_until_all_are_there_and_stays_real_from_then_on() -> None:
    one, both = [output("DP-1")], [output("DP-1"), output("DP-2", 1920)]
    small = present(PLAIN, one)
    assert not small.real
    assert small.screens == PLAIN
    assert not small.missing
    large = present(PLAIN, both, small)
    assert large.real
    left = present(PLAIN, one, large)
    assert left.real
    assert [screen.name for screen in left.screens] == ["a"]
    dark = present(PLAIN, [], left)
    assert dark.real
    assert not dark.screens


def test_a_screen_of_several_outputs_keeps_its_canvas_while_one_of_them_is_there() -> None:
    marks = OutputMark(connector="DP-1"), OutputMark(connector="DP-2")
    wide = screen("w", *marks, panels=(2, 1))
    there = present([wide], [output("DP-2", size=(640, 480))])
    assert there.screens == (wide,)


def test_the_cache_is_told_who_has_which_output() -> None:
    told = json.loads(present(MARKED, [output("DP-2", 5), output("VGA-1", 9000)]).as_json())
    assert told["real"] is True
    assert told["screens"]["a"] == [None]
    assert told["screens"]["b"][0]["connector"] == "DP-2"
    assert told["screens"]["b"][0]["area"] == [5, 0, 1920, 1080]
    assert [one["connector"] for one in told["spare"]] == ["VGA-1"]


def test_each_going_and_coming_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    absences = Absences(Words("vi", ZoneInfo("UTC")))
    both, one = [output("DP-1"), output("DP-2", 1920)], [output("DP-1")]
    with caplog.at_level(logging.INFO):
        for ran, outputs in ((0.0, both), (1.0, one), (2.0, one), (43.0, both), (44.0, both)):
            absences.hear(present(MARKED, outputs), ran)
    assert caplog.messages == ["mất màn hình b (DP-2)", "màn hình b đã trở lại sau 42 giây"]


def test_a_screen_that_was_never_there_is_told_so(caplog: pytest.LogCaptureFixture) -> None:
    absences = Absences(Words("vi", ZoneInfo("UTC")))
    with caplog.at_level(logging.INFO):
        absences.hear(present(MARKED, [output("DP-1")]), 0.0)
        absences.hear(present(MARKED, [output("DP-1"), output("DP-2", 1920)]), 5.0)
    assert caplog.messages[0] == "chưa thấy màn hình b"
