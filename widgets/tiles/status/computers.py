"""Computers on the board: infected ones first, then those that nothing protects, then those whose protection
is old.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.plain import plain
from widgets.tiles.status.view import WELL, Service

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from services.phrase import Phrase
    from services.records import Endpoint
    from services.settings import Wording


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split("|"))


_GUARDED = _words(
    "on|active|managed|protected|enabled|bật|đã bật|đang bật|hoạt động|đang hoạt động|được bảo vệ|"
    "đang bảo vệ|true|1"
)
_BARE = _words(
    "off|unmanaged|unprotected|disabled|inactive|tắt|đã tắt|không hoạt động|chưa cài|chưa cài đặt|"
    "không được bảo vệ|false|0"
)
_AWAY = _words("disconnected|offline|mất kết nối|không liên lạc được")
_NEVER = _words("never_connected|never connected|pending|chưa kết nối|chưa từng kết nối")

INFECTED = phrase("Nhiễm mã độc")
UNGUARDED = phrase("Không được bảo vệ")
AWAY = phrase("Không liên lạc được")
NEVER = phrase("Chưa từng kết nối")
OUTDATED = phrase("Chưa cập nhật")
GUARDED = phrase("Được bảo vệ")
SHORT = {
    INFECTED: phrase("Nhiễm"),
    UNGUARDED: phrase("Không bảo vệ"),
    AWAY: phrase("Mất liên lạc"),
    NEVER: phrase("Chưa kết nối"),
}
"""Where there is hardly room."""
_POORLY, _UNKNOWN = 1, 2


def computer(
    one: Endpoint, reckoned: datetime, old: timedelta, unit: Wording | str | None
) -> Service:
    """`old`: how long ago its protection may have been updated."""
    illness, rank, state = _state(one, reckoned, old)
    return Service(
        name=plain(one.name, 80),
        code="infected" if one.infected else one.av_state and plain(one.av_state, 40),
        state=state,
        illness=illness,
        rank=rank,
        since=one.updated if state in {AWAY, OUTDATED} else None,
        where=unit,
    )


def _state(
    one: Endpoint, reckoned: datetime, old: timedelta
) -> tuple[int, int, Phrase | str | None]:
    word = (one.av_state or "").strip().casefold()
    if one.infected:
        return 0, 0, INFECTED
    if word in _BARE:
        return _POORLY, 0, UNGUARDED
    if word in _NEVER:
        return _POORLY, 1, NEVER
    if word in _AWAY:
        return _POORLY, 2, AWAY
    if one.updated is not None and reckoned - one.updated > old:
        return _POORLY, 3, OUTDATED
    if word in _GUARDED:
        return WELL, 0, GUARDED
    return _UNKNOWN, 0, plain(one.av_state, 40) if one.av_state else None
