"""The part of a file that a request asks for, in the words of HTTP's `Range` (RFC 9110, section 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.door import Request

_ONE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """`bytes=10-19`, `bytes=10-`, or the last ten: `bytes=-10`."""

    first: int | None
    last: int | None

    def of(self, size: int) -> range:
        """The bytes that there are of it; empty where it begins beyond the end."""
        if self.first is None:
            return range(max(size - (self.last or 0), 0), size)
        return range(self.first, size if self.last is None else min(self.last + 1, size))


def part(request: Request) -> Part | None:
    """None where the whole is asked for: what isn't understood is passed over, as HTTP says."""
    asked = (value for name, value in request.headers if name.lower() == "range")
    found = _ONE.fullmatch(next(asked, ""))
    if found is None or not (found["first"] or found["last"]):
        return None
    first, last = (int(text) if text else None for text in (found["first"], found["last"]))
    return Part(first, last)
