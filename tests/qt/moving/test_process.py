"""What becomes of the processes that render when something around them is missing or dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from services.moving import Feed, Phase
from tests.qt.moving.watched import Site, coloured, jpeg, until, watching
from ui.moving import extra

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.xdist_group("rendering processes")

ROOT = Path(__file__).parents[3]
WALL = """
wall: 1
name: thu-hinh
screens: [{{name: trai, size: [1280, 720], pitch: 0.63 mm, seat: 2 m}}]
scenes:
  chinh: {{trai: {{grid: [2, 1], tiles: [{{web: "{url}"}}, {{video: "{url}", every: 1 s}}]}}}}
  khac: {{trai: {{grid: [1, 1], tiles: [{{systems: all}}]}}}}
"""
SCREENS = {
    "screens": [
        {
            "name": "S0",
            "x": 0,
            "y": 0,
            "width": 1280,
            "height": 720,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
    ]
}
BLOCKED = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("PySide6.QtWebEngine", "PySide6.QtMultimedia")):
            raise ImportError("libnss3.so: cannot open shared object file", name=name)
sys.meta_path.insert(0, Blocked())
"""


def test_without_the_extra_the_tile_says_how_to_get_it(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    page = Feed(kind="web", url="http://127.0.0.1:9/", allow=("127.0.0.1",))
    film = Feed(kind="video", url="cong.avi")
    with watching(tmp_path) as watched:
        watched.show(page, film)
        seen = [(watched.phase(feed), watched.why(feed)) for feed in (page, film)]
        running = [pid for pid in watched.feeds.pids.values() if pid]

    assert (
        seen
        == [
            (Phase.LACKING, "Chưa cài phần media. Cài: make media (Windows: uv sync --extra media)")
        ]
        * 2
    )
    assert not running


def test_an_extra_that_can_t_be_loaded_says_what_is_lacking(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(BLOCKED, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    page = Feed(kind="web", url="http://127.0.0.1:9/", allow=("127.0.0.1",))
    film = Feed(kind="video", url="cong.avi")
    with watching(tmp_path) as watched:
        watched.show(page, film)
        for feed in (page, film):
            until(qtbot, lambda: watched.phase(feed) is Phase.LACKING)  # noqa: B023 - at once
        said = {watched.why(feed) for feed in (page, film)}

    assert said == {"Không nạp được phần media: libnss3.so: cannot open shared object file"}


def test_a_still_needs_no_extra(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(BLOCKED, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    with Site({"/anh.jpg": jpeg("red")}) as site, watching(tmp_path) as watched:
        still = Feed(kind="video", url=site.url("/anh.jpg"), every=timedelta(seconds=1))
        watched.show(still)
        until(qtbot, lambda: watched.colour(still) == "red")


def test_a_wall_that_is_killed_takes_its_processes_with_it(tmp_path: Path) -> None:
    with Site({"/": coloured("red")}) as site:
        wall = tmp_path / "tuong.yaml"
        wall.write_text(WALL.format(url=site.url()), encoding="utf-8")
        (tmp_path / "screens.json").write_text(json.dumps(SCREENS), encoding="utf-8")
        own = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}"}
        command = [sys.executable, str(ROOT / "main.py"), "run", str(wall)]
        with subprocess.Popen(
            [*command, "--cache", str(tmp_path / "cache")],
            env=own,
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            children = _awaited(process.pid, site)
            frames = _frames(process.pid)
            process.kill()
        gone, alive = psutil.wait_procs(children, timeout=15)

    assert len(gone) >= 2
    assert not alive
    assert frames
    assert not [path for path in frames if path.exists()]


def _awaited(pid: int, site: Site) -> list[psutil.Process]:
    """What the wall started, once both tiles have asked."""
    give_up = time.monotonic() + 30
    while time.monotonic() < give_up and len(site.asked("/")) < 3:
        time.sleep(0.1)
    return psutil.Process(pid).children(recursive=True)


def _frames(pid: int) -> set[Path]:
    """The files by which it is handed frames."""
    maps = psutil.Process(pid).memory_maps(grouped=True)
    return {Path(one.path) for one in maps if one.path.endswith(".frames")}
