"""What a wall needs to go on in memory when its file can no longer be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services import database
from services.cache.times import FOREVER

if TYPE_CHECKING:
    from services.database import Connection

_WEEK = 7 * 24 * 3_600 * 1_000_000
_POINTS = 20_000

_LATEST: dict[str, str] = {
    "ask": "SELECT * FROM ask AS a WHERE learned = "
    "(SELECT max(learned) FROM ask WHERE source = a.source)",
    "cursor": "SELECT * FROM cursor",
    "key": f"SELECT * FROM key WHERE ended = {FOREVER}",  # noqa: S608 - our constant
    "fact": f"SELECT * FROM fact WHERE superseded = {FOREVER}",  # noqa: S608 - our constant
    "dated": "SELECT * FROM dated AS d WHERE learned = "
    "(SELECT max(learned) FROM dated WHERE key = d.key)",
    "part": "SELECT * FROM part AS p WHERE since = (SELECT max(since) FROM part WHERE key = p.key)",
    "setting": "SELECT * FROM setting AS s WHERE learned = "
    "(SELECT max(learned) FROM setting WHERE kind = s.kind AND key = s.key)",
    "wall_file": "SELECT * FROM wall_file ORDER BY learned DESC LIMIT 1",
    "series": "SELECT * FROM series",
}
"""What stands now of each table; earlier instants stay in the file."""


def carry(old: Connection, new: Connection, now: int) -> None:
    """From a file that can still be read, as far as it can, into an empty memory. Of series at most a
    week.
    """
    for table, statement in _LATEST.items():
        _copy(old, new, table, statement)
    for (series,) in new.execute("SELECT id FROM series").fetchall():
        statement = "SELECT * FROM sample WHERE series = ? AND at > ? ORDER BY at DESC LIMIT ?"
        _copy(old, new, "sample", statement, (series, now - _WEEK, _POINTS))


def _copy(
    old: Connection, new: Connection, table: str, statement: str, values: tuple[int, ...] = ()
) -> None:
    try:
        rows = old.execute(statement, values).fetchall()
    except database.Error as error:
        if not database.is_outer(error):
            raise
        return  # A damaged file: what can't be read can't be carried.
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        new.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our tables
