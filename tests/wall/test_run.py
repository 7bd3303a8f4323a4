from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import psutil
import pytest

from services.cache import Cache, CacheTrouble
from services.clock import SystemClock
from services.records import Observation
from tests.wall.program import FIRST_PICTURE, LONGEST, MAIN, UNSEEN, Home, running
from tests.wall.system import WALL, System
from ui.display import has_display, refuse_incomplete_qt, unanswered
from ui.outcome import Refused, Status

if TYPE_CHECKING:
    from pathlib import Path


def recorded(folder: Path, indicator: str) -> bool:
    try:
        archive = Cache.read_only(folder, "thu", SystemClock())
    except CacheTrouble:
        return False
    try:
        with archive.picture() as picture:
            return any(
                fact.record.indicator == indicator for fact in picture.facts("so", Observation)
            )
    finally:
        archive.close()


def test_without_a_display_a_wall_says_so_and_writes_its_pictures(home: Home, wall: Path) -> None:
    ended = home.run("run", str(wall), "--lang", "vi")
    assert ended.status == 0
    assert "Không có màn hình nào; xuất ảnh của tường vào ./snapshots/" in ended.err
    assert ended.err.endswith("4 ảnh và wall.json trong ./snapshots/\n")
    document = json.loads((home.path / "snapshots" / "wall.json").read_text(encoding="utf-8"))
    assert document["screens"][0]["tiles"][0]["state"] == "live"


def test_a_wall_that_requires_a_display_exits_3_without_one(home: Home, wall: Path) -> None:
    ended = home.run("run", str(wall), "--require-display", "--lang", "en")
    assert (ended.status, ended.out) == (3, "")
    assert ended.err == "There is no display to open the wall on.\n"


