"""What two processes of ours tell each other on a pipe: a line of JSON each, an object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 64 * 1024
"""Bytes of a line."""


def line(**said: object) -> bytes:
    return json.dumps(said, ensure_ascii=True).encode("ascii") + b"\n"


def read(text: str | bytes) -> dict[str, Any]:
    """`{}` where it is no such line."""
    try:
        said = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


class Lines:
    """Puts together what comes in pieces."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, come: bytes) -> Iterator[dict[str, Any]]:
        """Lines that are whole now; what is no such line is passed over, however long it is."""
        *whole, rest = (self._rest + come).split(b"\n")
        # One byte more than a line may have: its end won't make it one.
        self._rest = rest[: LONGEST + 1]
        yield from filter(None, map(read, whole))
