"""From values of an answer to fields of a record, by the field's type.

`Unreadable` is never a defect: the figure has no value then, or the record lacks the field.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from services.moments import day, due, moment
from services.numerals import Numerals, ambiguous, with_power, written
from services.phrase import Phrase, phrase
from services.plain import number, plain
from services.records import KINDS, Labels, Milestone, Record
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Callable

ITEMS = 200
"""Parts of a list or of labels that are kept."""
GEOMETRY = 100_000
UNSET = "0001-01-01T00:00:00Z"
"""How programs in Go write a time that there isn't."""

_TRUE, _FALSE = {"true", "1"}, {"false", "0"}


def convert(field: str, kind: type, value: object, writing: Writing) -> object:
    """`kind` as `field_types` gives it. None stays None; an empty text and an unset time are None too."""
    if value is None or value == "":
        return None
    if value == UNSET and issubclass(kind, date):
        return None
    if field == "due" and kind is datetime:
        return due(value, writing)
    if field == "geometry":
        return _geometry(value)
    if field == "severity":
        return _severity(value, writing)
    if issubclass(kind, StrEnum):
        return _word(kind, value)
    return _BY_KIND[kind](value, writing)


def field_types(kind: type[Record]) -> dict[str, type]:
    """Fields that an answer can fill, each with the one type that it has besides None. Labels count
    as `dict`, tuples of texts as `tuple`, those of milestones as `Milestone`.
    """
    return _FIELD_TYPES[kind]


def required_fields(kind: type[Record]) -> frozenset[str]:
    return frozenset(
        field.name
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.name != "uid"
    )


def _single(hint: Any) -> type:  # noqa: ANN401 - what typing makes of annotations
    if hint is Labels:
        return dict
    if typing.get_origin(hint) is types.UnionType:
        hint = next(part for part in typing.get_args(hint) if part is not types.NoneType)
    if typing.get_origin(hint) is tuple:
        return Milestone if Milestone in typing.get_args(hint) else tuple
    return cast("type", hint)


def text(value: object, _writing: Writing | None = None) -> str | None:
    match value:
        case str():
            return plain(value) or None
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return str(value)
        case float():
            return repr(value)
        case _:
            raise Unreadable


def decimal(value: object, writing: Writing) -> Decimal:
    match value:
        case bool():
            raise Unreadable
        case int() | Decimal():
            found: Decimal | None = Decimal(value)
        case float():
            found = number(repr(value))
        case str():
            found = written(value, writing.numerals)
            if found is None and (why := _otherwise(value, writing.numerals)) is not None:
                raise Unreadable(why)
        case _:
            found = None
    if found is None or not found.is_finite():
        raise Unreadable
    return found


def _otherwise(value: str, numerals: Numerals) -> Phrase | None:
    """What to declare, if it would be a number under another declaration."""
    match numerals:
        case Numerals.WHOLE if ambiguous(value):
            return _either(value)
        case Numerals.COMMA if written(value, Numerals.POINT) is not None:
            return phrase(
                "“{value}” không phải là số khi dấu phẩy là dấu thập phân; nếu dấu chấm mới là dấu "
                "thập phân thì khai decimals: point",
                value=plain(value, 40),
            )
        case Numerals.POINT | Numerals.PLAIN if written(value, Numerals.COMMA) is not None:
            return phrase(
                "“{value}” không phải là số khi dấu chấm là dấu thập phân; nếu dấu phẩy mới là dấu "
                "thập phân thì khai decimals: comma",
                value=plain(value, 40),
            )
        case _:
            return None


def _either(value: str) -> Phrase:
    if with_power(value):
        return phrase(
            "“{value}” viết với số mũ, có thể đã mất chữ số; lưu lại cột ấy ở dạng số đầy đủ, hoặc khai"
            " decimals: comma hay point để đọc cả số mũ",
            value=plain(value, 40),
        )
    return phrase(
        "“{value}” có thể là hai số khác nhau; khai decimals: comma (1.234,5) hoặc point (1,234.5)",
        value=plain(value, 40),
    )


def _integer(value: object, writing: Writing) -> int:
    found = decimal(value, writing)
    if found != found.to_integral_value():
        raise Unreadable
    return int(found)


def _boolean(value: object, _writing: Writing) -> bool:
    written = str(value).lower() if isinstance(value, bool | int | str) else ""
    if written in _TRUE | _FALSE:
        return written in _TRUE
    raise Unreadable


def _texts(value: object, writing: Writing) -> tuple[str, ...]:
    parts = cast("list[object]", value) if isinstance(value, list) else [value]
    found = (text(part, writing) for part in parts[:ITEMS] if part is not None)
    return tuple(part for part in found if part)


def _milestones(value: object, writing: Writing) -> tuple[Milestone, ...]:
    """Texts, or objects with name, due and done; a date that can't be read is none."""
    parts = cast("list[object]", value) if isinstance(value, list) else [value]
    found = (_milestone(part, writing) for part in parts[:ITEMS] if part is not None)
    return tuple(one for one in found if one is not None)


def _milestone(value: object, writing: Writing) -> Milestone | None:
    given = cast("dict[str, object]", value) if isinstance(value, dict) else {"name": value}
    name = text(given.get("name"))
    if name is None:
        return None
    dates = {}
    for field in ("due", "done"):
        try:
            dates[field] = cast("date | None", convert(field, date, given.get(field), writing))
        except Unreadable:
            dates[field] = None
    return Milestone(name=name, **dates)


def _labels(value: object, writing: Writing) -> Labels:
    if not isinstance(value, dict):
        raise Unreadable
    pairs: dict[str, str] = {}
    for name, part in list(cast("dict[str, object]", value).items())[:ITEMS]:
        if part is not None and not isinstance(part, dict | list):
            pairs[plain(name, 100)] = text(part, writing) or ""
    return tuple(sorted(pairs.items()))


def _word(kind: type[StrEnum], value: object) -> StrEnum:
    written = value.strip().casefold() if isinstance(value, str) else ""
    for word in kind:
        if written in {word.value.casefold(), word.name.casefold()}:
            return word
    raise Unreadable


def _severity(value: object, writing: Writing) -> int:
    if writing.severities:
        found = writing.severities.get((text(value) or "").casefold())
    else:
        found = _integer(value, writing)
    if found is None or found not in range(6):
        raise Unreadable
    return found


def _geometry(value: object) -> str:
    """GeoJSON as text, whether the source sent an object or a text."""
    written = (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=float)
        if isinstance(value, dict)
        else value
    )
    if not isinstance(written, str) or len(written) > GEOMETRY:
        raise Unreadable
    return plain(written, GEOMETRY)


def _found(kind: type[Record]) -> dict[str, type]:
    """Without what only a connector can say: its own words."""
    hints = typing.get_type_hints(kind)
    types_ = {field.name: _single(hints[field.name]) for field in dataclasses.fields(kind)}
    return {name: one for name, one in types_.items() if one is not Phrase}


_FIELD_TYPES: dict[type[Record], dict[str, type]] = {kind: _found(kind) for kind in KINDS.values()}

_BY_KIND: dict[type, Callable[[object, Writing], object]] = {
    str: text,
    Decimal: decimal,
    int: _integer,
    bool: _boolean,
    datetime: moment,
    date: day,
    tuple: _texts,
    dict: _labels,
    Milestone: _milestones,
}
