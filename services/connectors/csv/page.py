"""One table, normalised: a pure function of its bytes and of what the wall file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.csv.table import table
from services.table.page import Page, records_in

if TYPE_CHECKING:
    from services.connectors.csv.settings import Csv


def normalise(
    settings: Csv,
    body: bytes,
    quoting: str | None = None,
    unfinished: bool = False,  # noqa: FBT001, FBT002 - also called in another process, by position
) -> Page:
    """As `services.table.page.records_in`."""
    found = table(settings, body, unfinished=unfinished)
    return records_in(settings, found, quoting, unfinished=unfinished)
