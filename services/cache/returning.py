"""What was kept in memory while a file could not be written goes into the file, when that goes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.database import Connection

_KEY = """INSERT INTO key (source, kind, uid, name, ended) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (source, kind, uid, name) DO UPDATE SET ended = excluded.ended RETURNING id"""
_SERIES = """INSERT INTO series (source, name, uid, body) VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET body = excluded.body RETURNING id"""
_FACT = """INSERT INTO fact
(key, learned, superseded, body, simulated, fault, changed, lacks, held, held_time)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key, learned) DO UPDATE SET superseded = excluded.superseded"""

_OF_KEYS = {
    _FACT: "SELECT key, learned, superseded, body, simulated, fault, changed, lacks, held, "
    "held_time FROM fact",
    "INSERT OR REPLACE INTO dated VALUES (?, ?, ?)": "SELECT * FROM dated",
    "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)": "SELECT * FROM part",
}
_AS_THEY_ARE = ("ask", "cursor", "setting", "wall_file")


def write_back(memory: Connection, file: Connection, since: int) -> None:
    """Inside a transaction of the file's. Rows that were carried into the memory lie in the file
    already and only learn there when they ended; numbers of keys and series are the file's.
    """
    keys = {
        number: file.execute(_KEY, row).fetchall()[0][0]
        for number, *row in memory.execute(
            "SELECT id, source, kind, uid, name, ended FROM key"
        ).fetchall()
    }
    for insert, select in _OF_KEYS.items():
        rows = memory.execute(select).fetchall()
        file.executemany(insert, [(keys[key], *row) for key, *row in rows])
    for table in _AS_THEY_ARE:
        rows = memory.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our tables
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            file.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our tables
    for number, *row in memory.execute("SELECT id, source, name, uid, body FROM series").fetchall():
        ours = file.execute(_SERIES, row).fetchall()[0][0]
        points = memory.execute(
            "SELECT at, learned, value FROM sample WHERE series = ? AND learned > ?",
            (number, since),
        ).fetchall()
        file.executemany(
            "INSERT OR REPLACE INTO sample VALUES (?, ?, ?, ?)", [(ours, *row) for row in points]
        )
