"""A tile on its way to a screen: which screen, in which form, for how long, as keys say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from services.phrase import phrase
from ui.console.keyed import Keyed
from ui.layers import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.phrase import Phrase
    from ui.deed import Deed
    from ui.steering import Steering

MINUTES = 10
"""Unless somebody types others."""
_MOST = 4
"""Digits of minutes."""

FORMS: dict[Form, tuple[str, Phrase]] = {
    Form.TILE: ("T", phrase("ô")),
    Form.DETAIL: ("D", phrase("chi tiết")),
    Form.BY_UNIT: ("B", phrase("bảng theo đơn vị")),
}
"""Their keys and what they are called."""


@dataclass(frozen=True, slots=True)
class Putting:
    """Each key gives another one; nothing happens before its `deed` is performed."""

    tile: str
    """Its id."""
    screens: tuple[str, ...]
    """Those that are there."""
    screen: str
    form: Form = Form.TILE
    typed: str = ""
    """Digits of minutes, once a screen was chosen."""
    chosen: bool = False
    """A digit chose the screen; further ones are minutes."""
    good: bool = False
    """Until somebody takes it down."""

    @property
    def minutes(self) -> int:
        return int(self.typed) if self.typed else MINUTES

    def digit(self, digit: int) -> Putting:
        """The first is a screen by its number, from 1; the others are minutes."""
        if not self.chosen:
            if not 1 <= digit <= len(self.screens):
                return self
            return replace(self, screen=self.screens[digit - 1], chosen=True)
        typed = (self.typed + str(digit)).lstrip("0")[:_MOST]
        return replace(self, typed=typed, good=False)

    def back(self) -> Putting:
        """The last digit is taken away; with none left a screen is chosen again."""
        if self.typed:
            return replace(self, typed=self.typed[:-1])
        return replace(self, chosen=False, good=False)

    def formed(self, form: Form) -> Putting:
        return replace(self, form=form)

    def kept(self) -> Putting:
        """Until somebody takes it down, or for its minutes again."""
        return replace(self, good=not self.good, chosen=True)

    def beside(self, step: int) -> Putting:
        """The next screen, or the previous one."""
        at = self.screens.index(self.screen)
        return replace(self, screen=self.screens[(at + step) % len(self.screens)], chosen=True)

    def keyed(self) -> list[Keyed[Putting]]:
        """What each key makes of it."""
        return [
            *(
                Keyed(str(digit), phrase("số của màn hình, rồi số phút"), self.digit(digit))
                for digit in range(10)
            ),
            *(
                Keyed(key, phrase("màn hình khác"), self.beside(step))
                for key, step in (("Left", -1), ("Right", 1), ("Up", -1), ("Down", 1))
            ),
            *(
                Keyed(key, phrase("hình thức: {form}", form=name), self.formed(form))
                for form, (key, name) in FORMS.items()
            ),
            Keyed("K", phrase("giữ đến khi có người trả"), self.kept()),
            Keyed("Backspace", phrase("xóa số vừa gõ"), self.back()),
        ]

    def deed(self, steering: Steering) -> Deed:
        lasts = None if self.good else timedelta(minutes=self.minutes)
        return steering.put(self.tile, self.screen, self.form, lasts)


def begun(tile: str, screens: Sequence[str], screen: str) -> Putting:
    """`screen`: where it would go without another key."""
    return Putting(tile, tuple(screens), screen if screen in screens else screens[0])
