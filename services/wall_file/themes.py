"""Which theme is in force: that of the schedule's part, the wall file's for the hour, or what somebody
chose since one of these last changed it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from services.times import TimeOfDay
from services.wall_file import parts
from services.wall_file.shifts import coming, latest, reached

if TYPE_CHECKING:
    from datetime import datetime, time

    from services.wall_file.shape import WallFile

type ThemeName = Literal["toi", "sang", "dem"]
"""Dark, light, night."""

_NAMES = frozenset(("toi", "sang", "dem"))
_MOMENT = timedelta(microseconds=1)
_MOST_EDGES = 500
"""Looked at for a change; where parts hide all that the hours change there is none."""

ThemePlan = Annotated[
    Literal["toi", "sang", "dem"]
    | Annotated[dict[TimeOfDay, Literal["toi", "sang", "dem"]], Field(min_length=1)],
    Field(examples=["toi", {"06:00": "sang", "18:00": "toi", "22:00": "dem"}]),
]
"""One for all hours, or by the time of day from which it holds."""


def planned(wall: WallFile, at: datetime) -> ThemeName:
    """What the wall file says for that instant; a part of the schedule goes before the hour."""
    zone = ZoneInfo(wall.zone)
    on = parts.lasting(wall.schedule, at, zone)
    if on is not None and on.part.theme is not None:
        return on.part.theme
    match wall.theme:
        case str() as name:
            return name
        case plan:
            begun = latest(plan, at, zone)
            return "toi" if begun is None else plan[begun]


def turned(wall: WallFile, at: datetime) -> datetime | None:
    """When the wall file last changed the theme, at or before `at`; None: not within a year, or never."""
    zone, times = ZoneInfo(wall.zone), _times(wall)
    if not _by_part(wall):
        return reached(times, at, zone)
    edges = parts.before(wall.schedule, at, zone)
    for _ in range(_MOST_EDGES):
        known = [reached(times, at, zone), next((one for one in edges if one <= at), None)]
        edge = max((one for one in known if one is not None), default=None)
        if edge is None or _changes(wall, edge):
            return edge
        at = edge - _MOMENT
    return None


def turns(wall: WallFile, at: datetime) -> datetime | None:
    """When it does next."""
    zone, times = ZoneInfo(wall.zone), _times(wall)
    if not _by_part(wall):
        return coming(times, at, zone)
    edges = parts.after(wall.schedule, at, zone)
    for _ in range(_MOST_EDGES):
        known = [coming(times, at, zone), next((one for one in edges if one > at), None)]
        edge = min((one for one in known if one is not None), default=None)
        if edge is None or _changes(wall, edge):
            return edge
        at = edge
    return None


def turns_by_hour(wall: WallFile, at: datetime) -> datetime | None:
    """When the next hour comes that brings another theme, be it one that a part of the schedule hides."""
    return coming(_times(wall), at, ZoneInfo(wall.zone))


def _by_part(wall: WallFile) -> bool:
    return wall.schedule is not None and any(part.theme for part in wall.schedule.parts)


def _changes(wall: WallFile, at: datetime) -> bool:
    return planned(wall, at) != planned(wall, at - _MOMENT)


def _times(wall: WallFile) -> tuple[time, ...]:
    """Those at which the hour changes something."""
    if isinstance(wall.theme, str):
        return ()
    plan = sorted(wall.theme.items())
    before = [theme for _, theme in (plan[-1], *plan[:-1])]
    return tuple(at for (at, theme), last in zip(plan, before, strict=True) if theme != last)


def known(theme: str) -> bool:
    """Else a newer program's."""
    return theme in _NAMES


def holding(wall: WallFile, chosen: tuple[str, datetime] | None, at: datetime) -> str | None:
    """What somebody chose, with the instant from which it holds, as long as the wall file didn't change the
    theme since; None where that is over.
    """
    if chosen is None or not known(chosen[0]):
        return None
    theme, since = chosen
    last = turned(wall, at)
    return theme if last is None or last <= since else None


def in_force(wall: WallFile, chosen: tuple[str, datetime] | None, at: datetime) -> str:
    return holding(wall, chosen, at) or planned(wall, at)
