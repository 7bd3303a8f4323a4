"""What is to be said to people, before it has a language.

A connector that meets a refusal, a wall file with a fault and a cache that is full all have
something to say, and the language may change afterwards (an operator switches, a replay is read in
English). So they hand on a `Phrase`: the Vietnamese sentence with named places, and what stands in
them. `services.words` puts it into a language; the cache keeps it as JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

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


def _again(kept: dict[str, Any]) -> Phrase:
    def value(one: Any) -> Value:  # noqa: ANN401 - what `_kept` wrote
        match one:
            case {"say": _}:
                return _again(one)
            case dict():
                return Decimal(one[_DECIMAL])
            case _:
                found: str | int = one
                return found

    return Phrase(kept["say"], tuple((key, value(one)) for key, one in kept["with"].items()))
