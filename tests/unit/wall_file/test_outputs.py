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
