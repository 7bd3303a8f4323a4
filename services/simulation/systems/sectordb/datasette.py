"""Datasette over the database `nganh`: `{rows, truncated, filtered_table_rows_count, next_url, …}`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from services.simulation.answers import BAD, NOT_FOUND, Question, Response, json_answer
from services.simulation.dialect import Dialect
from services.simulation.systems.sectordb import tables

if TYPE_CHECKING:
    from services.simulation.systems.sectordb.tables import Line, Table, Value

VERSION = "0.65.5"
_DATABASE = "nganh"
_STEP = timedelta(minutes=10)
_ROWS, _ROWS_MOST = 100, 1000
_TOOK = 1.25
"""Milliseconds, as it says."""
_FROM = re.compile(r"\bfrom\s+\[?([A-Za-z_]\w*)", re.IGNORECASE | re.ASCII)
_SHAPES = ("arrays", "objects", "array")
_REFUSALS = {
    401: "Unauthorized",
    403: "Forbidden",
    405: "Method not allowed",
    429: "Too many requests",
    500: "database is locked",
}


class _Wrong(Exception):  # noqa: N818 - it becomes an error of Datasette's, nothing else
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def table(question: Question) -> Response:
    """`GET /nganh/{table}.json`."""
    name, _, form = question.parts["table"].rpartition(".")
    found = tables.table(question.chance, name, question.made(_STEP))
    if found is None or form != "json":
        return _error(NOT_FOUND, "Table not found")
    try:
        return json_answer(_page(question, found))
    except _Wrong as wrong:
        return _error(wrong.status, str(wrong))


def _page(question: Question, found: Table) -> object:
    shape = question.param("_shape") or "arrays"
    if shape not in _SHAPES:
        raise _Wrong(BAD, f"Invalid _shape: {shape[:40]}")
    columns = found.columns if found.view else ("rowid", *found.columns)
    lines = [*_filtered(question, columns, _numbered(found))]
    sort, descending = _sort(question, columns)
    if sort:
        place = columns.index(sort)
        lines.sort(key=lambda line: _ordered(line[place]), reverse=descending)
    size, start = _size(question), _start(question)
    shown, more = lines[start : start + size], start + size < len(lines)
    rows = [dict(zip(columns, line, strict=True)) for line in shown]
    if shape == "array":
        return rows
    after = str(start + size) if more else None
    order = f" order by {sort}{' desc' if descending else ''}" if sort else ""
    sql = ("select", ", ".join(columns), "from", found.name + order, f"limit {size + 1}")
    return {
        "database": _DATABASE,
        "table": found.name,
        "is_view": found.view,
        "human_description_en": _described_order(sort, descending=descending),
        "rows": rows if shape == "objects" else [list(line) for line in shown],
        "truncated": False,
        "filtered_table_rows_count": len(lines),
        "expanded_columns": [],
        "expandable_columns": [],
        "columns": list(columns),
        "primary_keys": [],
        "units": {},
        "query": {"sql": " ".join(sql), "params": {}},
        "facet_results": {},
        "suggested_facets": [],
        "next": after,
        "next_url": _next_url(question, found.name, after),
        "private": False,
        "allow_execute_sql": False,
        "query_ms": _TOOK,
    }


def _described_order(column: str, *, descending: bool) -> str:
    return f"sorted by {column}{' descending' if descending else ''}" if column else ""


def _numbered(found: Table) -> list[Line]:
    if found.view:
        return list(found.lines)
    return [(number, *line) for number, line in enumerate(found.lines, 1)]


def _filtered(question: Question, columns: tuple[str, ...], lines: list[Line]) -> list[Line]:
    """By `linh_vuc=cntt`, `linh_vuc__exact=cntt`."""
    for name, value in question.params:
        column = name.removesuffix("__exact")
        if column in columns:
            place = columns.index(column)
            lines = [line for line in lines if str(line[place]) == value]
    return lines


def _sort(question: Question, columns: tuple[str, ...]) -> tuple[str, bool]:
    for name, descending in (("_sort_desc", True), ("_sort", False)):
        wanted = question.param(name)
        if wanted:
            if wanted not in columns:
                raise _Wrong(500, f"Cannot sort table by {wanted[:60]}")
            return wanted, descending
    return "", False


def _ordered(value: Value) -> tuple[int, float, str]:
    """SQLite's order: NULL, numbers, texts."""
    match value:
        case None:
            return 0, 0.0, ""
        case str():
            return 2, 0.0, value
        case _:
            return 1, float(value), ""


