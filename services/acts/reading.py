"""The journal of acts, read backwards a piece at a time, beside a wall that writes it or without one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services import database
from services.acts.chain import origin_of
from services.acts.entry import Entry
from services.acts.trouble import in_words

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 65_536
"""Bytes of an entry; what is longer nobody of ours wrote, and it isn't read into memory."""
_ENTRIES = f"""SELECT id, iif(length(content) <= {_LONGEST}, content, NULL) FROM entry
WHERE id < ifnull(?, {2**63 - 1}) ORDER BY id DESC LIMIT ?"""  # noqa: S608 - our bounds


@dataclass(frozen=True, slots=True)
class Written:
    number: int
    """Its place in the file, from 1."""
    entry: Entry | None
    """None: it can't be read; `verify` says so too."""


def latest(path: Path, most: int, before: int | None = None) -> tuple[Written, ...]:
    """Those before the place `before`, the latest first, at most so many; none where there is no file.
    Nothing is proved by it: that is what `verify` does. `ActsTrouble` where the file can't be read.
    """
    if not path.exists():
        return ()
    with in_words(path), closing(database.reader(path, only=True)) as connection:
        origin_of(connection, path)
        rows = connection.execute(_ENTRIES, (before, most)).fetchall()
    return tuple(Written(number, _read(content)) for number, content in rows)


def _read(content: object) -> Entry | None:
    try:
        return Entry.read(content) if isinstance(content, bytes) else None
    except ValueError:
        return None
