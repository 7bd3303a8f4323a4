"""Which stretch of a series is still to be asked for: what the cursor remembers, and what fits."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from services.clock import from_iso, iso
from services.connectors.prometheus.settings import POINTS

if TYPE_CHECKING:
    from services.connectors.prometheus.settings import Query

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Both ends are asked for; they lie on whole steps since 1970, so that each ask meets the
    points of the one before.
    """

    start: datetime
    end: datetime


class Course:
    """The end of what was recorded, by query. A query whose words changed starts anew."""

    def __init__(self, cursor: str | None) -> None:
        self._ends = _ends(cursor)

    def stretch(self, name: str, query: Query, now: datetime) -> Stretch | None:
        """`now` is the server's. None: there is no newer point yet. After an outage the gap is
        filled, as far as one answer reaches.
        """
        if query.range is None:
            return None
        end = _EPOCH + (now - _EPOCH) // query.step * query.step
        start = end - query.range // query.step * query.step
        known = self._ends.get(_key(name, query))
        if known is not None and known <= end:
            start = max(start, known + query.step)
        start = max(start, end - (POINTS - 1) * query.step)
        return Stretch(start, end) if start <= end else None

    def reached(self, name: str, query: Query, end: datetime) -> None:
        self._ends[_key(name, query)] = end

    def cursor(self, queries: dict[str, Query]) -> str:
        """Only of queries that there still are; empty where there is nothing to go on from."""
        kept = {_key(name, query) for name, query in queries.items()}
        ends = {key: iso(end) for key, end in sorted(self._ends.items()) if key in kept}
        return json.dumps(ends) if ends else ""


def seconds(at: datetime) -> str:
    """As Prometheus takes a time."""
    return f"{(at - _EPOCH) / timedelta(seconds=1):.3f}"


def _key(name: str, query: Query) -> str:
    said = query.model_dump_json()
    return f"{name} {sha256(said.encode()).hexdigest()[:12]}"


def _ends(cursor: str | None) -> dict[str, datetime]:
    try:
        found = json.loads(cursor or "{}")
        return {key: from_iso(end) for key, end in found.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
