from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.unit.placing.test_matching import QUARTET, ROW, mark, output, screen
from ui.placing.present import present
from ui.placing.remembered import opened

LAST = present(QUARTET, ROW).as_json()


def names(screens: object, outputs: object, kept: str | None) -> dict[str, str | None]:
    there = opened(screens, outputs, kept)  # type: ignore[arg-type]  # as the tests write them
    every = {name: there.matching.outputs(name)[0] for name in there.matching.found}
    return {name: None if one is None else one.name for name, one in every.items()}


def test_a_wall_that_was_on_its_monitors_opens_on_those_that_are_left() -> None:
    there = opened(QUARTET, ROW[:1] + ROW[2:], LAST)
    assert there.real
    assert there.missing == ("b",)
    assert names(QUARTET, ROW[:1] + ROW[2:], LAST) == {
        "a": "DP-1",
        "b": None,
        "c": "DP-3",
        "d": "DP-4",
    }


def test_a_desk_s_monitor_is_not_taken_for_the_one_that_is_dark() -> None:
    desk = output("HDMI-1", 0, 1080)
    before = present(QUARTET, [*ROW, desk])
    assert [one.name for one in before.matching.spare] == ["HDMI-1"]
    there = opened(QUARTET, [*ROW[:2], ROW[3], desk], before.as_json())
    assert there.missing == ("c",)
    assert [one.name for one in there.matching.spare] == ["HDMI-1"]


def test_the_console_s_monitor_on_a_screen_s_cable_is_no_screen_s_in_the_morning_either() -> None:
    console, marked = [mark(model="BÀN")], screen("a", None, mark(serial="S1", connector="DP-1"))
    panel = output("DP-1", model="TẤM", serial="S1")
    desk, other = (output(f"DP-{n}", n * 1920, model="BÀN", serial=f"D{n}") for n in (2, 3))
    kept = present([marked], [panel, desk, other], None, console).as_json()
    moved = replace(desk, name="DP-1", area=panel.area)
    there = opened([marked], [moved, other], kept, console)
    assert there.matching.outputs("a") == (None,)
    (aside,) = there.matching.reserved
    assert aside is not None
    assert aside.output == moved
    assert opened([marked], [panel, desk], kept, console).matching.whole
    assert opened([marked], [replace(other, name="DP-1"), desk], kept, console).matching.whole


def test_a_wall_that_finds_all_begins_anew_whatever_was() -> None:
    other = [output(f"HDMI-{n}", n * 1920) for n in range(4)]
    there = opened(QUARTET, other, LAST)
    assert there.real
    assert there.missing == ()


def test_a_wall_that_finds_none_of_its_own_is_in_miniature() -> None:
    assert not opened(QUARTET, [output("eDP-1", size=(1366, 768))], LAST).real
    assert not opened(QUARTET, [], LAST).real


def test_a_wall_that_was_in_miniature_stays_so_with_some() -> None:
    small = present(QUARTET, ROW[:1]).as_json()
    assert json.loads(small)["real"] is False
    assert not opened(QUARTET, ROW[:2], small).real


@pytest.mark.parametrize(
    "kept",
    [
        None,
        "",
        "[]",
        "{",
        '{"real": true}',
        '{"real": true, "screens": {"a": 1}}',
        '{"real": true, "screens": {"a": [{"connector": 1}]}}',
        '{"real": true, "screens": {"a": [null, null]}}',
        "[" * 100_000,
    ],
)
def test_what_can_not_be_read_is_no_memory(kept: str | None) -> None:
    assert opened(QUARTET, ROW[:3], kept) == present(QUARTET, ROW[:3])


def test_another_mark_is_another_place() -> None:
    marked = [screen("a", (0, 0), mark(connector="DP-9")), *QUARTET[1:]]
    assert names(marked, ROW[:3], LAST)["a"] is None
