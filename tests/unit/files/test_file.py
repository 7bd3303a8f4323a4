from __future__ import annotations

import errno
import os
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from services.clock import HeldClock
from services.door import Files, Request, SourceError
from services.files.trouble import of_disk
from services.news import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.files.conftest import Shelf

LONG_AGO = datetime(2026, 1, 5, 1, 30, tzinfo=UTC).timestamp()


def written(path: Path, body: bytes = b"a,b\n1,2\n", changed: float = LONG_AGO) -> Path:
    path.write_bytes(body)
    os.utime(path, (changed, changed))
    return path


def test_a_file_is_an_answer_with_its_name_and_when_it_was_changed(
    shelf: Shelf, tmp_path: Path
) -> None:
    written(tmp_path / "báo cáo.csv")
    answer = shelf.ask("báo cáo.csv")
    assert (answer.status, answer.body) == (200, b"a,b\n1,2\n")
    assert answer.headers["content-location"] == "b%C3%A1o%20c%C3%A1o.csv"
    assert answer.headers["last-modified"] == "Mon, 05 Jan 2026 01:30:00 GMT"
    assert answer.url.startswith("file:///")
    assert answer.asked <= answer.received


def test_an_absolute_path_and_a_link_lead_to_the_file(shelf: Shelf, tmp_path: Path) -> None:
    there = written(tmp_path / "a.csv")
    (tmp_path / "lien-ket.csv").symlink_to(there)
    assert shelf.ask(str(there)).body == shelf.ask("lien-ket.csv").body == b"a,b\n1,2\n"


def test_a_file_that_did_not_change_is_not_read_again(shelf: Shelf, tmp_path: Path) -> None:
    there = written(tmp_path / "a.csv")
    tag = shelf.ask("a.csv").headers["etag"]
    again = shelf.ask("a.csv", tag=tag)
    assert (again.status, again.body, again.unchanged) == (304, b"", True)
    written(there, b"a,b\n1,3\n", LONG_AGO + 1)
    assert shelf.ask("a.csv", tag=tag).body == b"a,b\n1,3\n"


def test_a_file_that_was_replaced_under_the_same_stamp_is_read_again(
    shelf: Shelf, tmp_path: Path
) -> None:
    written(tmp_path / "a.csv")
    tag = shelf.ask("a.csv").headers["etag"]
    written(tmp_path / "moi.csv", b"a,b\n9,9\n").replace(tmp_path / "a.csv")
    assert shelf.ask("a.csv", tag=tag).body == b"a,b\n9,9\n"


def test_a_file_of_this_very_moment_has_no_tag_yet(shelf: Shelf, tmp_path: Path) -> None:
    shelf.clock = HeldClock(datetime.fromtimestamp(LONG_AGO, UTC) + timedelta(seconds=1))
    written(tmp_path / "a.csv")
    assert "etag" not in shelf.ask("a.csv").headers


def test_what_is_not_there_says_so_with_the_remedy(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "thu-muc").mkdir()
    missing, nowhere, folder = (
        shelf.refusal(path) for path in ("a.csv", "khong/co/a.csv", "thu-muc")
    )
    assert missing.reason is Reason.MISSING
    assert missing.words.text.startswith("Không có “{name}”")
    assert dict(missing.words.values)["path"] == str(tmp_path / "a.csv")
    assert dict(nowhere.words.values)["path"] == str(tmp_path / "khong/co/a.csv")
    assert nowhere.reason is Reason.UNREACHABLE
    assert "ổ đĩa mạng" in nowhere.words.text
    assert folder.reason is Reason.UNREADABLE
    assert "là thư mục" in folder.words.text


