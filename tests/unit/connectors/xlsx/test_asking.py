"""Workbooks on a disk, in folders, asked again and again, and proposed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import SystemClock
from services.connectors.xlsx import CONNECTOR
from services.connectors.xlsx.recognition import recognised
from services.door import Answer, SourceError
from services.draft import Advice, Draft, Met
from services.files.source import SourceFiles
from services.mapping import MOST
from services.news import Covers, Reason
from services.records import Observation
from tests.unit.connectors.xlsx.conftest import settings, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from services.news import Answered

LONG_AGO = datetime(2026, 1, 5, 1, 30, tzinfo=UTC).timestamp()
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def put(path: Path, value: int, later: int = 0) -> None:
    path.write_bytes(workbook([["ma", "gia_tri"], ["vu", value]]))
    os.utime(path, (LONG_AGO + later, LONG_AGO + later))


def ask(where: Path, cursor: str | None = None, **said: Any) -> Answered:
    asked = settings(**said)
    files = asked.files()
    assert files is not None
    with SourceFiles(asked, files, SystemClock(), where).open() as door:
        return CONNECTOR.ask(asked, door, cursor)


def values(answered: Answered) -> list[int]:
    return [int(one.value or 0) for one in answered.records if isinstance(one, Observation)]


def test_a_workbook_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    put(tmp_path / "so.xlsx", 3)
    first = ask(tmp_path)
    assert (values(first), first.covers) == ([3], Covers.ALL)
    assert first.at == datetime.fromtimestamp(LONG_AGO, UTC)
    assert ask(tmp_path, first.cursor).unchanged
    put(tmp_path / "so.xlsx", 4, later=60)
    assert values(ask(tmp_path, first.cursor)) == [4]


def test_of_a_folder_the_newest_workbook_is_read_and_no_lock_file(tmp_path: Path) -> None:
    put(tmp_path / "cu.xlsx", 1)
    put(tmp_path / "moi.xlsx", 2, later=60)
    (tmp_path / "~$moi.xlsx").write_bytes(b"\x07Lan Anh" + b" " * 150)
    assert values(ask(tmp_path, file=None, folder=".")) == [2]


def test_of_all_workbooks_of_a_folder_a_broken_one_makes_it_partial(tmp_path: Path) -> None:
    put(tmp_path / "a.xlsx", 1)
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04")
    os.utime(tmp_path / "b.xlsx", (LONG_AGO, LONG_AGO))
    answered = ask(tmp_path, file=None, folder=".", take="all")
    assert (values(answered), answered.covers) == ([1], Covers.PART)


def test_a_lock_file_that_is_named_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "~$so.xlsx").write_bytes(b"\x07Lan Anh" + b" " * 47 + b"\0\0" + b" " * 100)
    os.utime(tmp_path / "~$so.xlsx", (LONG_AGO, LONG_AGO))
    with pytest.raises(SourceError) as caught:
        ask(tmp_path, file="~$so.xlsx")
    assert "tệp khóa" in caught.value.words.text
    assert caught.value.reason is Reason.MALFORMED


def test_more_rows_than_a_wall_takes_are_counted(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ma", "gia_tri"]]
    rows += ([f"m{at}", at] for at in range(MOST + 5))
    (tmp_path / "so.xlsx").write_bytes(workbook(rows))
    os.utime(tmp_path / "so.xlsx", (LONG_AGO, LONG_AGO))
    answered = ask(tmp_path, deadline="60 s")
    assert (len(answered.records), answered.covers) == (MOST, Covers.PART)


def met(body: bytes, name: str) -> Met:
    headers = {"content-location": name}
    answer = Answer(status=200, headers=headers, body=body, asked=NOW, received=NOW, url="")
    return Met(address=name, outcome=answer, local="file")


def test_a_workbook_is_proposed_with_what_was_seen() -> None:
    body = workbook([["Phường", "Số vụ"], ["Cam Ly", 3], ["Xuân Hương", 4]])
    draft = recognised(met(body, "thang-10.xlsx"))
    assert isinstance(draft, Draft)
    assert draft.settings["connector"] == "xlsx"
    assert draft.settings["observations"] == {"territory": "Phường", "values": ["Số vụ"]}


def test_what_is_called_a_workbook_and_is_none_is_advice() -> None:
    advice = recognised(met(b"<html><table>", "thang-10.xls"))
    assert isinstance(advice, Advice)
    assert "trang HTML" in advice.what.text
    assert recognised(met(b"a,b\n1,2\n", "thang-10.csv")) is None
