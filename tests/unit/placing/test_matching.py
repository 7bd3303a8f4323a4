"""Which screen has which monitor."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.quantities import Length
from services.wall_file.outputs import OutputMark
from services.wall_file.shape import Screen
from ui.placing.evidence import Trust
from ui.placing.matching import Matching, matched, real
from ui.placing.output import Output

if TYPE_CHECKING:
    from random import Random

FULL = (1920, 1080)


def screen(
    name: str, at: tuple[int, int] | None = None, *marks: OutputMark, **more: object
) -> Screen:
    said = {"name": name, "size": FULL, "pitch": Length(0.63), "seat": Length(4000), "at": at}
    return Screen.model_validate({**said, "output": list(marks) or None, **more})


def output(
    name: str,
    x: int = 0,
    y: int = 0,
    size: tuple[int, int] = FULL,
    *,
    model: str = "",
    serial: str = "",
) -> Output:
    return Output(name, (x, y, *size), model=model, serial=serial)


def mark(**said: object) -> OutputMark:
    return OutputMark.model_validate(said)


def names(found: Matching) -> dict[str, str | None]:
    """The connector of each screen's first panel."""
    return {
        name: panels[0].output.name if panels[0] is not None else None
        for name, panels in found.found.items()
    }


def areas(found: Matching) -> list[object]:
    every = [*found.found.values()]
    return [one and one.output.area for panels in every for one in panels]


def why(found: Matching, name: str) -> Trust:
    one = found.found[name][0]
    assert one is not None
    return one.by


def remarks(found: Matching, name: str) -> list[str]:
    one = found.found[name][0]
    assert one is not None
    return [r.text.format(**dict(r.values)) for r in one.remarks]


ROW = [output(f"DP-{n + 1}", n * 1920) for n in range(4)]
"""Four monitors that say nothing of themselves."""
QUARTET = [screen(name, (n * 1920, 0)) for n, name in enumerate("abcd")]


def test_screens_without_marks_are_found_by_name_then_by_size_in_order_of_place() -> None:
    found = matched([*QUARTET[:3], screen("dp-1", (5760, 0))], ROW)
    assert names(found) == {"a": "DP-2", "b": "DP-3", "c": "DP-4", "dp-1": "DP-1"}
    assert why(found, "dp-1") is Trust.CONNECTOR
    assert why(found, "a") is Trust.SIZE
    assert found.whole


def test_monitors_that_lie_as_the_screens_do_are_meant_before_one_beside_them() -> None:
    screens = [screen(name) for name in ("a", "b", "c", "d")]
    corners = [(0, 0), (1920, 0), (3840, 0), (0, 1080), (1920, 1080)]
    outputs = [output(f"DP-{n}", *corner) for n, corner in enumerate(corners)]
    found = matched(screens, outputs)
    assert names(found) == {"a": "DP-0", "b": "DP-1", "c": "DP-3", "d": "DP-4"}
    assert [one.name for one in found.spare] == ["DP-2"]


def test_a_screen_of_another_size_has_no_monitor_by_name() -> None:
    found = matched([screen("DP-1")], [output("DP-1", size=(1280, 720))])
    assert found.missing == ("DP-1",)


def test_a_serial_is_trusted_more_than_a_connector() -> None:
    screens = [
        screen("a", None, mark(serial="S1", connector="DP-1")),
        screen("b", None, mark(serial="S2", connector="DP-2")),
    ]
    found = matched(screens, [output("DP-1", serial="S2"), output("DP-2", 1920, serial="S1")])
    assert names(found) == {"a": "DP-2", "b": "DP-1"}
    assert why(found, "a") is Trust.SERIAL
    assert remarks(found, "a") == ["thấy ở DP-2, tệp ghi DP-1"]


