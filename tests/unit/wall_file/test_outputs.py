"""What a wall file says of the monitors that its screens are."""

from __future__ import annotations

import pytest

from services.wall_file import Loaded, installed, load_texts

SCREEN = "name: a, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m"


def loaded(output: str) -> Loaded:
    text = f"wall: 1\nscreens:\n  - {{{SCREEN}, output: {output}}}\n"
    return load_texts({"tuong.yaml": text}, "tuong.yaml", installed())


def said(found: Loaded) -> list[str]:
    return [fault.what.text.format(**dict(fault.what.values)) for fault in found.faults]


def test_one_monitor_may_be_written_without_a_list() -> None:
    found = loaded("{serial: GH85D7AG, maker: ' Dell Inc. ', at: [0, -1080]}")
    assert not found.faults
    assert found.wall is not None
    (mark,) = found.wall.screens[0].outputs
    assert (mark.serial, mark.maker, mark.at, mark.model) == (
        "GH85D7AG",
        "Dell Inc.",
        (0, -1080),
        None,
    )


def test_several_monitors_stand_in_their_order() -> None:
    found = loaded("[{connector: DP-2}, {connector: DP-1}]")
    assert found.wall is not None
    assert [mark.connector for mark in found.wall.screens[0].outputs] == ["DP-2", "DP-1"]


def test_a_screen_without_marks_has_none() -> None:
    found = loaded("")
    assert found.wall is not None
    assert found.wall.screens[0].outputs == ()


@pytest.mark.parametrize(
    ("output", "what"),
    [
        ("{}", "output không nói nhận ra màn hình bằng gì"),
        ("[]", "output không nói nhận ra màn hình bằng gì"),
        ("[{connector: DP-1}, {}]", "output không nói nhận ra màn hình bằng gì"),
        ("{serial: ' '}", "dấu hiệu của màn hình để trống"),
        ("{seral: x}", "không có khóa “seral”"),
        (
            "{serial: 1234}",
            "“1234” không nằm trong dấu nháy nên bị đọc thành số, ngày hoặc đúng/sai",
        ),
        ("{size: [1, 1080]}", "size: số 1 nhỏ quá"),
        ("DP-1", "output: cần một mục gồm các khóa"),
        ("[DP-1]", "output: cần một mục gồm các khóa"),
    ],
)
def test_what_is_no_mark_is_refused_at_its_place(output: str, what: str) -> None:
    found = loaded(output)
    assert said(found) == [what]
    assert found.faults[0].line == 3


def warnings(*screens: str) -> list[tuple[int, int, str]]:
    """Line, column and what is said of screens `b`, `a`, `c`… on lines of their own, from 3 on."""
    size = "size: [1920, 1080], pitch: 0.63 mm, seat: 4 m"
    lines = [
        f"  - {{{size}, name: {name}, {more}}}" for name, more in zip("abcd", screens, strict=False)
    ]
    text = "\n".join(("wall: 1", "screens:", *lines, ""))
    found = load_texts({"tuong.yaml": text}, "tuong.yaml", installed())
    assert not found.faults
    return [
        (one.line, one.column, one.what.text.format(**dict(one.what.values)))
        for one in found.warnings
    ]


BEFORE = len("  - {size: [1920, 1080], pitch: 0.63 mm, seat: 4 m, name: a, ")


def test_screens_that_lie_over_each_other_are_told_at_the_later_one() -> None:
    assert warnings("at: [0, 0]", "at: [1919, 1079]", "at: [-1920, 0]") == [
        (4, BEFORE + 5, "màn hình “b” đè lên màn hình “a”")
    ]
    assert not warnings("at: [0, 0]", "at: [1920, 0]", "at: [0, 1080]")
    assert not warnings("at: [0, 0]", "title: x", "title: x")


def test_what_only_one_monitor_can_be_is_not_to_be_said_of_two_screens() -> None:
    place = BEFORE + len("output: {connector: ") + 1
    assert warnings(
        "output: {connector: DP-1, serial: S1}", "output: {connector: dp-1, model: P}"
    ) == [(4, place, "màn hình “b” và “a” cùng khai connector: dp-1: chỉ một màn hình có hình")]
    (at,) = warnings("output: {at: [0, 0]}", "output: {at: [0, 0], model: P}")
    assert at[2] == "màn hình “b” và “a” cùng khai at: [0, 0]: chỉ một màn hình có hình"
    (serial,) = warnings("output: {serial: S1}", "output: {serial: s1, model: P}")
    assert serial[2].startswith("màn hình “b” và “a” cùng khai serial: s1")
    (panel,) = warnings("panels: [2, 1], output: [{connector: DP-1}, {connector: DP-1}]")
    assert panel[2] == "hai tấm của màn hình “a” cùng khai connector: DP-1: chỉ một tấm có hình"


def test_marks_that_can_not_tell_twins_apart_are_told_once_each() -> None:
    said = warnings(*(["output: {model: P, maker: Dell}"] * 3))
    assert [(line, what.split(":")[0]) for line, _, what in said] == [
        (4, "output của màn hình “b” và “a” như nhau"),
        (5, "output của màn hình “c” và “a” như nhau"),
    ]
    assert not warnings(
        "output: {model: P, connector: DP-1}", "output: {model: P, connector: DP-2}"
    )
    assert not warnings("output: {serial: S, at: [0, 0]}", "output: {serial: S, at: [1920, 0]}")


@pytest.mark.parametrize("serial", ["'0'", "'1'", "'0x01010101'", "'16843009'", "'0000000000'"])
def test_a_serial_of_the_factory_does_not_do_alone(serial: str) -> None:
    ((line, column, what),) = warnings(f"output: {{serial: {serial}}}")
    assert (line, column) == (3, BEFORE + len("output: {serial: ") + 1)
    assert "là số hãng ghi sẵn" in what
    assert not warnings(f"output: {{serial: {serial}, connector: DP-1}}")


def beside(own: str, included: str) -> list[tuple[str, int, str]]:
    """File, line and what is warned of, of a wall with a screen `chinh` that includes another's."""
    size = "size: [1920, 1080], pitch: 0.63 mm, seat: 4 m"
    texts = {
        "tuong.yaml": f"wall: 1\ninclude: man-hinh.yaml\nscreens:\n  - {{name: chinh, {size}{own}}}\n",
        "man-hinh.yaml": f"wall: 1\nscreens:\n  - {{name: DP-1, {size}{included}}}\n",
    }
    found = load_texts(texts, "tuong.yaml", installed())
    assert not found.faults
    return [(one.file, one.line, one.what.text) for one in found.warnings]


def test_screens_that_were_left_in_beside_those_that_know_their_monitors_are_told() -> None:
    ((file, line, what),) = beside("", ", output: {connector: DP-1}")
    assert (file, line) == ("tuong.yaml", 4)
    assert what.startswith("màn hình “{screen}” không có output, còn màn hình ở {file} thì có")
    assert not beside(", output: {connector: DP-2}", ", output: {connector: DP-1}")
    assert not beside("", "")


def test_screens_of_one_file_may_know_their_monitors_in_part() -> None:
    assert not warnings("output: {connector: DP-1}", "title: x")
