from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.wall.system import System
from ui.windows import WallWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent


@pytest.fixture
def systems() -> Iterator[tuple[System, System]]:
    with System() as one, System() as other:
        yield one, other


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[QRect]:
    """The rectangles that windows painted."""
    seen: list[QRect] = []
    paint = WallWindow.paintEvent

    def noting(self: WallWindow, event: QPaintEvent) -> None:
        seen.extend(rect for rect in event.region())  # type: ignore[attr-defined] # it has an __iter__ in fact
        paint(self, event)

    monkeypatch.setattr(WallWindow, "paintEvent", noting)
    return seen
