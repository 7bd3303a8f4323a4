"""Dates and times of a zone: `Thứ Sáu, 22/12/2023`, `14:05:37`; `Friday, 22 December 2023`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from services.words.catalogue import Lang

_DAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT_DAYS = {
    "vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def local_date(when: date, zone: ZoneInfo) -> date:
    """The zone's date of an instant; a date is taken as it is."""
    return when.astimezone(zone).date() if isinstance(when, datetime) else when


def written_date(lang: Lang, day: date) -> str:
    """`22/12/2023`; in English `22 Dec 2023`, since 1/2 is read differently by different people."""
    if lang == "vi":
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year:04}"


def written_day(lang: Lang, day: date) -> str:
    name = _DAYS[lang][day.weekday()]
    if lang == "vi":
        return f"{name}, {written_date(lang, day)}"
    return f"{name}, {day.day} {MONTHS[day.month - 1]} {day.year:04}"


def official_day(lang: Lang, day: date) -> str:
    """`Thứ Sáu, ngày 22 tháng 12 năm 2023`; days below 10 and the months 1 and 2 with a zero, as Decree
    30/2020/NĐ-CP has it.
    """
    if lang != "vi":
        return written_day(lang, day)
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the decree's
    return f"{_DAYS[lang][day.weekday()]}, ngày {day.day:02} tháng {month} năm {day.year:04}"


def weekday(lang: Lang, day: date) -> str:
    return _SHORT_DAYS[lang][day.weekday()]


def written_time(at: datetime, zone: ZoneInfo, *, seconds: bool) -> str:
    local = at.astimezone(zone)
    text = f"{local.hour:02}:{local.minute:02}"
    return f"{text}:{local.second:02}" if seconds else text
