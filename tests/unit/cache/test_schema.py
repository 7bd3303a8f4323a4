"""Every earlier version of the file, with rows in it, opens as today's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from services import database
from services.cache import Cache, schema
from services.cache.schema import MIGRATIONS, Step, upgrade
from services.records import Alert
from tests.unit.cache.telling import NOON, SECOND, answer, figure, only, titles

if TYPE_CHECKING:
    from services.clock import HeldClock

DUMPS = Path(__file__).parent / "versions"
"""`N.sql`: a file of version N as the program of its time wrote it, dumped by SQLite. Each has source
`s` with figure bts 93.50 and an alert that is gone."""

PARTIAL = 4
"""The first version whose journal says what was partial."""

LATER: tuple[Step, ...] = (
    *MIGRATIONS,
    (
        "ALTER TABLE ask ADD COLUMN origin TEXT NOT NULL DEFAULT 'here'",
        "CREATE TABLE act (id INTEGER PRIMARY KEY, what TEXT)",
        "INSERT INTO act (what) SELECT source FROM ask",
    ),
    ("ALTER TABLE act ADD COLUMN who TEXT", "UPDATE act SET who = 'unnamed'"),
)
"""Steps that a later program may have."""


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_file_of_every_earlier_version_opens_with_its_rows(
    version: int, tmp_path: Path, clock: HeldClock
) -> None:
    connection = database.writer(tmp_path / "w.db")
    connection.executescript((DUMPS / f"{version}.sql").read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA user_version={version}")
    connection.execute(f"PRAGMA application_id={schema.OURS}")
    connection.close()
    clock.move(2 * SECOND)
    cache = Cache.open(tmp_path, "w", clock)
    assert (only(cache).record, only(cache).confirmed) == (figure("93.50"), NOON + SECOND)
    assert (titles(cache), titles(cache, NOON)) == ([], ["Quét cổng"])
    answer(cache, clock, figure("94"))
    assert only(cache).record == figure("94")
    cache.close()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_what_was_partial_before_the_journal_said_so_is_partial_now(
    version: int, tmp_path: Path, clock: HeldClock
) -> None:
    connection = database.writer(tmp_path / "w.db")
    connection.executescript((DUMPS / f"{version}.sql").read_text(encoding="utf-8"))
    connection.execute("UPDATE ask SET covers = 'part', part_learned = learned, part = received")
    connection.execute("UPDATE ask SET wide_learned = NULL, wide = NULL WHERE source = 's'")
    if version >= PARTIAL:
        connection.execute("UPDATE ask SET partial = 1")
    connection.execute(f"PRAGMA user_version={version}")
    connection.execute(f"PRAGMA application_id={schema.OURS}")
    connection.close()
    clock.move(2 * SECOND)
    cache = Cache.open(tmp_path, "w", clock)
    with cache.picture() as picture:
        assert (picture.asks("s").partial, picture.asks("s").missing) == (True, None)
    answer(cache, clock, figure("94"))
    with cache.picture() as picture:
        assert not picture.asks("s").partial
    cache.close()


@pytest.mark.parametrize("version", [0, *range(len(MIGRATIONS), len(LATER) + 1)])
def test_later_steps_lead_from_any_version_to_the_newest_and_keep_rows(
    version: int, tmp_path: Path, clock: HeldClock
) -> None:
    path = tmp_path / "w.db"
    if version:
        cache = Cache.open(tmp_path, "w", clock)
        answer(cache, clock, figure("1"))
        cache.close()
    connection = database.writer(path)
    if version:
        upgrade(connection, LATER[:version])
    upgrade(connection, LATER)
    assert schema.version(connection) == len(LATER)
    found = connection.execute("SELECT origin FROM ask").fetchall()
    acts = connection.execute("SELECT what, who FROM act").fetchall()
    connection.close()
    assert (found, acts) == (([("here",)], [("s", "unnamed")]) if version else ([], []))


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, clock: HeldClock) -> None:
    cache = Cache.open(tmp_path, "w", clock)
    answer(cache, clock, figure("1"))
    cache.close()
    connection = database.writer(tmp_path / "w.db")
    broken: Step = ("CREATE TABLE act (what TEXT)", "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(database.Error):
        upgrade(connection, (*MIGRATIONS, broken))
    assert schema.version(connection) == len(MIGRATIONS)
    assert "act" not in database.tables(connection)
    connection.close()
    cache = Cache.open(tmp_path, "w", clock)
    with cache.picture() as picture:
        assert picture.facts("s", Alert) == ()
    assert only(cache).record == figure("1")
    cache.close()
