from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from services.moving.frames import Frame, Frames
from ui.moving.places import Places

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from pathlib import Path
from services.moving.frames import Frames
frames, stop, number = Frames(Path(sys.argv[1]), 64, 64), Path(sys.argv[2]), 0
while not stop.exists():
    for _ in range(50):
        number += 1
        frames.put(64, 64, bytes([number % 251]) * (64 * 64 * 4))
"""


def test_a_frame_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "1.frames"
    reader = Frames(path, 4, 2, make=True)
    writer = Frames(path, 4, 2)
    none = reader.newest()
    writer.put(4, 2, bytes(range(32)))
    first = reader.newest()
    writer.put(1, 2, b"abcdefgh")
    second = reader.newest()
    for one in (reader, writer):
        one.close()

    assert none is None
    assert first is not None
    assert (first.number, first.width, first.height, first.rows) == (1, 4, 2, bytes(range(32)))
    assert second is not None
    assert (second.number, second.width, second.height, second.rows) == (2, 1, 2, b"abcdefgh")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_frame_is_ever_half_of_one_and_half_of_another(tmp_path: Path) -> None:
    path, stop = tmp_path / "1.frames", tmp_path / "stop"
    reader = Frames(path, 64, 64, make=True)
    seen: set[int] = set()
    torn: list[Frame] = []
    command = [sys.executable, "-c", WRITER, str(path), str(stop)]
    with subprocess.Popen(command, cwd=ROOT) as writing:
        while writing.poll() is None and len(seen) < 200:
            frame = reader.newest()
            if frame is not None:
                seen.add(frame.number)
                if frame.rows != bytes([frame.number % 251]) * (64 * 64 * 4):
                    torn.append(frame)
        stop.touch()
    reader.close()

    assert len(seen) == 200
    assert not torn


@pytest.mark.parametrize(
    ("width", "height", "rows"), [(5, 2, 40), (4, 3, 48), (0, 2, 0), (4, 2, 31), (-1, 2, 8)]
)
def test_what_is_no_frame_for_its_place_is_refused(
    tmp_path: Path, width: int, height: int, rows: int
) -> None:
    frames = Frames(tmp_path / "1.frames", 4, 2, make=True)
    try:
        with pytest.raises(ValueError, match="frame"):
            frames.put(width, height, bytes(rows))
        assert frames.newest() is None
    finally:
        frames.close()


def test_a_file_that_says_nonsense_has_no_frame(tmp_path: Path) -> None:
    path = tmp_path / "1.frames"
    frames = Frames(path, 4, 2, make=True)
    with path.open("r+b") as file:
        file.write(b"\xff" * 200)
    try:
        assert frames.newest() is None
    finally:
        frames.close()


def test_a_file_that_is_too_small_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "1.frames"
    path.write_bytes(b"\0" * 70)
    with pytest.raises(ValueError, match="mmap"):
        Frames(path, 4, 2)


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="NOT RUN: nothing is reserved here")
def test_memory_is_had_and_not_promised(tmp_path: Path) -> None:
    Frames(tmp_path / "1.frames", 640, 480, make=True).close()
    told = (tmp_path / "1.frames").stat()
    assert told.st_blocks * 512 >= told.st_size > 2 * 640 * 480 * 4


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="NOT RUN: nothing is reserved here")
def test_where_memory_has_no_room_frames_lie_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    reserve = os.posix_fallocate

    def full(file: int, begin: int, length: int) -> None:
        asked.append(length)
        if len(asked) == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        reserve(file, begin, length)

    monkeypatch.setattr(os, "posix_fallocate", full)
    places = Places(tmp_path)
    path, frames = places.frames((4, 2))
    frames.close()
    there = path.is_file()
    left = [*tmp_path.rglob("*.frames")]
    places.end()

    assert len(asked) == 2
    assert there
    assert not left
    assert not path.parent.exists()
