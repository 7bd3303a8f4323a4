"""Whose a cache is, also after the wall file was moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.cache import Cache, CacheOfAnother, Edition

if TYPE_CHECKING:
    from pathlib import Path

    from services.clock import HeldClock


@pytest.fixture
def walls(tmp_path: Path) -> Path:
    """A folder of wall files: a.yaml, and another one."""
    folder = tmp_path / "walls"
    folder.mkdir()
    for name in ("a.yaml", "other.yaml"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


@pytest.fixture
def kept(tmp_path: Path, clock: HeldClock, walls: Path) -> Path:
    """The folder of a cache of a.yaml, which remembers its text by the hash “a”."""
    folder = tmp_path / "kept"
    cache = Cache.open(folder, "w", clock, walls / "a.yaml")
    cache.put_in_force(Edition(hash="a", texts={"a.yaml": "a"})).result()
    cache.close()
    return folder


def refusal(kept: Path, clock: HeldClock, file: Path, file_hash: str | None = None) -> str:
    with pytest.raises(CacheOfAnother) as refused:
        Cache.open(kept, "w", clock, file, file_hash=file_hash)
    return str(refused.value)


def adoption(kept: Path, clock: HeldClock, file: Path, file_hash: str | None = None) -> str | None:
    cache = Cache.open(kept, "w", clock, file, file_hash=file_hash)
    cache.close()
    return None if cache.adopted is None else cache.adopted.text


def test_a_cache_belongs_to_its_wall_file_as_long_as_that_is_there(
    kept: Path, clock: HeldClock, walls: Path
) -> None:
    refused = refusal(kept, clock, walls / "b.yaml", "a")
    assert str(walls / "a.yaml") in refused
    assert "name:" in refused
    assert adoption(kept, clock, walls / "a.yaml") is None
    Cache.open(kept, "w", clock).close()


def test_a_cache_goes_with_its_wall_file_to_another_name_and_says_so_once(
    kept: Path, clock: HeldClock, walls: Path
) -> None:
    moved = (walls / "a.yaml").rename(walls / "b.yaml")
    said = adoption(kept, clock, moved)
    assert said is not None
    assert "từ giờ bộ nhớ này thuộc" in said
    assert adoption(kept, clock, moved) is None
    (walls / "a.yaml").write_text("once more", encoding="utf-8")
    assert str(moved) in refusal(kept, clock, walls / "a.yaml")


@pytest.mark.parametrize("emptied", [False, True])
def test_a_folder_that_is_gone_or_empty_may_be_a_drive_and_only_the_same_text_takes_its_cache(
    kept: Path, clock: HeldClock, walls: Path, *, emptied: bool
) -> None:
    away = walls.rename(walls.with_name("away"))
    if emptied:
        walls.mkdir()
    assert "hiện không tới được" in refusal(kept, clock, away / "a.yaml", "b")
    assert "hiện không tới được" in refusal(kept, clock, away / "a.yaml")
    assert adoption(kept, clock, away / "a.yaml", "a") is not None


def test_a_file_that_cannot_be_looked_at_is_out_of_reach(
    kept: Path, clock: HeldClock, walls: Path
) -> None:
    (walls / "a.yaml").unlink()
    (walls / "a.yaml").symlink_to("a.yaml")  # a circle: neither there nor gone
    assert "hiện không tới được" in refusal(kept, clock, walls / "b.yaml", "a")


def test_one_file_by_two_ways_is_one(kept: Path, clock: HeldClock, walls: Path) -> None:
    (walls / "b.yaml").hardlink_to(walls / "a.yaml")
    assert adoption(kept, clock, walls / "b.yaml") is None


def test_a_wall_of_the_program_keeps_its_cache_wherever_that_lies(
    tmp_path: Path, clock: HeldClock, walls: Path
) -> None:
    Cache.open(tmp_path, "w", clock, walls / "gone.yaml", "langbiang:w.yaml").close()
    assert "langbiang:w.yaml" in refusal(tmp_path, clock, walls / "a.yaml")
