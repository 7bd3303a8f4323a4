"""Where everything of a group stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.tiles.group.parts import Extra


@dataclass(frozen=True, slots=True)
class Plan:
    """All in pixels."""

    columns: int
    rows: int
    """In each column."""
    shown: int
    headed: bool
    size: float
    name: float
    """Width of the names; `lines` at most of each."""
    lines: int
    bar: float
    left: float
    """Of values before their decimal marks."""
    right: float
    unit: float
    brief: bool
    """Units in their short form."""
    extras: tuple[Extra, ...]
    widths: tuple[float, ...]
    """Of the columns beside the values."""
    cut: int
    """Names that have no room even in short."""
    worth: tuple[int, int, int, float]
    """Least is best."""
    narrow: bool
    """No room for names beside figures that stand under one another."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """Rows and columns, before their letters have a size; in pixels."""

    columns: int
    rows: int
    shown: int
    headed: bool
    height: float
    """Of a row."""
    width: float
    """Of a column of rows."""
    brief: bool
    extras: tuple[Extra, ...]
    widths: tuple[float, ...]
