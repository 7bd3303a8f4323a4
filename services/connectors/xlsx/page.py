"""One workbook, normalised: a pure function of its bytes and of what the wall file says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.connectors.xlsx.layout import table, total
from services.connectors.xlsx.workbook import sheet
from services.door import SourceError
from services.news import Reason
from services.phrase import phrase
from services.table.page import Page, records_in

if TYPE_CHECKING:
    from services.connectors.xlsx.settings import Xlsx


def normalise(
    settings: Xlsx,
    body: bytes,
    quoting: str | None = None,
    unfinished: bool = False,  # noqa: FBT001, FBT002 - also called in another process, by position
) -> Page:
    """As `services.table.page.records_in`. Of an archive half is nothing: one that is still being
    written is not read.
    """
    if unfinished:
        raise SourceError(
            Reason.UNREADABLE,
            phrase("Sổ tính đang được ghi; tường sẽ đọc lại ở lần hỏi sau"),
        )
    found = table(sheet(body, settings.sheet), settings.header_rows())
    page = records_in(settings, found, quoting)
    added_up = None if settings.skip else total(found)
    return page if added_up is None else replace(page, notes=(*page.notes, added_up))
