"""Periods of statistics in words; how systems write them: `services.periods`.

What is not understood is shown as it came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.periods import ROMAN, Period, Span, period_of
from services.plain import plain
from services.words.dates import MONTHS, written_date

if TYPE_CHECKING:
    from services.words.catalogue import Lang


def written_period(lang: Lang, period: str) -> str:
    """`Năm 2023`, `Quý III/2023`, `Tháng 11/2023`, `Tuần 5/2023`, `6 tháng đầu năm 2023`,
    `9 tháng năm 2023`, `Giai đoạn 2021–2025`.
    """
    raw = plain(period.strip())
    found = period_of(raw)
    if found is None:
        return raw
    return _vietnamese(found) if lang == "vi" else _english(found)


def _vietnamese(period: Period) -> str:
    year, number = period.year, period.number
    match period.span:
        case Span.HALF:
            return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
        case Span.QUARTER:
            return f"Quý {ROMAN[number - 1]}/{year}"
        case Span.MONTHS:
            return f"{number} tháng năm {year}"
        case Span.WEEK:
            return f"Tuần {number}/{year}"
        case Span.MONTH:
            return f"Tháng {number}/{year}"
        case Span.DAY:
            return f"Ngày {written_date('vi', period.first)}"
        case Span.YEARS:
            return f"Giai đoạn {year}–{period.last.year}"
        case Span.YEAR:
            return f"Năm {year}"


def _english(period: Period) -> str:
    year, number = period.year, period.number
    match period.span:
        case Span.HALF:
            return f"{'First' if number == 1 else 'Second'} half of {year}"
        case Span.QUARTER:
            return f"Q{number} {year}"
        case Span.MONTHS:
            return f"First month of {year}" if number == 1 else f"First {number} months of {year}"
        case Span.WEEK:
            return f"Week {number}, {year}"
        case Span.MONTH:
            return f"{MONTHS[number - 1]} {year}"
        case Span.DAY:
            return written_date("en", period.first)
        case Span.YEARS:
            return f"{year}–{period.last.year}"
        case Span.YEAR:
            return f"Year {year}"
