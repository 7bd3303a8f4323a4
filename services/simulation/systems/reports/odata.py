"""OData 4.01 over reports, rounds and their sums: `{@odata.context, @odata.count, value, @odata.nextLink}`.

Pages are the server's: no larger than `Prefer: odata.maxpagesize` wants.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from services.simulation.answers import (
    BAD,
    NOT_FOUND,
    Question,
    Response,
    answer,
    json_answer,
)
from services.simulation.dialect import Dialect
from services.simulation.systems.reports.entities import SETS, metadata

if TYPE_CHECKING:
    from services.simulation.systems.reports.entities import Entity

_STEP = timedelta(minutes=10)
_PAGE, _PAGE_MOST = 200, 1000
_SIZE = re.compile(r"(?:odata\.)?maxpagesize=(\d{1,6})", re.ASCII)
_EQUALS = re.compile(r"(\w{1,40})\s+eq\s+'([^']{0,200})'", re.ASCII)
_NOT_IMPLEMENTED = 501
_VERSION = (("OData-Version", "4.01"),)
_REFUSALS = {
    401: "Authentication is required",
    403: "Access is denied",
    405: "The method is not allowed",
    429: "Too many requests",
    500: "An error has occurred",
}


class _Wrong(Exception):  # noqa: N818 - it becomes an error of the service, nothing else
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def service(question: Question) -> Response:
    """`GET /`: the entity sets."""
    listed = [{"name": name, "kind": "EntitySet", "url": name} for name in SETS]
    return json_answer(
        {"@odata.context": f"{_root(question)}/$metadata", "value": listed}, headers=_VERSION
    )


def described(_question: Question) -> Response:
    """`GET /$metadata`."""
    return answer(metadata().encode(), "application/xml", headers=_VERSION)


def entities(question: Question) -> Response:
    """`GET /{set}`."""
    name = question.parts["set"]
    if name not in SETS:
        return _error(NOT_FOUND, f"Resource not found for the segment '{name[:80]}'.")
    try:
        return _page(question, name)
    except _Wrong as wrong:
        return _error(wrong.status, str(wrong))


def _page(question: Question, name: str) -> Response:
    known = SETS[name]
    found = known.entities(question, question.made(_STEP))
    found = _ordered(question, _filtered(question, found, set(known.properties)), known.properties)
    start = _whole(question, "$skiptoken", 0) or _whole(question, "$skip", 0)
    top = _whole(question, "$top", len(found))
    wanted = _SIZE.search(question.request.header("prefer") or "")
    size = min(int(wanted[1]) if wanted else _PAGE, _PAGE_MOST) or _PAGE
    shown = found[start : start + min(size, top)]
    said: dict[str, object] = {"@odata.context": f"{_root(question)}/$metadata#{name}"}
    if question.param("$count") == "true":
        said["@odata.count"] = len(found)
    said["value"] = [{"@odata.id": f"{name}('{one['Ma']}')", **one} for one in shown]
    end = start + len(shown)
    if shown and end < len(found) and top > len(shown):
        said["@odata.nextLink"] = _link(question, name, end, top - len(shown))
    applied = (("Preference-Applied", f"odata.maxpagesize={size}"),) if wanted else ()
    return json_answer(said, headers=(*_VERSION, *applied))


def _link(question: Question, name: str, start: int, left: int) -> str:
    own = {"$skiptoken", "$skip", "$top"}
    kept = [pair for pair in question.request.params if pair[0] not in own]
    if question.param("$top") is not None:
        kept.append(("$top", str(left)))
    asked = urlencode([*kept, ("$skiptoken", str(start))], safe="$")
    return f"{_root(question)}/{name}?{asked}"


def _filtered(question: Question, found: list[Entity], known: set[str]) -> list[Entity]:
    """One comparison by `eq`; more is not implemented, and said so."""
    said = question.param("$filter")
    if not said:
        return found
    match = _EQUALS.fullmatch(said.strip())
    if match is None:
        raise _Wrong(_NOT_IMPLEMENTED, "Only $filter=Property eq 'value' is implemented.")
    if match[1] not in known:
        raise _Wrong(BAD, f"Could not find a property named '{match[1]}'.")
    return [one for one in found if str(one[match[1]]) == match[2]]


def _ordered(question: Question, found: list[Entity], known: dict[str, str]) -> list[Entity]:
    said = (question.param("$orderby") or "").strip()
    if not said:
        return found
    name, _, direction = said.partition(" ")
    if name not in known or direction not in {"", "asc", "desc"}:
        raise _Wrong(BAD, f"Could not find a property named '{name[:60]}'.")
    return sorted(
        found,
        key=lambda one: (one[name] is not None, str(one[name] or "")),
        reverse=direction == "desc",
    )


def _whole(question: Question, name: str, default: int) -> int:
    said = question.param(name)
    if said is None:
        return default
    if not (said.isascii() and said.isdigit() and len(said) < 10):  # noqa: PLR2004 - of 32 bits
        raise _Wrong(BAD, f"Invalid value '{said[:40]}' for {name}.")
    return int(said)


def _root(question: Question) -> str:
    return f"{question.root}/reports/odata"


def _refuse(_question: Question, status: int) -> Response:
    return _error(status, _REFUSALS.get(status, str(status)))


def _error(status: int, why: str) -> Response:
    return json_answer({"error": {"code": str(status), "message": why}}, status, _VERSION)


SERVICE = Dialect(answer=service, refuse=_refuse)
METADATA = Dialect(answer=described, refuse=_refuse)
ENTITIES = Dialect(answer=entities, refuse=_refuse)