def test_a_screen_never_takes_a_monitor_whose_serial_is_another_s() -> None:
    screens = [
        screen("a", None, mark(serial="S1", connector="DP-1")),
        screen("b", None, mark(serial="S2")),
    ]
    found = matched(screens, [output("DP-1", serial="S2")])
    assert names(found) == {"a": None, "b": "DP-1"}


def test_another_panel_on_the_declared_connector_is_taken_and_told() -> None:
    found = matched(
        [screen("a", None, mark(serial="S1", model="P", connector="DP-1"))],
        [output("DP-1", serial="S9", model="Q")],
    )
    assert names(found) == {"a": "DP-1"}
    assert remarks(found, "a") == ["màn hình ở DP-1 có số sê-ri S9, tệp ghi S1: coi là tấm thay"]


def test_another_serial_elsewhere_is_another_monitor() -> None:
    found = matched(
        [screen("a", None, mark(serial="S1", model="P"))], [output("DP-1", serial="S9", model="P")]
    )
    assert found.missing == ("a",)


def test_twins_are_told_apart_by_connector() -> None:
    twins = [output(f"DP-{n}", n * 1920, model="P", serial="S") for n in (1, 2)]
    screens = [
        screen("a", None, mark(serial="S", connector="DP-2")),
        screen("b", None, mark(serial="S", connector="DP-1")),
    ]
    assert names(matched(screens, twins)) == {"a": "DP-2", "b": "DP-1"}
    # and when one goes, its screen doesn't go to the other
    assert names(matched(screens, twins[:1])) == {"a": None, "b": "DP-1"}


def test_a_twin_that_is_off_is_a_twin_still() -> None:
    twins = [output(f"DP-{n}", n * 1920, serial="S") for n in (1, 2)]
    screens = [screen("a", None, mark(serial="S", connector="DP-2"))]
    both = matched(screens, twins)
    assert names(both) == {"a": "DP-2"}
    assert names(matched(screens, twins[:1], both)) == {"a": None}


def test_a_monitor_that_was_told_of_at_two_cables_while_they_were_swapped_is_no_twin() -> None:
    screens = [
        screen("a", None, mark(serial="S1", connector="DP-1")),
        screen("b", None, mark(serial="S2", connector="DP-2")),
    ]
    before = matched(screens, [output("DP-1", serial="S1"), output("DP-2", 1920, serial="S2")])
    amid = matched(
        screens, [output("DP-1", serial="S1"), output("DP-2", 1920, serial="S1")], before
    )
    swapped = [output("DP-1", serial="S2"), output("DP-2", 1920, serial="S1")]
    after = matched(screens, swapped, amid)
    assert names(after) == {"a": "DP-2", "b": "DP-1"}
    assert names(matched(screens, swapped[1:], after)) == {"a": "DP-2", "b": None}


def test_nor_is_it_when_the_other_one_has_no_serial() -> None:
    screens = [
        screen("a", None, mark(serial="S1", connector="DP-1")),
        screen("b", None, mark(model="Q", connector="DP-2")),
    ]
    before = matched(screens, [output("DP-1", serial="S1"), output("DP-2", 1920, model="Q")])
    amid = matched(
        screens, [output("DP-1", serial="S1"), output("DP-2", 1920, serial="S1")], before
    )
    swapped = [output("DP-1", model="Q"), output("DP-2", 1920, serial="S1")]
    assert names(matched(screens, swapped, amid))["a"] == "DP-2"


def test_twins_that_only_their_place_tells_apart_stand_in_order_and_say_so() -> None:
    twins = [output("DP-2", 0, model="P"), output("DP-1", 1920, model="P")]
    found = matched(
        [screen("right", (1920, 0), mark(model="P")), screen("left", (0, 0), mark(model="P"))],
        twins,
    )
    assert names(found) == {"right": "DP-1", "left": "DP-2"}
    assert remarks(found, "left") == [
        "DP-1 cũng giống như thế: thêm connector vào output để khỏi lẫn"
    ]


