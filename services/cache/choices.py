"""What people and the program chose, from when on: scene, language, colours, pauses, version; the pictures of
the wall file in force.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.database import Connection


def keep(connection: Connection, kind: str, key: str, value: str | None, stamp: int) -> int:
    """None takes it back. The stamp from which it holds, an old one when it held already."""
    found = connection.execute(
        "SELECT value, learned FROM setting WHERE kind = ? AND key = ? "
        "ORDER BY learned DESC LIMIT 1",
        (kind, key),
    ).fetchone()
    if found is not None and found[0] == value:
        return int(found[1])
    connection.execute(
        "INSERT INTO setting (kind, key, learned, value) VALUES (?, ?, ?, ?)",
        (kind, key, stamp, value),
    )
    return stamp
