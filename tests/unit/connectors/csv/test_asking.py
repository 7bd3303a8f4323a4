"""Tables on a disk, in folders and behind a real web server, asked again and again."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, override

import pytest

from services.clock import SystemClock
from services.connectors.csv import CONNECTOR, CsvSource
from services.door import SourceError
from services.files.source import SourceFiles
from services.http.source import SourceHttp
from services.mapping import MOST
from services.news import Covers, Reason
from services.records import Observation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.connectors import Answered

LONG_AGO = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)


def put(path: Path, text: str, later: int = 0) -> None:
    path.write_text(text, encoding="utf-8")
    changed = LONG_AGO.timestamp() + later
    os.utime(path, (changed, changed))


@dataclass(frozen=True)
class Asked:
    """A source of tables; what is said of it stands beside the one mapping."""

    folder: Path
    said: dict[str, Any]

    def ask(self, cursor: str | None = None) -> Answered:
        figures = {"observations": {"indicator": "ma", "value": "gia_tri"}}
        settings = CsvSource.model_validate({"connector": "csv"} | figures | self.said)
        files = settings.files()
        clock = SystemClock()
        if files is not None:
            with SourceFiles(settings, files, clock, self.folder).open() as door:
                return CONNECTOR.ask(settings, door, cursor)
        source = SourceHttp(settings, settings.url, clock, lambda _: "", self.folder)
        try:
            with source.open() as door:
                return CONNECTOR.ask(settings, door, cursor)
        finally:
            source.close()

    def refusal(self) -> SourceError:
        with pytest.raises(SourceError) as caught:
            self.ask()
        return caught.value


def values(answered: Answered) -> dict[str, Any]:
    return {one.uid: one.value for one in answered.records if isinstance(one, Observation)}


class Quiet(SimpleHTTPRequestHandler):
    """Python's own web server of files, which knows If-Modified-Since."""

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "web").mkdir()
    serves = partial(Quiet, directory=str(tmp_path / "web"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), serves)
    server.daemon_threads = False
    serving = threading.Thread(target=server.serve_forever, args=(0.02,))
    serving.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/so.csv"
    server.shutdown()
    serving.join()
    server.server_close()


def test_a_table_behind_a_web_server_is_read_again_only_when_it_changed(
    tmp_path: Path, url: str
) -> None:
    source = Asked(tmp_path, {"url": url})
    put(tmp_path / "web/so.csv", "ma,gia_tri\na,1\n")
    first = source.ask()
    assert (values(first), first.at, first.covers) == ({"a": 1}, LONG_AGO, Covers.ALL)
    again = source.ask(first.cursor)
    assert (again.unchanged, again.records, again.cursor) == (True, (), first.cursor)
    put(tmp_path / "web/so.csv", "ma,gia_tri\na,2\n", later=60)
    assert values(source.ask(first.cursor)) == {"a": 2}


def test_a_table_that_a_web_server_does_not_have_is_an_outage(tmp_path: Path, url: str) -> None:
    assert Asked(tmp_path, {"url": url}).refusal().reason is Reason.REFUSED


def test_a_file_is_as_old_as_it_says_and_is_read_again_only_when_it_changed(
    tmp_path: Path,
) -> None:
    source = Asked(tmp_path, {"file": "so.csv"})
    put(tmp_path / "so.csv", "ma,gia_tri\na,1\n")
    first = source.ask()
    assert (values(first), first.at) == ({"a": 1}, LONG_AGO)
    assert source.ask(first.cursor).unchanged
    put(tmp_path / "so.csv", "ma,gia_tri\na,2\n")
    os.utime(tmp_path / "so.csv", (LONG_AGO.timestamp() + 1, LONG_AGO.timestamp() + 1))
    assert values(source.ask(first.cursor)) == {"a": 2}


def test_a_table_that_is_read_in_another_way_is_read_again(tmp_path: Path) -> None:
    put(tmp_path / "so.csv", "ma,gia_tri\na,1\n")
    first = Asked(tmp_path, {"file": "so.csv"}).ask()
    other = Asked(tmp_path, {"file": "so.csv", "decimals": "comma"})
    assert not other.ask(first.cursor).unchanged


def test_all_tables_of_a_folder_are_one_and_each_figure_is_as_old_as_its_file(
    tmp_path: Path,
) -> None:
    put(tmp_path / "thang-1.csv", "ma,gia_tri\na,1\nb,1\n")
    put(tmp_path / "thang-2.csv", "ma,gia_tri\nb,2\n", later=60)
    source = Asked(tmp_path, {"folder": ".", "take": "all"})
    found = source.ask()
    assert (values(found), found.covers) == ({"a": 1, "b": 2}, Covers.ALL)
    assert [one.at and one.at - LONG_AGO for one in found.records] == [
        LONG_AGO - LONG_AGO,
        (found.at or LONG_AGO) - LONG_AGO,
    ]
    assert source.ask(found.cursor).unchanged
    put(tmp_path / "thang-3.csv", "ma,gia_tri\nc,3\n")
    assert values(source.ask(found.cursor)) == {"a": 1, "b": 2, "c": 3}


