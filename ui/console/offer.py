"""What can be done at the console: keys, palette and the list of keys are made of the same offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from services.words import Words
    from ui.deed import Deed, Deeds

NAMES: dict[str, str | Phrase] = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Return": "Enter",
    "Escape": "Esc",
    "Space": phrase("phím cách"),
    "PgUp": "PageUp",
    "PgDown": "PageDown",
    "Ctrl++": "Ctrl +",
    "Ctrl+-": "Ctrl −",
    "Shift+Left": "Shift+←",
    "Shift+Right": "Shift+→",
}
"""Of keys, where people call them otherwise than Qt."""

_OTHERWISE = {"Backtab"}
"""What Qt calls a key that has its name already: Shift+Tab."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    label: Phrase
    """What it is called in the palette and in the list of keys; those of one label stand in one row there."""
    keys: tuple[str, ...] = ()
    """As `QKeySequence` reads them: `P`, `Ctrl+K`, `Return`; single letters don't reach it while people
    type."""
    deed: Callable[[], Deed | None] | None = None
    """What it will do to the wall, made anew whenever that is to be said; None comes of it where there is
    nothing to do it to."""
    go: Callable[[], None] | None = None
    """What it does where it changes nothing on the wall: another page, a filter."""
    listed: bool = True
    """In the palette too, not only among the keys."""

    def says(self) -> Phrase:
        """What it will do, beforehand."""
        deed = self.deed() if self.deed is not None else None
        return self.label if deed is None else deed.says

    def perform(self, deeds: Deeds) -> None:
        if self.deed is not None and (deed := self.deed()) is not None:
            deeds.perform(deed)
        if self.go is not None:
            self.go()


def key_names(keys: Iterable[str], words: Words) -> str:
    """As people read them: `←, →`, `Enter`, `1 … 4`."""
    every = [key for key in keys if key not in _OTHERWISE]
    digits = sorted(key for key in every if key.isdecimal())
    if len(digits) > 2:  # noqa: PLR2004 - two are read as quickly as their ends
        first = every.index(next(key for key in every if key.isdecimal()))
        every = [key for key in every if not key.isdecimal()]
        every.insert(first, f"{digits[0]} … {digits[-1]}")
    return ", ".join(words.say(NAMES.get(key, key)) for key in every)
