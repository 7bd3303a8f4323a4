"""What a Prometheus is asked of which the wall file names no queries: whether its targets answer, and
the known figures whose metrics it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from services.connectors.prometheus.known import KNOWN
from services.connectors.prometheus.settings import Query
from services.door import Request, SourceError
from services.json_text import read_json
from services.news import Reason

if TYPE_CHECKING:
    from services.door import Door

_NEEDED = "|".join(sorted({name for one in KNOWN for name in one.needs}))


def usual(door: Door) -> dict[str, Query]:
    """One question beside theirs. What refuses to list its metrics is asked for its targets alone."""
    try:
        had = _names(door)
    except SourceError as error:
        if error.reason is not Reason.REFUSED:
            raise
        had = set()
    queries = {"up": Query(query="up", records="services")}
    for one in KNOWN:
        if one.needs <= had:
            records = "services" if one.services else "observations"
            queries[one.code] = Query(query=one.query, records=records)
    return queries


def _names(door: Door) -> set[str]:
    chosen = ("match[]", f'{{__name__=~"{_NEEDED}"}}')
    answer = door.ask(Request(path="api/v1/label/__name__/values", params=(chosen,)))
    match read_json(answer.body):
        case {"status": "success", "data": list() as found}:
            return {name for name in cast("list[object]", found) if isinstance(name, str)}
        case _:
            return set()
