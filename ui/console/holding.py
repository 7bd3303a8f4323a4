"""For how long a scene that is chosen by hand holds, as keys say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.program import Hold
from ui.console.keyed import Keyed

if TYPE_CHECKING:
    from datetime import datetime

    from services.phrase import Phrase

_MOST = 4
"""Digits of minutes."""


@dataclass(frozen=True, slots=True)
class Holding:
    """By default as long as the wall file says."""

    typed: str = ""
    """Minutes."""
    good: bool = False
    """Until somebody gives the wall back."""

    def digit(self, digit: int) -> Holding:
        return Holding((self.typed + str(digit)).lstrip("0")[:_MOST])

    def back(self) -> Holding:
        return replace(self, typed=self.typed[:-1])

    def keyed(self) -> list[Keyed[Holding]]:
        """What each key makes of it."""
        return [
            *(Keyed(str(digit), phrase("số phút"), self.digit(digit)) for digit in range(10)),
            Keyed("Backspace", phrase("xóa số vừa gõ"), self.back()),
            Keyed("K", phrase("giữ đến khi có người trả"), Holding(good=True)),
            Keyed("H", phrase("như tệp tường"), Holding()),
        ]

    def hold(self, now: datetime) -> Hold | None:
        """None: as the wall file says."""
        if self.good:
            return Hold(None)
        return Hold(now + timedelta(minutes=int(self.typed))) if self.typed else None

    def says(self, usual: timedelta | None) -> Phrase:
        """`usual`: as long as the wall file says; None: it has no schedule."""
        if self.good:
            return phrase("giữ đến khi có người trả")
        if self.typed:
            return phrase("giữ {count} phút", count=int(self.typed))
        if usual is None:
            return phrase("giữ đến khi có người chọn cảnh khác")
        return phrase("giữ {count} phút, như tệp tường", count=round(usual / timedelta(minutes=1)))
