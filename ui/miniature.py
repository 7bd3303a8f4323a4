"""Windows that show several panels: one of them is chosen, one of them may fill the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ui.windows import WallWindow


def enlarge(windows: Iterable[WallWindow], number: int) -> None:
    """The n-th panel, from 0, at the window's full size."""
    for window in _miniatures(windows):
        names = list(window.areas)
        if number < len(names):
            window.enlarge(names[number])


def choose(windows: Iterable[WallWindow], step: int) -> None:
    for window in _miniatures(windows):
        window.choose(step)


def answer(windows: Iterable[WallWindow], *, confirmed: bool) -> None:
    """Enter: the chosen panel alone; Esc: all."""
    for window in _miniatures(windows):
        window.enlarge(window.chosen if confirmed else None)


def _miniatures(windows: Iterable[WallWindow]) -> Iterator[WallWindow]:
    return (window for window in windows if len(window.areas) > 1)
