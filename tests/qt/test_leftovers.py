"""What lies in the folder of a snapshot from earlier ones."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from filelock import Timeout

from services.words import Words
from ui import leftovers
from ui.leftovers import alone, clear, drop_parts, named

if TYPE_CHECKING:
    from pathlib import Path


def tell(folder: Path, *pngs: object) -> None:
    """A wall.json that names them."""
    screens = [{"png": png} for png in pngs]
    text = json.dumps({"wall": "thu", "screens": screens})
    (folder / "wall.json").write_text(text, encoding="utf-8")


def test_only_pictures_in_the_folder_itself_are_named(tmp_path: Path) -> None:
    tell(tmp_path, "một--trái.png", "../a--b.png", "/a--b.png", "ảnh.png", "a--b.txt", 7, None)
    assert named(tmp_path) == {"một--trái.png"}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b"[" * 100_000, b"[]", b'{"wall": "w", "screens": 7}']
)
def test_a_wall_json_of_others_names_nothing(tmp_path: Path, content: bytes) -> None:
    assert named(tmp_path) == frozenset()
    (tmp_path / "wall.json").write_bytes(content)
    assert named(tmp_path) == frozenset()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_wall_json_that_would_never_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "wall.json")
    assert named(tmp_path) == frozenset()


def test_a_link_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.write_bytes(b"of others")
    (folder / "a--b.png").symlink_to(elsewhere)
    (folder / "a--c.png").symlink_to(tmp_path / "nowhere")
    (folder / "a--d.png").mkdir()
    left = clear(folder, {"a--b.png", "a--c.png", "a--d.png", "a--gone.png"}, {"mo--b.png"})
    assert left.removed == ("a--b.png", "a--c.png")
    assert (left.strangers, left.stuck) == ((), ())
    assert elsewhere.read_bytes() == b"of others"


def test_where_two_names_are_one_file_it_stays(tmp_path: Path) -> None:
    """As on a disk that doesn't tell capitals apart."""
    (tmp_path / "a--b.png").write_bytes(b"written")
    (tmp_path / "A--b.png").hardlink_to(tmp_path / "a--b.png")
    (tmp_path / "a--B.png").write_bytes(b"another one")
    assert clear(tmp_path, {"A--b.png", "a--B.png"}, ["a--b.png"]).removed == ("a--B.png",)


def test_a_picture_that_cannot_go_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a--b.png").write_bytes(b"old")

    def refuse(path: Path, *, missing_ok: bool) -> None:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    left = clear(tmp_path, {"a--b.png"}, {"wall.json"})
    (words,) = left.stuck
    said = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh")).say(words)
    assert f"Không xóa được ảnh cũ {tmp_path / 'a--b.png'}: không có quyền; " in said


def test_parts_of_snapshots_that_died_go_and_those_of_others_stay(tmp_path: Path) -> None:
    ours = {"mo--trái.png.77.part", "wall.json.4.part"}
    others = {"film.mkv.77.part", "a--b.png.part", "wall.json", "a--b.png.x.part"}
    for name in ours | others:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "a--b.png.5.part").mkdir()
    drop_parts(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == others | {"a--b.png.5.part"}


def test_one_snapshot_at_a_time_writes_and_its_lock_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftovers, "PATIENCE", 0.01)
    with alone(tmp_path), pytest.raises(Timeout), alone(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []
    with alone(tmp_path):
        pass