def test_a_file_beyond_the_cap_is_too_large(shelf: Shelf, tmp_path: Path) -> None:
    written(tmp_path / "a.csv", b"x" * 2000)
    large = shelf.refusal("a.csv", max_bytes=1024)
    assert large.reason is Reason.TOO_LARGE
    assert "max_bytes" in large.words.text


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_pipe_is_not_waited_for(shelf: Shelf, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.csv")
    assert "tệp thường" in shelf.refusal("ong.csv").words.text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody")
def test_a_file_that_the_account_may_not_read_says_so(shelf: Shelf, tmp_path: Path) -> None:
    written(tmp_path / "a.csv").chmod(0o000)
    for above in (tmp_path, *tmp_path.parents[:2]):
        above.chmod(0o755)
    with somebody():
        refused = shelf.refusal("a.csv")
    assert refused.reason is Reason.UNAUTHORISED


@contextmanager
def somebody() -> Iterator[None]:
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_is_being_written_is_read_when_it_is_done(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = written(tmp_path / "a.csv")
    written_to_while_read(there, monkeypatch, times=2)
    answer = shelf.ask("a.csv")
    assert answer.body == b"a,b\n1,2\nxx"
    assert "etag" not in answer.headers


def test_a_young_file_is_whole_when_a_second_look_finds_the_same(
    shelf: Shelf, tmp_path: Path
) -> None:
    now = written_now(shelf, tmp_path / "a.csv", b"a,b\nc,1234\n")
    answer = shelf.ask("a.csv")
    assert (answer.body, answer.unfinished) == (b"a,b\nc,1234\n", False)
    assert len(shelf.paused) == 1
    written(tmp_path / "a.csv", b"a,b\nc,1234\n", now - 60)
    shelf.ask("a.csv")
    assert len(shelf.paused) == 1


def test_a_young_file_whose_last_line_is_cut_is_waited_for(shelf: Shelf, tmp_path: Path) -> None:
    there = tmp_path / "a.csv"
    written_now(shelf, there, b"a,b\nc,12")

    def go_on() -> None:
        if len(shelf.paused) == 3:
            with there.open("ab") as file:
                file.write(b"34\nd,5\n")

    shelf.meanwhile = go_on
    answer = shelf.ask("a.csv")
    assert (answer.body, answer.unfinished) == (b"a,b\nc,1234\nd,5\n", False)


def test_a_file_that_goes_on_being_written_is_unfinished(shelf: Shelf, tmp_path: Path) -> None:
    there = tmp_path / "a.csv"
    written_now(shelf, there, b"a,b\nc,1")

    def go_on() -> None:
        with there.open("ab") as file:
            file.write(b"2")

    shelf.meanwhile = go_on
    answer = shelf.ask("a.csv")
    assert answer.unfinished
    assert answer.body.startswith(b"a,b\nc,12")
    assert sum(shelf.paused) <= 2


def test_a_last_line_without_its_end_is_whole_when_nothing_changes_any_more(
    shelf: Shelf, tmp_path: Path
) -> None:
    now = written_now(shelf, tmp_path / "a.csv", b"a,b\nc,12")
    answer = shelf.ask("a.csv")
    assert (answer.body, answer.unfinished) == (b"a,b\nc,12", False)
    assert sum(shelf.paused) == 2
    written(tmp_path / "a.csv", b"a,b\nc,12", now - 60)
    assert not shelf.ask("a.csv").unfinished
    assert sum(shelf.paused) == 2


def test_a_young_file_is_waited_for_no_longer_than_the_ask_may_last(
    shelf: Shelf, tmp_path: Path
) -> None:
    clock = HeldClock(datetime.now(UTC))
    shelf.clock = clock
    written(tmp_path / "a.csv", b"a,b\nc,12", clock.now().timestamp())
    shelf.meanwhile = lambda: clock.move(timedelta(seconds=0.25))
    answer = shelf.ask("a.csv", deadline="1s")
    assert answer.unfinished
    assert sum(shelf.paused) == 1


def test_a_file_that_was_only_just_emptied_is_being_written(shelf: Shelf, tmp_path: Path) -> None:
    there = tmp_path / "a.csv"
    clock = HeldClock(datetime.now(UTC))
    shelf.clock = clock
    written(there, b"", clock.now().timestamp())
    shelf.meanwhile = lambda: clock.move(timedelta(seconds=0.25))
    assert "đang được ghi" in shelf.refusal("a.csv", deadline="1s").words.text


def written_now(shelf: Shelf, path: Path, body: bytes) -> float:
    """With a clock that is held at the moment of writing."""
    clock = HeldClock(datetime.now(UTC))
    shelf.clock = clock
    now = clock.now().timestamp()
    written(path, body, now)
    return now


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_no_text_is_read_too(shelf: Shelf, tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xe1o.csv")
    written(tmp_path / name)
    answer = shelf.ask(name)
    assert answer.headers["content-location"] == "b%E1o.csv"
    assert answer.headers["etag"]
    assert answer.url.endswith("b%E1o.csv")


def test_a_file_that_is_written_all_the_time_is_an_outage_in_words(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = written(tmp_path / "a.csv")
    written_to_while_read(there, monkeypatch, times=100)
    refused = shelf.refusal("a.csv")
    assert refused.reason is Reason.UNREADABLE
    assert "đang được ghi" in refused.words.text


def written_to_while_read(path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Somebody appends a letter between the two looks at the file, so many times."""
    look, left = os.fstat, [2 * times]

    def looked(number: int) -> os.stat_result:
        status = look(number)
        if left[0] and left[0] % 2 == 0:
            with path.open("ab") as file:
                file.write(b"x")
        left[0] = max(left[0] - 1, 0)
        return status

    monkeypatch.setattr("services.files.door.os.fstat", looked)


def test_a_share_that_hangs_between_two_reads_ends_by_the_deadline(
    shelf: Shelf, tmp_path: Path
) -> None:
    clock = HeldClock(datetime(2026, 11, 24, 7, 0, tzinfo=UTC))
    shelf.clock = clock
    written(tmp_path / "a.csv")
    with shelf.source(Files(path="a.csv")).open() as door:
        clock.move(timedelta(seconds=11))
        with pytest.raises(SourceError) as caught:
            door.ask(Request())
    assert caught.value.reason is Reason.DEADLINE


def test_two_sources_read_at_once(shelf: Shelf, tmp_path: Path) -> None:
    written(tmp_path / "a.csv")
    written(tmp_path / "b.csv", b"khac")
    bodies: list[bytes] = []
    asks = [
        threading.Thread(target=lambda name=name: bodies.append(shelf.ask(name).body))
        for name in ("a.csv", "b.csv")
    ]
    for ask in asks:
        ask.start()
    for ask in asks:
        ask.join()
    assert sorted(bodies) == [b"a,b\n1,2\n", b"khac"]


@pytest.mark.parametrize(
    ("error", "stands", "reason"),
    [
        (OSError(errno.ESTALE, "Stale file handle"), True, Reason.UNREACHABLE),
        (OSError(errno.ENOTCONN, "not connected"), True, Reason.UNREACHABLE),
        (OSError(errno.EIO, "Input/output error"), True, Reason.UNREACHABLE),
        (PermissionError(errno.EACCES, "denied"), True, Reason.UNAUTHORISED),
        (FileNotFoundError(errno.ENOENT, "gone"), True, Reason.MISSING),
        (FileNotFoundError(errno.ENOENT, "gone"), False, Reason.UNREACHABLE),
        (OSError(errno.ENAMETOOLONG, "too long"), True, Reason.UNREADABLE),
    ],
)
def test_what_a_share_refuses_has_a_reason(error: OSError, *, stands: bool, reason: Reason) -> None:
    assert of_disk(error, "a.csv", Path("a.csv"), lambda: stands).reason is reason


def test_a_file_that_windows_says_is_in_use_is_being_written() -> None:
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = 32  # type: ignore[attr-defined] # only there it has one
    refused = of_disk(error, "a.csv", Path("a.csv"), lambda: True)
    assert "đang được ghi" in refused.words.text
