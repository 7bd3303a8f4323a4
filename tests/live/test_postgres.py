"""A real PostgreSQL, read through a wall file alone."""

from __future__ import annotations

import os
import signal
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from services.news import Reason
from services.records import Observation
from tests.live.reading import of, opened, reading
from tests.servers.postgres import USER
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Postgres

TABLE = "SELECT phuong AS territory, so_vu, ty_le FROM vu_viec"


@pytest.fixture(autouse=True)
def _filled(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_THU", postgres.password)
    postgres.said(
        "DROP TABLE IF EXISTS vu_viec",
        "CREATE TABLE vu_viec (phuong text, so_vu integer, ty_le numeric(6, 2), ngay timestamptz)",
        "INSERT INTO vu_viec VALUES ('Cam Ly', 12, 91.70, now()), ('Xuân Hương', NULL, 80, now())",
        "CHECKPOINT",  # what a killed server had not written yet would be lost
    )


def source(postgres: Postgres, query: str | None = TABLE, more: str = "", user: str = USER) -> str:
    url = f"postgresql://{user}@{postgres.address}/postgres"
    asked = "" if query is None else f', query: "{query}"'
    return f"{{connector: sql, url: '{url}', password: '${{env:POSTGRES_THU}}'{asked}{more}}}"


def test_figures_are_those_of_the_server(postgres: Postgres, tmp_path: Path) -> None:
    with reading(tmp_path, source(postgres)) as wall:
        found = of(Observation, wall.batch())
        truth = postgres.said("SELECT phuong, so_vu, ty_le FROM vu_viec")
        assert {one.uid: one.value for one in found.values()} == {
            f"{name}|{place}": None if value is None else Decimal(str(value))
            for place, cases, rate in truth
            for name, value in (("so_vu", cases), ("ty_le", rate))
        }
        postgres.said("UPDATE vu_viec SET so_vu = 77")
        assert of(Observation, wall.batch())["so_vu|Xuân Hương"].value == 77


def test_without_a_query_rows_are_counted(postgres: Postgres, tmp_path: Path) -> None:
    with reading(tmp_path, source(postgres, None)) as wall:
        assert of(Observation, wall.batch())["vu_viec"].value == 2


def test_a_killed_server_is_an_outage_and_comes_back(postgres: Postgres, tmp_path: Path) -> None:
    with reading(tmp_path, source(postgres)) as wall:
        postgres.kill()
        outage = wall.outage()
        assert outage.reason is Reason.UNREACHABLE
        assert outage.remedy is not None
        postgres.start()
        assert wall.batch().records


def test_a_server_that_hangs_ends_at_the_deadline(postgres: Postgres, tmp_path: Path) -> None:
    """Nobody is there to end the statement: the wall looks at its own clock."""
    with reading(tmp_path, source(postgres, more=", deadline: 1 s, connect: 1 s")) as wall:
        for pid in postgres.pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            outage = wall.outage()
        finally:
            for pid in postgres.pids:
                os.kill(pid, signal.SIGCONT)
    assert outage.reason in {Reason.DEADLINE, Reason.UNREACHABLE}


def test_a_slow_statement_ends_at_the_deadline(postgres: Postgres, tmp_path: Path) -> None:
    slow = "SELECT count(*) AS n FROM generate_series(1, 2000000000) AS g(x)"
    with reading(tmp_path, source(postgres, slow, ", deadline: 500 ms")) as wall:
        assert wall.outage().reason is Reason.DEADLINE


@pytest.mark.parametrize(
    ("query", "reason", "said"),
    [
        ("SELECT * FROM khong", Reason.REFUSED, "không có bảng"),
        ("SELECT khong FROM vu_viec", Reason.REFUSED, "không có cột"),
        ("SELECT FROM WHERE", Reason.REFUSED, "không hiểu query"),
        ("SELECT khong_co(1)", Reason.REFUSED, "không có hàm"),
        ("SELECT ghi()", Reason.REFUSED, "muốn ghi"),
        ("SELECT so_vu / 0 AS n FROM vu_viec", Reason.REFUSED, "từ chối query"),
    ],
)
def test_what_is_wrong_with_the_question_is_told_with_what_to_do(
    query: str, reason: Reason, said: str, postgres: Postgres, tmp_path: Path
) -> None:
    postgres.said(
        "CREATE OR REPLACE FUNCTION ghi() RETURNS integer LANGUAGE sql VOLATILE AS "
        "'INSERT INTO vu_viec (so_vu) VALUES (1) RETURNING so_vu'"
    )
    with reading(tmp_path, source(postgres, query)) as wall:
        outage = wall.outage()
    assert (outage.reason, said in outage.words.text) == (reason, True), outage
    assert outage.remedy is not None
    assert postgres.said("SELECT count(*) FROM vu_viec") == [(2,)]


@pytest.mark.parametrize(
    "value", ["'infinity'::timestamptz", "'-infinity'::date", "'0044-03-15 BC'::date"]
)
def test_a_day_that_is_none_of_ours_is_told_as_unreadable_not_as_an_outage_of_the_line(
    value: str, postgres: Postgres, tmp_path: Path
) -> None:
    with reading(tmp_path, source(postgres, f"SELECT {value} AS at, 1 AS so_vu")) as wall:
        outage = wall.outage()
    assert outage.reason is Reason.MALFORMED
    assert outage.words.text == "Có giá trị trong cơ sở dữ liệu mà tường không đọc được"
    assert outage.remedy is not None


def test_who_may_not_come_in_or_not_read_is_told_so(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres.said(
        "DROP ROLE IF EXISTS khach", f"CREATE ROLE khach LOGIN PASSWORD '{postgres.password}'"
    )
    with reading(tmp_path, source(postgres, user="khach")) as wall:
        assert "không có quyền đọc" in wall.outage().words.text
    monkeypatch.setenv("POSTGRES_THU", "sai")
    with reading(tmp_path, source(postgres)) as wall:
        outage = wall.outage()
    assert outage.reason is Reason.UNAUTHORISED
    assert "sai" not in outage.words.as_json()


def test_a_server_without_encryption_is_refused_where_it_is_demanded(
    postgres: Postgres, tmp_path: Path
) -> None:
    with reading(tmp_path, source(postgres, more=", tls: require")) as wall:
        assert wall.outage().reason is Reason.CERTIFICATE


def test_a_million_rows_are_bounded(postgres: Postgres, tmp_path: Path) -> None:
    many = "SELECT 'm' || n AS indicator, n AS value FROM generate_series(1, 1000000) AS g(n)"
    with reading(tmp_path, source(postgres, many)) as wall:
        batch = wall.batch()
    assert (len(batch.records), batch.covers) == (20_000, "part")


def test_what_probe_proposes_for_a_server_is_read_without_a_word_changed(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"postgresql://{USER}@{postgres.address}/postgres"
    assert obey(["probe", url, "--basic", f"{USER}=${{env:POSTGRES_THU}}"], SystemClock()) == 0
    said = capsys.readouterr()
    assert "Nhận ra PostgreSQL" in said.err
    assert postgres.password not in said.out + said.err
    with opened(tmp_path, said.out) as wall:
        figures = of(Observation, wall.batch()).values()
    assert {
        (one.indicator, one.territory): one.value for one in figures if one.indicator == "ty_le"
    } == {("ty_le", "Cam Ly"): Decimal("91.70"), ("ty_le", "Xuân Hương"): Decimal(80)}
