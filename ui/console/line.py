"""A curve to be drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """Values by time: seconds since 1970, ascending."""

    points: tuple[tuple[float, float], ...] = ()
    joined: bool = True
    """A line goes through them where none is missing; else each stands for itself."""
    failed: tuple[float, ...] = ()
    """When there was no value though one was asked for."""
    level: float | None = None
    """A plan: what the values are held against."""
    floor: float | None = None
    """Below which no value lies."""
