"""Periods of statistics: `2023`, `2023-Q3`, `2023-11` as systems write them (ISO 8601 and SDMX).

What is not understood is shown as it came.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from services.plain import plain
from services.words.dates import MONTHS, written_date

if TYPE_CHECKING:
    from services.words.catalogue import Lang

_ROMAN = ("I", "II", "III", "IV")
_WEEKS = 53
_SHAPE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-?A1?"
    r"|-?[HS](?P<half>[12])"
    r"|-?Q(?P<quarter>[1-4])"
    r"|-?W(?P<week>\d{1,2})"
    r"|-M?(?P<month>\d{2})"
    r"|-(?P<month_of_day>\d{2})-(?P<day>\d{2})"
    r"|\s?[-–/]\s?(?P<last>\d{4})"
    r")?"
)


def written_period(lang: Lang, period: str) -> str:
    """`Năm 2023`, `Quý III/2023`, `Tháng 11/2023`, `Tuần 5/2023`, `6 tháng đầu năm 2023`,
    `Giai đoạn 2021–2025`.
    """
    raw = plain(period.strip())
    found = _SHAPE.fullmatch(raw)
    if not found:
        return raw
    part = {name: int(digits) for name, digits in found.groupdict().items() if digits}
    said = _vietnamese(part) if lang == "vi" else _english(part)
    return raw if said is None else said


def _vietnamese(part: dict[str, int]) -> str | None:
    match part:
        case {"year": year, "half": half}:
            return f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {year}"
        case {"year": year, "quarter": quarter}:
            return f"Quý {_ROMAN[quarter - 1]}/{year}"
        case {"year": year, "week": week}:
            return f"Tuần {week}/{year}" if 1 <= week <= _WEEKS else None
        case {"year": year, "month": month}:
            return f"Tháng {month}/{year}" if 1 <= month <= len(MONTHS) else None
        case {"month_of_day": _}:
            day = _day(part)
            return f"Ngày {written_date('vi', day)}" if day else None
        case {"year": year, "last": last}:
            return f"Giai đoạn {year}–{last}" if year < last else None
        case _:
            return f"Năm {part['year']}"


def _english(part: dict[str, int]) -> str | None:
    match part:
        case {"year": year, "half": half}:
            return f"{'First' if half == 1 else 'Second'} half of {year}"
        case {"year": year, "quarter": quarter}:
            return f"Q{quarter} {year}"
        case {"year": year, "week": week}:
            return f"Week {week}, {year}" if 1 <= week <= _WEEKS else None
        case {"year": year, "month": month}:
            return f"{MONTHS[month - 1]} {year}" if 1 <= month <= len(MONTHS) else None
        case {"month_of_day": _}:
            day = _day(part)
            return written_date("en", day) if day else None
        case {"year": year, "last": last}:
            return f"{year}–{last}" if year < last else None
        case _:
            return f"Year {part['year']}"


def _day(part: dict[str, int]) -> date | None:
    try:
        return date(part["year"], part["month_of_day"], part["day"])
    except ValueError:
        return None