def test_a_table_of_a_folder_that_can_not_be_read_makes_the_answer_partial(
    tmp_path: Path,
) -> None:
    put(tmp_path / "a.csv", "<html>")
    put(tmp_path / "b.csv", "ma,gia_tri\nb,2\n")
    source = Asked(tmp_path, {"folder": ".", "take": "all"})
    found = source.ask()
    assert (values(found), found.covers, found.cursor) == ({"b": 2}, Covers.PART, "")
    assert found.notes[0].values == (("name", "a.csv"),)
    put(tmp_path / "b.csv", "")
    assert "trang web" in source.refusal().words.text


def test_what_was_passed_over_in_a_folder_is_said_of_its_file(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "ma,gia_tri\na,1\n")
    put(tmp_path / "b.csv", "ma,gia_tri\nb\n")
    found = Asked(tmp_path, {"folder": ".", "take": "all"}).ask()
    assert [note.values for note in found.notes] == [
        (("name", "b.csv"),),
        (("count", 1), ("row", 2)),
    ]


def test_tables_of_a_folder_beyond_the_cap_make_the_answer_partial(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "ma,gia_tri\na,1\n")
    put(tmp_path / "b.csv", "ma,gia_tri\n" + "b,2\n" * 1000)
    found = Asked(tmp_path, {"folder": ".", "take": "all", "max_bytes": 1024}).ask()
    assert (values(found), found.covers) == ({"a": 1}, Covers.PART)


def test_a_large_table_is_too_large_until_more_is_allowed_and_then_read_aside(
    tmp_path: Path,
) -> None:
    rows = "".join(f"ma-{row},{row}\n" for row in range(200_000))
    put(tmp_path / "so.csv", f"ma,gia_tri\n{rows}")
    refused = Asked(tmp_path, {"file": "so.csv"}).refusal()
    assert refused.reason is Reason.TOO_LARGE
    assert "max_bytes" in refused.words.text
    found = Asked(tmp_path, {"file": "so.csv", "max_bytes": 64 * 1024 * 1024}).ask()
    assert (len(found.records), found.covers) == (MOST, Covers.PART)
    assert ("count", 200_000 - MOST) in found.notes[0].values


def test_of_a_key_in_two_files_the_later_figure_is_taken_and_the_other_said(
    tmp_path: Path,
) -> None:
    put(tmp_path / "a-moi.csv", "ma,gia_tri\na,2\n", later=60)
    put(tmp_path / "b-cu.csv", "ma,gia_tri\na,1\n")
    source = Asked(tmp_path, {"folder": ".", "take": "all"})
    found = source.ask()
    assert (values(found), found.covers) == ({"a": 2}, Covers.ALL)
    assert [note.values for note in found.notes] == [(("count", 1),)]
    assert "cũ hơn" in found.notes[0].text
    put(tmp_path / "b-cu.csv", "ma,gia_tri\na,1\n", later=60)
    found = source.ask()
    assert values(found) == {"a": 1}
    assert "trùng khóa" in found.notes[0].text


@pytest.mark.skipif(os.name == "nt", reason="only who may make links there can make a loop")
def test_a_name_of_a_folder_that_leads_nowhere_is_said_and_removes_nothing(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "ma,gia_tri\na,1\n")
    (tmp_path / "vong.csv").symlink_to("vong.csv")
    found = Asked(tmp_path, {"folder": ".", "take": "all"}).ask()
    assert (values(found), found.covers) == ({"a": 1}, Covers.PART)
    assert found.notes[-1].values == (("name", "vong.csv"),)


def test_a_date_of_change_is_asked_with_only_when_it_can_tell(tmp_path: Path, url: str) -> None:
    """The server's dates are of whole seconds."""
    path = tmp_path / "web/so.csv"
    source = Asked(tmp_path, {"url": url})
    path.write_text("ma,gia_tri\na,1\n", encoding="utf-8")
    first = source.ask()
    assert (values(first), first.cursor) == ({"a": 1}, "")
    stamp = path.stat().st_mtime_ns
    path.write_text("ma,gia_tri\na,2\n", encoding="utf-8")
    os.utime(path, ns=(stamp, stamp))
    assert values(source.ask(first.cursor)) == {"a": 2}
