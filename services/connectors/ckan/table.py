"""A page of datastore_search, normalised."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from services.connectors.ckan.envelope import listed, result
from services.mapping import items_of, records_of
from services.tally import Tally

if TYPE_CHECKING:
    from services.connectors.ckan.settings import Ckan
    from services.phrase import Phrase
    from services.records import Record


@dataclass(frozen=True, slots=True)
class Rows:
    records: tuple[Record, ...]
    items: int
    """Rows that the page held."""
    total: int | None
    partial: bool
    mark: str
    """By which the same page is known again."""
    notes: tuple[Phrase, ...]


def rows(settings: Ckan, body: bytes) -> Rows:
    """Raises `SourceError`."""
    found = result(body)
    whole = cast("dict[str, object]", found) if isinstance(found, dict) else {}
    items, tally = listed(whole.get("records")), Tally()
    records: list[Record] = []
    if (mapping := settings.observations) is not None:
        wanted = items_of(mapping, items)
        records = records_of("observations", mapping, wanted, settings.writing(), tally)
    total = whole.get("total")
    return Rows(
        tuple(records),
        len(items),
        total if isinstance(total, int) and not isinstance(total, bool) else None,
        tally.partial,
        sha256(body).hexdigest(),
        tuple(tally.notes()),
    )
