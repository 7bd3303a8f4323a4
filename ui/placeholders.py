"""Long answers that nobody gave: what a wall must still show legibly, before it has asked anyone."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from services.news import Batch
from services.phrase import Phrase
from services.records import KINDS, Observation, Record, Sample, labels

if TYPE_CHECKING:
    from services.wall_file.indicator import Indicator
    from services.wall_file.shape import WallFile

_FIGURE = Decimal("8888888.8")
_WORDS = "Phát hiện truy cập bất thường vào hệ thống quản lý văn bản của cơ quan"
_MANY = 12
_SEVERITIES = 6
_OWN = ("territory", "organ", "period")


def answers(wall: WallFile, at: datetime) -> list[Batch]:
    """One batch a source: a long figure for each of its indicators, a dozen long records of every
    kind.
    """
    many = _records(at)
    return [
        Batch(
            source=id,
            records=(*_figures(wall, id, at), *many),
            asked=at - timedelta(seconds=1),
            received=at,
            simulated=True,
        )
        for id in wall.sources
    ]


def _figures(wall: WallFile, source: str, at: datetime) -> list[Record]:
    return [
        record
        for id, indicator in wall.indicators.items()
        if indicator.source == source and indicator.formula is None
        for record in _figure(id, indicator, at)
    ]


def _figure(id: str, indicator: Indicator, at: datetime) -> list[Record]:
    own = {name: indicator.where.get(name) for name in _OWN}
    rest = labels({name: v for name, v in indicator.where.items() if name not in _OWN})
    named = indicator.metric or id
    percent = indicator.unit is not None and indicator.unit.vi == "%"
    value = Decimal("100.00") if percent else _FIGURE
    figure = Observation(
        uid=f"placeholder {id}",
        at=at,
        indicator=named,
        value=value,
        qualifier="ước",
        labels=rest,
        territory=own["territory"],
        organ=own["organ"],
        period=own["period"],
    )
    points = [
        Sample(
            uid=f"placeholder {id}",
            at=at - timedelta(hours=hours),
            indicator=named,
            value=value,
            labels=rest,
            territory=own["territory"],
        )
        for hours in range(3)
    ]
    return [figure, *points]


def _records(at: datetime) -> list[Record]:
    return [
        _record(kind, hints, number, at)
        for name, kind in KINDS.items()
        if name not in {"observations", "samples"}
        for hints in (get_type_hints(kind),)
        for number in range(_MANY)
    ]


def _record(kind: type[Record], hints: dict[str, Any], number: int, at: datetime) -> Record:
    said: dict[str, Any] = {
        field.name: _value(hints[field.name], field.name, number, at)
        for field in fields(kind)
        if field.name != "publication"
    }
    said["uid"] = f"placeholder {number}"
    return kind(**said)


def _value(hint: Any, name: str, number: int, at: datetime) -> object:  # noqa: ANN401 - a type
    """Something long of the type that a field has."""
    if get_origin(hint) is tuple:
        return ()
    kinds = [kind for kind in (get_args(hint) or (hint,)) if kind is not type(None)]
    kind = kinds[0]
    if name == "severity":
        return number % _SEVERITIES
    if isinstance(kind, type):
        known: tuple[tuple[type, object], ...] = (
            (datetime, at - timedelta(days=40, minutes=number)),
            (date, at.astimezone(UTC).date()),
            (bool, False),
            (int, number),
            (Decimal, _FIGURE),
            (Phrase, Phrase(_WORDS)),
        )
        for base, value in known:
            if issubclass(kind, base):
                return value
        if issubclass(kind, str) and kind is not str:
            return next(iter(kind))  # of an enumeration of words
        if kind is str:
            return f"{_WORDS} {number}"
    return ()
