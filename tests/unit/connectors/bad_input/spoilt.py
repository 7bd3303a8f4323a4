"""Answers of the right form that say something wrongly, by name."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

from tests.unit.connectors.bad_input.faults import always, one
from tests.unit.connectors.bad_input.good import HEADER, ROWS, separated, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.connectors.bad_input.dialects import Dialect
    from tests.unit.connectors.bad_input.faults import Answers

ZONELESS, DAY_FIRST = "2026-11-05 13:00:00", "05/11/2026 13:00"
LOCAL, GROUPED = "1.234,5", "1.234"


def _spoilt(
    dialect: Dialect, change: Callable[[Any], Any], *, items: bool = False
) -> Answers | None:
    """JSON whose first item (or list of items) is changed."""
    if dialect.items is None:
        return None

    def spoil(body: bytes) -> bytes:
        payload = json.loads(body)
        path = [*(dialect.items or ()), *([] if items else [0])]
        return json.dumps(_changed(payload, path, change), ensure_ascii=False).encode()

    return one(spoil)(dialect)


def _changed(payload: Any, path: list[str | int], change: Callable[[Any], Any]) -> Any:
    if payload == []:  # a page after the last
        return payload
    if not path:
        return change(payload)
    if path[0] == 0 and not isinstance(payload, list):  # the one object that there is
        return change(payload)
    payload = copy.copy(payload)
    payload[path[0]] = _changed(payload[path[0]], path[1:], change)
    return payload


def _set(dialect: Dialect, name: str | None, value: object) -> Answers | None:
    if name is None:
        return None
    match dialect.writes:
        case "json":
            return _spoilt(dialect, lambda item: _placed(item, dialect.within, name, value))
        case "csv" | "workbook":
            return one(lambda body: _cell(dialect, body, name, str(value)))(dialect)
        case "xml":
            place = re.compile(f"(<{name}>)[^<]*".encode())
            return one(lambda body: place.sub(rb"\g<1>" + str(value).encode(), body, count=1))(
                dialect
            )
        case "lines":
            return one(lambda body: json.dumps(json.loads(body) | {name: value}).encode() + b"\n")(
                dialect
            )
        case _:
            return None


def _placed(item: Any, within: tuple[str, ...], name: str, value: object) -> Any:
    if within:
        return item | {within[0]: _placed(item.get(within[0]) or {}, within[1:], name, value)}
    return item | {name: value}


def _cell(dialect: Dialect, body: bytes, name: str, value: str) -> bytes:
    if dialect.writes == "workbook" or body.startswith(HEADER[0].encode()):
        place = HEADER.index(name)
        rows = [
            HEADER,
            tuple(value if n == place else cell for n, cell in enumerate(ROWS[0])),
            ROWS[1],
        ]
        return workbook(*rows) if dialect.writes == "workbook" else separated(*rows)
    lines = body.split(b"\n")
    place = lines[0].removeprefix(b"# ").split(b",").index(name.encode())
    cells = lines[1].split(b",")
    cells[place] = f'"{value}"'.encode()
    return b"\n".join([lines[0], b",".join(cells), *lines[2:]])


def _wrong(value: object) -> object:
    """A list for a text or a number, a number for what holds more."""
    return 5 if isinstance(value, dict | list) else [value]


def _without(dialect: Dialect) -> Answers | None:
    match dialect.writes:
        case "json":
            return _spoilt(dialect, lambda item: {})
        case "csv" if dialect.number == "gia_tri":
            return always(separated(HEADER[::2], *(row[::2] for row in ROWS)))(dialect)
        case "workbook":
            return always(workbook(HEADER[::2], *(row[::2] for row in ROWS)))(dialect)
        case "csv":
            return one(lambda body: body.replace(b",scur,", b",other,"))(dialect)
        case "xml":
            return one(
                lambda body: re.sub(
                    rb"<(guid|title|link|description)>[^<]*</\1>| (name|ip)=\"[^\"]*\"", b"", body
                )
            )(dialect)
        case "lines":
            return one(lambda body: b"{}\n" + body)(dialect)
        case "text":
            return one(lambda body: body.replace(b"Waiting: 1", b""))(dialect)
        case _:
            return None


def _types(dialect: Dialect) -> Answers | None:
    match dialect.writes:
        case "json":
            return _spoilt(
                dialect, lambda item: {name: _wrong(value) for name, value in item.items()}
            )
        case "lines":
            return one(
                lambda body: (
                    json.dumps({n: _wrong(v) for n, v in json.loads(body).items()}).encode()
                    + b"\n"
                    + body
                )
            )(dialect)
        case _:
            return _set(dialect, dialect.number, "nhiều")


def _twice(dialect: Dialect) -> Answers | None:
    name = (dialect.number or dialect.time or "").encode()
    match dialect.writes:
        case "json" if name:
            return one(lambda body: re.sub(rb'"%s"\s*:' % name, rb'"%s": "x", \g<0>' % name, body))(
                dialect
            )
        case "csv" if dialect.number == "gia_tri":
            rows = [(*row, 7) for row in ROWS]
            return always(separated((*HEADER, "gia_tri"), *rows))(dialect)
        case "workbook":
            rows = [(*row, 7) for row in ROWS]
            return always(workbook((*HEADER, "gia_tri"), *rows))(dialect)
        case "csv":
            return one(lambda body: body.replace(b",scur,", b",scur,scur,"))(dialect)
        case _:
            return None


def _doubled(dialect: Dialect) -> Answers | None:
    match dialect.writes:
        case "json":
            return _spoilt(
                dialect,
                lambda items: [items[0], *items] if isinstance(items, list) else items,
                items=True,
            )
        case "lines":
            return one(lambda body: body + body)(dialect)
        case "csv":
            return one(lambda body: body + body.splitlines(keepends=True)[1])(dialect)
        case _:
            return None


SPOILT: dict[str, Callable[[Dialect], Answers | None]] = {
    "missing": _without,
    "types": _types,
    "other": lambda dialect: _spoilt(dialect, lambda _: {"khac": 1}, items=True),
    "scalar": lambda dialect: (
        one(lambda _: b"5")(dialect) if dialect.writes in {"json", "lines"} else None
    ),
    "zoneless": lambda dialect: _set(dialect, dialect.time, ZONELESS),
    "day first": lambda dialect: _set(dialect, dialect.time, DAY_FIRST),
    "local": lambda dialect: _set(dialect, dialect.number, LOCAL),
    "grouped": lambda dialect: _set(dialect, dialect.number, GROUPED),
    "twice": _twice,
    "doubled": _doubled,
}
