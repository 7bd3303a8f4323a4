"""Commands that are told to end, or that can't write, leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, override

import pytest

from tests.wall.program import LONGEST, MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.wall.program import Home

WALL = """\
wall: 1
name: thu
province: {{clock: 2026-11-24T07:00:00+07:00}}
sources:
  cham: {{connector: alertmanager, url: "{url}", every: 1 m, deadline: 1 m}}
"""


@contextmanager
def silent() -> Iterator[tuple[str, threading.Event]]:
    """The address of somebody who never answers, and whether he was asked."""
    asked, ended = threading.Event(), threading.Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.set()
            ended.wait(LONGEST)

        @override
        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", asked
        finally:
            ended.set()
            server.shutdown()
            thread.join()


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no SIGTERM from outside")
@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("command", ["snapshot", "check", "probe"])
def test_a_command_that_is_told_to_end_ends_as_by_ctrl_c_and_leaves_nothing_behind(
    home: Home, tmp_path: Path, number: str, command: str
) -> None:
    scratch = tmp_path / "tam"
    scratch.mkdir()
    file, out = tmp_path / "tuong.yaml", tmp_path / "anh"
    with silent() as (url, asked):
        file.write_text(WALL.format(url=url), encoding="utf-8")
        arguments = {
            "snapshot": ("snapshot", str(file), "--out", str(out), "--wait", "60"),
            "check": ("check", str(file), "--connect"),
            "probe": ("probe", url),
        }
        with home.start(*arguments[command], TMPDIR=str(scratch), LANG="vi_VN.UTF-8") as process:
            try:
                assert asked.wait(LONGEST)
                process.send_signal(getattr(signal, number))
                _, err = process.communicate(timeout=LONGEST)
            finally:
                process.kill()
    assert (process.returncode, err.splitlines()[-1:]) == (3, ["Đã dừng theo yêu cầu."]), err
    assert list(scratch.iterdir()) == []
    assert not out.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for a file")
def test_new_leaves_nothing_behind_where_one_of_its_files_can_not_be_written(
    home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "hai tang" / "tuong"
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))"
    command = (
        f"{limit}\nimport runpy, sys\nsys.argv = {['main.py', 'new', str(folder)]!r}\n"
        f"sys.path.insert(0, {str(MAIN.parent)!r})\nrunpy.run_path({str(MAIN)!r}, run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-B", "-c", command],
        check=False,
        cwd=home.path,
        env=home.environment(LANG="vi_VN.UTF-8"),
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
    )
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "tệp lớn quá mức cho phép" in ended.stderr
    assert not folder.parent.exists()
    assert home.run("new", str(folder)).status == 0
