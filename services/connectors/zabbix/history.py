"""Values of items that were: what is asked for, and how far an answer reaches. Pure functions.

Zabbix keeps them by type and hands out so many of the items that are asked for together, the oldest first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.connectors.zabbix.answer import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.connectors.zabbix.answer import Row

TYPES = ("0", "3")
"""Of numbers: float, unsigned."""
POINTS = 10_000
"""Of one answer; the next ask goes on from there."""
_DIGITS = 12
"""Of seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Reach:
    """`end`: the last second of which all was had."""

    end: int
    more: bool = False
    lost: bool = False
    """That second alone has more points than an answer holds."""


def asked(items: Sequence[str], kind: str, since: int) -> dict[str, object]:
    return {
        "output": "extend",
        "history": int(kind),
        "itemids": [*items],
        "time_from": since,
        "sortfield": "clock",
        "sortorder": "ASC",
        "limit": POINTS,
    }


def reach(points: Sequence[Row], since: int, now: int) -> Reach:
    """Of the points from `since` on; a full answer may end within a second, which is asked for again. A point
    that is ahead takes none of those before it.
    """
    written = (text(point, "clock") for point in points)
    clocks = [int(one) for one in written if one.isdecimal() and len(one) <= _DIGITS]
    last = max((min(clock, now) for clock in clocks), default=since - 1)
    if len(points) < POINTS:
        return Reach(last)
    several = last > min(clocks, default=last)
    return Reach(last - 1, more=True) if several else Reach(last, more=True, lost=True)


def together(reaches: Sequence[Reach]) -> Reach:
    """Of items that were asked for in several calls."""
    cut = [one.end for one in reaches if one.more]
    end = min(cut) if cut else max(one.end for one in reaches)
    return Reach(end, more=bool(cut), lost=any(one.lost for one in reaches))


def ends(cursor: str | None) -> dict[str, int]:
    """How far the values of each indicator and type were had, in seconds since 1970."""
    try:
        found = json.loads(cursor or "{}")
    except ValueError:
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: end for name, end in pairs if isinstance(end, int)}
