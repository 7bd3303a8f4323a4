"""A connector whose source was told secrets: what it repeats of them goes no further."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from services.door import SourceError
from services.phrase import Phrase

if TYPE_CHECKING:
    from services.connectors import Answered, Connector
    from services.door import Door
    from services.mask import Mask
    from services.records import Record
    from services.settings import Source


class Discreet:
    """Stands where the connector would."""

    def __init__(self, connector: Connector[Any], mask: Mask) -> None:
        self.name = connector.name
        self.settings: type[Source] = connector.settings
        self._connector, self._mask = connector, mask

    def ask(self, settings: Source, door: Door, cursor: str | None) -> Answered:
        try:
            answered = self._connector.ask(settings, door, cursor)
        except SourceError as error:
            raise error.saying(error.words.with_texts(self._mask.masked)) from None
        return replace(
            answered,
            records=tuple(self._without(record) for record in answered.records),
            notes=tuple(note.with_texts(self._mask.masked) for note in answered.notes),
            cursor=self._cursor(answered.cursor),
        )

    def _cursor(self, cursor: str | None) -> str | None:
        """One that holds a secret is not kept: the source is asked for everything again."""
        return cursor if cursor is None or self._masked(cursor) == cursor else ""

    def _masked(self, text: str) -> str:
        return self._mask.masked_in_records(text)

    def _without[T: Record](self, record: T) -> T:
        """The record itself where it holds no secret, as nearly all do."""
        changed: dict[str, Any] = {}
        for field in fields(record):
            value = getattr(record, field.name)
            masked = self._changed(value)
            if masked is not value and masked != value:
                changed[field.name] = masked
        return replace(record, **changed) if changed else record

    def _changed(self, value: object) -> object:
        match value:
            case Enum():
                return value
            case str():
                return self._masked(value)
            case tuple():
                return tuple(map(self._changed, value))
            case Phrase():
                return value.with_texts(self._masked)
            case _:
                return value
