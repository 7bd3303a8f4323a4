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

type Value = str | int | Decimal

_DECIMAL = "decimal"
# its digits are kept apart from text: a language writes 1.5 in its own way, after the cache too


@dataclass(frozen=True, slots=True)
class Phrase:
    """A Vietnamese sentence, the key of its translations, with values for its `{places}`.

    Values may come from outside (a status line of a system); they are only ever put into places,
    never read as a sentence of their own.
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()

    def as_json(self) -> str:
        values = {
            key: {_DECIMAL: str(value)} if isinstance(value, Decimal) else value
            for key, value in self.values
        }
        return json.dumps({"say": self.text, "with": values}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Phrase:
        kept = json.loads(text)
        return cls(
            kept["say"],
            tuple(
                (key, Decimal(value[_DECIMAL]) if isinstance(value, dict) else value)
                for key, value in kept["with"].items()
            ),
        )


def phrase(text: str, /, **values: Value) -> Phrase:
    """The sentence `text` (a literal: translators' tools look for this call) with its values."""
    return Phrase(text, tuple(values.items()))
