"""CKAN's Action API: `{help, success, result}`, or `{help, success: false, error: {__type, message}}`."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, cast

from services.simulation.answers import NOT_FOUND, Question, Response, json_answer
from services.simulation.day import HOUR
from services.simulation.dialect import Dialect
from services.simulation.lore import slug
from services.simulation.systems.opendata import datastore
from services.simulation.systems.opendata.catalogue import datasets, publishers
from services.simulation.systems.opendata.packages import organisation, package, resource_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.simulation.systems.opendata.catalogue import Offered

VERSION = "2.12.0"
_CONFLICT = 409
_ROWS, _ROWS_MOST = 10, 1000
_ORGANS_MOST = 25
"""Organisations with all their fields: a silent cap of CKAN's own."""
_DEEPEST = 32_000
_NO_RESOURCE = "Not found: Resource was not found."
_REFUSALS = {
    401: ("Authorization Error", "Access denied"),
    403: ("Authorization Error", "Access denied"),
    405: ("Method Not Allowed", "Method not allowed"),
    429: ("Too Many Requests", "Too many requests"),
    500: ("Internal Server Error", "Internal server error"),
}


class _Wrong(Exception):  # noqa: N818 - it becomes an error of the API, nothing else
    def __init__(self, status: int, error: Mapping[str, object]) -> None:
        super().__init__(status)
        self.status, self.error = status, error


def act(question: Question) -> Response:
    """`GET /api/3/action/{name}`."""
    name = question.parts["action"]
    known = _ACTIONS.get(name)
    if known is None:
        return json_answer(f"Bad request - Action name not known: {name[:80]}", 400)
    try:
        result = known(question)
    except _Wrong as wrong:
        return json_answer(
            _envelope(question, {"error": wrong.error, "success": False}), wrong.status
        )
    return json_answer(_envelope(question, {"success": True, "result": result}))


def _envelope(question: Question, said: Mapping[str, object]) -> dict[str, object]:
    name = question.parts["action"]
    return {"help": f"{question.root}/opendata/api/3/action/help_show?name={name}", **said}


def _whole(question: Question, name: str, default: int) -> int:
    text = question.param(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - of 32 bits
        raise _Wrong(_CONFLICT, {"__type": "Validation Error", name: ["Invalid integer"]})
    return min(int(text), _DEEPEST)


def _package_search(question: Question) -> dict[str, object]:
    at = question.made(HOUR)
    found = [one for one in datasets(question.chance, at) if _fits(question, one)]
    start = _whole(question, "start", 0)
    rows = min(_whole(question, "rows", _ROWS), _ROWS_MOST)
    wanted = question.param("sort")
    if wanted and wanted.startswith("name"):
        found.sort(key=lambda one: slug(one.name), reverse=wanted.endswith("desc"))
    else:
        found.sort(key=lambda one: one.updated, reverse=True)
    facets = _facets(question, found)
    return {
        "count": len(found),
        "facets": {name: {key: many for key, _, many in some} for name, some in facets.items()},
        "results": [package(question, one) for one in found[start : start + rows]],
        "sort": wanted or "score desc, metadata_modified desc",
        "search_facets": {
            name: {
                "title": name,
                "items": [
                    {"name": key, "display_name": title, "count": many} for key, title, many in some
                ],
            }
            for name, some in facets.items()
        },
    }


def _fits(question: Question, one: Offered) -> bool:
    """`q` as words of the title, `fq` as `organization:so-y-te`."""
    query, filtered = question.param("q") or "", question.param("fq") or ""
    if query not in {"", "*:*"} and query.casefold() not in one.name.casefold():
        return False
    field, _, value = filtered.partition(":")
    return field != "organization" or slug(one.office.name) == value.strip('"')


def _facets(question: Question, found: list[Offered]) -> dict[str, list[tuple[str, str, int]]]:
    try:
        asked = json.loads(question.param("facet.field") or "[]")
    except (ValueError, RecursionError):
        asked = []
    names = cast("list[object]", asked) if isinstance(asked, list) else []
    titles = {
        "organization": [one.office.name for one in found],
        "tags": [one.name.partition(" ")[0].lower() for one in found],
    }
    return {
        name: [(slug(title), title, many) for title, many in Counter(titles[name]).most_common()]
        for name in map(str, names)
        if name in titles
    }


def _package_list(question: Question) -> list[str]:
    names = sorted(slug(one.name) for one in datasets(question.chance, question.made(HOUR)))
    start = _whole(question, "offset", 0)
    return names[start : start + _whole(question, "limit", len(names))]


def _package_show(question: Question) -> dict[str, object]:
    wanted = question.param("id")
    for one in datasets(question.chance, question.made(HOUR)):
        shown = package(question, one)
        if wanted in {shown["id"], shown["name"]}:
            return shown
    raise _Wrong(NOT_FOUND, {"__type": "Not Found Error", "message": "Not found"})


def _organization_list(question: Question) -> list[object]:
    """Names; whole ones with `all_fields`."""
    start = _whole(question, "offset", 0)
    known = sorted(publishers(), key=lambda one: slug(one.name))
    most = _whole(question, "limit", len(known))
    if question.param("all_fields") not in {"true", "True", "1"}:
        return [slug(one.name) for one in known[start : start + most]]
    published = Counter(one.office for one in datasets(question.chance, question.made(HOUR)))
    shown = known[start : start + min(most, _ORGANS_MOST)]
    return [organisation(one, published[one]) for one in shown]


def _organization_list_for_user(_question: Question) -> list[object]:
    """Whoever asks is a guest."""
    return []


def _status_show(question: Question) -> dict[str, object]:
    """Of the database only: it says nothing of the index."""
    return {
        "ckan_version": VERSION,
        "site_url": f"{question.root}/opendata",
        "site_description": "Cổng dữ liệu mở (mô phỏng)",
        "site_title": "Dữ liệu mở",
        "error_emails_to": None,
        "locale_default": "vi",
        "extensions": ["datastore", "tracking"],
    }


def _datastore_search(question: Question) -> dict[str, object]:
    id = question.param("resource_id")
    if not id:
        raise _Wrong(_CONFLICT, {"__type": "Validation Error", "resource_id": ["Missing value"]})
    known = {resource_id(one): one for one in datasets(question.chance, question.made(HOUR))}
    if id not in known:
        raise _Wrong(NOT_FOUND, {"__type": "Not Found Error", "message": _NO_RESOURCE})
    start, most = _whole(question, "offset", 0), min(_whole(question, "limit", 100), _DEEPEST)
    try:
        return datastore.table(question, known[id], id, (start, most))
    except datastore.WrongSort as wrong:
        said = {"__type": "Validation Error", "sort": [str(wrong)]}
        raise _Wrong(_CONFLICT, said) from None


_ACTIONS: Mapping[str, Callable[[Question], object]] = {
    "package_search": _package_search,
    "package_list": _package_list,
    "package_show": _package_show,
    "organization_list": _organization_list,
    "organization_list_for_user": _organization_list_for_user,
    "status_show": _status_show,
    "datastore_search": _datastore_search,
}


def _refuse(question: Question, status: int) -> Response:
    kind, why = _REFUSALS.get(status, ("Error", str(status)))
    error = {"__type": kind, "message": why}
    return json_answer(_envelope(question, {"error": error, "success": False}), status)


ACTION = Dialect(answer=act, refuse=_refuse)
