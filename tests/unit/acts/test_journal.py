"""The journal of acts: what is confirmed is on the disk, and stays there."""

from __future__ import annotations

import os
import stat
import threading
from concurrent.futures import wait
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from services import database
from services.acts import UNNAMED, ActsTrouble, Journal, Person, What, journal, may, verify
from tests.unit.acts.telling import NOON, done, scene, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.clock import HeldClock
    from services.database import Connection

SECONDS = 30


def _written(made: Journal, *acts: tuple[str | None, str]) -> list[str]:
    return [made.append(scene(*act)).result(SECONDS).hash for act in acts]


@pytest.fixture
def other(path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """Another program's connection to the journal of a wall that runs."""
    _written(journal, ("một", "hai"))
    monkeypatch.setattr(database, "BUSY", 0.01)
    connection = database.writer(path)
    yield connection
    connection.close()


def test_an_entry_says_who_did_what_when_and_from_what_to_what(
    journal: Journal, path: Path
) -> None:
    entry = journal.append(scene("một", "đêm")).result(SECONDS)
    (said,) = told(path)
    assert said == {
        "about": "",
        "after": "đêm",
        "before": "một",
        "form": 1,
        "origin": entry.origin,
        "previous": None,
        "sequence": 1,
        "what": "scene",
        "when": "2026-11-24T05:00:00.000000Z",
        "who": None,
    }
    assert entry.seal is None


def test_the_bytes_that_are_hashed_never_change(journal: Journal) -> None:
    """Walls exchange entries: these bytes are what others reckon with."""
    made = journal.append(scene("một", "đêm")).result(SECONDS)
    entry = replace(made, origin="0" * 32, sequence=2, previous="f" * 64)
    assert entry.content().decode() == (
        '{"about":"","after":"đêm","before":"một","form":1,'
        f'"origin":"{"0" * 32}","previous":"{"f" * 64}","sequence":2,"what":"scene",'
        '"when":"2026-11-24T05:00:00.000000Z","who":null}'
    )
    assert entry.hash == sha256(entry.content()).hexdigest()


def test_each_entry_holds_the_hash_of_the_one_before_also_across_a_restart(
    path: Path, clock: HeldClock
) -> None:
    hashes: list[str] = []
    for begin in (1, 4):
        made = Journal(path, clock)
        hashes += _written(made, *((str(n), str(n + 1)) for n in range(begin, begin + 3)))
        made.close()
    said = told(path)
    assert [one["sequence"] for one in said] == [1, 2, 3, 4, 5, 6]
    assert [one["previous"] for one in said] == [None, *hashes[:-1]]
    assert len({one["origin"] for one in said}) == 1
    proof = verify(path)
    assert (proof.entries, proof.head, proof.broken) == (6, hashes[-1], None)


def test_two_journals_have_origins_of_their_own(tmp_path: Path, clock: HeldClock) -> None:
    origins = set()
    for name in ("a", "b"):
        made = Journal(tmp_path / name, clock)
        origins.add(made.append(scene(None, "hai")).result(SECONDS).origin)
        made.close()
    assert len(origins) == 2


@pytest.mark.skipif(os.name != "posix", reason="Windows has access lists instead")
def test_only_its_owner_can_read_a_journal(path: Path, clock: HeldClock) -> None:
    for _ in range(2):
        made = Journal(path, clock)
        _written(made, ("một", "hai"))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        made.close()
        assert set(modes.values()) == {0o600}, modes
        path.chmod(0o644)  # as a copy that was put back may be


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET content = x'00'",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry",
        "UPDATE origin SET id = 'x'",
        "DELETE FROM origin",
        "INSERT OR REPLACE INTO origin VALUES (1, 'x')",
    ],
)
def test_nothing_is_changed_or_removed_through_the_database(
    other: Connection, statement: str, path: Path
) -> None:
    with pytest.raises(database.Error, match="only added to"):
        other.execute(statement)
    assert done(path) == [("scene", "một", "hai")]


def test_while_another_program_holds_the_file_acts_wait_and_it_is_said(
    other: Connection, journal: Journal, path: Path
) -> None:
    other.execute("BEGIN IMMEDIATE")
    first = journal.append(scene("hai", "ba"))
    _until_troubled(journal)
    second = journal.append(scene("ba", "bốn"))
    wait([first], 0.2)
    assert not first.done()
    (count, why) = journal.troubles
    assert dict(count.values) in ({"count": 1}, {"count": 2})
    assert "khóa" in why.text
    other.execute("ROLLBACK")
    journal.append(scene("bốn", "năm")).result(SECONDS)
    assert first.done()
    assert second.done()
    assert journal.troubles == ()
    assert done(path)[1:] == [
        ("scene", "hai", "ba"),
        ("scene", "ba", "bốn"),
        ("scene", "bốn", "năm"),
    ]


