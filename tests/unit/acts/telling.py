"""How tests do something on a wall, and read its journal without the code under test."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from services import database
from services.acts import UNNAMED, Act, What

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def scene(before: str | None, after: str) -> Act:
    return Act(who=UNNAMED, at=NOON, what=What.SCENE, before=before, after=after)


def told(path: Path) -> list[dict[str, Any]]:
    """What each entry says, in order."""
    with closing(database.reader(path, only=True)) as connection:
        rows = connection.execute("SELECT content FROM entry ORDER BY id").fetchall()
    return [json.loads(content) for (content,) in rows]


def done(path: Path) -> list[tuple[str, str | None, str | None]]:
    """What was done, from what to what."""
    return [(one["what"], one["before"], one["after"]) for one in told(path)]
