"""How urgent something is, wherever a wall file says it."""

from __future__ import annotations

from enum import StrEnum


class Priority(StrEnum):
    """Mức ưu tiên, nặng nhất trước."""

    URGENT = "urgent"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
