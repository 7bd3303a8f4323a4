"""A connector of another package: what it hands back is looked at before the cache gets to see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from services.connectors import Answered
from services.door import SourceError
from services.mapping import MOST
from services.news import Covers, Reason
from services.phrase import Phrase
from services.records import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.connectors import Connector
    from services.door import Door
    from services.settings import Source

LONGEST_CURSOR = 100_000
"""Characters that are kept between two asks."""

_NAMES: Final = {kind: name for name, kind in KINDS.items()}


class Unfit(ValueError):  # noqa: N818 - said of what a guest handed back
    """Not what `ask` may hand back; for its author, in the log."""


class Guest:
    """Stands where the connector would. What it raises is the line's to tell, as any connector's."""

    def __init__(self, connector: Connector[Any]) -> None:
        self.name = connector.name
        self.settings: type[Source] = connector.settings
        self._connector = connector

    def ask(self, settings: Source, door: Door, cursor: str | None) -> Answered:
        try:
            return sound(self._connector.ask(settings, door, cursor))
        except SourceError as error:
            if all(fits for _, fits in _telling(error)):
                raise
            raise Unfit("a SourceError needs a Reason and a Phrase") from error


def sound(answered: object) -> Answered:
    """The answer, each part of its own type throughout, or `Unfit`."""
    if type(answered) is not Answered:
        raise Unfit(f"ask gave {type(answered).__name__}, not Answered")
    wrong = next((name for name, fits in _fitting(answered) if not fits), None)
    if wrong is not None:
        raise Unfit(f"{wrong} of the answer is not of its type")
    for record in answered.records:
        try:
            _adapter(_NAMES[type(record)]).validate_python((record,))
        except ValidationError as error:
            said = error.errors(include_url=False, include_input=False)[0]
            raise Unfit(f"{type(record).__name__}{said['loc'][1:]}: {said['msg']}") from None
    return answered


def _fitting(answered: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - whatever a guest gave
    records, notes = answered.records, answered.notes
    yield "records", isinstance(records, tuple) and len(records) <= MOST
    yield "records", all(type(one) in KINDS.values() for one in records)
    yield "asked", _is_time(answered.asked)
    yield "received", _is_time(answered.received)
    yield "covers", isinstance(answered.covers, Covers)
    yield "at", answered.at is None or _is_time(answered.at)
    yield "cursor", answered.cursor is None or _is_short(answered.cursor)
    yield "simulated", isinstance(answered.simulated, bool)
    yield "unchanged", isinstance(answered.unchanged, bool)
    yield "missing", answered.missing is None or _is_count(answered.missing)
    yield "notes", isinstance(notes, tuple) and all(isinstance(one, Phrase) for one in notes)


def _telling(error: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - whatever a guest gave
    yield "reason", isinstance(error.reason, Reason)
    yield "words", isinstance(error.words, Phrase)
    yield "retry_after", isinstance(error.retry_after, timedelta | None)


def _is_time(value: object) -> bool:
    return isinstance(value, datetime) and value.utcoffset() is not None


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_CURSOR


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    """Of one record of the kind in a tuple: pydantic takes no configuration for a bare dataclass."""
    config = ConfigDict(strict=True, revalidate_instances="always")
    one: Any = tuple.__class_getitem__(KINDS[kind])
    return TypeAdapter[Any](one, config=config)
