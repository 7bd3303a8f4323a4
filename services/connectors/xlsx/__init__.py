"""Workbooks of Excel and LibreOffice: .xlsx, .xls, .xlsb, .ods; a file, a folder, or an address.

Numbers and dates are taken as the workbook keeps them, whatever its cells show; which column is what
stands in the wall file. Every workbook is read in another process: it is an archive of a stranger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.xlsx.page import normalise
from services.connectors.xlsx.recognition import recognised
from services.connectors.xlsx.settings import Xlsx, XlsxSource
from services.table.reading import Reading

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Advice, Draft, Met
    from services.news import Answered

__all__ = ["CONNECTOR", "Xlsx", "XlsxSource", "normalise"]


class XlsxConnector:
    name = "xlsx"
    settings = XlsxSource

    def ask(self, settings: Xlsx, door: Door, cursor: str | None) -> Answered:
        return Reading(settings, door, cursor, normalise, large=0).answered()

    def recognise(self, met: Met, door: Door) -> Draft | Advice | None:
        del door  # the answer says all
        return recognised(met)


CONNECTOR = XlsxConnector()
