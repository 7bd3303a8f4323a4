"""The journal of acts read backwards, whatever lies in it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from services import database
from services.acts import ActsTrouble, Journal, latest, verify
from services.acts.proof import BREATH
from tests.unit.acts.telling import scene

if TYPE_CHECKING:
    from pathlib import Path

    from services.clock import HeldClock

SECONDS = 30


def written(path: Path, clock: HeldClock, count: int) -> None:
    journal = Journal(path, clock)
    last = [journal.append(scene(None, f"cảnh {n}")) for n in range(1, count + 1)][-1]
    last.result(SECONDS)
    journal.close()


def put(path: Path, number: int, content: bytes) -> None:
    """With a hash that fits, as a careful vandal would."""
    connection = database.writer(path)
    connection.execute("DROP TRIGGER IF EXISTS entry_UPDATE")
    connection.execute(
        "UPDATE entry SET content = ?, hash = ? WHERE id = ?",
        (content, sha256(content).hexdigest(), number),
    )
    connection.close()


def test_entries_are_read_backwards_a_piece_at_a_time(path: Path, clock: HeldClock) -> None:
    written(path, clock, 7)
    found: list[str | None] = []
    before = None
    while piece := latest(path, 3, before):
        assert len(piece) <= 3
        found += [one.entry.act.after if one.entry else None for one in piece]
        before = piece[-1].number
    assert found == [f"cảnh {n}" for n in range(7, 0, -1)]


def test_it_is_read_while_it_is_written_and_nothing_is_changed(
    path: Path, clock: HeldClock
) -> None:
    journal = Journal(path, clock)
    journal.append(scene(None, "một")).result(SECONDS)
    assert len(latest(path, 10)) == 1
    journal.append(scene("một", "hai")).result(SECONDS)
    assert [one.number for one in latest(path, 10)] == [2, 1]
    journal.close()
    before = path.read_bytes()
    latest(path, 10)
    assert path.read_bytes() == before


def test_where_there_is_no_journal_there_are_no_acts(path: Path) -> None:
    assert latest(path, 10) == ()
    assert not path.exists()


@pytest.mark.parametrize("length", [1, 5000])
def test_what_is_no_journal_is_said_to_be_none(path: Path, length: int) -> None:
    path.write_bytes(b"x" * length)
    with pytest.raises(ActsTrouble):
        latest(path, 10)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 60_000,
        b"{}",
        b"\xff\xfe",
        b" " * 70_000,
        (
            b'{"about":"","after":null,"before":null,"form":1,"origin":"x","previous":null,'
            b'"sequence":1,"what":"scene","when":"9999-12-31T23:59:59.000000-23:00","who":null}'
        ),
    ],
    ids=["deep", "empty", "no text", "long", "a time beyond the calendar"],
)
def test_an_entry_that_cannot_be_read_is_there_and_breaks_the_proof(
    path: Path, clock: HeldClock, content: bytes
) -> None:
    written(path, clock, 3)
    put(path, 2, content)
    assert [(one.number, one.entry is None) for one in latest(path, 10)] == [
        (3, False),
        (2, True),
        (1, False),
    ]
    broken = verify(path).broken
    assert broken is not None
    assert dict(broken.values)["n"] == 2


def test_whoever_proves_can_rest_and_can_give_up(path: Path, clock: HeldClock) -> None:
    written(path, clock, 3 * BREATH + 1)
    rests: list[int] = []
    assert verify(path, lambda: rests.append(1)).broken is None
    assert 3 <= len(rests) <= 5

    def give_up() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        verify(path, give_up)
