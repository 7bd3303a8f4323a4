"""A real wall on a real X server that is harassed, and what is seen of it from outside."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.wall.program import FIRST_PICTURE, LONGEST, Home, Running, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.xorg import Xorg

ROOT = Path(__file__).parents[3]
HARASSED, COVER = (Path(__file__).parent / name for name in ("harassed.py", "cover.py"))
WALL = """\
wall: 1
name: canh
sources:
  so: {connector: alertmanager, url: "http://127.0.0.1:9/", every: 1 h, deadline: 1 s}
screens:
  - {name: lớn, size: [3840, 2160], pitch: 0.6 mm, seat: 4 m}
scenes:
  một:
    lớn: {grid: [2, 1], tiles: [{systems: all, title: Nguồn}, {systems: all, title: Nguồn}]}
"""

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="an X server is asked"),
    pytest.mark.xdist_group("watching"),
]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    folder = tmp_path / "nhà"
    folder.mkdir()
    (folder / "canh.yaml").write_text(WALL, encoding="utf-8")
    return Home(folder)


@contextmanager
def harassed(home: Home, display: str) -> Iterator[Running]:
    environment = home.environment(DISPLAY=display, LANG="vi_VN.UTF-8", PYTHONPATH=str(ROOT))
    with subprocess.Popen(
        [sys.executable, str(HARASSED), "run", "canh.yaml", "--cache", str(home.path)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=home.path,
        env=environment,
    ) as process:
        wall = Running(process)
        try:
            yield wall
        finally:
            process.kill()
            wall._reader.join()


def bid(wall: Running, command: str) -> None:
    assert wall.process.stdin is not None
    wall.process.stdin.write(f"{command}\n")
    wall.process.stdin.flush()


@pytest.mark.parametrize(
    ("command", "seen", "over"),
    [
        ("freeze", "Hình trên màn hình lớn đứng từ ", "Hình trên màn hình lớn chạy lại, đã đứng "),
        ("blacken", "Màn hình lớn tối đen từ ", "Màn hình lớn có hình lại, đã mất hình "),
    ],
)
def test_what_is_wrong_with_a_screen_is_seen_and_so_is_its_end(
    home: Home, xvfb: str, command: str, seen: str, over: str
) -> None:
    with harassed(home, xvfb) as wall:
        bid(wall, command)
        wall.wait_for(seen)
        bid(wall, "well")
        wall.wait_for(over)
        wall.process.send_signal(signal.SIGTERM)
        assert wall.ended() == 0
    turns = [line for line in wall.said if "lớn" in line]
    assert len(turns) == 2, wall.said
    assert seen in (home.path / "canh.watch.log").read_text(encoding="utf-8")


@contextmanager
def covered(home: Home, display: str, output: int) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, str(COVER), str(output)],
        stdin=subprocess.PIPE,
        env=home.environment(DISPLAY=display),
    ) as process:
        try:
            yield
        finally:
            process.kill()


def test_a_window_of_somebody_else_over_the_wall_is_seen(home: Home, xvfb: str) -> None:
    with harassed(home, xvfb) as wall:
        written(home.path / "canh.watch.log")
        with covered(home, xvfb, 0):
            wall.wait_for("Màn hình lớn bị che từ ")
        wall.wait_for("Màn hình lớn hết bị che, đã bị che ")


def test_a_window_of_the_wall_s_own_covers_nothing(home: Home, xvfb: str) -> None:
    text = WALL.replace("screens:", "console: {open: always}\nscreens:")
    (home.path / "canh.yaml").write_text(text, encoding="utf-8")
    with harassed(home, xvfb) as wall:
        written(home.path / "canh.watch.log")
        time.sleep(8)
        wall.process.send_signal(signal.SIGTERM)
        assert wall.ended() == 0
    assert (home.path / "canh.watch.log").read_text(encoding="utf-8") == ""


TWO = """\
wall: 1
name: canh
sources:
  so: {connector: alertmanager, url: "http://127.0.0.1:9/", every: 1 h, deadline: 1 s}
screens:
  - {name: trái, size: [640, 360], pitch: 2 mm, seat: 4 m}
  - {name: phải, size: [1280, 720], pitch: 1 mm, seat: 4 m}
scenes:
  một:
    trái: {grid: [1, 1], tiles: [{systems: all, title: Nguồn}]}
    phải: {grid: [1, 1], tiles: [{systems: all, title: Nguồn}]}
"""


def test_of_several_screens_the_right_one_is_named_and_one_that_goes_is_in_no_trouble(
    home: Home, xorg: Xorg
) -> None:
    (home.path / "canh.yaml").write_text(TWO, encoding="utf-8")
    xorg.place({"DUMMY0": (0, 200, 640, 360), "DUMMY1": (640, 0, 1280, 720)})
    with harassed(home, xorg.display) as wall:
        written(home.path / "canh.watch.log")
        with covered(home, xorg.display, 1):
            wall.wait_for("Màn hình phải bị che từ ")
            xorg.place({"DUMMY1": None})
            wall.wait_for("Màn hình phải hết bị che")
        wall.process.send_signal(signal.SIGTERM)
        assert wall.ended() == 0
    log = (home.path / "canh.watch.log").read_text(encoding="utf-8")
    assert "trái" not in log
    assert len(log.splitlines()) == 2, log


def test_an_interface_that_hangs_is_told_and_what_it_was_doing(home: Home, xvfb: str) -> None:
    log = home.path / "canh.watch.log"
    with harassed(home, xvfb) as wall:
        written(log)
        bid(wall, "hang")
        wall.wait_for("Giao diện của tường đứng từ ")
        wall.wait_for(" giây lúc ")
        wall.process.send_signal(signal.SIGTERM)
        assert wall.ended() == 0
    text = log.read_text(encoding="utf-8")
    assert "in _obey" in text.split("ngăn xếp")[1], text
    assert list(home.path.glob("*.stack")) == []


def test_a_wall_that_was_stopped_is_seen_and_ends_its_watcher_when_it_is_killed(
    home: Home, xvfb: str
) -> None:
    with running(
        home, "canh.yaml", "--cache", str(home.path), DISPLAY=xvfb, QT_QPA_PLATFORM=""
    ) as wall:
        wall.wait_for(FIRST_PICTURE)
        watcher = watcher_of(wall.process.pid)
        wall.process.send_signal(signal.SIGSTOP)
        wall.wait_for("Giao diện của tường đứng từ ")
        wall.process.send_signal(signal.SIGCONT)
        wall.wait_for(" giây lúc ")
        wall.process.kill()
        assert psutil.wait_procs([watcher], timeout=LONGEST)[1] == []


def written(log: Path) -> None:
    """Whoever watches has begun: its log is there."""
    for _ in range(600):
        if log.exists():
            return
        time.sleep(0.1)
    raise AssertionError("nobody watches")


def watcher_of(pid: int) -> psutil.Process:
    for _ in range(600):
        for one in psutil.Process(pid).children():
            if "--watching" in one.cmdline():
                return one
        time.sleep(0.1)
    raise AssertionError("no watcher")
