"""A wall file in force, as the cache keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.cache import choices
from services.cache.bodies import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.cache.cursors import Cursors
    from services.cache.named import Named
    from services.database import Connection

_QUESTION, _PICTURE = "question", "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What took effect at once: the text of each file by name, the main one first."""

    hash: str
    texts: Mapping[str, str]
    pictures: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Those beside the file that it shows, by name, as text; one that is the same as before is kept once."""
    figures: frozenset[Named] = frozenset()
    """Those that it names: they are lacked, never gone."""
    questions: Mapping[str, str] = field(default_factory=dict)
    """By source, a digest of what it is asked; what an answer to another left for the next ask isn't
    handed back.
    """


def put_in_force(connection: Connection, cursors: Cursors, edition: Edition, stamp: int) -> int:
    """The stamp, an old one when the same file was in force already."""
    for source, question in edition.questions.items():
        since = choices.keep(connection, _QUESTION, source, question, stamp)
        if since == stamp:
            cursors.drop(source)
    for name, content in edition.pictures.items():
        choices.keep(connection, _PICTURE, name, content, stamp)
    return remember_file(connection, edition.hash, edition.texts, stamp)


def remember_file(connection: Connection, hash: str, texts: Mapping[str, str], stamp: int) -> int:
    found = connection.execute(
        "SELECT hash, learned FROM wall_file ORDER BY learned DESC LIMIT 1"
    ).fetchone()
    if found is not None and found[0] == hash:
        return int(found[1])
    connection.execute(
        "INSERT INTO wall_file (learned, hash, texts) VALUES (?, ?, ?)",
        (stamp, hash, plain(json.dumps(dict(texts), ensure_ascii=False))),
    )
    return stamp
