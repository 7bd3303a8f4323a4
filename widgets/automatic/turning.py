"""Which page of several a wall shows when nobody turns them: a function of the instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TURN = timedelta(seconds=20)
HOLD = timedelta(minutes=2)
"""For which a page stays that somebody chose."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def shown(pages: Sequence[str], chosen: tuple[str, datetime] | None, now: datetime) -> str:
    """`chosen`: the page that somebody chose last, and when; one that is gone counts for nothing."""
    if chosen is None or chosen[0] not in pages:
        return pages[(now - _EPOCH) // TURN % len(pages)]
    page, since = chosen
    turns = max((now - since - HOLD) // TURN + 1, 0)
    return pages[(pages.index(page) + turns) % len(pages)]
