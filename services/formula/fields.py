"""What of a record a formula may name, and of which sort it is: read off the records' own classes, so
that a new kind or field needs no word here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from services.formula.sorts import Sort
from services.records import KINDS, Labels

if TYPE_CHECKING:
    from services.records import Record

COUNTED = tuple(name for name in KINDS if name != "samples")
"""Kinds of which records stand; points of a series are only ever added."""

_JOINED = {"document_states": ("document", "documents")}
"""Where a field is the uid of a record of another kind: its fields can be named as well."""

type _Sorted = tuple[Sort, tuple[str, ...]]
"""With all that it can be, where that is known."""

_PLAIN: tuple[tuple[type, Sort], ...] = (
    (bool, Sort.TRUTH),
    (int, Sort.NUMBER),
    (Decimal, Sort.NUMBER),
    (str, Sort.TEXT),
    (date, Sort.TIME),
    (timedelta, Sort.SPAN),
)
"""In this order: a truth is an int, a time a date."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    sort: Sort
    choices: tuple[str, ...] = ()
    """All that it can be, where that is known."""
    through: tuple[str, str] | None = None
    """Where another record has it: the field with that one's uid, and its kind."""


@cache
def fields_of(kind: str) -> dict[str, Field]:
    """By name; the record's own go before those of the one that it belongs to."""
    own = {name: Field(name, *sort) for name, sort in _sorts(KINDS[kind]).items()}
    if kind not in _JOINED:
        return own
    _, other = _JOINED[kind]
    more = {
        name: Field(name, *sort, through=_JOINED[kind])
        for name, sort in _sorts(KINDS[other]).items()
    }
    return more | own


@cache
def labels_of(kind: str) -> str | None:
    """The field that holds its labels."""
    hints = get_type_hints(KINDS[kind])
    return next((f.name for f in fields(KINDS[kind]) if hints[f.name] == Labels), None)


def _sorts(kind: type[Record]) -> dict[str, _Sorted]:
    hints = get_type_hints(kind)
    found = {field.name: _sort(hints[field.name]) for field in fields(kind)}
    return {name: sort for name, sort in found.items() if sort is not None}


def _sort(hint: Any) -> _Sorted | None:  # noqa: ANN401 - a type
    """None for what no formula can make use of: labels, shapes, sentences."""
    if get_origin(hint) in {Union, UnionType}:
        parts = [part for part in get_args(hint) if part is not NoneType]
        found = {_sort(part) for part in parts}
        if len(found) == 1:
            return found.pop()
        known = {sort[0] for sort in found if sort is not None}
        return (known.pop(), ()) if len(known) == 1 and None not in found else None
    if get_origin(hint) is tuple:
        return (Sort.TEXTS, ()) if get_args(hint) == (str, ...) else None
    if not isinstance(hint, type):
        return None
    if issubclass(hint, Enum) and issubclass(hint, str):
        return Sort.TEXT, tuple(str(one.value) for one in hint)
    return next(((sort, ()) for base, sort in _PLAIN if issubclass(hint, base)), None)
