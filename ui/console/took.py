"""How long an answer took, as people say it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.words import Words

_SECOND = timedelta(seconds=1)
_LONG = timedelta(seconds=10)


def took(lasted: timedelta | None, words: Words) -> str:
    """`85 ms`, `1,2 giây`, `2 phút 3 giây`; `–` for None."""
    if lasted is None:
        return "–"
    if lasted < _SECOND:
        return words.say("{n} ms", n=lasted // timedelta(milliseconds=1))
    if lasted < _LONG:
        seconds = Decimal(lasted // timedelta(milliseconds=100)) / 10
        return words.say("{seconds} giây", seconds=seconds)
    return words.duration(lasted)
