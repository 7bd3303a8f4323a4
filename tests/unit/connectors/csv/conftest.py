"""Tables as bytes, read as a wall file says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.connectors.csv import CsvSource, normalise
from services.door import SourceError

if TYPE_CHECKING:
    from services.connectors.csv import Csv, Page
    from services.records import Record


class Table:
    """A table and what a wall file says of it; a source of one file, unless said otherwise."""

    def settings(self, **said: Any) -> Csv:
        where = {} if {"url", "folder"} & said.keys() else {"file": "bang.csv"}
        return CsvSource.model_validate({"connector": "csv"} | where | said)

    def page(self, text: str | bytes, **said: Any) -> Page:
        body = text if isinstance(text, bytes) else text.encode()
        return normalise(self.settings(**said), body)

    def records(self, text: str | bytes, **said: Any) -> tuple[Record, ...]:
        return self.page(text, **said).records

    def figures(self, text: str | bytes, **said: Any) -> dict[str, Any]:
        """Values, or the sentence why not, by uid; two columns, ma and gia_tri, unless said otherwise."""
        said = {"observations": {"indicator": "ma", "value": "gia_tri"}} | said
        found: dict[str, Any] = {}
        for record in self.records(text, **said):
            fault = getattr(record, "fault", None)
            found[record.uid] = fault.text if fault else getattr(record, "value", None)
        return found

    def refusal(self, text: str | bytes, **said: Any) -> SourceError:
        said = {"observations": {"indicator": "ma", "value": "gia_tri"}} | said
        with pytest.raises(SourceError) as caught:
            self.page(text, **said)
        return caught.value


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def recording() -> bytes:
    """HAProxy 3.0, `/stats;csv`."""
    return (Path(__file__).parents[3] / "recordings" / "haproxy_stats.csv").read_bytes()
