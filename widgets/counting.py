"""What records have in common that are counted together by what they say in a field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widgets.values import Ranked, Staged, as_json

if TYPE_CHECKING:
    from widgets.values import Value


def shared(value: Value) -> Value:
    """A stage without each record's own days, a priority without one source's word for it."""
    match value:
        case Staged():
            return replace(value, days=None)
        case Ranked():
            return replace(value, raw=None)
        case _:
            return value


def key_of(value: Value) -> str:
    """Equal of what is counted together."""
    return str(as_json(shared(value)))
