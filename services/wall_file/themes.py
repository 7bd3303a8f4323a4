"""Which theme is in force: the wall file's for the hour, or what somebody chose since the hour began."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from services.times import TimeOfDay
from services.wall_file.shifts import coming, latest, reached

if TYPE_CHECKING:
    from datetime import datetime, time

    from services.wall_file.shape import WallFile

type ThemeName = Literal["toi", "sang", "dem"]
"""Dark, light, night."""

ThemePlan = Annotated[
    Literal["toi", "sang", "dem"]
    | Annotated[dict[TimeOfDay, Literal["toi", "sang", "dem"]], Field(min_length=1)],
    Field(examples=["toi", {"06:00": "sang", "18:00": "toi", "22:00": "dem"}]),
]
"""One for all hours, or by the time of day from which it holds."""


def planned(wall: WallFile, at: datetime) -> ThemeName:
    """What the wall file says for that instant."""
    match wall.theme:
        case str() as name:
            return name
        case plan:
            begun = latest(plan, at, ZoneInfo(wall.zone))
            return "toi" if begun is None else plan[begun]


def turned(wall: WallFile, at: datetime) -> datetime | None:
    """When the wall file last changed the theme by the hour, at or before `at`; None: it never does."""
    return reached(_times(wall), at, ZoneInfo(wall.zone))


def turns(wall: WallFile, at: datetime) -> datetime | None:
    """When it does next."""
    return coming(_times(wall), at, ZoneInfo(wall.zone))


def _times(wall: WallFile) -> tuple[time, ...]:
    """Those at which something changes."""
    if isinstance(wall.theme, str):
        return ()
    plan = sorted(wall.theme.items())
    before = [theme for _, theme in (plan[-1], *plan[:-1])]
    return tuple(at for (at, theme), last in zip(plan, before, strict=True) if theme != last)


def holding(wall: WallFile, chosen: tuple[str, datetime] | None, at: datetime) -> str | None:
    """What somebody chose, with the instant from which it holds, as long as the plan didn't change the
    theme since; None where that is over.
    """
    if chosen is None:
        return None
    theme, since = chosen
    last = turned(wall, at)
    return theme if last is None or last <= since else None


def in_force(wall: WallFile, chosen: tuple[str, datetime] | None, at: datetime) -> str:
    return holding(wall, chosen, at) or planned(wall, at)
