"""A real SQLite file that another program writes, read through a wall file alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import sqlite_utils

from services.news import Reason
from services.records import Observation
from tests.live.reading import of, reading

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "{connector: sql, url: 'sqlite:///csdl.db', query: 'SELECT phuong, so_vu FROM vu_viec'}"


def source(query: str, more: str = "") -> str:
    return f"{{connector: sql, url: 'sqlite:///csdl.db', query: \"{query}\"{more}}}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    database = sqlite_utils.Database(tmp_path / "csdl.db")
    database.enable_wal()
    database.table("vu_viec").insert_all([{"phuong": f"P{n}", "so_vu": n} for n in range(1, 6)])
    database.close()
    return tmp_path


def truth(folder: Path) -> dict[str, Decimal]:
    database = sqlite_utils.Database(folder / "csdl.db")
    try:
        return {row["phuong"]: Decimal(row["so_vu"]) for row in database.table("vu_viec").rows}
    finally:
        database.close()


def test_figures_are_those_of_the_file_while_another_program_writes_it(folder: Path) -> None:
    with reading(folder, SOURCE) as wall:
        for _ in range(2):
            found = of(Observation, wall.batch())
            assert {one.territory: one.value for one in found.values()} == truth(folder)
            database = sqlite_utils.Database(folder / "csdl.db")
            database.execute("UPDATE vu_viec SET so_vu = so_vu * 10")
            database.conn.commit()
            database.close()


def test_without_a_query_rows_are_counted(folder: Path) -> None:
    with reading(folder, "{connector: sql, url: 'sqlite:///csdl.db'}") as wall:
        assert of(Observation, wall.batch())["vu_viec"].value == len(truth(folder))


def test_a_virtual_table_of_another_program_costs_only_its_own_figure(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "csdl.db")) as written, written:
        written.execute("PRAGMA writable_schema = ON")
        written.execute(
            "INSERT INTO sqlite_master VALUES"
            " ('table', 'ao', 'ao', 0, 'CREATE VIRTUAL TABLE ao USING cua_rieng(a)')"
        )
    with reading(folder, "{connector: sql, url: 'sqlite:///csdl.db'}") as wall:
        found = of(Observation, wall.batch())
    assert found["vu_viec"].value == 5
    assert found["ao"].value is None
    fault = found["ao"].fault
    assert fault is not None
    assert dict(fault.values)["why"] == "no such module: cua_rieng"


def test_a_file_that_is_taken_away_is_an_outage_and_comes_back(folder: Path) -> None:
    with reading(folder, SOURCE) as wall:
        (folder / "csdl.db").rename(folder / "xa.db")
        outage = wall.outage()
        assert outage.reason is Reason.MISSING
        assert outage.remedy is not None
        (folder / "xa.db").rename(folder / "csdl.db")
        assert wall.batch().records


def test_nothing_is_ever_written_whatever_is_asked(folder: Path) -> None:
    before = (folder / "csdl.db").read_bytes()
    with reading(folder, source("SELECT * FROM vu_viec")) as wall:
        wall.batch()
    assert (folder / "csdl.db").read_bytes() == before


def test_what_is_wrong_with_the_question_is_told_with_what_to_do(folder: Path) -> None:
    for query, said in (
        ("SELECT * FROM khong", "không có bảng"),
        ("SELECT khong FROM vu_viec", "không hiểu query"),
        ("SELECT FROM WHERE", "không hiểu query"),
    ):
        with reading(folder, source(query)) as wall:
            outage = wall.outage()
        assert (outage.reason, said in outage.words.text) == (Reason.REFUSED, True)
        assert outage.remedy is not None


def test_a_question_without_an_end_ends_at_the_deadline(folder: Path) -> None:
    endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) AS n FROM c"
    with reading(folder, source(endless, ", deadline: 300 ms")) as wall:
        assert wall.outage().reason is Reason.DEADLINE


def test_more_rows_than_the_caps_are_partial(folder: Path) -> None:
    many = (
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000000) "
        "SELECT n AS value, 'm' || n AS indicator FROM c"
    )
    with reading(folder, source(many, ", max_bytes: 4096")) as wall:
        batch = wall.batch()
    assert batch.covers == "part"
    assert 0 < len(batch.records) < 1000


def test_a_file_that_somebody_locks_is_told_as_locked(folder: Path) -> None:
    database = sqlite_utils.Database(folder / "csdl.db")
    database.disable_wal()
    database.execute("BEGIN EXCLUSIVE")
    try:
        with reading(folder, SOURCE.replace("}", ", deadline: 500 ms}")) as wall:
            outage = wall.outage()
    finally:
        database.close()
    assert outage.reason in {Reason.UNREADABLE, Reason.DEADLINE}


@pytest.mark.parametrize("body", [b"", b"khong phai", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_database_is_words(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "csdl.db").write_bytes(body)
    with reading(tmp_path, "{connector: sql, url: 'sqlite:///csdl.db'}") as wall:
        [news] = wall.news().values()
    if body:
        assert getattr(news, "reason", None) is Reason.MALFORMED


def test_text_that_is_no_utf_8_is_shown_as_far_as_it_can_be(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "khac.db")) as other:
        other.execute("CREATE TABLE t (ten TEXT, so INTEGER)")
        other.execute("INSERT INTO t VALUES (CAST(x'C1C2' AS TEXT), 3)")
        other.commit()
    text = "{connector: sql, url: 'sqlite:///khac.db', query: 'SELECT ten AS indicator, so AS value FROM t'}"
    with reading(folder, text) as wall:
        [record] = of(Observation, wall.batch()).values()
    assert record.value == 3
