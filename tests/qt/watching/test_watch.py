"""The wall's side, with the process that watches it, where there is no screen to be seen."""

from __future__ import annotations

import logging
import os
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import psutil
import pytest

from services.clock import SystemClock
from services.words import Words
from ui import child
from ui.watching.beats import Beat, Paces, Place
from ui.watching.log import LARGEST, Log
from ui.watching.process import DEAF, MOST
from ui.watching.telling import BLIND
from ui.watching.watch import Watch, can_see

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from services.phrase import Phrase

pytestmark = pytest.mark.xdist_group("watching")
LONGEST = 30_000
posix = pytest.mark.skipif(os.name != "posix", reason="Windows can't stop a process")


class NoWall:
    """Without screens."""

    windows: tuple[Any, ...] = ()


@contextmanager
def watched(folder: Path, **more: Any) -> Iterator[tuple[Watch, list[str], list[str]]]:
    """What it told people, and what it told of others."""
    words = Words("vi", ZoneInfo("UTC"))
    said: list[str] = []
    turns: list[str] = []

    def tell(words_: Phrase) -> None:
        said.append(words.say(words_))

    watch = Watch(NoWall(), folder, "thu", words=words, clock=SystemClock(), tell=tell, **more)
    watch.told.connect(lambda one: turns.append(words.say(one)))
    watch.begin()
    try:
        yield watch, said, turns
    finally:
        watch.end()


def test_a_wall_that_ends_takes_its_watcher_along_and_leaves_nothing_but_a_log(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with watched(tmp_path) as (watch, said, turns):
        pid = watch.pid
        assert psutil.pid_exists(pid)
        qtbot.waitUntil((tmp_path / "thu.watch.log").exists, timeout=LONGEST)
    assert not psutil.pid_exists(pid)
    assert [path.name for path in tmp_path.iterdir()] == ["thu.watch.log"]
    assert (said, turns) == ([], [])
    if os.name == "posix":
        assert (tmp_path / "thu.watch.log").stat().st_mode & 0o777 == 0o600


def test_that_no_screen_can_be_seen_is_said_and_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("ui.watching.watch._UNSEEN", set())
    caplog.set_level(logging.INFO, "ui.watching")
    with watched(tmp_path) as (_, said, _turns):
        assert said == [BLIND.text]
    assert caplog.messages == [BLIND.text], "the console's log tells of it"


@posix
def test_one_that_dies_is_started_again_and_that_is_said_once(tmp_path: Path, qtbot: QtBot) -> None:
    with watched(tmp_path, again=0.2) as (watch, said, turns):
        first = watch.pid
        os.kill(first, signal.SIGKILL)
        qtbot.waitUntil(lambda: len(turns) == 1, timeout=LONGEST)
        assert "Tiến trình canh tường đã dừng" in turns[0]
        assert len(watch.troubles) == 1, "until it runs again"
        qtbot.waitUntil(lambda: len(turns) == 2, timeout=LONGEST)
        assert said == [turns[1]]
        assert "chạy lại" in said[0]
        assert not watch.troubles
        assert watch.pid not in {0, first}


@posix
def test_it_outlives_what_ends_the_wall_in_order(tmp_path: Path, qtbot: QtBot) -> None:
    with watched(tmp_path) as (watch, said, _):
        qtbot.waitUntil((tmp_path / "thu.watch.log").exists, timeout=LONGEST)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(watch.pid, number)
        qtbot.wait(500)
        assert said == []
        assert psutil.pid_exists(watch.pid)


def test_where_it_can_t_be_started_the_wall_goes_on_and_says_so_once(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "program", lambda: (str(tmp_path / "none"),))
    with watched(tmp_path, again=0.05) as (watch, said, turns):
        qtbot.wait(1000)
        assert watch._process._failures >= 3
        assert (said, len(turns), len(watch.troubles)) == ([], 1, 1)
        assert watch.pid == 0
        assert not watch.tell()


@posix
def test_one_that_doesn_t_read_holds_up_nobody_and_is_replaced(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with watched(tmp_path, again=0.2) as (watch, said, turns):
        qtbot.waitUntil((tmp_path / "thu.watch.log").exists, timeout=LONGEST)
        first = watch.pid
        os.kill(first, signal.SIGSTOP)
        area = (0, 0, 1, 1)
        large = Beat(0, (Place("x" * 900, area, None, None, filled=True, whole=True),) * 16)
        taken = 0
        while watch._process.tell(large):
            taken += 1
            qtbot.wait(1)
        assert taken * len(large.line()) < MOST + (1 << 20) + len(large.line())
        assert turns == []
        waiting = watch._process._process
        assert waiting is not None
        assert waiting.bytesToWrite() <= MOST + len(large.line())
        for _ in range(DEAF):
            watch._process.tell(large)
        qtbot.waitUntil(lambda: len(turns) == 2, timeout=LONGEST)
        assert watch.pid != first
        assert len(said) == 1


@posix
def test_an_interface_that_hangs_is_known_when_it_goes_on(
    tmp_path: Path, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    with watched(tmp_path, paces=Paces(patience=1.6, opening=0)) as (watch, _, turns):
        qtbot.waitUntil((tmp_path / "thu.watch.log").exists, timeout=LONGEST)
        log = tmp_path / "thu.watch.log"
        while "ngăn xếp" not in log.read_text(encoding="utf-8"):
            pass  # nothing of Qt's is run meanwhile
        qtbot.waitUntil(lambda: len(turns) == 2, timeout=LONGEST)
        assert watch.troubles == ()
    assert "Giao diện của tường đứng từ " in turns[0]
    assert " giây lúc " in turns[1]
    assert "test_an_interface_that_hangs" in log.read_text(encoding="utf-8")
    assert capfd.readouterr().err.count("Giao diện của tường đứng") == 2


def test_the_log_is_bounded(tmp_path: Path) -> None:
    log = Log(tmp_path / "thu.watch.log")
    for _ in range(2000):
        log.write("Màn hình lớn tối đen từ 10:02:15 " * 20)
    log.close()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3 * LARGEST


def test_a_log_that_can_t_be_written_keeps_nobody_from_watching(tmp_path: Path) -> None:
    log = Log(tmp_path / "none" / "thu.watch.log")
    log.write("x")
    log.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is full")
def test_a_full_disk_keeps_nobody_from_watching(capfd: pytest.CaptureFixture[str]) -> None:
    log = Log(Path("/dev/full"))
    log.write("x")
    log.close()
    assert capfd.readouterr().err == ""


def test_wayland_shows_nobody_the_desktop() -> None:
    assert can_see("xcb", {})
    assert can_see("windows", {"WAYLAND_DISPLAY": "x"})
    assert not can_see("xcb", {"WAYLAND_DISPLAY": "wayland-0"})
    assert not can_see("wayland", {})
    assert not can_see("offscreen", {})
