"""Another clock: of the wall's zone or of another, with the official date, the lunar one and the shift."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, override
from zoneinfo import ZoneInfo

from pydantic import Field

from services.quantities import Zone
from services.settings import Tile, Wording
from services.wall_file.shifts import coming, on_duty
from widgets.form import Form, form
from widgets.stacked import Part, Under, stacked
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import date

    from services.views import Knowledge
    from services.words import Words
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room

_MOST = {Form.COMPACT: 50.0, Form.NORMAL: 63.0, Form.LARGE: 96.0}
"""Arc minutes of the hours."""
_HERE = Wording(vi="Giờ hiện tại", en="Time now")
_UTC = Wording(
    vi="Giờ quốc tế (UTC)", en="Coordinated Universal Time (UTC)", short="Giờ UTC", short_en="UTC"
)


class ClockTile(Tile):
    """Đồng hồ: giờ của tường hoặc của một múi giờ khác, ngày theo lối hành chính, âm lịch, ca trực."""

    clock: Annotated[Literal["seconds", "minutes"], Field(examples=["seconds"])]
    """Hiện đến giây (seconds) hay đến phút (minutes)."""
    zone: Zone | None = None
    """Múi giờ, ví dụ UTC hay Asia/Tokyo; mặc định là múi giờ của tường."""
    date: bool = True
    """Hiện thứ, ngày, tháng, năm."""
    lunar: bool = False
    """Hiện ngày âm lịch."""
    shift: bool = True
    """Hiện ca trực, khi tường khai `shifts` và đồng hồ theo giờ của tường."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView(View):
    day: date
    """In the clock's zone."""
    hour: int
    minute: int
    second: int | None
    ahead: timedelta | None
    """Of the wall's own time; None where it is that."""
    dated: bool
    lunar: bool
    shift: Wording | None
    shift_ends: str | None
    """`14:00`, by the wall's clock."""
    zone: str

    @override
    def figures(self) -> dict[str, Json]:
        seconds = "" if self.second is None else f":{self.second:02}"
        return {
            "zone": self.zone,
            "day": self.day.isoformat(),
            "time": f"{self.hour:02}:{self.minute:02}{seconds}",
            "shift": None if self.shift is None else self.shift.vi,
        }


class ClockType:
    name = "clock"
    settings = ClockTile
    own_notes = False

    def look_up(self, settings: ClockTile, knowledge: Knowledge) -> ClockView:
        here = settings.zone is None or settings.zone == knowledge.wall.zone
        zone = knowledge.zone if settings.zone is None else ZoneInfo(settings.zone)
        local = knowledge.at.astimezone(zone)
        seconds = settings.clock == "seconds"
        shifts = knowledge.wall.shifts if settings.shift and here else ()
        shift = on_duty(shifts, knowledge.at, zone)
        ends = coming((one.start for one in shifts), knowledge.at, zone)
        return ClockView(
            title=settings.title or _title(zone.key, here=here),
            standing=replace(knowledge.standing(()), until=_next(local, seconds=seconds)),
            day=local.date(),
            hour=local.hour,
            minute=local.minute,
            second=local.second if seconds else None,
            ahead=None if here else _ahead(local, knowledge.zone),
            dated=settings.date,
            lunar=settings.lunar,
            shift=None if shift is None else shift.name,
            shift_ends=None if ends is None else f"{ends.astimezone(zone):%H:%M}",
            zone=zone.key,
        )

    def lay_out(self, view: ClockView, room: Room, sheet: Sheet) -> list[Item]:
        seconds = "" if view.second is None else f":{view.second:02}"
        part = Part(f"{view.hour:02}:{view.minute:02}", seconds, role="clock")
        most = _MOST[form(room.box, sheet)]
        return stacked([part], _lines(view, sheet.words), room, sheet, most=most)


TILE = ClockType()


def _title(zone: str, *, here: bool) -> Wording:
    if here:
        return _HERE
    if zone in {"UTC", "Etc/UTC"}:
        return _UTC
    city = zone.rpartition("/")[2].replace("_", " ")
    return Wording(vi=f"Giờ {city}", en=f"{city} time")


def _next(local: datetime, *, seconds: bool) -> datetime:
    """The instant at which it shows something else."""
    step = timedelta(seconds=1) if seconds else timedelta(minutes=1)
    whole = local.astimezone(UTC).replace(microsecond=0)
    return (whole if seconds else whole.replace(second=0)) + step


def _ahead(local: datetime, wall: ZoneInfo) -> timedelta:
    own, others = local.astimezone(wall).utcoffset(), local.utcoffset()
    return (others or timedelta()) - (own or timedelta())


def _lines(view: ClockView, words: Words) -> list[Under]:
    lines: list[Under] = []
    if view.dated:
        day = view.day
        forms = (words.official_day(day), words.day(day), words.brief_day(day), words.date(day))
        lines.append(Under(forms, role="date", strong=True))
    if view.shift is not None and view.shift_ends is not None:
        name = view.shift.full_in(words.lang)
        said = words.say("{shift}, đến {time}", shift=name, time=view.shift_ends)
        lines.append(Under((said, view.shift.short_in(words.lang) or name)))
    if view.ahead is not None:
        lines.append(Under(_apart(view.ahead, words)))
    if view.lunar and (lunar := words.lunar(view.day)) is not None:
        lines.append(
            Under((words.say("Âm lịch {day}", day=lunar), words.say("ÂL {day}", day=lunar)))
        )
    return lines


def _apart(ahead: timedelta, words: Words) -> tuple[str, ...]:
    lasts = words.duration(abs(ahead))
    if not ahead:
        return (words.say("cùng giờ với tường này"),)
    if ahead > timedelta():
        return words.say("sớm hơn tường này {long}", long=lasts), f"+{lasts}"
    return words.say("chậm hơn tường này {long}", long=lasts), f"-{lasts}"
