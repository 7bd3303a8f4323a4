"""What is chosen by keys before it is done: each key makes another choice of it, and none does anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ui.console.offer import Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from services.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Keyed[T]:
    key: str
    label: Phrase
    becomes: T


def offers[T](every: Iterable[Keyed[T]], become: Callable[[T], None]) -> list[Offer]:
    """Bound to their keys, and not listed one by one."""
    return [
        Offer(label=one.label, keys=(one.key,), go=partial(become, one.becomes), listed=False)
        for one in every
    ]
