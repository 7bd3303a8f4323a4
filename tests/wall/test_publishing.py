"""A wall that runs as its users start it, with a folder to publish into."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import psutil

from tests.qt.publishing.published import sums, sums_of, told
from tests.wall.program import LONGEST, running
from tests.wall.system import WALL, System

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.wall.program import Home


def until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not met():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_it_publishes_while_it_runs_and_listens_nowhere(home: Home, tmp_path: Path) -> None:
    path, folder = tmp_path / "tuong.yaml", tmp_path / "cong-bo"
    with System() as system:
        asked = "publish: {to: cong-bo, audience: restricted, every: 10 s}\n"
        path.write_text(WALL.format(url=system.url) + asked, encoding="utf-8")
        with running(home, str(path), "--lang", "vi") as wall:
            until(lambda: told(folder) is not None)
            state = told(folder)
            assert state is not None
            assert [one["name"] for one in state["scenes"]] == ["một", "hai"]
            assert sums(state) == sums_of(folder)
            document = json.loads((folder / "wall.json").read_text("utf-8"))
            assert document["wall"] == "thu"
            process = psutil.Process(wall.process.pid)
            connections = [
                one
                for p in (process, *process.children(recursive=True))
                for one in p.net_connections()
            ]
            assert not [one for one in connections if one.status == psutil.CONN_LISTEN]
            # Another file takes effect here too, at once.
            path.write_text(
                WALL.format(url=system.url) + asked.replace("every: 10 s", "scenes: [hai]"),
                encoding="utf-8",
            )
            until(lambda: len((told(folder) or {"scenes": []})["scenes"]) == 1)
            until(lambda: not (folder / "một--trái.png").exists())
            wall.process.terminate()
            assert wall.ended() == 0