def test_a_display_is_asked_for_on_linux_alone() -> None:
    assert not has_display({}, "linux")
    assert has_display({"DISPLAY": ":0"}, "linux")
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert has_display({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert has_display({}, "win32")


SILENT = ":4711"
"""A display that nobody has."""


def test_a_display_that_nobody_answers_is_said_and_pictures_are_written(
    home: Home, wall: Path
) -> None:
    ended = home.run("run", str(wall), "--lang", "vi", DISPLAY=SILENT)
    assert ended.status == 0
    assert ended.err.startswith(f"DISPLAY={SILENT} không trả lời.\nKhông có màn hình nào; ")
    assert (home.path / "snapshots" / "wall.json").is_file()


def test_a_wall_that_requires_a_display_exits_3_when_it_does_not_answer(
    home: Home, wall: Path
) -> None:
    ended = home.run("run", str(wall), "--require-display", "--lang", "en", DISPLAY=SILENT)
    assert ended.status == 3
    assert f"DISPLAY={SILENT} does not answer." in ended.err


@pytest.mark.parametrize("value", ["nonsense", "localhost:4711", ":99999", "/nowhere:0"])
def test_a_display_is_tried_before_qt_is_let_at_it(value: str) -> None:
    said = unanswered({"DISPLAY": value}, "linux")
    assert said is not None
    assert dict(said.values) == {"name": "DISPLAY", "value": value}


def test_a_wayland_socket_is_tried_by_its_path(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
    said = unanswered(environment, "linux")
    assert said is not None
    assert dict(said.values)["value"] == "wayland-7"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-7"))
        listening.listen()
        assert unanswered(environment, "linux") is None
        assert unanswered(environment | {"DISPLAY": SILENT}, "linux") is None


def test_qts_unseen_platform_and_other_systems_need_no_display_that_answers() -> None:
    assert unanswered({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": SILENT}, "linux") is None
    assert unanswered({}, "win32") is None
    assert unanswered({}, "linux") is None
    assert unanswered({"QT_QPA_PLATFORM": "xcb"}, "linux") is not None


def test_a_library_that_qt_lacks_is_named_with_what_brings_it(tmp_path: Path) -> None:
    (tmp_path / "platforms").mkdir()
    broken = tmp_path / "platforms" / "libqxcb.so"
    broken.write_bytes(b"no library")
    with pytest.raises(Refused) as refused:
        refuse_incomplete_qt(tmp_path, {"DISPLAY": ":0"})
    assert refused.value.status is Status.NOT_HAD
    assert refused.value.said is not None
    assert "make run" in refused.value.said.text
    refuse_incomplete_qt(tmp_path, {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"})


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_a_signal_ends_a_wall_in_order(
    home: Home, wall: Path, system: System, number: signal.Signals
) -> None:
    with running(home, str(wall)) as going:
        going.wait_for(FIRST_PICTURE)
        assert system.asked.acquire(timeout=LONGEST)
        going.process.send_signal(number)
        assert going.ended() == 0
    assert not any("Traceback" in line for line in going.said)


def test_after_a_kill_the_last_picture_comes_back_before_any_source_answers(
    home: Home, wall: Path, system: System
) -> None:
    folder = home.path / "cache"
    with running(home, str(wall), "--cache", str(folder)) as going:
        going.wait_for(FIRST_PICTURE)
        for _ in range(2):
            # The second request comes after the first answer was recorded.
            assert system.asked.acquire(timeout=LONGEST)
        going.process.kill()
        going.ended()
    system.close()
    assert recorded(folder, "tram")
    with running(home, str(wall), "--cache", str(folder)) as again:
        again.wait_for(FIRST_PICTURE)
        # This run's one line, and that no monitor fits: nothing that an answer would bring.
        assert len(again.said) == 2
        again.process.send_signal(signal.SIGTERM)
        assert again.ended() == 0


def test_a_second_wall_on_one_cache_is_refused_politely(home: Home, wall: Path) -> None:
    folder = home.path / "cache"
    holding = Cache.open(folder, "thu", SystemClock(), wall)
    try:
        ended = home.run("run", str(wall), "--cache", str(folder), **UNSEEN)
    finally:
        holding.close()
    assert (ended.status, ended.out) == (3, "")
    assert "Tường này đang chạy (bộ nhớ" in ended.err
    assert "Traceback" not in ended.err


def test_a_wall_whose_cache_cannot_be_written_goes_on_in_memory_and_says_so(
    home: Home, wall: Path, system: System
) -> None:
    in_the_way = home.path / "taken"
    in_the_way.write_text("", encoding="utf-8")
    with running(home, str(wall), "--cache", str(in_the_way)) as going:
        going.wait_for(FIRST_PICTURE)
        for _ in range(2):
            assert system.asked.acquire(timeout=LONGEST)
        going.process.send_signal(signal.SIGTERM)
        assert going.ended() == 0
    (line,) = (line for line in going.said if "Không có quyền mở hoặc ghi bộ nhớ" in line)
    assert re.match(r"\d\d/\d\d/\d{4} [\d:]{8} Tường tiếp tục chạy và chỉ nhớ trong RAM", line)


def test_a_choice_on_a_hung_disk_holds_up_neither_the_wall_nor_its_end(tmp_path: Path) -> None:
    cache, hung = Cache.open(tmp_path, "thu", SystemClock()), threading.Event()
    entered = threading.Event()

    def hang(*_: object) -> None:
        entered.set()
        hung.wait()

    try:
        cache._writer.submit(hang)
        kept = cache.keep("scene", "", "hai")
        assert entered.wait(LONGEST)
        assert not kept.done()
    finally:
        hung.set()
        cache.close()
    assert kept.done()


def test_the_province_ends_with_its_wall_even_when_that_is_killed(home: Home) -> None:
    with running(home, "--lang", "vi") as going:
        going.wait_for(FIRST_PICTURE)
        going.wait_for("tỉnh mô phỏng")
        children = psutil.Process(going.process.pid).children()
        assert [called(child) for child in children] == ["--watching", "simulate"]
        going.process.kill()
        going.ended()
        assert psutil.wait_procs(children, timeout=LONGEST)[1] == []


def test_a_province_that_dies_is_started_again(home: Home) -> None:
    with running(home, "--lang", "vi") as going:
        going.wait_for(FIRST_PICTURE)
        going.wait_for("tỉnh mô phỏng: http")
        child = province_of(going.process.pid)
        child.kill()
        going.wait_for("Tỉnh mô phỏng đã dừng, đang mở lại.")
        going.wait_for("tỉnh mô phỏng: http")
        again = province_of(going.process.pid)
        going.process.send_signal(signal.SIGTERM)
        assert going.ended() == 0
        assert again.pid != child.pid
        assert psutil.wait_procs([again], timeout=LONGEST)[1] == []


def called(process: psutil.Process) -> str:
    """What the program was asked for."""
    return process.cmdline()[2]


def province_of(pid: int) -> psutil.Process:
    (found,) = (child for child in psutil.Process(pid).children() if called(child) == "simulate")
    return found


def test_a_wall_without_sources_and_scenes_has_nothing_to_show(home: Home, tmp_path: Path) -> None:
    bare = tmp_path / "trần.yaml"
    bare.write_text("wall: 1\n", encoding="utf-8")
    for arguments in (("run", str(bare)), ("snapshot", str(bare), "--out", "x")):
        ended = home.run(*arguments, **UNSEEN)
        assert ended.status == 1
        assert ended.err == "Tệp tường chưa khai nguồn nào và cảnh nào nên không có gì để hiện.\n"
    checked = home.run("check", str(bare), **UNSEEN)
    assert checked.status == 0
    assert "cảnh báo: tệp chưa khai nguồn nào" in checked.out


def test_two_screens_are_filled_when_both_are_there_and_else_seen_in_miniature(
    home: Home, tmp_path: Path
) -> None:
    """Qt reads its unseen screens once, when a process starts."""
    wall = tmp_path / "tuong.yaml"
    wall.write_text(WALL.format(url="http://127.0.0.1:9/"), encoding="utf-8")
    program = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication(['wall'])\n"
        "from services.wall_file import installed, load\n"
        "from ui.fonts import measure\n"
        "from ui.monitors import open_windows, show\n"
        "from ui.placing.found import found_outputs\n"
        "from ui.placing.present import present\n"
        f"wall = load(Path({str(wall)!r}), installed()).wall\n"
        "windows = open_windows(present(wall.screens, found_outputs()), measure())\n"
        "show(windows, wall)\n"
        "app.processEvents()\n"
        "print(json.dumps([[list(w.areas), w.geometry().getRect(), w.isFullScreen()] "
        "for w in windows]))\n"
    )
    seen = {}
    for name, widths in (("both", (640, 640)), ("other", (640, 800))):
        screens = [
            {
                "name": f"unseen-{n}",
                "x": 640 * n,
                "y": 0,
                "width": width,
                "height": 360,
                "logicalDpi": 96,
                "logicalBaseDpi": 96,
                "dpr": 1,
            }
            for n, width in enumerate(widths)
        ]
        config = tmp_path / f"{name}.json"
        config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
        ended = subprocess.run(
            [sys.executable, "-c", program],
            check=False,
            cwd=MAIN.parent,
            env=home.environment(QT_QPA_PLATFORM=f"offscreen:configfile={config}"),
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST,
        )
        assert ended.returncode == 0, ended.stderr
        seen[name] = json.loads(ended.stdout)
    assert seen["both"] == [
        [["trái"], [0, 0, 640, 360], True],
        [["phải"], [640, 0, 640, 360], True],
    ]
    assert [(names, full) for names, _, full in seen["other"]] == [(["trái", "phải"], False)]