@pytest.mark.parametrize("serial", ["0", "1", "0x01010101", "16843009", "00000000", ""])
def test_a_serial_that_every_monitor_has_tells_nothing(serial: str) -> None:
    both = [
        output("DP-1", serial=serial, model="P"),
        output("DP-2", 1920, serial=serial, model="P"),
    ]
    marks = [mark(connector=f"DP-{n}", **({"serial": serial} if serial else {})) for n in (2, 1)]
    screens = [screen("a", None, marks[0]), screen("b", None, marks[1])]
    assert names(matched(screens, both)) == {"a": "DP-2", "b": "DP-1"}
    assert names(matched(screens, both[:1])) == {"a": None, "b": "DP-1"}


def test_an_empty_edid_is_found_by_its_connector_and_told() -> None:
    found = matched([screen("a", None, mark(serial="S1", connector="DP-1"))], ROW)
    assert names(found) == {"a": "DP-1"}
    assert remarks(found, "a") == ["màn hình ở DP-1 không tự khai gì (EDID trống)"]


def test_a_size_does_not_replace_the_connector_that_was_declared() -> None:
    found = matched([screen("a", None, mark(connector="DP-9", size=FULL))], ROW)
    assert found.missing == ("a",)


def test_the_console_keeps_its_monitor() -> None:
    found = matched(QUARTET, ROW, reserved=[mark(connector="DP-1")])
    assert names(found) == {"a": "DP-2", "b": "DP-3", "c": "DP-4", "d": None}
    (console,) = found.reserved
    assert console is not None
    assert console.output.name == "DP-1"


def test_the_console_takes_no_monitor_whose_serial_a_screen_declares() -> None:
    found = matched(
        [screen("a", None, mark(serial="S1"))],
        [output("DP-1", serial="S1")],
        reserved=[mark(connector="DP-1")],
    )
    assert names(found) == {"a": "DP-1"}
    assert found.reserved == (None,)


def test_the_console_takes_of_twins_the_one_that_no_screen_names() -> None:
    twins = [output(f"DP-{n}", n * 1920, model="P") for n in (1, 2, 3)]
    wall = [screen(f"s{n}", None, mark(model="P", connector=f"DP-{n}")) for n in (1, 3)]
    found = matched(wall, twins, reserved=[mark(model="P")])
    assert names(found) == {"s1": "DP-1", "s3": "DP-3"}
    (console,) = found.reserved
    assert console is not None
    assert console.output.name == "DP-2"


def test_of_what_screens_and_the_console_want_alike_the_console_is_served() -> None:
    found = matched(QUARTET, ROW, reserved=[mark(size=FULL)])
    (console,) = found.reserved
    assert console is not None
    assert found.missing == ("d",)
    # and keeps it
    again = matched(QUARTET, ROW, found, [mark(size=FULL)])
    assert (again.found.keys(), again.reserved[0]) == (found.found.keys(), again.reserved[0])
    assert again.outputs("a") == found.outputs("a")


def test_a_connector_that_the_console_names_is_no_screen_s_by_its_model() -> None:
    found = matched(
        [screen("a", None, mark(model="P"))],
        [output("DP-1", model="P")],
        reserved=[mark(connector="DP-1")],
    )
    assert found.missing == ("a",)
    assert found.reserved[0] is not None


S1 = screen("a", None, mark(serial="S1", connector="DP-1"))
"""Another panel on its cable is the screen's too."""
DESK = [mark(model="BÀN")]
LEFT = output("DP-1", 0, model="TẤM", serial="S1")


def desk(connector: str, serial: str) -> Output:
    return output(connector, 1920 * int(connector[-1]), model="BÀN", serial=serial)


