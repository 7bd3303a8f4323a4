"""One table, normalised: a pure function of its bytes and of what the wall file says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.connectors.csv.table import table
from services.phrase import phrase
from services.table.page import Page, records_in

if TYPE_CHECKING:
    from services.connectors.csv.settings import Csv
    from services.table.table import Table


def normalise(
    settings: Csv,
    body: bytes,
    quoting: str | None = None,
    unfinished: bool = False,  # noqa: FBT001, FBT002 - also called in another process, by position
) -> Page:
    """As `services.table.page.records_in`."""
    found = table(settings, body, unfinished=unfinished)
    if unfinished or not _cut_off(found, body):
        return records_in(settings, found, quoting, unfinished=unfinished)
    # of its last cell nobody knows how much is there
    page = records_in(
        settings, replace(found, rows=[*found.rows[:-1], found.rows[-1][:-1]]), quoting
    )
    said = phrase(
        "Bảng hình như bị cắt cụt ở dòng {row}: tường bỏ ô cuối của dòng ấy, giữ các dòng đã biết trước đó",
        row=found.numbers[-1],
    )
    return replace(page, partial=True, notes=(said, *page.notes))


def _cut_off(found: Table, body: bytes) -> bool:
    """It ends within its last row: that one lacks cells, and its line has no end."""
    short = bool(found.rows) and len(found.rows[-1]) < len(found.names)
    return short and body.rstrip(b"\0 ")[-1:] not in {b"\n", b"\r"}
