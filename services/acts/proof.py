"""Whether a journal is what was written: every hash, every link, every number."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from services import database
from services.acts.chain import origin_of
from services.acts.entry import Entry
from services.acts.trouble import ActsTrouble, Damaged, in_words
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.acts.chain import Chain
    from services.database import Connection

LOOKED_OVER = 32 * 1024 * 1024
"""Bytes of a file up to which the database's own check is made at its opening."""

BREATH = 50
"""Entries that are proved at a stretch: some milliseconds."""

type _Row = tuple[int, str, int, str, object]


@dataclass(frozen=True, slots=True)
class Proof:
    """What a look over the whole journal found."""

    entries: int
    head: str | None
    """The hash of the last entry of its own chain. A journal whose end was cut off, all of it with
    care, is known only by a head that was noted elsewhere."""
    broken: Phrase | None
    """The first place that isn't what was written."""


def verify(path: Path, rest: Callable[[], None] = lambda: None) -> Proof:
    """Reads all of it, beside a wall that writes it or without one; writes nothing. `ActsTrouble`
    where there is no journal of ours to read. `rest` is called every `BREATH` entries, so that whoever
    proves beside other work can let that go first, or give up by raising.
    """
    if not path.is_file():
        raise ActsTrouble(phrase("Không có nhật ký thao tác {path}.", path=str(path)))
    try:
        with in_words(path), closing(database.reader(path, only=True)) as connection:
            connection.execute("BEGIN")
            origin = origin_of(connection, path)
            broken = _first_break(connection, rest=rest)
            (count,) = connection.execute("SELECT count(*) FROM entry").fetchone()
            head = connection.execute(
                "SELECT hash FROM entry WHERE origin = ? ORDER BY sequence DESC LIMIT 1", (origin,)
            ).fetchone()
    except Damaged as damage:
        return Proof(0, None, damage.words)
    return Proof(count, head and head[0], broken)


def look_over(chain: Chain, last: int) -> None:
    """Of a journal that is opened for writing: `Damaged`, and the database's own errors."""
    if chain.path.stat().st_size <= LOOKED_OVER:
        database.look_over(chain.connection)
    if broken := _first_break(chain.connection, last):
        raise Damaged(broken)


def _first_break(
    connection: Connection, last: int | None = None, rest: Callable[[], None] = lambda: None
) -> Phrase | None:
    """Looks over all entries, or the `last` so many, whose first link is then taken on trust."""
    (given,) = connection.execute(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entry'), 0)"
    ).fetchone()
    begin = 0 if last is None else max(given - last, 0)
    ends: dict[str, tuple[int, str]] = {}
    number = begin
    for row in connection.execute(
        "SELECT id, origin, sequence, hash, content FROM entry WHERE id > ? ORDER BY id", (begin,)
    ):
        if broken := _broken(row, number + 1, ends, trusting=begin > 0):
            return broken
        if number % BREATH == 0:
            rest()
        number, origin, sequence, hash, _ = row
        ends[origin] = (sequence, hash)
    if number < given:
        return phrase("Nhật ký thiếu {count} mục cuối.", count=given - number)
    return None


def _broken(
    row: _Row, number: int, ends: dict[str, tuple[int, str]], *, trusting: bool
) -> Phrase | None:
    id, origin, sequence, hash, content = row
    if not isinstance(content, bytes) or sha256(content).hexdigest() != hash:
        return phrase("Mục {n}: nội dung không khớp mã băm, đã bị sửa hoặc hỏng.", n=sequence)
    try:
        entry = Entry.read(content)
    except ValueError:
        return phrase("Mục {n}: không đọc được nội dung.", n=sequence)
    before = ends.get(origin)
    if id != number:
        return phrase("Thiếu mục ngay trước mục {n}.", n=sequence)
    if (entry.origin, entry.sequence) != (origin, sequence):
        return phrase("Mục {n} nằm ở chỗ của mục {place}.", n=entry.sequence, place=sequence)
    if before is None and trusting:
        return None
    at, previous = before or (0, None)
    if sequence != at + 1:
        return phrase("Mục {n} đứng ngay sau mục {before}: sai thứ tự.", n=sequence, before=at)
    if entry.previous != previous:
        return phrase("Mục {n} không nối với mục trước nó.", n=sequence)
    return None
