"""The block of a wall file that says which monitors there are: it is read again, and finds them again."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.wall_file import installed, load_texts
from services.wall_file.outputs import OutputMark
from services.wall_file.shape import Screen
from services.words import Words
from ui.placing.block import block, entries
from ui.placing.listing import listing
from ui.placing.marks import marks
from ui.placing.matching import matched
from ui.placing.output import Output

WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))


def output(name: str, x: int = 0, serial: str = "", model: str = "", maker: str = "") -> Output:
    area = (x, 0, 1920, 1080)
    return Output(name, area, (1209.6, 680.4), maker, model, serial, refresh=59.9)


def screens(text: str) -> tuple[Screen, ...]:
    loaded = load_texts({"man-hinh.yaml": text}, "man-hinh.yaml", installed())
    assert [fault.what.text for fault in loaded.faults] == []
    assert loaded.wall is not None
    return loaded.wall.screens


def declared(text: str, **more: object) -> Screen:
    said = {"name": text, "size": [1920, 1080], "pitch": "0.63 mm", "seat": "6 m", **more}
    return Screen.model_validate(said)


def test_the_block_is_a_wall_file_that_says_what_each_monitor_is() -> None:
    text = block(
        entries([output("DP-1", 0, "S1", "QB55B", "Samsung"), output("DP-2", 1920)]),
        WORDS,
        "main.py screens",
    )
    assert text.splitlines()[:1] == ["# Do lệnh main.py screens viết."]
    assert "  # Samsung QB55B\n" in text
    first, second = screens(text)
    assert (first.name, first.size, first.at) == ("DP-1", (1920, 1080), (0, 0))
    assert (first.pitch, first.seat) == (0.63, 3000)
    assert first.outputs == (OutputMark(serial="S1", connector="DP-1"),)
    assert (second.at, second.outputs) == ((1920, 0), (OutputMark(connector="DP-2"),))


def test_a_block_says_that_the_screens_that_are_there_must_go_and_what_scenes_call_them() -> None:
    """Or both lists would count."""
    entry = entries([output("DP-1")])
    said = [block(entry, WORDS, "", instead=instead) for instead in (True, False)]
    assert ["xóa mục screens" in one for one in said] == [True, True]
    assert ["Các cảnh gọi màn hình bằng name" in one for one in said] == [False, True]
    assert screens(said[0]) == screens(said[1])


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ([output("DP-1", 0, "S1", "P"), output("DP-2", 1, "S2", "P")], {"serial": "S1", "connector": "DP-1"}),
        ([output("DP-1", 0, "S1", "P"), output("DP-2", 1, "s1", "P")], {"connector": "DP-1"}),
        ([output("DP-1", 0, "0", "P"), output("DP-2", 1, "S2", "Q")], {"model": "P", "connector": "DP-1"}),
        ([output("DP-1")], {"connector": "DP-1"}),
        ([output("", 7)], {"size": [1920, 1080], "at": [7, 0]}),
        ([output("X", 0), output("x", 1)], {"size": [1920, 1080], "at": [0, 0]}),
    ],
)  # fmt: skip
def test_marks_are_what_no_other_monitor_has(
    every: list[Output], expected: dict[str, object]
) -> None:
    assert marks(every[0], every) == expected


def test_a_monitor_that_does_not_know_its_size_is_to_be_measured() -> None:
    blind = Output("DP-1", (0, 0, 1920, 1080), (160, 90))
    text = block(entries([blind]), WORDS, "x")
    assert "hãy đo và sửa pitch" in text
    assert "không đúng" in listing([blind], None, WORDS)[0]


def uncommented(text: str) -> str:
    """As people use a monitor that the wall doesn't: they take the # away, and nothing else."""
    lines = text.split("\n")
    return "\n".join(
        line.replace("#", "", 1) if line.lstrip().startswith("#-") else line for line in lines
    )


@pytest.mark.parametrize("width", [1920, 3840])
def test_screens_of_a_wall_that_no_monitor_matches_are_not_taken_from_it(width: int) -> None:
    """`main.py screens tuong.yaml > screens.yaml` on another computer, or while all panels are off."""
    mark = {"serial": "S9", "connector": "DP-9"}
    wall = [
        declared("trai", at=[0, 0], title="Bên trái", output=mark),
        declared("phai", at=[1920, 0], output=mark | {"serial": "S8"}),
        declared("tren", size=[3840, 1080], panels=[2, 1], output=[{"at": [9, 9]}, mark]),
        declared("chinh", size=[1280, 720]),
    ]
    every = [Output("HDMI-1", (0, 0, width, 1080)), Output("HDMI-2", (width, 0, width, 1080))]
    text = block(entries(every, wall, matched(wall, every)), WORDS, "x")
    assert screens(text) == tuple(wall)
    assert text.count("Không thấy màn hình này") == len(wall)
    assert "ghi ở đây output của màn hình ấy" in " ".join(text.replace("#", "").split())
    more = screens(uncommented(text))
    assert more[:-2] == tuple(wall)
    assert [one.name for one in more[-2:]] == ["HDMI-1", "HDMI-2"]


