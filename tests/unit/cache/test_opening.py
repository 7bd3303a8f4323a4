"""Finding, locking, recognising and repairing a wall's file; and going on when that fails."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from services import database
from services.cache import (
    Cache,
    CacheTaken,
    CacheTrouble,
    keeping,
    schema,
)
from services.phrase import phrase
from tests.unit.cache.telling import NOON, SECOND, alert, answer, figure, only, outage, titles

if TYPE_CHECKING:
    from services.clock import HeldClock

ROOT = Path(__file__).resolve().parents[3]


def _closed(folder: Path, clock: HeldClock, value: str = "1") -> Path:
    cache = Cache.open(folder, "w", clock)
    answer(cache, clock, figure(value), alert("a"))
    cache.close()
    return folder / "w.db"


def test_a_wall_that_is_opened_again_shows_its_last_picture_at_once(
    tmp_path: Path, clock: HeldClock
) -> None:
    _closed(tmp_path, clock)
    clock.move(timedelta(hours=3))
    cache = Cache.open(tmp_path, "w", clock)
    assert (only(cache).record, only(cache).confirmed) == (figure("1"), NOON)
    answer(cache, clock, figure("1"))
    assert titles(cache) == []
    cache.close()


def test_what_is_learned_after_a_restart_is_later_than_what_was_shown(
    tmp_path: Path, clock: HeldClock
) -> None:
    cache = Cache.open(tmp_path, "w", clock)
    clock.move(timedelta(hours=1))
    with cache.picture() as picture:
        shown = picture.at
    cache.close()
    clock.jump(NOON)
    cache = Cache.open(tmp_path, "w", clock)
    answer(cache, clock, figure("1"))
    with cache.picture(shown) as picture:
        assert picture.figures("s", "bts") == ()
    assert only(cache).learned > shown
    cache.close()


def test_the_file_is_kept_as_it_should_be(tmp_path: Path, clock: HeldClock) -> None:
    connection = database.writer(_closed(tmp_path, clock))
    pragmas = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("auto_vacuum", "journal_mode", "user_version", "application_id")
    }
    connection.close()
    assert pragmas == {
        "auto_vacuum": 2,
        "journal_mode": "wal",
        "user_version": len(schema.MIGRATIONS),
        "application_id": schema.OURS,
    }


@pytest.mark.skipif(os.name != "posix", reason="Windows has access lists instead")
def test_only_its_owner_can_read_a_cache_from_its_creation_on(
    tmp_path: Path, clock: HeldClock
) -> None:
    folder = tmp_path / "a" / "b"
    before = os.umask(0)
    try:
        cache = Cache.open(folder, "w", clock)
        answer(cache, clock, figure("1"))
        modes = {file.name: _mode(file) for file in folder.glob("w.db*") if file.suffix != ".lock"}
        assert modes == dict.fromkeys(("w.db", "w.db-wal", "w.db-shm"), 0o600)
        assert (_mode(folder), _mode(folder.parent)) == (0o700, 0o700)
        cache.close()
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="Windows has access lists instead")
def test_a_cache_that_everybody_could_read_is_kept_to_its_owner_when_it_is_opened_again(
    tmp_path: Path, clock: HeldClock
) -> None:
    path = _closed(tmp_path, clock)
    tmp_path.chmod(0o755)
    path.chmod(0o644)
    cache = Cache.open(tmp_path, "w", clock)
    assert (_mode(path), _mode(tmp_path)) == (0o600, 0o755)
    assert only(cache).record == figure("1")
    cache.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows has access lists instead")
def test_another_programs_database_keeps_its_mode(tmp_path: Path, clock: HeldClock) -> None:
    path = tmp_path / "w.db"
    connection = database.writer(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    path.chmod(0o644)
    with pytest.raises(CacheTrouble):
        Cache.open(tmp_path, "w", clock)
    assert _mode(path) == 0o644


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_program_runs_on_a_sound_sqlite_and_warns_of_an_older_one() -> None:
    assert database.NAME == "pysqlite3"
    assert keeping.warning() is None
    assert keeping.warning("3.51.3") is None
    old = keeping.warning("3.46.1")
    assert old is not None
    assert dict(old.values)["version"] == "3.46.1"


def test_a_second_wall_on_one_cache_is_refused_until_the_first_has_ended(
    tmp_path: Path, clock: HeldClock
) -> None:
    first = Cache.open(tmp_path, "w", clock)
    with pytest.raises(CacheTaken) as refused:
        Cache.open(tmp_path, "w", clock)
    assert str(tmp_path / "w.db") in str(refused.value)
    other = Cache.open(tmp_path, "v", clock)
    other.close()
    first.close()
    Cache.open(tmp_path, "w", clock).close()


def test_a_cache_of_a_newer_program_is_refused_and_not_touched(
    tmp_path: Path, clock: HeldClock
) -> None:
    path = _closed(tmp_path, clock)
    connection = database.writer(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CacheTrouble) as refused:
        Cache.open(tmp_path, "w", clock)
    assert "99" in str(refused.value)
    with pytest.raises(CacheTrouble):
        Cache.read_only(tmp_path, "w", clock)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_not_touched(
    tmp_path: Path, clock: HeldClock
) -> None:
    path = tmp_path / "w.db"
    connection = database.writer(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CacheTrouble):
        Cache.open(tmp_path, "w", clock)
    assert path.read_bytes() == before


def test_a_cache_locked_by_another_program_is_said(
    tmp_path: Path, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY", 0.01)
    other = database.writer(_closed(tmp_path, clock))
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CacheTrouble) as refused:
        Cache.open(tmp_path, "w", clock)
    assert not isinstance(refused.value, CacheTaken)
    assert "khóa" in str(refused.value)
    other.execute("ROLLBACK")
    other.close()
    Cache.open(tmp_path, "w", clock).close()


def test_a_folder_that_is_a_file_is_said(tmp_path: Path, clock: HeldClock) -> None:
    (tmp_path / "folder").write_text("no folder", encoding="utf-8")
    with pytest.raises(CacheTrouble):
        Cache.open(tmp_path / "folder", "w", clock)


TRY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from services.cache import Cache, CacheTrouble
from services.clock import HeldClock
try:
    Cache.open(Path(sys.argv[1]), "w", HeldClock(datetime(2026, 1, 1, tzinfo=UTC))).close()
except CacheTrouble as trouble:
    print(trouble.words.text)
"""


