"""OpenSearch's `_search`, as far as presets ask: `from`, `size`, `sort`, `_source`, and queries of `bool`,
`range`, `term`, `terms`, `exists`, `match_all` and a `query_string` of one range. Other queries are
refused as an index refuses what it doesn't know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

type Fields = Mapping[str, object]
type Test = Callable[[Fields], bool]

_WINDOW, _USUAL = 10_000, 10
_DATE = re.compile(r"now(?:-(\d{1,4})([smhdw]))?(?:/[smhdw])?", re.ASCII)
_STEPS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_STRING = re.compile(r"([\w.@]{1,80}):\[(\S{1,40}) TO (\S{1,40})\]", re.ASCII)
_BOUNDS: Mapping[str, Callable[[float, float], bool]] = {
    "gte": float.__ge__,
    "gt": float.__gt__,
    "lte": float.__le__,
    "lt": float.__lt__,
}


class Wrong(Exception):  # noqa: N818 - it becomes a 400, nothing else
    """`kind` is OpenSearch's type of the error."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    index: str
    id: str
    source: Fields


@dataclass(frozen=True, slots=True)
class Hits:
    total: int
    shown: list[dict[str, object]]


def search(documents: Sequence[Document], body: Fields, sorting: str | None, now: datetime) -> Hits:
    """`sorting`: the parameter `field:order` of the address."""
    begins, size = _whole(body, "from", 0), _whole(body, "size", _USUAL)
    if begins + size > _WINDOW:
        raise Wrong(
            "illegal_argument_exception",
            "Result window is too large, from + size must be less than or equal to: "
            f"[{_WINDOW}] but was [{begins + size}].",
        )
    test = _test(body.get("query", {"match_all": {}}), now)
    found = [one for one in documents if test(one.source)]
    keys = _sorting(body.get("sort"), sorting)
    for name, falling in reversed(keys):
        found.sort(key=lambda one: _rank(_at(one.source, name), now), reverse=falling)
    wanted = body.get("_source", True)
    page = found[begins : begins + size]
    return Hits(len(found), [_hit(one, wanted, keys, now) for one in page])


def _hit(
    one: Document, wanted: object, keys: list[tuple[str, bool]], now: datetime
) -> dict[str, object]:
    source = _chosen(one.source, wanted, "") if isinstance(wanted, list) else one.source
    hit: dict[str, object] = {"_index": one.index, "_id": one.id, "_score": None if keys else 1.0}
    if wanted is not False:
        hit["_source"] = source
    if keys:
        hit["sort"] = [_sort_value(_at(one.source, name), now) for name, _ in keys]
    return hit


def _chosen(fields: Fields, wanted: Sequence[object], above: str) -> dict[str, object]:
    """Those named, or within a name, or with named ones within them."""
    kept: dict[str, object] = {}
    for name, value in fields.items():
        path = f"{above}{name}"
        if any(path == one or path.startswith(f"{one}.") for one in wanted):
            kept[name] = value
        elif isinstance(value, dict):
            inner = _chosen(value, wanted, f"{path}.")
            if inner:
                kept[name] = inner
    return kept


def _test(query: object, now: datetime) -> Test:
    match query:
        case {"match_all": {}}:
            return lambda _: True
        case {"bool": dict() as clauses}:
            return _bool(cast("Fields", clauses), now)
        case {"range": dict() as said} if len(said) == 1:
            ((name, bounds),) = cast("Fields", said).items()
            return _range(name, bounds, now)
        case {"term": dict() as said} if len(said) == 1:
            ((name, value),) = cast("Fields", said).items()
            wanted = value.get("value") if isinstance(value, dict) else value
            return lambda fields: _holds(_at(fields, name), [wanted])
        case {"terms": dict() as said} if len(said) == 1:
            ((name, values),) = cast("Fields", said).items()
            several = values if isinstance(values, list) else []
            return lambda fields: _holds(_at(fields, name), several)
        case {"exists": {"field": str() as name}}:
            return lambda fields: _at(fields, name) is not None
        case {"query_string": {"query": str() as text}}:
            return _string(text, now)
        case {**other} if len(other) == 1:
            raise Wrong("parsing_exception", f"unknown query [{str(next(iter(other)))[:40]}]")
        case _:
            raise Wrong(
                "parsing_exception", "[_na] query malformed, no start_object after query name"
            )


def _bool(clauses: Fields, now: datetime) -> Test:
    tests: dict[str, list[Test]] = {}
    for name, said in clauses.items():
        if name not in {"filter", "must", "must_not"}:
            raise Wrong("parsing_exception", f"[bool] query does not support [{name[:40]}]")
        tests[name] = [_test(one, now) for one in (said if isinstance(said, list) else [said])]
    wanted = [*tests.get("filter", ()), *tests.get("must", ())]
    unwanted = tests.get("must_not", ())
    return lambda fields: all(t(fields) for t in wanted) and not any(t(fields) for t in unwanted)


def _range(name: str, bounds: object, now: datetime) -> Test:
    if not isinstance(bounds, dict) or not bounds.keys() <= _BOUNDS.keys():
        raise Wrong("parsing_exception", "[range] query does not support these bounds")
    told = [(_BOUNDS[sign], _rank(value, now)) for sign, value in cast("Fields", bounds).items()]

    def fits(fields: Fields) -> bool:
        value = _at(fields, name)
        return value is not None and all(holds(_rank(value, now), end) for holds, end in told)

    return fits


def _string(text: str, now: datetime) -> Test:
    found = _STRING.fullmatch(text.strip())
    if found is None:
        raise Wrong("query_shard_exception", f"Failed to parse query [{text[:80]}]")
    name, begins, ends = found.groups()
    return _range(name, {"gte": begins, "lte": ends}, now)


def _sorting(said: object, parameter: str | None) -> list[tuple[str, bool]]:
    """Fields, and whether each is falling."""
    if said is None and parameter:
        name, _, order = parameter.partition(":")
        return [(name, order == "desc")]
    keys: list[tuple[str, bool]] = []
    for one in said if isinstance(said, list) else [said] if said else []:
        match one:
            case str() as name:
                keys.append((name, False))
            case {**fields} if len(fields) == 1:
                ((field, how),) = fields.items()
                keys.append((str(field), how in ("desc", {"order": "desc"})))
            case _:
                raise Wrong("parsing_exception", "unknown sort")
    return keys


def _whole(body: Fields, name: str, usual: int) -> int:
    value = body.get(name, usual)
    if not isinstance(value, int) or value < 0:
        raise Wrong("illegal_argument_exception", f"[{name}] parameter cannot be negative")
    return value


def _at(fields: Fields, path: str) -> object:
    value: object = fields
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _holds(value: object, wanted: Sequence[object]) -> bool:
    return any(one in wanted for one in (value if isinstance(value, list) else [value]))


def _sort_value(value: object, now: datetime) -> object:
    """Times are sorted by their milliseconds."""
    return int(_rank(value, now)) if isinstance(value, str) else value


def _rank(value: object, now: datetime) -> float:
    """A number as it is, a time in milliseconds since 1970."""
    if isinstance(value, int | float):
        return float(value)
    text = str(value)
    if (date := _DATE.fullmatch(text)) is not None:
        back = timedelta(seconds=int(date[1] or 0) * _STEPS[date[2] or "s"])
        return (now - back).timestamp() * 1000
    try:
        return datetime.fromisoformat(text).timestamp() * 1000
    except ValueError:
        raise Wrong(
            "parse_exception", f"failed to parse date field [{text[:40]}] with format [strict_date]"
        ) from None
