"""What walls do that say little of their screens, or open where there are none: on a real X server."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from services.cache import Cache
from services.clock import SystemClock
from tests.servers.edid import edid
from tests.servers.process import awaited
from tests.servers.x_client import XClient
from tests.wall.program import FIRST_PICTURE, running
from tests.wall.transitions.model import FOUR, SIZE, declared
from tests.wall.transitions.watching import PATIENCE, watching
from tools import debian
from tools.set_up import QT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Xorg
    from tests.wall.program import Home

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="X servers are Linux's"
)
SOURCES = """\
wall: 1
sources: {so: {connector: http_json, url: "http://127.0.0.1:9/",
  observations: {each: "o[]", indicator: ma, value: v}}}
indicators: {a: {name: A, source: so, metric: x}}
"""
UNMARKED = SOURCES + (
    "screens:\n"
    "  - {name: trái, size: [640, 360], pitch: 1.2 mm, seat: 4 m}\n"
    "  - {name: phải, size: [640, 360], pitch: 1.2 mm, seat: 4 m}\n"
    "scenes:\n"
    "  canh:\n"
    "    trái: {grid: [1, 1], tiles: [{number: a}]}\n"
    "    phải: {grid: [1, 1], tiles: [{number: a}]}\n"
)
SOME = (
    "mới thấy 1/2 màn hình của tường: hiện thu nhỏ trong một cửa sổ; muốn hiện ngay trên những màn hình "
    "đang có thì ghi output cho từng màn hình, lấy từ main.py screens\n"
)
SMALL = "không khớp màn hình nào: hiện thu nhỏ trong một cửa sổ\n"
LEFT, RIGHT = (0, 0, *SIZE), (640, 0, *SIZE)


def seen(state: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """Where each window is that people see, by its screens."""
    return {
        ",".join(one["screens"]): tuple(one["geometry"])
        for one in state["windows"]
        if one["visible"]
    }


def test_a_wall_of_sources_alone_is_composed_for_the_screens_that_there_are_now(
    xorg: Xorg, tmp_path: Path
) -> None:
    xorg.place({"DUMMY1": LEFT})
    with watching(xorg, tmp_path, SOURCES) as wall:
        counts = wall.comes_to(lambda state: seen(state) == {"DUMMY1": LEFT})["counts"]
        xorg.place({"DUMMY1": LEFT, "DUMMY2": (640, 0, 1280, 720)})
        wall.comes_to(lambda state: seen(state) == {"DUMMY1": LEFT, "DUMMY2": (640, 0, 1280, 720)})
        xorg.place({"DUMMY2": (640, 0, 360, 640)})
        wall.comes_to(lambda state: seen(state).get("DUMMY2") == (640, 0, 360, 640))
        xorg.place({"DUMMY1": None, "DUMMY2": None})
        wall.comes_to(lambda state: not seen(state))
        xorg.place({"DUMMY1": LEFT})
        wall.comes_to(lambda state: seen(state) == {"DUMMY1": LEFT} and state["counts"] == counts)


def test_a_wall_in_miniature_takes_its_screens_when_they_come_and_keeps_what_is_left(
    xorg: Xorg, tmp_path: Path
) -> None:
    """One of them alone might be the desk's; afterwards it is known which is which."""
    xorg.place({"DUMMY1": LEFT})
    with watching(xorg, tmp_path, UNMARKED, SOME) as wall:
        wall.comes_to(lambda state: list(seen(state)) == ["trái,phải"])
        xorg.place({"DUMMY1": LEFT, "DUMMY2": RIGHT})
        wall.comes_to(lambda state: seen(state) == {"trái": LEFT, "phải": RIGHT})
        xorg.place({"DUMMY2": None})
        wall.comes_to(lambda state: seen(state) == {"trái": LEFT})
        xorg.place({"DUMMY1": LEFT, "DUMMY2": RIGHT})
        wall.comes_to(lambda state: seen(state) == {"trái": LEFT, "phải": RIGHT})


def test_a_wall_that_opens_while_all_screens_are_off_is_there_when_they_come(
    xorg: Xorg, tmp_path: Path
) -> None:
    for n, screen in enumerate(FOUR):
        xorg.describe(f"DUMMY{n}", edid("SAM", "QM55R", screen.serial))
    with watching(xorg, tmp_path, declared(FOUR), SMALL) as wall:
        wall.comes_to(lambda state: not seen(state))
        xorg.place({"DUMMY0": LEFT, "DUMMY1": RIGHT})
        wall.comes_to(lambda state: seen(state) == {"trai-tren": LEFT, "phai-tren": RIGHT})


