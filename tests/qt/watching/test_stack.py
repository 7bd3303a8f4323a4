from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from ui.watching.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE, ENOUGH = 0.05, 5.0
"""Seconds."""


def hanging_here(path: Path) -> str:
    """What was written meanwhile."""
    ends = time.monotonic() + ENOUGH
    while not (said := path.read_text("utf-8")) and time.monotonic() < ends:
        time.sleep(PATIENCE / 5)
    return said


def test_what_hangs_is_written_down_and_is_over_with_the_next_beat(tmp_path: Path) -> None:
    path = tmp_path / "tuong.watch.stack"
    stack = Stack(path, PATIENCE)
    stack.begin()
    try:
        stack.alive()
        assert "in hanging_here" in hanging_here(path)
        stack.alive()
        assert path.read_text("utf-8") == ""
        assert "in hanging_here" in hanging_here(path), "the next hang is told too"
    finally:
        stack.end()
    assert not path.exists()


def test_before_the_first_beat_nothing_hangs(tmp_path: Path) -> None:
    path = tmp_path / "tuong.watch.stack"
    stack = Stack(path, PATIENCE)
    stack.begin()
    time.sleep(4 * PATIENCE)
    assert path.read_text("utf-8") == ""
    stack.end()


def test_where_nothing_can_be_written_nothing_is(tmp_path: Path) -> None:
    stack = Stack(tmp_path / "none" / "x.stack", PATIENCE)
    threads = threading.active_count()
    stack.begin()
    stack.alive()
    assert threading.active_count() == threads
    stack.end()
    assert list(tmp_path.iterdir()) == []