def test_a_screen_that_is_missing_beside_others_stays_but_for_where_it_lies() -> None:
    wall = [
        declared("trai", at=[0, 0], output={"connector": "DP-1"}),
        declared("phai", at=[1920, 0], output={"connector": "DP-9"}),
    ]
    text = block(
        entries([output("DP-1", 1920)], wall, matched(wall, [output("DP-1", 1920)])), WORDS, "x"
    )
    there, missing = screens(text)
    assert (there.at, missing.at) == ((1920, 0), None)
    assert missing == wall[1].model_copy(update={"at": None})
    assert "chép output" not in text


def test_screens_of_a_wall_keep_their_names_and_seats_and_others_are_commented_out() -> None:
    wall = [declared("trai", output={"connector": "DP-1"}, title="Bên trái")]
    every = [output("DP-1"), output("DP-2", 1920)]
    text = block(entries(every, wall, matched(wall, every)), WORDS, "x")
    (only,) = screens(text)
    assert (only.name, only.seat, only.outputs[0].connector) == ("trai", 6000, "DP-1")
    assert only.title is not None
    assert only.title.vi == "Bên trái"
    both = screens(uncommented(text))
    assert [screen.name for screen in both] == ["trai", "DP-2"]
    assert both[1] == screens(block(entries(every), WORDS, "x"))[1]


def test_a_screen_of_several_panels_keeps_what_is_declared_of_a_panel_that_is_missing() -> None:
    wall = [
        declared(
            "tren",
            size=[3840, 1080],
            panels=[2, 1],
            bezel=[3.5, 0],
            output=[{"connector": "DP-1"}, {"serial": "S7"}],
        )
    ]
    every = [output("DP-1", 40, "S1")]
    (read,) = screens(block(entries(every, wall, matched(wall, every)), WORDS, "x"))
    assert (read.size, read.panels, read.bezel, read.at) == (
        (3840, 1080),
        (2, 1),
        (3.5, 0),
        (40, 0),
    )
    assert read.outputs == (OutputMark(serial="S1", connector="DP-1"), OutputMark(serial="S7"))


def test_what_is_listed_tells_twins_empty_edids_and_copies() -> None:
    every = [
        output("DP-1", 0, "S", "P", "Dell"),
        output("DP-2", 1920, "S", "P", "Dell"),
        output("DP-3", 3840),
        output("DP-4", 3840),
    ]
    lines = listing(every, None, WORDS)
    first, second, third, copy = lines
    assert first == (
        "1  DP-1 · 1920 × 1080 · tại 0, 0 · 1210 × 680 mm · Dell P, số sê-ri S · 60 Hz · giống hệt DP-2"
    )
    assert second.endswith("giống hệt DP-1")
    assert third.endswith("không tự khai gì (EDID trống) · 60 Hz")
    assert copy.startswith("3  DP-4 · ")
    assert copy.endswith("cùng hình với DP-3")


def test_with_a_wall_each_line_says_which_screen_it_is_and_what_is_missing() -> None:
    wall = [
        declared("trai", output={"serial": "S1", "connector": "DP-2"}),
        declared("giua", output={"connector": "DP-9"}),
        declared(
            "day",
            size=[3840, 1080],
            panels=[2, 1],
            output=[{"at": [3840, 0]}, {"connector": "DP-4"}],
        ),
    ]
    every = [output("DP-1", 0, "S1"), output("DP-2", 1920), output("DP-3", 3840)]
    lines = listing(every, matched(wall, every, None, [OutputMark(connector="DP-2")]), WORDS)
    assert lines[0].endswith("là màn hình trai, nhận ra theo số sê-ri · thấy ở DP-1, tệp ghi DP-2")
    assert lines[1].endswith("dành cho bàn điều khiển")
    assert lines[2].endswith("là tấm 1 của màn hình day, nhận ra theo vị trí")
    assert lines[3:] == ("–  màn hình giua: không thấy", "–  màn hình day: không thấy tấm 2")


_TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=13)
_FEW = st.sampled_from(
    ["", "0", "S1", "S2", "yes", "0123", "1e3", "{a}", "- x", "#", "a: b", "'", '"']
)


@st.composite
def _computers(draw: st.DrawFn) -> list[Output]:
    ports = st.lists(
        st.sampled_from(["DP-1", "DP-2", "HDMI-A-1", "\\\\.\\DISPLAY1", "", "null", "12", "màn"]),
        min_size=1,
        max_size=6,
        unique=True,
    )
    return [
        output(port, n * 1920, draw(_FEW | _TEXTS), draw(_FEW | _TEXTS), draw(_TEXTS))
        for n, port in enumerate(draw(ports))
    ]


@settings(max_examples=60, deadline=None)
@given(_computers())
def test_whatever_monitors_say_the_block_is_read_again_and_finds_each_again(
    outputs: list[Output],
) -> None:
    read = screens(block(entries(outputs), WORDS, "main.py screens"))
    assert len(read) == len(outputs)
    shuffled = outputs[::-1]
    found = matched(read, shuffled)
    assert [found.outputs(screen.name)[0] for screen in read] == outputs
    listing(outputs, found, WORDS)
    wall = [declared("tường", size=[333, 333])]
    more = screens(uncommented(block(entries(outputs, wall, matched(wall, outputs)), WORDS, "x")))
    assert more == (*wall, *read)