def test_a_flapping_cable_is_one_change(xorg: Xorg, tmp_path: Path) -> None:
    for n, screen in enumerate(FOUR[:2]):
        xorg.describe(f"DUMMY{n}", edid("SAM", "QM55R", screen.serial))
    both = {"DUMMY0": LEFT, "DUMMY1": RIGHT}
    xorg.place(both)
    with watching(xorg, tmp_path, declared(FOUR[:2])) as wall:
        before = wall.comes_to(lambda state: len(seen(state)) == 2)
        for _ in range(5):
            xorg.place({"DUMMY1": None})
            xorg.place(both)
        after = wall.comes_to(
            lambda state: len(seen(state)) == 2 and state["counts"] == before["counts"]
        )
        assert len(after["said"]) % 2 == 0, after["said"]


def test_the_program_follows_its_screens_keeps_them_lit_and_remembers_which_were_there(
    xorg: Xorg, home: Home, tmp_path: Path
) -> None:
    for n, screen in enumerate(FOUR[:2]):
        xorg.describe(f"DUMMY{n}", edid("SAM", "QM55R", screen.serial))
    xorg.place({"DUMMY0": LEFT, "DUMMY1": RIGHT})
    path = tmp_path / "tuong.yaml"
    path.write_text(declared(FOUR[:2]), encoding="utf-8")
    folder = tmp_path / "cache"
    environment = {
        "DISPLAY": xorg.display,
        "QT_QPA_PLATFORM": "xcb",
        "LD_LIBRARY_PATH": debian.environment(QT)["LD_LIBRARY_PATH"],
    }
    with running(home, str(path), "--cache", str(folder), **environment) as wall:
        wall.wait_for(FIRST_PICTURE)
        xorg.place({"DUMMY1": None})
        wall.wait_for("mất màn hình phai-tren (DUMMY1)")
        with XClient(xorg.display) as line:
            line.blank_after(1)
            time.sleep(2.5)  # the server's own time; nothing tells that it didn't do something
            assert not line.blanked()
        xorg.place({"DUMMY0": LEFT, "DUMMY1": RIGHT})
        wall.wait_for("màn hình phai-tren đã trở lại sau ")
        wall.process.send_signal(signal.SIGTERM)
        assert wall.ended() == 0
    with XClient(xorg.display) as line:
        line.blank_after(1)
        give_up = time.monotonic() + PATIENCE
        while not line.blanked():
            assert time.monotonic() < give_up, "a server whose saver never comes proves nothing"
            time.sleep(0.1)
    archive = Cache.read_only(folder, "thu", SystemClock())
    try:
        with archive.picture() as picture:
            kept = picture.setting("outputs")
    finally:
        archive.close()
    assert kept is not None
    assert '"connector": "DUMMY1"' in kept


def painted(xorg: Xorg, area: tuple[int, int, int, int]) -> bool:
    """Down to its last line: a window is painted in one piece."""
    x, y, width, height = area
    return any(xorg.pixels((x, y + height - 1, width, 1)).bgrx[::4])


WIDE = SOURCES + (
    "screens:\n"
    "  - {name: rong, size: [1280, 360], pitch: 1.2 mm, seat: 4 m, panels: [2, 1], bezel: 12 mm,\n"
    "     output: [{connector: DUMMY0}, {connector: DUMMY1}]}\n"
    "scenes: {canh: {rong: {grid: [2, 1], tiles: [{number: a}, {number: a}]}}}\n"
)


def test_a_screen_over_two_outputs_goes_on_on_the_one_that_is_left(
    xorg: Xorg, tmp_path: Path
) -> None:
    both = {"DUMMY0": LEFT, "DUMMY1": RIGHT}
    xorg.place(both)
    with watching(xorg, tmp_path, WIDE) as wall:
        whole = wall.comes_to(lambda state: seen(state) == {"rong": (0, 0, 1280, 360)})
        awaited(lambda: painted(xorg, LEFT) and painted(xorg, RIGHT), "the first picture")
        right = xorg.pixels(RIGHT)
        xorg.place({"DUMMY0": None, "DUMMY1": RIGHT})
        wall.comes_to(lambda state: seen(state) == {"rong": LEFT})  # xrandr moves it there
        awaited(lambda: xorg.pixels(LEFT) == right, "the right half on what is left")
        xorg.place(both)
        wall.comes_to(
            lambda state: (
                seen(state) == {"rong": (0, 0, 1280, 360)} and state["counts"] == whole["counts"]
            )
        )
        awaited(lambda: xorg.pixels(RIGHT) == right, "the right half where it was")