def test_what_waits_is_tried_again_without_another_act(
    path: Path, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY", 0.01)
    made = Journal(path, clock, again=0.01)
    _written(made, ("một", "hai"))
    other = database.writer(path)
    other.execute("BEGIN IMMEDIATE")
    written = made.append(scene("hai", "ba"))
    _until_troubled(made)
    other.execute("ROLLBACK")
    other.close()
    assert written.result(SECONDS).sequence == 2
    made.close()


def test_what_waits_at_the_end_is_written_if_it_can_be_else_it_is_said_to_be_lost(
    other: Connection, journal: Journal
) -> None:
    other.execute("BEGIN IMMEDIATE")
    written = journal.append(scene("hai", "ba"))
    _until_troubled(journal)
    journal.close()
    with pytest.raises(ActsTrouble, match="khóa"):
        written.result(0)
    with pytest.raises(ActsTrouble, match="đã đóng"):
        journal.append(scene("ba", "bốn")).result(0)


def test_no_more_acts_wait_than_there_is_room_for(
    other: Connection, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.acts.journal.MOST", 2)
    other.execute("BEGIN IMMEDIATE")
    waiting = [journal.append(scene("hai", "ba")) for _ in range(2)]
    with pytest.raises(ActsTrouble, match="Quá nhiều"):
        journal.append(scene("ba", "bốn")).result(0)
    other.execute("ROLLBACK")
    for one in waiting:
        one.result(SECONDS)
    assert [dict(one.values) for one in journal.troubles] == [{"count": 1}]  # for good


def test_a_full_disk_is_said_and_the_act_is_written_when_there_is_room(
    path: Path, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Journal(path, clock)
    _written(made, ("một", "hai"))
    made.close()
    real = database.writer

    def small(path: Path) -> Connection:
        connection = real(path)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    monkeypatch.setattr(database, "writer", small)
    made = Journal(path, clock)
    written = made.append(scene("hai", "x" * 20_000))
    _until_troubled(made)
    assert "Hết chỗ" in made.troubles[-1].text
    assert not written.done()
    monkeypatch.setattr(database, "writer", real)
    made.append(scene("x", "ba")).result(SECONDS)
    assert written.result(0).sequence == 2
    assert made.troubles == ()
    made.close()


def test_a_file_of_another_kind_is_left_alone(path: Path, clock: HeldClock) -> None:
    connection = database.writer(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    made = Journal(path, clock)
    written = made.append(scene("một", "hai"))
    _until_troubled(made)
    assert "không phải nhật ký thao tác" in made.troubles[-1].text
    made.close()
    assert written.exception(0) is not None
    assert path.read_bytes() == before


def test_a_journal_of_a_newer_program_is_left_alone(path: Path, clock: HeldClock) -> None:
    Journal(path, clock).close()
    connection = database.writer(path)
    connection.execute("PRAGMA user_version=2")
    connection.close()
    made = Journal(path, clock)
    made.append(scene("một", "hai"))
    _until_troubled(made)
    assert "bản chương trình mới hơn" in made.troubles[-1].text
    made.close()
    with pytest.raises(ActsTrouble, match="mới hơn"):
        verify(path)


def test_a_journal_that_is_taken_away_from_a_running_wall_is_begun_anew_and_it_is_said(
    journal: Journal, path: Path
) -> None:
    _written(journal, ("một", "hai"))
    try:
        path.rename(path.with_name("dời-đi"))
    except PermissionError:
        pytest.skip("Windows doesn't let it be taken away")
    _written(journal, ("hai", "ba"))
    assert done(path) == [("scene", "hai", "ba")]
    assert "bị dời đi" in journal.troubles[0].text


def test_a_journal_whose_entries_are_taken_away_from_a_running_wall_is_set_aside(
    other: Connection, journal: Journal, path: Path
) -> None:
    other.execute("DROP TABLE entry")
    _written(journal, ("hai", "ba"))
    (aside,) = path.parent.glob("*.broken-*Z")
    assert done(path) == [("renewed", aside.name, None), ("scene", "hai", "ba")]


def test_a_defect_ends_the_journal_with_words_and_leaves_nobody_waiting(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written(journal, ("một", "hai"))
    raised = threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda _: raised.set())
    monkeypatch.setattr("services.acts.chain.Chain.append", lambda _self, _acts: 1 / 0)
    written = journal.append(scene("hai", "ba"))
    with pytest.raises(ActsTrouble, match="lỗi của chương trình"):
        written.result(SECONDS)
    assert raised.wait(SECONDS)
    assert "lỗi của chương trình" in journal.troubles[-1].text


def test_the_one_gate_lets_the_unnamed_person_do_what_people_do() -> None:
    for what in What:
        assert bool(may(UNNAMED, what)) == (what is not What.RENEWED)
    refused = may(Person("Lan"), What.SCENE)
    assert not refused
    assert refused.why is not None
    assert dict(refused.why.values) == {"name": "Lan"}


def test_acts_stand_in_the_journal_in_the_order_in_which_they_were_done(
    journal: Journal, path: Path
) -> None:
    last = [journal.append(scene(str(n), str(n + 1))) for n in range(300)][-1]
    last.result(SECONDS)
    assert [one["before"] for one in told(path)] == [str(n) for n in range(300)]
    assert {one["when"] for one in told(path)} == {NOON.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}


def _until_troubled(made: Journal) -> None:
    """The journal tells nobody when it meets a trouble; the wall looks once a second."""
    turn = threading.Event()
    for _ in range(SECONDS * 100):
        if made.troubles:
            return
        turn.wait(0.01)
    raise AssertionError(journal)
