"""Services and sites on the board, with what is about to go wrong though they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.plain import plain
from services.records import Reply
from widgets.kinds import SAID
from widgets.standings import illness
from widgets.tiles.status.view import Service

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from services.phrase import Phrase
    from services.records import ServiceHealth


_CODES: Mapping[str, Phrase] = {
    "up": phrase("Hoạt động"),
    "down": phrase("Dừng"),
    "maint": phrase("Bảo trì"),
    "drain": phrase("Đang ngừng nhận"),
}
"""Codes of load balancers and monitors that mean one thing everywhere; other words stay the source's own."""


def service(
    one: ServiceHealth,
    reckoned: datetime,
    near: timedelta,
    quiet: timedelta | None,
    *,
    apart: bool,
) -> Service:
    """`near`: how soon a certificate's end is told; `quiet`: for how long a site may have published nothing;
    `apart`: others are called the same, so that its instance is said too.
    """
    until, published = one.certificate_until, one.last_published
    ends = until if until is not None and until - reckoned <= near else None
    silent = quiet is not None and published is not None and reckoned - published > quiet
    state: str | Phrase | None = None if one.state is None else plain(one.state, 40)
    if one.state in {Reply.ANSWERS, Reply.NONE, Reply.WRONG}:
        state = SAID[one.state]
    state = _CODES.get(str(one.state).strip().casefold(), state)
    name = plain(one.service, 80)
    if apart and one.instance and one.instance != one.service:
        name = f"{name} · {plain(one.instance, 60)}"
    return Service(
        name=name,
        code=None if one.state is None else plain(str(one.state), 40),
        state=state,
        illness=illness(one.state),
        since=one.since,
        words=one.words,
        expires=ends,
        expired=ends is not None and ends <= reckoned,
        published=published if silent else None,
    )
