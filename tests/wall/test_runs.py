"""A wall notes when it begins and when it ends, so that a night in which it was cut off is known of."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from services.cache import Cache, Ended, Ran
from services.clock import SystemClock
from tests.servers import free_port
from tests.wall.program import FIRST_PICTURE, running
from tests.wall.system import WALL, System

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wall.program import Home


def runs(folder: Path) -> list[Ran | Ended]:
    archive = Cache.read_only(folder, "thu", SystemClock())
    try:
        with archive.picture() as picture:
            return list(reversed(picture.chronicle().runs().found))
    finally:
        archive.close()


def until_recorded(folder: Path) -> None:
    """Its log says it a moment before its cache has it."""
    archive = Cache.read_only(folder, "thu", SystemClock())
    try:
        for _ in range(600):
            with archive.picture() as picture:
                if picture.chronicle().silent_since("so") is not None:
                    return
            time.sleep(0.1)
    finally:
        archive.close()
    pytest.fail("it was never recorded")


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no SIGTERM from outside")
def test_a_wall_that_is_told_to_end_says_so_and_one_that_is_killed_is_told_of_by_the_next(
    home: Home,
) -> None:
    cache, wall = home.path / "cache", home.path / "tuong.yaml"
    with System() as system:
        wall.write_text(WALL.format(url=system.url), encoding="utf-8")
        for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGTERM):
            with running(home, str(wall), "--cache", str(cache)) as going:
                going.wait_for(FIRST_PICTURE)
                going.process.send_signal(number)
                going.ended()
    found = runs(cache)
    assert [(type(one), getattr(one, "unended", None)) for one in found] == [
        (Ran, False),
        (Ended, None),
        (Ran, False),
        (Ran, True),
        (Ended, None),
    ]
    assert [one.at for one in found] == sorted(one.at for one in found)


def test_a_source_that_was_silent_in_the_run_before_is_said_to_be_back(home: Home) -> None:
    cache, wall = home.path / "cache", home.path / "tuong.yaml"
    port = free_port()
    wall.write_text(WALL.format(url=f"http://127.0.0.1:{port}/"), encoding="utf-8")
    with running(home, str(wall), "--cache", str(cache)) as going:
        going.wait_for("so: mất kết nối")
        until_recorded(cache)
        going.process.kill()
        going.ended()
    with System(port), running(home, str(wall), "--cache", str(cache)) as going:
        going.wait_for("so: đã kết nối lại sau")