@pytest.mark.parametrize("other", [[], [desk("DP-3", "X")]])
def test_the_console_s_monitor_on_a_lost_screen_s_cable_stays_the_console_s(
    other: list[Output],
) -> None:
    """Though the console could have another one like it."""
    before = matched([S1], [LEFT, desk("DP-2", "D"), *other], reserved=DESK)
    assert names(before) == {"a": "DP-1"}
    found = matched([S1], [desk("DP-1", "D"), desk("DP-3", "X")], before, DESK)
    assert names(found) == {"a": None}
    (console,) = found.reserved
    assert console is not None
    assert console.output.serial == "D"
    assert names(matched([S1], [LEFT, desk("DP-2", "D")], found, DESK)) == {"a": "DP-1"}


@pytest.mark.parametrize("serial", ["X", "Z"])
def test_another_monitor_like_the_console_s_on_that_cable_is_the_screen_s(serial: str) -> None:
    """A panel was replaced by a spare one."""
    before = matched([S1], [LEFT, desk("DP-2", "D")], reserved=DESK)
    found = matched([S1], [desk("DP-1", serial), desk("DP-2", "D")], before, DESK)
    assert names(found) == {"a": "DP-1"}


def test_the_console_s_monitor_is_a_screen_s_once_the_console_is_declared_elsewhere() -> None:
    outputs = [desk("DP-1", "D"), desk("DP-3", "X")]
    before = matched([S1], [LEFT, desk("DP-2", "D")], reserved=DESK)
    assert names(matched([S1], outputs, before)) == {"a": "DP-1"}
    assert names(matched([S1], outputs, before, [mark(serial="X")])) == {"a": "DP-1"}


def test_what_a_screen_lost_is_not_replaced_by_the_desk_s_monitor() -> None:
    before = matched(QUARTET[:2], ROW[:3])
    assert [one.name for one in before.spare] == ["DP-3"]
    after = matched(QUARTET[:2], ROW[1:3], before)
    assert names(after) == {"a": None, "b": "DP-2"}
    # not even when the others were moved to where it was, or a new one comes
    moved = [output("DP-2", 0), output("DP-3", 1920), output("DP-7", 3840)]
    after = matched(QUARTET[:2], moved, after)
    assert names(after) == {"a": None, "b": "DP-2"}
    assert names(matched(QUARTET[:2], ROW[:3], after)) == {"a": "DP-1", "b": "DP-2"}


def test_a_desk_s_monitor_in_the_socket_of_one_that_is_lost_stays_the_desk_s() -> None:
    """Where many hang at one cable, their sockets are numbered anew when one of them goes."""
    wall = QUARTET[:2]
    every = [output(f"DP-{n}", (n - 1) * 1920, serial=f"S{n}") for n in (1, 2, 3)]
    before = matched(wall, every)
    desk = output("DP-1", serial="S3")
    after = matched(wall, [desk, every[1]], before)
    assert names(after) == {"a": None, "b": "DP-2"}
    assert names(matched(wall, every, after)) == {"a": "DP-1", "b": "DP-2"}
    # a new panel there is one that was hung in its stead
    after = matched(wall, [output("DP-1", serial="S9"), *every[1:]], before)
    assert names(after) == {"a": "DP-1", "b": "DP-2"}


def test_a_desk_s_monitor_of_the_same_model_stays_the_desk_s() -> None:
    wall = [screen("a", None, mark(model="P"))]
    before = matched(wall, [output("DP-1", model="P"), output("DP-2", 1920, model="P")])
    assert names(before) == {"a": "DP-1"}
    assert names(matched(wall, [output("DP-2", model="P")], before)) == {"a": None}
    # one that wasn't there before is the old one on another connector
    assert names(matched(wall, [output("DP-5", model="P")], before)) == {"a": "DP-5"}


def test_a_screen_found_by_its_place_stays_on_its_monitor_when_the_others_move_up() -> None:
    wall = [screen(name, (n * 1920, 0), mark(at=[n * 1920, 0])) for n, name in enumerate("ab")]
    before = matched(wall, ROW[:3])
    after = matched(wall, [output("DP-2", 0), output("DP-3", 1920)], before)
    assert names(after) == {"a": None, "b": "DP-2"}