def test_a_folder_that_may_not_be_written_is_said(clock: HeldClock) -> None:
    """As somebody to whom permissions apply: they don't bind root."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with tempfile.TemporaryDirectory() as whole:
        folder = Path(whole) / "closed"
        path = _closed(folder, clock)
        path.with_name("w.db.lock").unlink(missing_ok=True)
        path.chmod(0o444)
        folder.chmod(0o555)
        Path(whole).chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-B", "-c", TRY, str(folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=True,
            user=65534 if root else None,
        )
        folder.chmod(0o755)
    assert "Không có quyền" in done.stdout


@pytest.mark.parametrize("damage", ["all", "middle", "cut"])
def test_a_damaged_file_is_put_aside_and_a_new_one_begun(
    tmp_path: Path, clock: HeldClock, damage: str
) -> None:
    path = _closed(tmp_path, clock)
    whole = path.read_bytes()
    damaged = {
        "all": b"no database at all " * 500,
        "middle": whole[:4096] + b"\xff" * 12288 + whole[16384:],
        "cut": whole[: len(whole) // 2],
    }[damage]
    path.write_bytes(damaged)
    cache = Cache.open(tmp_path, "w", clock)
    assert cache.trouble is not None
    aside = tmp_path / str(dict(cache.trouble.values)["aside"])
    assert aside.read_bytes() == damaged
    answer(cache, clock, figure("2"))
    assert only(cache).record == figure("2")
    cache.close()


def test_a_disk_that_fills_up_sends_news_to_memory_and_keeps_the_past(
    tmp_path: Path, clock: HeldClock
) -> None:
    cache = Cache.open(tmp_path, "w", clock)
    cache.remember("scene", "", "tong-quan")
    answer(cache, clock, figure("1"), alert("a"), cursor="7")
    with cache.picture() as picture:
        then = picture.at
    file = cache._writer.file
    assert file is not None
    pages = file.connection.execute("PRAGMA page_count").fetchone()[0]
    file.connection.execute(f"PRAGMA max_page_count={pages}")
    assert cache.trouble is None
    clock.move(SECOND)
    answer(cache, clock, figure("1"), *(alert(f"b{i}", "x" * 500) for i in range(200)))
    assert cache.trouble is not None
    assert "Hết chỗ" in cache.trouble.text
    assert len(titles(cache)) == 200
    assert (only(cache).changed, only(cache).confirmed) == (NOON, clock.now())
    assert titles(cache, then) == ["Quét cổng"]
    assert cache.cursor("s") == "7"
    outage(cache, clock)
    with cache.picture() as picture:
        assert picture.setting("scene") == "tong-quan"
        assert len(picture.asks("s").outages) == 1
    cache.close()
    again = Cache.open(tmp_path, "w", clock)
    assert (titles(again), again.trouble) == (["Quét cổng"], None)
    again.close()


def test_a_full_disk_at_the_first_start_is_said(
    tmp_path: Path, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = keeping.prepare

    def small(connection: database.Connection, path: Path) -> None:
        prepare(connection, path)
        connection.execute("PRAGMA max_page_count=4")

    monkeypatch.setattr(keeping, "prepare", small)
    with pytest.raises(CacheTrouble) as refused:
        Cache.open(tmp_path, "w", clock)
    assert "Hết chỗ" in str(refused.value)
    monkeypatch.undo()
    Cache.open(tmp_path, "w", clock).close()


def test_a_wall_in_memory_says_why(clock: HeldClock) -> None:
    why = phrase("Vì thế.")
    cache = Cache.in_memory(clock, why)
    assert cache.trouble == why
    cache.close()


def test_a_reader_sees_the_running_wall_without_its_lock(tmp_path: Path, clock: HeldClock) -> None:
    with pytest.raises(CacheTrouble):
        Cache.read_only(tmp_path, "w", clock)
    cache = Cache.open(tmp_path, "w", clock)
    answer(cache, clock, figure("1"))
    archive = Cache.read_only(tmp_path, "w", clock)
    with archive.picture() as picture:
        (fact,) = picture.figures("s", "bts")
        assert fact == only(cache)
    answer(cache, clock, figure("2"))
    with archive.picture(fact.learned) as picture:
        assert picture.figures("s", "bts") == (fact,)
    with archive.picture() as picture:
        assert picture.figures("s", "bts")[0].record.value == 2
    archive.close()
    cache.close()


def test_after_the_end_nothing_is_recorded_and_nothing_raises(clock: HeldClock) -> None:
    cache = Cache.in_memory(clock)
    cache.close()
    cache.close()
    answer(cache, clock, figure("1"))
    with pytest.raises(CacheTrouble), cache.picture() as picture:
        picture.asks("s")
