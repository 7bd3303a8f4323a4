"""`main.py screens`: what this computer has, the block that says so, and a number on each monitor."""

from __future__ import annotations

import json
import signal
import time
from typing import TYPE_CHECKING

import pytest

from services.wall_file import installed, load_texts
from tests.servers.edid import edid
from tests.wall.program import Home
from tools import debian
from tools.set_up import QT

if TYPE_CHECKING:
    from pathlib import Path

    from services.wall_file.shape import Screen
    from tests.servers import Xorg

THREE = [("DP-1", 0, 0, 1920, 1080), ("DP-2", 1920, 0, 1920, 1080), ("HDMI-1", 0, 1080, 1280, 720)]
WALL = """\
wall: 1
screens:
  - {name: trai, size: [1920, 1080], pitch: 0.63 mm, seat: 6 m, output: {connector: DP-2}}
  - {name: phai, size: [1920, 1080], pitch: 0.63 mm, seat: 6 m, output: {connector: DP-9}}
"""
TEXT, GROUND = "#E9EEF4", "#0B0E12"


def unseen(folder: Path, scale: int = 1) -> dict[str, str]:
    """Qt's own screens."""
    each = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": scale}
    keys = ("name", "x", "y", "width", "height")
    screens = [dict(zip(keys, one, strict=True)) | each for one in THREE]
    (folder / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    return {"QT_QPA_PLATFORM": "offscreen:configfile=screens.json", "LANG": "vi_VN.UTF-8"}


def read(text: str) -> tuple[Screen, ...]:
    loaded = load_texts({"man-hinh.yaml": text}, "man-hinh.yaml", installed())
    assert [fault.what.text for fault in loaded.faults] == []
    assert loaded.wall is not None
    return loaded.wall.screens


def test_monitors_are_listed_in_words_and_the_block_stands_alone_on_stdout(tmp_path: Path) -> None:
    done = Home(tmp_path).run("screens", "--identify", "0", **unseen(tmp_path))
    assert done.status == 0
    lines = done.err.splitlines()
    assert [line.split(" · ")[:3] for line in lines] == [
        ["1  DP-1", "1920 × 1080", "tại 0, 0"],
        ["2  DP-2", "1920 × 1080", "tại 1920, 0"],
        ["3  HDMI-1", "1280 × 720", "tại 0, 1080"],
    ]
    assert all("EDID trống" in line for line in lines)
    assert [screen.name for screen in read(done.out)] == ["DP-1", "DP-2", "HDMI-1"]


def test_with_a_wall_its_names_and_seats_stay_and_what_is_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "tuong.yaml").write_text(WALL, encoding="utf-8")
    done = Home(tmp_path).run("screens", "tuong.yaml", "--identify", "0", **unseen(tmp_path))
    assert done.status == 0
    assert "là màn hình trai, nhận ra theo cổng" in done.err
    assert "màn hình phai: không thấy" in done.err
    there, missing = read(done.out)
    assert (there.name, there.seat, there.at) == ("trai", 6000, (1920, 0))
    assert (missing.name, missing.seat, missing.outputs[0].connector) == ("phai", 6000, "DP-9")


def test_the_block_is_included_by_a_wall_file(tmp_path: Path) -> None:
    home, environment = Home(tmp_path), unseen(tmp_path)
    (tmp_path / "man-hinh.yaml").write_text(
        home.run("screens", "--identify", "0", **environment).out, encoding="utf-8"
    )
    (tmp_path / "tuong.yaml").write_text("wall: 1\ninclude: man-hinh.yaml\n", encoding="utf-8")
    again = home.run("screens", "tuong.yaml", "--identify", "0", **environment)
    assert again.err.count("nhận ra theo cổng") == 3
    assert [screen.name for screen in read(again.out)] == ["DP-1", "DP-2", "HDMI-1"]


