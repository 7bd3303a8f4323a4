"""The console's window in the wall's colours, its letters as large as people want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from ui.console import dress
from ui.console.offer import Offer
from widgets.look import palette_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.wall import Wall

_STEP = 1.1
"""Of a zoom."""


class Dressing:
    """`changed`: what follows when people want letters of another size."""

    def __init__(self, window: QWidget, wall: Wall, changed: Callable[[], None]) -> None:
        self._window, self._wall, self._changed = window, wall, changed
        self.zoom = 1.0
        self._dressed: tuple[str, float] | None = None

    def renew(self) -> bool:
        """False where colours and letters are as they were."""
        palette = palette_of(self._wall.stage.wall, self._wall.setting.theme)
        wanted = (f"{palette}", self.zoom)
        if wanted == self._dressed:
            return False
        self._dressed = wanted
        self._window.setFont(dress.letters(self.zoom))
        self._window.setPalette(dress.colours(palette))
        self._window.setStyleSheet(dress.sheet(palette, self.zoom))
        return True

    def offers(self) -> list[Offer]:
        return [
            Offer(label=phrase("chữ to hơn"), keys=("Ctrl++", "Ctrl+="), go=self._enlarge),
            Offer(label=phrase("chữ nhỏ hơn"), keys=("Ctrl+-",), go=self._lessen),
            Offer(label=phrase("cỡ chữ ban đầu"), keys=("Ctrl+0",), go=self._as_it_was),
        ]

    def _enlarge(self) -> None:
        self._become(min(self.zoom * _STEP, dress.MOST))

    def _lessen(self) -> None:
        self._become(max(self.zoom / _STEP, dress.LEAST))

    def _as_it_was(self) -> None:
        self._become(1.0)

    def _become(self, zoom: float) -> None:
        self.zoom = zoom
        self._changed()
