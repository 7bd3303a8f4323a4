"""Which page of several a wall shows when nobody turns them: a function of the instant and of what is
recorded.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TURN = timedelta(seconds=20)
HOLD = timedelta(minutes=2)
"""For which a page stays that somebody chose."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def shown(
    pages: Sequence[str],
    chosen: tuple[str, datetime] | None,
    now: datetime,
    ahead: tuple[int, datetime] | None = None,
) -> str:
    """`chosen`: the page that somebody chose last, and when; one that is gone counts for nothing.
    `ahead`: by how many pages the turns are ahead of the clock (`ahead_of`), and since when; once its
    time is up, a choice before that counts no more.
    """
    if chosen is not None and chosen[0] in pages:
        page, since = chosen
        if ahead is None or ahead[1] <= since or now - since < HOLD:
            turns = max((now - since - HOLD) // TURN + 1, 0)
            return pages[(pages.index(page) + turns) % len(pages)]
    return pages[(_turns(now) + (0 if ahead is None else ahead[0])) % len(pages)]


def ahead_of(pages: Sequence[str], page: str, now: datetime) -> int:
    """With which `page` is the one that is up now. From the instant and the number of pages alone it
    can't be told: when that number changes, nearly every page would be another at once.
    """
    return (pages.index(page) - _turns(now)) % len(pages)


def _turns(now: datetime) -> int:
    return (now - _EPOCH) // TURN
