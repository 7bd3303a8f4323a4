"""What is to be said to people, before it has a language.

A connector that meets a refusal, a wall file with a fault and a cache that is full all have
something to say, and the language may change afterwards (an operator switches, a replay is read in
English). So they hand on a `Phrase`: the Vietnamese sentence with named places, and what stands in
them. `services.words` puts it into a language; the cache keeps it as JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

type Value = str | int | Decimal | Phrase

_DECIMAL = "decimal"
# its digits are kept apart from text: a language writes 1.5 in its own way, after the cache too


@dataclass(frozen=True, slots=True)
class Phrase:
    """A Vietnamese sentence, the key of its translations, with values for its `{places}`.

    Values may come from outside (a status line of a system); they are only ever put into places,
    never read as a sentence of their own. A phrase in a place is said in the same language.
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()

    def as_json(self) -> str:
        return json.dumps(_kept(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Phrase:
        """`ValueError` where it is none; a value of which this program knows nothing has no place."""
        return _again(json.loads(text))

    def with_texts(self, change: Callable[[str], str]) -> Phrase:
        """The same with other texts in its places, and in those of the phrases there."""

        def changed(value: Value) -> Value:
            match value:
                case str():
                    return change(value)
                case Phrase():
                    return value.with_texts(change)
                case _:
                    return value

        return Phrase(self.text, tuple((key, changed(value)) for key, value in self.values))


def phrase(text: str, /, **values: Value) -> Phrase:
    """The sentence `text` (a literal: translators' tools look for this call) with its values."""
    return Phrase(text, tuple(values.items()))


def _kept(value: Value) -> object:
    match value:
        case Phrase():
            return {"say": value.text, "with": {key: _kept(one) for key, one in value.values}}
        case Decimal():
            return {_DECIMAL: str(value)}
        case _:
            return value


def _again(kept: object) -> Phrase:
    match kept:
        case {"say": str(text), "with": dict(values)}:
            known = ((str(key), _value(one)) for key, one in values.items())
            return Phrase(text, tuple((key, one) for key, one in known if one is not None))
        case _:
            raise ValueError(str(kept)[:80])


def _value(kept: object) -> Value | None:
    match kept:
        case {"say": _}:
            return _again(kept)
        case {"decimal": str(digits)}:
            return _decimal(digits)
        case str() | int():
            return kept
        case _:
            return None


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation as error:
        raise ValueError(digits[:80]) from error
