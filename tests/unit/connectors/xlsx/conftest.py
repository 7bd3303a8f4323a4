"""Workbooks as openpyxl writes them, read as a wall file says."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from services.connectors.xlsx import XlsxSource, normalise
from services.door import SourceError
from services.records import Observation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from services.connectors.xlsx import Xlsx
    from services.table.page import Page

PLAIN = {"observations": {"indicator": "ma", "value": "gia_tri"}}


def saved(book: openpyxl.Workbook) -> bytes:
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def workbook(
    rows: Iterable[Iterable[object]], change: Callable[[Any], None] | None = None
) -> bytes:
    """One sheet; `change` is handed it before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    if change is not None:
        change(book.worksheets[0])
    return saved(book)


def settings(**said: Any) -> Xlsx:
    return XlsxSource.model_validate({"connector": "xlsx", "file": "so.xlsx"} | PLAIN | said)


def page(body: bytes, **said: Any) -> Page:
    return normalise(settings(**said), body)


def figures(body: bytes, **said: Any) -> dict[str, Any]:
    """Values, or the sentence why not, by indicator and place."""
    found: dict[str, Any] = {}
    for one in page(body, **said).records:
        assert isinstance(one, Observation)
        name = " @ ".join(filter(None, (one.indicator, one.territory)))
        found[name] = one.fault.text if one.fault else one.value
    return found


def refusal(body: bytes, **said: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        page(body, **said)
    return caught.value
