"""A real Datasette, read through its preset alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from services.clock import SystemClock
from services.news import Covers, Reason
from services.records import Observation
from tests.live.reading import of, opened, reading
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.servers import Datasette

ROWS = [
    {"ky": f"2026-{month:02}", "phuong": f"P{place}", "so_vu": month * place or None}
    for month in range(1, 13)
    for place in range(4)
]


def source(datasette: Datasette, table: str = "vu_viec", more: str = "") -> str:
    given = f"database: nganh, table: {table}, indicator: vu, value: so_vu, page: 10"
    return f"{{preset: datasette, url: '{datasette.url}', with: {{{given}}}{more}}}"


def test_every_page_of_a_table_is_read_and_null_is_no_value(
    datasette: Datasette, tmp_path: Path
) -> None:
    datasette.table("vu_viec", ROWS)
    with reading(tmp_path, source(datasette)) as wall:
        batch = wall.batch()
    assert (batch.covers, batch.missing) == (Covers.ALL, None)
    assert {(one.period, one.territory): one.value for one in of(Observation, batch).values()} == {
        (row["ky"], row["phuong"]): row["so_vu"] and Decimal(str(row["so_vu"])) for row in ROWS
    }


def test_what_the_page_cap_leaves_out_is_counted(datasette: Datasette, tmp_path: Path) -> None:
    datasette.table("vu_viec", ROWS)
    with reading(tmp_path, source(datasette, more=", max_pages: 2")) as wall:
        batch = wall.batch()
    assert (batch.covers, batch.missing) == (Covers.PART, len(ROWS) - 20)


def test_a_table_that_is_not_there_is_refused(datasette: Datasette, tmp_path: Path) -> None:
    with reading(tmp_path, source(datasette, "khong_co")) as wall:
        assert wall.outage().reason is Reason.REFUSED


def test_a_killed_datasette_is_an_outage_and_comes_back(
    datasette: Datasette, tmp_path: Path
) -> None:
    datasette.table("vu_viec", ROWS)
    with reading(tmp_path, source(datasette)) as wall:
        datasette.kill()
        assert wall.outage().reason is Reason.UNREACHABLE
        datasette.start()
        assert wall.batch().records


def test_probe_knows_a_datasette_and_what_it_proposes_is_read(
    datasette: Datasette, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datasette.table("vu_viec", ROWS)
    assert obey(["probe", datasette.url], SystemClock()) == 0
    said = capsys.readouterr()
    assert "Nhận ra Datasette 0." in said.err
    assert "preset: datasette" in said.out
    with opened(tmp_path, said.out) as wall:
        figures = of(Observation, wall.batch())
    assert sorted(one.value or 0 for one in figures.values()) == sorted(
        Decimal(row["so_vu"] or 0) for row in ROWS
    )
