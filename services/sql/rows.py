"""Rows of a database as JSON: within a cap of rows and of bytes, numbers with their own digits."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROWS = 20_000
"""Of one answer: as many as a mapping takes."""
_FEWEST = 256
"""Bytes that are left at the end of a cap for what stands around the rows."""


@dataclass(slots=True)
class Cap:
    """How much may still be taken."""

    octets: int
    rows: int = ROWS
    _parts: list[str] = field(default_factory=list)
    more: bool = False
    """Rows were left that the caps allowed no room for."""

    def take(self, rows: Iterable[Sequence[object]]) -> bool:
        """Whether there is room for more. A row that doesn't fit is the first that is left out."""
        for row in rows:
            part = "[" + ",".join(map(written, row)) + "]"
            self.octets -= len(part.encode()) + 1
            if self.octets < _FEWEST or self.rows <= 0:
                self.more = True
                return False
            self.rows -= 1
            self._parts.append(part)
        return True

    def answer(self, columns: Sequence[str]) -> bytes:
        named = json.dumps(list(columns), ensure_ascii=False)
        more = json.dumps(self.more)
        text = f'{{"columns":{named},"rows":[{",".join(self._parts)}],"more":{more}}}'
        return text.encode("utf-8", "replace")


def written(value: object) -> str:
    """A value as JSON. Times are ISO 8601, with an offset where they have one; what is neither a number,
    a text, a time nor a list of them is an object, which no field takes for a text.
    """
    match value:
        case None | bool() | int() | str():
            return json.dumps(value, ensure_ascii=False)
        case Decimal():
            return str(value) if value.is_finite() else json.dumps(str(value))
        case float():
            return repr(value) if isfinite(value) else json.dumps(str(value))
        case date() | time():  # a datetime is a date
            return json.dumps(value.isoformat())
        case bytes() | memoryview():
            return json.dumps({"octets": len(value)})
        case list() | tuple():
            return "[" + ",".join(map(written, cast("Sequence[object]", value))) + "]"
        case dict():
            pairs = cast("dict[object, object]", value).items()
            return "{" + ",".join(f"{json.dumps(str(k))}:{written(v)}" for k, v in pairs) + "}"
        case _:
            return json.dumps(str(value), ensure_ascii=False)
