"""Somebody logs in once, in a window; the wall's page is logged in from then on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from services.moving import Feed, Phase
from tests.qt.moving.watched import Site, coloured, until, watching

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.xdist_group("pages")

MAIN = Path(__file__).parents[2] / "main.py"
WALL = """
wall: 1
name: thu
screens: [{{name: trai, size: [1280, 720], pitch: 0.63 mm, seat: 2 m}}]
scenes:
  chinh: {{trai: {{grid: [2, 1], tiles: [{tiles}]}}}}
"""


def login(folder: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(MAIN), "login", *arguments, "--lang", "vi"],
        cwd=folder,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def said(folder: Path, tiles: str, *arguments: str) -> tuple[int, str]:
    (folder / "tuong.yaml").write_text(WALL.format(tiles=tiles), encoding="utf-8")
    with login(folder, "tuong.yaml", *arguments) as process:
        _, err = process.communicate(timeout=60)
    return process.returncode, err


def test_who_logs_in_once_is_logged_in_on_the_wall(tmp_path: Path, qtbot: QtBot) -> None:
    known = "<script>document.body.style.background=document.cookie?'lime':'red'</script>"
    entering = "<script>document.cookie='phien=1;max-age=86400'</script>"
    with Site({"/": coloured("white", known), "/vao": coloured("white", entering)}) as site:
        tiles = f"{{web: '{site.url('/vao')}', profile: soc}}"
        (tmp_path / "tuong.yaml").write_text(WALL.format(tiles=tiles), encoding="utf-8")
        feed = Feed(kind="web", url=site.url(), allow=("127.0.0.1",), profile="soc")
        with login(tmp_path, "tuong.yaml", "--cache", str(tmp_path / "caches")) as process:
            give_up = time.monotonic() + 30
            while not site.asked("/favicon.ico") and time.monotonic() < give_up:
                time.sleep(0.1)
            with watching(tmp_path) as watched:
                watched.show(feed)
                until(qtbot, lambda: watched.phase(feed) is Phase.FAILED)
                meanwhile = watched.why(feed)
                process.send_signal(signal.SIGTERM)
                _, err = process.communicate(timeout=30)
                until(qtbot, lambda: watched.colour(feed) in {"red", "lime"})
                colour = watched.colour(feed)

    assert process.returncode == 0, err
    assert colour == "lime", "the login is not known"
    assert meanwhile == "Trang không mở được: hồ sơ đăng nhập đang mở ở nơi khác"


def test_a_wall_without_profiles_has_nothing_to_log_in_to(tmp_path: Path) -> None:
    status, err = said(tmp_path, "{web: 'http://127.0.0.1:9/'}")
    assert status == 1
    assert "profile" in err


def test_of_several_profiles_one_is_named(tmp_path: Path) -> None:
    tiles = "{web: 'http://127.0.0.1:9/', profile: soc}, {web: 'http://127.0.0.1:9/', profile: av}"
    assert said(tmp_path, tiles) == said(tmp_path, tiles, "khac")
    status, err = said(tmp_path, tiles)
    assert status == 1
    assert "soc, av" in err