def _size(question: Question) -> int:
    said = question.param("_size") or str(_ROWS)
    if said == "max":
        return _ROWS_MOST
    if not (said.isascii() and said.isdigit() and len(said) < 10):  # noqa: PLR2004 - of 32 bits
        raise _Wrong(BAD, "_size must be a positive integer")
    if int(said) > _ROWS_MOST:
        raise _Wrong(BAD, f"_size must be <= {_ROWS_MOST}")
    return int(said)


def _start(question: Question) -> int:
    """Pages go on from here: what `_next` holds is Datasette's own matter."""
    said = question.param("_next") or "0"
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0  # noqa: PLR2004 - of 32 bits


def _next_url(question: Question, name: str, after: str | None) -> str | None:
    if after is None:
        return None
    kept = [pair for pair in question.request.params if pair[0] != "_next"]
    asked = urlencode([*kept, ("_next", after)])
    return f"{question.root}/sectordb/{_DATABASE}/{name}.json?{asked}"


def database(question: Question) -> Response:
    """`GET /nganh.json`: the tables. SQL is not executed here: it is refused as SQLite refuses."""
    found = tables.tables(question.chance, question.made(_STEP))
    sql = question.param("sql")
    if sql is not None:
        return _refused_sql(sql, found)
    own = [one for one in found if not one.view]
    return json_answer(
        {
            "database": _DATABASE,
            "private": False,
            "path": f"/{_DATABASE}",
            "size": 122_880,
            "tables": [_described(one) for one in own],
            "hidden_count": 0,
            "views": [{"name": one.name, "private": False} for one in found if one.view],
            "queries": [],
            "allow_execute_sql": False,
            "query_ms": _TOOK,
        }
    )


def _described(one: Table) -> dict[str, object]:
    return {
        "name": one.name,
        "columns": list(one.columns),
        "primary_keys": [],
        "count": len(one.lines),
        "hidden": False,
        "fts_table": None,
        "foreign_keys": {"incoming": [], "outgoing": []},
        "private": False,
    }


def _refused_sql(sql: str, known: list[Table]) -> Response:
    named = _FROM.search(sql)
    unknown = named is not None and named[1] not in {one.name for one in known}
    why = f"no such table: {named[1]}" if named is not None and unknown else "not authorized"
    return json_answer(
        {
            "ok": False,
            "database": _DATABASE,
            "query_name": None,
            "rows": [],
            "truncated": False,
            "columns": [],
            "query": {"sql": sql[:2000], "params": {}},
            "error": why,
            "private": False,
            "allow_execute_sql": False,
            "query_ms": _TOOK,
        },
        BAD,
    )


def databases(_question: Question) -> Response:
    """`GET /-/databases.json`."""
    one = {"name": _DATABASE, "route": _DATABASE, "path": f"{_DATABASE}.db", "size": 122_880}
    return json_answer([one | {"is_mutable": True, "is_memory": False, "hash": None}])


def versions(_question: Question) -> Response:
    """`GET /-/versions.json`."""
    return json_answer({"datasette": {"version": VERSION}, "asgi": "3.0", "uvicorn": "0.30.0"})


def _refuse(_question: Question, status: int) -> Response:
    return _error(status, _REFUSALS.get(status, str(status)))


def _error(status: int, why: str) -> Response:
    return json_answer({"ok": False, "error": why, "status": status, "title": None}, status)


TABLE = Dialect(answer=table, refuse=_refuse)
DATABASE = Dialect(answer=database, refuse=_refuse)
DATABASES = Dialect(answer=databases, refuse=_refuse)
VERSIONS = Dialect(answer=versions, refuse=_refuse)
