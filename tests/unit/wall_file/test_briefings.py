"""What a wall file says of briefings, and what is wrong with it."""

from __future__ import annotations

import pytest

from services.sensitivity import Sensitivity
from services.wall_file import Severity, load_texts
from services.wall_file.plugins import installed
from tests.unit.wall_file.conftest import say

PLUGINS = installed()
WALL = """wall: 1
screens:
- {name: trai, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}
- {name: phai, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}
sources:
  s: {connector: http_json, url: "http://h/", observations: {each: "a[]", indicator: ma, value: so}}
scenes:
  a: {audience: internal, trai: {grid: [1, 1], tiles: [{changes: briefing, of: giao-ban}]}}
  b: {audience: internal, phai: {grid: [1, 1], tiles: [{systems: all}]}}
"""


def told(briefings: str) -> list[tuple[str, str, bool]]:
    """What, remedy, whether it refuses the file."""
    loaded = load_texts({"t.yaml": f"{WALL}briefings: {briefings}\n"}, "t.yaml", PLUGINS)
    return [
        (say(one.what), say(one.remedy), one.severity is Severity.ERROR)
        for one in (*loaded.faults, *loaded.warnings)
    ]


def test_steps_may_be_scenes_alone_or_have_a_title_and_notes() -> None:
    text = "{giao-ban: {steps: [a, {scene: b, title: Số liệu, notes: Hỏi Sở Y tế}]}}"
    loaded = load_texts({"t.yaml": WALL + f"briefings: {text}\n"}, "t.yaml", PLUGINS)
    assert not loaded.faults
    assert loaded.wall is not None
    briefing = loaded.wall.briefings["giao-ban"]
    assert briefing.audience is Sensitivity.INTERNAL
    first, second = briefing.steps
    assert (first.scene, first.notes) == ("a", None)
    assert second.notes is not None
    assert second.notes.vi == "Hỏi Sở Y tế"


@pytest.mark.parametrize(
    ("briefings", "what"),
    [
        ("{giao-ban: {steps: [c]}}", "không có cảnh “c”"),
        ("{giao-ban: {screens: [giua], steps: [a]}}", "không có màn hình “giua”"),
        (
            "{giao-ban: {audience: public, steps: [a]}}",
            "buổi “giao-ban” dành cho khách, mà cảnh “a” dành cho nội bộ",
        ),
        ("{khac: {steps: [a]}}", "không có buổi giao ban “giao-ban”"),
    ],
)
def test_what_a_briefing_and_its_tile_name_must_be_there(briefings: str, what: str) -> None:
    found = [one for one in told(briefings) if one[2]]
    assert [said for said, _, _ in found if said.startswith(what[:24])], told(briefings)


def test_a_step_that_no_screen_of_the_briefing_shows_is_a_warning() -> None:
    ((what, remedy, refuses),) = told("{giao-ban: {screens: [trai], steps: [a, b]}}")
    assert "không có gì cho các màn hình" in what
    assert remedy
    assert not refuses
