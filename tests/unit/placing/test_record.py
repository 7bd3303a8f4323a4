"""What the cache keeps of a wall's outputs, read again."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from tests.unit.placing.test_matching import QUARTET, ROW, mark, output, screen
from ui.placing.output import Output
from ui.placing.present import present
from ui.placing.record import Record, read
from ui.placing.then import Then, then

LAST = json.loads(present(QUARTET, ROW).as_json())
DESK = replace(output("HDMI-1", 0, 1080), millimetres=(520.0, 290.5), maker="DEL", serial="7")


def told(**other: Any) -> str:
    return json.dumps(LAST | other)


def first(**other: Any) -> str:
    """With the first output of the first screen changed."""
    panel = LAST["screens"]["a"][0] | other
    return told(screens=LAST["screens"] | {"a": [panel]})


def test_what_was_written_is_read() -> None:
    found = read(present(QUARTET, [*ROW, DESK]).as_json())
    assert found == Record(
        real=True,
        panels={name: (one,) for name, one in zip("abcd", ROW, strict=True)},
        spare=(DESK,),
    )
    assert found.outputs == (*ROW, DESK)


def test_a_cache_of_before_knows_no_millimetres() -> None:
    panels = [{**one[0]} for one in LAST["screens"].values()]
    for panel in panels:
        del panel["millimetres"]
    kept = told(screens={name: [one] for name, one in zip("abcd", panels, strict=True)})
    found = read(kept)
    assert found is not None
    assert found.panels["a"] == (ROW[0],)


def test_what_a_newer_program_says_besides_is_left_out() -> None:
    assert read(told(mood="calm")) == read(told())
    assert read(first(colour="red", millimetres={"w": 1})) == read(told())


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        "{",
        "7",
        "[" * 100_000,
        '{"real": true}',
        told(real=1),
        told(screens=[]),
        told(spare=None),
        told(spare=[None]),
        told(screens={"a": 1}),
        told(screens={"a": [[]]}),
        first(area=[0, 0, 0, 1080]),
        first(area=[0, 0, 1 << 60, 1080]),
        first(area=[1 << 60, 0, 1920, 1080]),
        first(area=[0.5, 0, 1920, 1080]),
        first(connector=None),
    ],
)
def test_what_can_not_be_understood_is_no_record(kept: str) -> None:
    assert read(kept) is None


@pytest.mark.parametrize("size", [[10**400, 1], [float("nan"), 3], [-1, 4], [1], "ab", None])
def test_a_size_that_nobody_has_is_none(size: object) -> None:
    found = read(first(millimetres=size))
    assert found is not None
    (panel,) = found.panels["a"]
    assert panel is not None
    assert panel.millimetres == (0.0, 0.0)


def test_screens_were_as_the_wall_laid_them_out() -> None:
    marked = [screen(name, None, mark(connector=f"DP-{n}")) for n, name in enumerate("abc", 1)]
    sizes = ((1920, 1080), (1080, 1920), (3840, 2160))
    outputs = [Output(f"DP-{n}", (n * 4000, 0, *size)) for n, size in enumerate(sizes, 1)]
    for count in range(1, 4):
        for some in combinations(outputs, count):
            now = present(marked, some)
            found = read(now.as_json())
            assert found is not None
            assert then(marked, found) == Then(now.screens, now.missing)


def test_of_a_wall_that_was_on_its_monitors_and_lost_all_nothing_was_there() -> None:
    before = present(QUARTET, ROW)
    found = read(present(QUARTET, [], before).as_json())
    assert found is not None
    for declared in (QUARTET, [screen("khac")]):
        assert then(declared, found) == Then((), tuple(one.name for one in declared))


def test_a_wall_in_miniature_lacked_none() -> None:
    found = read(present(QUARTET, ROW[:1]).as_json())
    assert found is not None
    assert then(QUARTET, found) == Then(tuple(QUARTET))


def test_panels_of_a_screen_that_were_missing_were_dark() -> None:
    marks = [mark(connector=f"DP-{n}") for n in range(1, 5)]
    span = screen("ghep", None, *marks, panels=(2, 2))
    found = read(present([span], [ROW[0], ROW[3]]).as_json())
    assert found is not None
    assert then([span], found) == Then((span,), (), {"ghep": (2, 3)})


def test_another_wall_file_finds_the_outputs_of_then_as_if_it_opened_on_them() -> None:
    found = read(present(QUARTET, ROW).as_json())
    assert found is not None
    others = [screen("x", None, mark(connector="DP-3")), screen("y", None, mark(connector="DP-9"))]
    there = then(others, found)
    assert ([one.name for one in there.screens], there.missing) == (["x"], ("y",))
    claimed = then(others, found, [mark(connector="DP-3")])
    assert claimed == Then(tuple(others))  # none of its own: in miniature


def test_what_the_console_had_it_claims_no_second_time() -> None:
    """Of two that are alike the other was the wall's."""
    console = [mark(model="P2422")]
    # Of another size than they are: nothing else speaks for its having one.
    alike = [replace(one, model="P2422") for one in ROW[:2]]
    found = read(present([screen("a")], [*alike, ROW[2]], None, console).as_json())
    assert found is not None
    assert (len(found.outputs), len(found.desk)) == (2, 1)
    others = [
        screen("x", None, *console, size=(1280, 720)),
        screen("y", None, mark(connector="DP-3")),
    ]
    for reserved in (console, []):
        there = then(others, found, reserved)
        assert ([one.name for one in there.screens], there.missing) == (["x", "y"], ())
    # What another file's console claims besides is not the wall's.
    assert then(others, found, [*console, mark(connector="DP-3")]).missing == ("y",)