def test_a_screen_keeps_its_monitor_when_that_moves_or_changes_its_size() -> None:
    before = matched(QUARTET[:2], ROW[:2])
    swapped = [output("DP-1", 1920, size=(1280, 720)), output("DP-2", 0)]
    after = matched(QUARTET[:2], swapped, before)
    assert names(after) == {"a": "DP-1", "b": "DP-2"}
    assert why(after, "a") is Trust.MONITOR


def test_a_screen_without_marks_follows_its_monitor_s_serial_to_another_connector() -> None:
    before = matched(QUARTET[:2], [output("DP-1", serial="S1"), output("DP-2", 1920, serial="S2")])
    after = matched(
        QUARTET[:2], [output("DP-1", serial="S2"), output("DP-2", 1920, serial="S1")], before
    )
    assert names(after) == {"a": "DP-2", "b": "DP-1"}


def test_another_mark_in_the_file_forgets_what_was_held() -> None:
    before = matched([screen("a", None, mark(connector="DP-1"))], ROW)
    after = matched([screen("a", None, mark(at=[5760, 0]))], ROW, before)
    assert names(after) == {"a": "DP-4"}


def test_outputs_that_show_the_same_are_one() -> None:
    found = matched(QUARTET[:2], [output("DP-1"), output("HDMI-1")])
    assert names(found) == {"a": "DP-1", "b": None}
    assert matched(
        [screen("a", None, mark(connector="HDMI-1"))], [output("DP-1"), output("HDMI-1")]
    ).whole


def test_each_panel_of_a_span_has_its_own_mark() -> None:
    wide = screen(
        "tren",
        None,
        mark(connector="DP-2"),
        mark(connector="DP-1"),
        size=(3840, 1080),
        panels=[2, 1],
    )
    found = matched([wide], ROW)
    assert [one and one.name for one in found.outputs("tren")] == ["DP-2", "DP-1"]
    assert not any(one.remarks for one in found.found["tren"] if one)
    half = matched([wide], ROW[:1])
    assert (half.there, half.missing, half.whole) == (("tren",), (), False)


