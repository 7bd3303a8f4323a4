"""What isn't as it was written is found, and said with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from services import database
from services.acts import ActsTrouble, Entry, Journal, verify
from services.acts.journal import LOOKED_OVER
from tests.unit.acts.telling import done, scene, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.clock import HeldClock
    from services.database import Connection

SECONDS = 30
COUNT = 6


@pytest.fixture
def written(path: Path, clock: HeldClock) -> Path:
    """A journal of six acts that nobody writes now."""
    made = Journal(path, clock)
    for n in range(COUNT):
        made.append(scene(f"cảnh {n}", f"cảnh {n + 1}")).result(SECONDS)
    made.close()
    return path


def unguarded(path: Path) -> Connection:
    """As somebody who knows how to take the triggers away."""
    connection = database.writer(path)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def said(path: Path) -> str:
    found = verify(path).broken
    assert found is not None
    return found.text.format(**dict(found.values))


def _flip(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[body.rindex("cảnh 3".encode()) + 7] ^= 1
    path.write_bytes(body)


def _remove(path: Path, sequence: int) -> None:
    connection = unguarded(path)
    connection.execute("DELETE FROM entry WHERE sequence = ?", (sequence,))
    connection.close()


def _swap(path: Path) -> None:
    """Entries 3 and 4 change places."""
    connection = unguarded(path)
    for was, now in ((3, 0), (4, 3), (0, 4)):
        connection.execute("UPDATE entry SET id = ? WHERE id = ?", (now, was))
    connection.close()


def _swap_contents(path: Path) -> None:
    connection = unguarded(path)
    rows = dict(connection.execute("SELECT id, content FROM entry WHERE id IN (3, 4)").fetchall())
    connection.execute("UPDATE entry SET hash = id WHERE id IN (3, 4)")
    for id, content in ((3, rows[4]), (4, rows[3])):
        connection.execute(
            "UPDATE entry SET content = ?, hash = ? WHERE id = ?",
            (content, sha256(content).hexdigest(), id),
        )
    connection.close()


def _forge(path: Path) -> None:
    """Another content with its right hash."""
    connection = unguarded(path)
    (content,) = connection.execute("SELECT content FROM entry WHERE id = 3").fetchone()
    forged = json.loads(content) | {"after": "cảnh khác"}
    text = json.dumps(forged, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    connection.execute(
        "UPDATE entry SET content = ?, hash = ? WHERE id = 3", (text, sha256(text).hexdigest())
    )
    connection.close()


def _write_otherwise(path: Path) -> None:
    """The same said in other bytes."""
    connection = unguarded(path)
    (content,) = connection.execute("SELECT content FROM entry WHERE id = 3").fetchone()
    text = json.dumps(json.loads(content)).encode()
    connection.execute(
        "UPDATE entry SET content = ?, hash = ? WHERE id = 3", (text, sha256(text).hexdigest())
    )
    connection.close()


def _take_content(path: Path) -> None:
    """Who takes the constraints of its column away too."""
    connection = unguarded(path)
    connection.execute("CREATE TABLE taken AS SELECT * FROM entry")
    connection.execute("UPDATE taken SET content = NULL WHERE id = 3")
    connection.execute("DROP TABLE entry")
    connection.execute(
        "CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, origin, sequence, hash,"
        " content, seal_key, seal_mac)"
    )
    connection.execute("INSERT INTO entry SELECT * FROM taken")
    connection.close()


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def _overwrite(path: Path) -> None:
    path.write_bytes(b"x" * 9000)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _drop(path: Path, statement: str) -> None:
    connection = unguarded(path)
    connection.execute(statement)
    connection.close()


BREAKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a flipped bit": (_flip, "Mục 3: nội dung không khớp mã băm"),
    "an entry that was emptied": (_take_content, "Mục 3: nội dung không khớp mã băm"),
    "a missing entry": (lambda path: _remove(path, 3), "Thiếu mục ngay trước mục 4"),
    "a missing first entry": (lambda path: _remove(path, 1), "Thiếu mục ngay trước mục 2"),
    "a missing last entry": (lambda path: _remove(path, COUNT), "Nhật ký thiếu 1 mục cuối"),
    "entries in another order": (_swap, "Mục 4 đứng ngay sau mục 2"),
    "contents in another order": (_swap_contents, "Mục 4 nằm ở chỗ của mục 3"),
    "a forged entry": (_forge, "Mục 4 không nối với mục trước nó"),
    "other bytes of the same entry": (_write_otherwise, "Mục 3: không đọc được nội dung"),
    "no entries at all": (lambda path: _drop(path, "DROP TABLE entry"), "bị hỏng hoặc bị cắt cụt"),
    "no origin": (lambda path: _drop(path, "DROP TABLE origin"), "bị hỏng hoặc bị cắt cụt"),
    "entries without content": (
        lambda path: _drop(path, "ALTER TABLE entry DROP COLUMN content"),
        "bị hỏng hoặc bị cắt cụt",
    ),
    "a file that was cut off": (_cut_off, "bị hỏng hoặc bị cắt cụt"),
    "no database": (_overwrite, "bị hỏng hoặc bị cắt cụt"),
    "a file that was emptied": (_empty, "bị hỏng hoặc bị cắt cụt"),
}


@pytest.mark.parametrize("case", BREAKS)
def test_the_first_broken_place_is_said(case: str, written: Path) -> None:
    damage, words = BREAKS[case]
    assert verify(written).broken is None
    damage(written)
    assert words in said(written)


@pytest.mark.parametrize("case", BREAKS)
def test_a_broken_journal_is_set_aside_whole_and_the_new_one_names_it(
    case: str, written: Path, clock: HeldClock
) -> None:
    BREAKS[case][0](written)
    damaged = written.read_bytes()
    made = Journal(written, clock)
    made.append(scene("một", "hai")).result(SECONDS)
    (aside,) = written.parent.glob("*.broken-*Z")
    assert aside.read_bytes() == damaged
    assert done(written) == [("renewed", aside.name, None), ("scene", "một", "hai")]
    (words,) = made.troubles
    assert dict(words.values)["aside"] == aside.name
    made.close()
    assert verify(written).broken is None


def test_a_new_journal_names_the_latest_one_set_aside_also_when_the_wall_was_killed_between(
    written: Path, clock: HeldClock
) -> None:
    origin = told(written)[0]["origin"]
    written.rename(written.with_name(f"{written.name}.broken-20261124T050000000000Z"))
    made = Journal(written, clock)
    made.append(scene("một", "hai")).result(SECONDS)
    made.close()
    first, second = told(written)
    assert first["before"] == f"{written.name}.broken-20261124T050000000000Z"
    assert second["previous"] is not None
    assert first["origin"] != origin


def test_what_a_newer_program_did_is_part_of_the_chain(path: Path, clock: HeldClock) -> None:
    newer = replace(scene("một", "hai"), what="acknowledge")
    made = Journal(path, clock)
    entry = made.append(newer).result(SECONDS)
    made.close()
    assert Entry.read(entry.content()).act == newer
    made = Journal(path, clock)
    made.append(scene("hai", "ba")).result(SECONDS)
    made.close()
    assert made.troubles == ()
    assert done(path) == [("acknowledge", "một", "hai"), ("scene", "hai", "ba")]
    assert verify(path).broken is None


def test_a_wall_that_was_killed_while_it_made_its_journal_makes_it_again(
    path: Path, clock: HeldClock
) -> None:
    path.with_name(f"{path.name}.new").write_bytes(b"half")
    made = Journal(path, clock)
    made.append(scene("một", "hai")).result(SECONDS)
    assert made.troubles == ()
    made.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_journal_is_verified_beside_the_wall_that_writes_it(path: Path, clock: HeldClock) -> None:
    made = Journal(path, clock)
    head = made.append(scene("một", "hai")).result(SECONDS).hash
    proof = verify(path)
    made.close()
    assert (proof.entries, proof.head, proof.broken) == (1, head, None)


def test_at_its_opening_only_the_latest_entries_are_looked_over(
    written: Path, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LOOKED_OVER > COUNT
    monkeypatch.setattr("services.acts.journal.LOOKED_OVER", 2)
    _flip(written)
    made = Journal(written, clock)
    made.append(scene("một", "hai")).result(SECONDS)
    assert made.troubles == ()
    made.close()
    assert "Mục 3" in said(written)


def test_where_there_is_no_journal_it_is_said(path: Path) -> None:
    with pytest.raises(ActsTrouble, match="Không có nhật ký"):
        verify(path)


def test_another_programs_file_is_no_journal(path: Path) -> None:
    connection = database.writer(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(ActsTrouble, match="không phải nhật ký"):
        verify(path)
