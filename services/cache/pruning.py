"""What no picture needs any more: versions superseded before a cut, never one that stands.

In small steps, each a transaction of its own, so that news is never kept waiting. Roll-ups of series
are not made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cache.times import FOREVER

if TYPE_CHECKING:
    from services.cache.recorder import Recorder
    from services.database import Connection

STEP = 500
PAGES = 256

_FACTS = f"""DELETE FROM fact WHERE id IN
(SELECT id FROM fact WHERE superseded < ? AND superseded < {FOREVER} LIMIT ?)"""  # noqa: S608 - our constant
# A cross join keeps its order: few keys are pictures, and all that was superseded is much.
_PICTURES = f"""DELETE FROM fact WHERE id IN
(SELECT fact.id FROM key CROSS JOIN fact ON fact.key = key.id WHERE key.kind = 'pictures'
 AND superseded < ? AND superseded < {FOREVER} LIMIT ?)"""  # noqa: S608 - our constant
# The last one up to the cut stands for all instants until the next.
_DATED = """DELETE FROM dated WHERE (key, learned) IN
(SELECT d.key, d.learned FROM dated AS d WHERE d.learned <= ?1 AND EXISTS
 (SELECT 1 FROM dated AS n WHERE n.key = d.key AND n.learned > d.learned AND n.learned <= ?1)
 LIMIT ?2)"""
_PARTS = """DELETE FROM part WHERE (key, since) IN
(SELECT p.key, p.since FROM part AS p WHERE p.until <= ?1 AND EXISTS
 (SELECT 1 FROM part AS n WHERE n.key = p.key AND n.since > p.since AND n.since <= ?1)
 LIMIT ?2)"""
_ASKS = """DELETE FROM ask WHERE (source, learned) IN
(SELECT a.source, a.learned FROM ask AS a WHERE a.learned <= ?1 AND EXISTS
 (SELECT 1 FROM ask AS n WHERE n.source = a.source AND n.learned > a.learned AND n.learned <= ?1)
 ORDER BY a.learned LIMIT ?2)"""
_GONE = f"""SELECT id FROM key WHERE ended < ? AND ended < {FOREVER}
AND NOT EXISTS (SELECT 1 FROM fact WHERE fact.key = key.id) LIMIT ?"""  # noqa: S608 - our constant


def step(
    connection: Connection,
    recorder: Recorder,
    facts_before: int,
    asks_before: int,
    pictures_before: int | None = None,
) -> int:
    """At most `STEP` rows of each kind; the number of rows removed, 0 when there are none left. Pictures
    have a cut of their own, where one is given.
    """
    removed = sum(
        connection.execute(statement, (cut, STEP)).rowcount
        for statement, cut in (
            (_FACTS, facts_before),
            (_PICTURES, facts_before if pictures_before is None else pictures_before),
            (_DATED, facts_before),
            (_PARTS, facts_before),
            (_ASKS, asks_before),
        )
    )
    gone = connection.execute(_GONE, (facts_before, STEP)).fetchall()
    for statement in (
        "DELETE FROM dated WHERE key = ?",
        "DELETE FROM part WHERE key = ?",
        "DELETE FROM key WHERE id = ?",
    ):
        connection.executemany(statement, gone)
    if gone:
        recorder.forget()  # numbers of keys that were removed are given out again
    connection.execute(f"PRAGMA incremental_vacuum({PAGES})").fetchall()
    return removed + len(gone)