def test_panels_that_only_their_size_tells_stand_in_their_order() -> None:
    size = [1920, 1080]
    wide = screen("w", None, *(mark(size=size) for _ in range(4)), size=(3840, 2160), panels=[2, 2])
    grid = [output(f"DP-{n}", n % 2 * 1920, n // 2 * 1080) for n in range(4)]
    assert [one and one.name for one in matched([wide], grid).outputs("w")] == [
        "DP-0",
        "DP-1",
        "DP-2",
        "DP-3",
    ]


def test_a_wall_with_marks_is_real_as_soon_as_one_is_there() -> None:
    marked = [screen(name, None, mark(connector=f"DP-{n}")) for n, name in enumerate("ab", 1)]
    assert real(marked, matched(marked, ROW[:1]), before=False)
    assert not real(marked, matched(marked, []), before=False)
    assert real(marked, matched(marked, []), before=True)


def test_a_wall_without_marks_needs_all_to_begin_with() -> None:
    assert not real(QUARTET, matched(QUARTET, ROW[:3]), before=False)
    assert real(QUARTET, matched(QUARTET, ROW), before=False)
    assert real(QUARTET, matched(QUARTET, ROW[:3]), before=True)
    assert not real([], matched([], ROW), before=False)


_TEXTS = st.sampled_from(["", "0", "S1", "S2", "S3"])
_KINDS = st.sampled_from(["", "P", "Q"])
_SIZES = st.sampled_from([FULL, (1280, 720)])


@st.composite
def _outputs(draw: st.DrawFn) -> list[Output]:
    count = draw(st.integers(0, 6))
    ports = draw(st.permutations([f"DP-{n}" for n in range(6)]))
    return [
        output(
            ports[n],
            draw(st.integers(0, 3)) * 1920,
            draw(st.integers(0, 1)) * 1080,
            draw(_SIZES),
            serial=draw(_TEXTS),
            model=draw(_KINDS),
        )
        for n in range(count)
    ]


@st.composite
def _marks(draw: st.DrawFn) -> OutputMark | None:
    said = {
        "serial": draw(_TEXTS) or None,
        "model": draw(_KINDS) or None,
        "connector": draw(st.none() | st.sampled_from([f"DP-{n}" for n in range(6)])),
        "size": draw(st.none() | _SIZES),
        "at": draw(st.none() | st.just((0, 0))),
    }
    return OutputMark.model_validate(said) if any(v is not None for v in said.values()) else None


@st.composite
def _screens(draw: st.DrawFn) -> list[Screen]:
    count = draw(st.integers(1, 5))
    found = [draw(_marks()) for _ in range(count)]
    return [screen(f"s{n}", (n * 1920, 0), *((m,) if m else ())) for n, m in enumerate(found)]


@settings(max_examples=80, deadline=None)
@given(_screens(), _outputs(), _outputs(), st.randoms(use_true_random=False))
def test_the_order_in_which_monitors_are_told_changes_nothing_and_none_is_given_twice(
    screens: list[Screen], first: list[Output], second: list[Output], chance: Random
) -> None:
    console = [mark(connector="DP-5")]
    before = matched(screens, first, reserved=console)
    found = matched(screens, second, before, console)
    shuffled = [list(each) for each in (first, second)]
    for each in shuffled:
        chance.shuffle(each)
    again = matched(screens, shuffled[1], matched(screens, shuffled[0], reserved=console), console)
    assert found == again
    every = [*found.found.values(), found.reserved]
    taken = [one.output for panels in every for one in panels if one is not None]
    assert len({one.area for one in taken}) == len(taken)
    assert not {one.area for one in taken} & {one.area for one in found.spare}
    assert {one.area for one in second} == {one.area for one in (*taken, *found.spare)}


@settings(max_examples=80, deadline=None)
@given(_screens(), _outputs())
def test_a_serial_is_never_taken_for_another_but_on_the_declared_connector(
    screens: list[Screen], outputs: list[Output]
) -> None:
    found = matched(screens, outputs)
    for one in screens:
        (there,) = found.found[one.name]
        for said in one.outputs:
            if there is None or not said.serial or not there.output.serial:
                continue
            if "0" in {said.serial, there.output.serial}:
                continue
            alike = said.serial == there.output.serial
            assert alike or said.connector == there.output.name


@settings(max_examples=80, deadline=None)
@given(_screens(), _outputs())
def test_what_comes_back_as_it_was_is_given_back_as_it_was(
    screens: list[Screen], outputs: list[Output]
) -> None:
    outputs = list({one.area: one for one in outputs}.values())  # no copies
    before = matched(screens, outputs)
    for gone in range(len(outputs)):
        less = matched(screens, outputs[:gone] + outputs[gone + 1 :], before)
        assert areas(matched(screens, outputs, less)) == areas(before)


def test_every_order_of_sixteen_outputs_and_screens_is_answered() -> None:
    many = [output(f"DP-{n}", n % 4 * 1920, n // 4 * 1080, serial=f"S{n}") for n in range(16)]
    wall = [screen(f"s{n}", None, mark(serial=f"S{15 - n}")) for n in range(16)]
    assert names(matched(wall, many)) == {f"s{n}": f"DP-{15 - n}" for n in range(16)}
    plain = [screen(f"s{n}", (n % 4 * 1920, n // 4 * 1080)) for n in range(16)]
    assert names(matched(plain, reversed(many))) == {f"s{n}": f"DP-{n}" for n in range(16)}
    for order in permutations(many[:4]):
        assert matched(plain[:4], order).whole
