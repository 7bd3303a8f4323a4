"""A record as text and back: canonical JSON without its key and its time, digits kept."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError, ValidationError

from services.cache.dates import dated
from services.cache.times import instant
from services.records import KINDS, Observation, Record, Sample

if TYPE_CHECKING:
    from services.phrase import Phrase

NAMES: Final[dict[type[Record], str]] = {kind: name for name, kind in KINDS.items()}
_ADAPTERS: Final[dict[str, TypeAdapter[Record]]] = {}
_APART = {"uid", "at", "fault"}
"""Kept in columns of their own, for they change without the figure changing."""
LARGE = 128 * 1024
"""Characters of a body of which few are remembered as records."""


class Unreadable(Exception):  # noqa: N818 - a record that no later reader could read
    """A record that can't be kept: what was written would not come back."""


def encode(record: Record) -> str:
    """The body of a record; lone surrogates are replaced, numbers that are none raise `Unreadable`."""
    name = NAMES.get(type(record))
    if name is None:
        raise Unreadable(type(record).__name__)
    try:
        return _dump(name, record)
    except PydanticSerializationError:
        return _dump(name, _scrubbed(record))


def decode(kind: str, uid: str, body: str, at: int | None) -> Record:
    """The record of a body. Equal facts are the same object from picture to picture."""
    return (_decoded if len(body) < LARGE else _decoded_large)(kind, uid, body, at)


@lru_cache(maxsize=20_000)
def _decoded(kind: str, uid: str, body: str, at: int | None) -> Record:
    return _read(kind, uid, body, at)


@lru_cache(maxsize=8)
def _decoded_large(kind: str, uid: str, body: str, at: int | None) -> Record:
    """A map's picture is 3 MiB: what stands on the wall is remembered, not what stood there."""
    return _read(kind, uid, body, at)


def _read(kind: str, uid: str, body: str, at: int | None) -> Record:
    outer: dict[str, str] = {"uid": uid}
    if at is not None:
        outer["at"] = instant(at).isoformat()
    head = json.dumps(outer, ensure_ascii=False)
    text = head if body == "{}" else f"{head[:-1]},{body[1:]}"
    return _adapter(kind).validate_json(text)


def credible(kind: str, uid: str, body: str, at: int | None) -> Record | None:
    """As it may be shown: an earlier program kept absurd dates too."""
    if len(body) >= LARGE:
        return dated(decode(kind, uid, body, at))
    return _credible(kind, uid, body, at)


@lru_cache(maxsize=20_000)
def _credible(kind: str, uid: str, body: str, at: int | None) -> Record | None:
    return dated(decode(kind, uid, body, at))


def encode_series(sample: Sample) -> str:
    """What all points of a series have in common."""
    return encode(replace(sample, value=Decimal(0)))


def check(kind: str, uid: str, body: str) -> None:
    """`Unreadable` unless the body comes back."""
    try:
        decode(kind, uid, body, None)
    except ValidationError as error:
        raise Unreadable(uid) from error


def has_value(record: Record) -> bool:
    """Whether there is anything to show: only an observation can be without."""
    if not isinstance(record, Observation):
        return True
    return record.value is not None or record.text is not None or record.numerator is not None


def plain(text: str) -> str:
    """Text that can be stored: without lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")


def fault_json(fault: Phrase | None) -> str | None:
    return None if fault is None else plain(fault.as_json())


def _dump(name: str, record: Record) -> str:
    """Wrong types are found by `check`, not by warnings."""
    body = _adapter(name).dump_json(record, exclude=_APART, exclude_defaults=True, warnings="none")
    return body.decode("utf-8")


def _adapter(name: str) -> TypeAdapter[Record]:
    if name not in _ADAPTERS:
        _ADAPTERS[name] = TypeAdapter(KINDS[name])
    return _ADAPTERS[name]


def _scrubbed(record: Record) -> Record:
    scrubbed: dict[str, Any] = {f.name: _scrub(getattr(record, f.name)) for f in fields(record)}
    return replace(record, **scrubbed)


def _scrub(value: object) -> object:
    match value:
        case datetime():
            return value
        case str() if type(value) is str:
            return plain(value)
        case tuple():
            return tuple(_scrub(part) for part in value)
        case _:
            return value
