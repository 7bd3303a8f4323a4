"""The tables, as numbered steps from one version to the next.

Times are microseconds (`services.cache.times`). Rows are versions: none is changed except for the
instant at which it ended, so that every picture is the rows with `learned <= at < ended`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cache.times import FOREVER
from services.cache.trouble import CacheTrouble
from services.database import tables
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.database import Connection

type Step = tuple[str, ...]

OURS = 0x4C42_4E47
"""SQLite's `application_id` of our files: LBNG."""

FIRST: Step = (
    # The latest stamp or live instant: where the order goes on after a restart.
    "CREATE TABLE stamp (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL)",
    "INSERT INTO stamp VALUES (1, 0)",
    # Each opening: when by the clock, the wall file's path, the SQLite that wrote.
    """CREATE TABLE opening (
        id INTEGER PRIMARY KEY, opened INTEGER NOT NULL, file TEXT, sqlite TEXT NOT NULL)""",
    # The journal of asks. `reason` is null for an answer; `covers` is all, part, new, or same (304).
    # What follows `notes` is carried from ask to ask, so that one row tells all about its source.
    """CREATE TABLE ask (
        source TEXT NOT NULL, learned INTEGER NOT NULL,
        asked INTEGER NOT NULL, received INTEGER NOT NULL,
        reason TEXT, words TEXT, covers TEXT, notes TEXT,
        outages INTEGER NOT NULL, before TEXT, answered INTEGER,
        records INTEGER NOT NULL, simulated INTEGER NOT NULL, source_time INTEGER,
        wide_learned INTEGER, wide INTEGER, all_time INTEGER,
        part_learned INTEGER, part INTEGER,
        PRIMARY KEY (source, learned)) WITHOUT ROWID""",
    "CREATE INDEX ask_learned ON ask (learned)",
    "CREATE TABLE cursor (source TEXT PRIMARY KEY, cursor TEXT NOT NULL) WITHOUT ROWID",
    # `name` is the indicator of an observation, else empty; `ended`: when the key was gone.
    f"""CREATE TABLE key (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, uid TEXT NOT NULL,
        name TEXT NOT NULL, ended INTEGER NOT NULL DEFAULT {FOREVER},
        UNIQUE (source, kind, uid))""",
    "CREATE INDEX key_current ON key (source, kind, name, ended)",
    f"CREATE INDEX key_ended ON key (ended) WHERE ended < {FOREVER}",
    # `lacks`: the answer had no value, the body is that of the last one; `held` and `held_time` are
    # then its last confirmation and source time.
    f"""CREATE TABLE fact (
        id INTEGER PRIMARY KEY, key INTEGER NOT NULL, learned INTEGER NOT NULL,
        superseded INTEGER NOT NULL DEFAULT {FOREVER}, body TEXT NOT NULL,
        simulated INTEGER NOT NULL, fault TEXT, changed INTEGER NOT NULL,
        lacks INTEGER NOT NULL, held INTEGER, held_time INTEGER)""",
    "CREATE UNIQUE INDEX fact_version ON fact (key, learned)",
    f"CREATE INDEX fact_superseded ON fact (superseded) WHERE superseded < {FOREVER}",
    # The source time that a record carries itself, where it moved.
    """CREATE TABLE dated (
        key INTEGER NOT NULL, learned INTEGER NOT NULL, source_time INTEGER,
        PRIMARY KEY (key, learned)) WITHOUT ROWID""",
    # Runs of partial answers that held a key: from `since` until before `until`; `last` and
    # `received` are of the run's last ask, once it ended.
    f"""CREATE TABLE part (
        key INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL DEFAULT {FOREVER},
        last INTEGER, received INTEGER, PRIMARY KEY (key, since)) WITHOUT ROWID""",
    f"CREATE INDEX part_open ON part (key) WHERE until = {FOREVER}",
    """CREATE TABLE series (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL,
        body TEXT NOT NULL, UNIQUE (source, name, uid, body))""",
    """CREATE TABLE sample (
        series INTEGER NOT NULL, at INTEGER NOT NULL, learned INTEGER NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (series, at, learned)) WITHOUT ROWID""",
    """CREATE TABLE setting (
        kind TEXT NOT NULL, key TEXT NOT NULL, learned INTEGER NOT NULL, value TEXT,
        PRIMARY KEY (kind, key, learned)) WITHOUT ROWID""",
    """CREATE TABLE wall_file (
        learned INTEGER PRIMARY KEY, hash TEXT NOT NULL, texts TEXT NOT NULL)""",
)

SECOND: Step = (
    # The indicator is part of what a key is: a uid that turns up under another one is another key.
    f"""CREATE TABLE key_named (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, uid TEXT NOT NULL,
        name TEXT NOT NULL, ended INTEGER NOT NULL DEFAULT {FOREVER},
        UNIQUE (source, kind, uid, name))""",
    "INSERT INTO key_named SELECT id, source, kind, uid, name, ended FROM key",
    "DROP TABLE key",
    "ALTER TABLE key_named RENAME TO key",
    "CREATE INDEX key_current ON key (source, kind, name, ended)",
    f"CREATE INDEX key_ended ON key (ended) WHERE ended < {FOREVER}",
)

THIRD: Step = (
    # Where the clock was set back: the first stamp after it, and what the clock read then.
    "CREATE TABLE setback (start INTEGER PRIMARY KEY, clock INTEGER NOT NULL)",
)

FOURTH: Step = (
    # Whether the last answer held only part of its source, and how many records it lacked, if known.
    "ALTER TABLE ask ADD COLUMN partial INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE ask ADD COLUMN missing INTEGER",
    "UPDATE ask SET partial = 1 WHERE part_learned > ifnull(wide_learned, 0)",
)

MIGRATIONS: tuple[Step, ...] = (FIRST, SECOND, THIRD, FOURTH)
"""Step n leads from version n to version n + 1. Never change one that was released: add one."""


def version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_strangers(
    connection: Connection, path: str, migrations: Sequence[Step] = MIGRATIONS
) -> None:
    """`CacheTrouble` for a file of a newer program or of another one; nothing is touched."""
    found = version(connection)
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if owner != OURS and (found or owner or tables(connection)):
        raise CacheTrouble(
            phrase(
                "Tệp {path} không phải bộ nhớ của tường; đổi tên tường hoặc chọn --cache khác.",
                path=path,
            )
        )
    if found > len(migrations):
        raise CacheTrouble(
            phrase(
                "Bộ nhớ {path} do một bản chương trình mới hơn ghi (phiên bản {found}, bản này đọc "
                "đến {known}); hãy cài bản mới hoặc chọn --cache khác.",
                path=path,
                found=found,
                known=len(migrations),
            )
        )


def upgrade(connection: Connection, migrations: Sequence[Step] = MIGRATIONS) -> None:
    """All missing steps in one transaction: a file is of the old version or of the new one."""
    found = version(connection)
    if found == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in migrations[found:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id={OURS}")
        connection.execute(f"PRAGMA user_version={len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
