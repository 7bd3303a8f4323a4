"""Files that are there whole or not at all, and whose eyes they are for."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from ui.whole import make_folder, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """One that keeps nothing from anybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_private_file_is_its_owners_before_its_first_byte(tmp_path: Path) -> None:
    with whole(tmp_path / "wall.json", private=True) as file:
        (part,) = tmp_path.iterdir()
        assert (mode(part), part.stat().st_size) == (0o600, 0)
        file.write(b"{}")
    assert [path.name for path in tmp_path.iterdir()] == ["wall.json"]
    assert mode(tmp_path / "wall.json") == 0o600


def test_a_public_file_goes_by_the_umask(tmp_path: Path) -> None:
    os.umask(0o027)
    with whole(tmp_path / "wall.json", private=False) as file:
        file.write(b"{}")
    assert mode(tmp_path / "wall.json") == 0o640


def test_a_private_file_takes_the_place_of_one_that_all_could_read(tmp_path: Path) -> None:
    path = tmp_path / "wall.json"
    path.write_bytes(b"old")
    path.chmod(0o644)
    with path.open("rb") as reader:
        with whole(path, private=True) as file:
            file.write(b"new")
        assert reader.read() == b"old"
    assert (mode(path), path.read_bytes()) == (0o600, b"new")


@pytest.mark.parametrize("linked", [False, True])
def test_what_lies_where_the_part_is_to_be_is_not_written_to(
    tmp_path: Path, *, linked: bool
) -> None:
    part, elsewhere = tmp_path / f"a.png.{os.getpid()}.part", tmp_path / "elsewhere"
    elsewhere.write_bytes(b"of others")
    elsewhere.chmod(0o666)
    if linked:
        part.symlink_to(elsewhere)
    else:
        part.hardlink_to(elsewhere)
    with whole(tmp_path / "a.png", private=True) as file:
        file.write(b"ours")
    assert elsewhere.read_bytes() == b"of others"
    assert mode(tmp_path / "a.png") == 0o600


def test_what_fails_leaves_nothing_and_keeps_what_was(tmp_path: Path) -> None:
    path = tmp_path / "wall.json"
    path.write_bytes(b"old")

    def fail() -> None:
        with whole(path, private=True) as file:
            file.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fail()
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


def test_folders_that_are_made_are_their_owners_and_others_keep_their_mode(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    make_folder(there / "anh" / "hom-nay", private=True)
    assert mode(there / "anh") == mode(there / "anh" / "hom-nay") == 0o700
    assert mode(there) == 0o777
    make_folder(there, private=True)
    assert mode(there) == 0o777
