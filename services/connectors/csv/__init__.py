"""Tables of comma-separated values: a file, a folder that is looked at again, or an address.

Nothing is guessed: which column is what, the encoding, the separator, the header, how numbers and times
are written stand in the wall file, and what may be either isn't read. A table is as old as its file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.csv.page import normalise
from services.connectors.csv.recognition import recognised
from services.connectors.csv.settings import Csv, CsvSource
from services.table.page import Page
from services.table.reading import Reading

if TYPE_CHECKING:
    from services.connectors import Answered
    from services.door import Door
    from services.draft import Advice, Draft, Met

__all__ = ["CONNECTOR", "Csv", "CsvSource", "Page", "normalise"]


class CsvConnector:
    name = "csv"
    settings = CsvSource

    def ask(self, settings: Csv, door: Door, cursor: str | None) -> Answered:
        return Reading(settings, door, cursor, normalise).answered()

    def recognise(self, met: Met, door: Door) -> Draft | Advice | None:
        del door  # the answer says all
        return recognised(met)


CONNECTOR = CsvConnector()