def test_sizes_are_real_pixels_where_qt_counts_others(tmp_path: Path) -> None:
    done = Home(tmp_path).run("screens", "--identify", "0.1", **unseen(tmp_path, scale=2))
    assert done.status == 0
    assert [screen.size for screen in read(done.out)] == [(3840, 2160), (3840, 2160), (2560, 1440)]


def test_without_a_display_nothing_is_listed_and_the_status_says_so(tmp_path: Path) -> None:
    done = Home(tmp_path).run("screens", LANG="vi_VN.UTF-8")
    assert (done.status, done.out) == (3, "")
    assert done.err == "Không có màn hình nào để liệt kê.\n"


def test_a_display_that_does_not_answer_is_told(tmp_path: Path) -> None:
    done = Home(tmp_path).run("screens", LANG="vi_VN.UTF-8", DISPLAY=":97")
    assert (done.status, done.out) == (3, "")
    assert "DISPLAY=:97 không trả lời." in done.err
    assert "Traceback" not in done.err


def test_a_wall_file_that_is_wrong_is_refused_before_any_window(tmp_path: Path) -> None:
    (tmp_path / "tuong.yaml").write_text(WALL.replace("DP-9", "''"), encoding="utf-8")
    done = Home(tmp_path).run("screens", "tuong.yaml", **unseen(tmp_path))
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("tuong.yaml:4:")


@pytest.mark.parametrize("seconds", ["-1", "nan", "mãi"])
def test_a_time_that_is_none_is_refused(seconds: str, tmp_path: Path) -> None:
    done = Home(tmp_path).run("screens", "--identify", seconds, **unseen(tmp_path))
    assert (done.status, done.out) == (2, "")


def _share(xorg: Xorg, area: tuple[int, int, int, int], colour: str) -> float:
    """Of the pixels there."""
    wanted = bytes.fromhex(colour[1:])[::-1]
    pixels = xorg.pixels(area).bgrx
    every = (pixels[n : n + 3] for n in range(0, len(pixels), 4))
    return sum(one == wanted for one in every) / (len(pixels) // 4)


def test_each_monitor_shows_its_number_and_what_it_says_of_itself_is_read(
    xorg: Xorg, tmp_path: Path
) -> None:
    xorg.describe("DUMMY0", edid("SAM", "QM55R", "SN0001"))
    xorg.describe("DUMMY1", edid("SAM", "QM55R", "SN0002"))
    xorg.describe("DUMMY2", edid("DEL", "U2720Q"), (597, 336))
    placed = {
        "DUMMY0": (0, 0, 1280, 720),
        "DUMMY1": (1280, 0, 1280, 720),
        "DUMMY2": (0, 720, 720, 1280),
        "DUMMY3": (720, 720, 640, 360),
    }
    xorg.place(placed)
    environment = debian.environment(QT) | {
        "DISPLAY": xorg.display,
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "vi_VN.UTF-8",
    }
    with Home(tmp_path).start("screens", "--identify", "60", **environment) as process:
        try:
            end = time.monotonic() + 30
            shown = [0.0]
            while min(shown) < 0.5 and time.monotonic() < end:
                time.sleep(0.2)
                shown = [_share(xorg, area, GROUND) for area in placed.values()]
            written = [_share(xorg, area, TEXT) for area in placed.values()]
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0
    assert min(shown) > 0.5
    assert min(written) > 0.01
    first, second, third, fourth = err.splitlines()[:4]
    assert "QM55R, số sê-ri SN0001" in first
    assert "số sê-ri SN0002" in second
    assert "U2720Q, không có số sê-ri" in third
    assert "EDID trống" in fourth
    said = [screen.outputs[0].model_dump(exclude_none=True) for screen in read(out)]
    assert said == [
        {"serial": "SN0001", "connector": "DUMMY0"},
        {"serial": "SN0002", "connector": "DUMMY1"},
        {"model": "U2720Q", "connector": "DUMMY2"},
        {"connector": "DUMMY3"},
    ]
