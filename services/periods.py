"""Periods of statistics and what lies before them: years, halves, quarters, months, weeks, days, the
first months of a year, and stretches of years.

They are read as systems write them (ISO 8601, SDMX: `2023`, `2023-Q3`, `2023-11`, `2023-W05`,
`2023-01/2023-09`) and as people do (`Quý III/2023`, `9 tháng đầu năm 2023`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

ROMAN = ("I", "II", "III", "IV")
_HALF, _QUARTER, _YEAR = 6, 3, 12
_DAY = timedelta(days=1)


class Span(StrEnum):
    YEARS = "giai đoạn"
    YEAR = "năm"
    HALF = "6 tháng"
    QUARTER = "quý"
    MONTHS = "các tháng đầu năm"
    """The first n months: 9 tháng."""
    MONTH = "tháng"
    WEEK = "tuần"
    DAY = "ngày"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included. A week is ISO's, from Monday."""

    span: Span
    first: date
    last: date

    @property
    def year(self) -> int:
        """The one that it is counted in: for a week ISO's."""
        return self.first.isocalendar().year if self.span is Span.WEEK else self.first.year

    @property
    def number(self) -> int:
        """Which half, quarter, month or week of its year; of the first months, how many."""
        match self.span:
            case Span.HALF:
                return self.last.month // _HALF
            case Span.QUARTER:
                return self.last.month // _QUARTER
            case Span.MONTH | Span.MONTHS:
                return self.last.month
            case Span.WEEK:
                return self.first.isocalendar().week
            case Span.YEARS | Span.YEAR | Span.DAY:
                return 1

    @property
    def previous(self) -> Period | None:
        """The one of the same length that ends the day before. The first months of a year follow none."""
        try:
            return self._before(self.first - _DAY)
        except (ValueError, OverflowError):
            return None

    @property
    def year_before(self) -> Period | None:
        """The same period of last year; None where that has none: week 53, 29 February."""
        year = self.year - 1
        try:
            match self.span:
                case Span.YEARS:
                    return None
                case Span.WEEK:
                    return _week(year, self.number)
                case Span.DAY:
                    return _day(self.first.replace(year=year))
                case _:
                    return _months(self.span, year, self.first.month, self.last.month)
        except ValueError:
            return None

    @property
    def whole_year(self) -> Period:
        return whole_year(self.year)

    def _before(self, last: date) -> Period | None:
        match self.span:
            case Span.MONTHS:
                return None
            case Span.YEARS:
                length = self.last.year - self.first.year
                return years(last.year - length, last.year)
            case Span.WEEK:
                return Period(Span.WEEK, last - 6 * _DAY, last)
            case Span.DAY:
                return _day(last)
            case _:
                length = self.last.month - self.first.month
                return _months(self.span, last.year, last.month - length, last.month)


def first_months(year: int, count: int) -> Period:
    """Twelve are the year, six its first half."""
    span = {_YEAR: Span.YEAR, _HALF: Span.HALF}.get(count, Span.MONTHS)
    return _months(span, year, 1, count)


def month(year: int, number: int) -> Period:
    return _nth(Span.MONTH, year, number, 1)


def quarter(year: int, number: int) -> Period:
    return _nth(Span.QUARTER, year, number, _QUARTER)


def whole_year(year: int) -> Period:
    return _months(Span.YEAR, year, 1, _YEAR)


def years(first: int, last: int) -> Period:
    return Period(Span.YEARS, date(first, 1, 1), date(last, 12, 31))


_WRITTEN = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-?A1?"
    r"|-?[HS](?P<half>[12])"
    r"|-?Q(?P<quarter>[1-4])"
    r"|-?W(?P<week>\d{1,2})"
    r"|-(?P<from>01)/(?P<again>\d{4})-(?P<months>\d{2})"
    r"|-M?(?P<month>\d{2})"
    r"|-(?P<month_of_day>\d{2})-(?P<day>\d{2})"
    r"|\s?[-–/]\s?(?P<end>\d{4})"
    r")?"
)
_SAID = re.compile(
    r"(?:"
    r"giai đoạn (?P<begin>\d{4})\s?[-–]\s?(?P<end>\d{4})"
    r"|năm (?P<whole>\d{4})"
    r"|(?:quý (?P<roman>iv|i{1,3}|[1-4])"
    r"|tuần (?P<week>\d{1,2})"
    r"|tháng (?P<month>\d{1,2})"
    r"|(?P<months>\d{1,2}) tháng(?: (?P<half>đầu|cuối))?"
    r")(?: năm |\s?[/-]\s?| )(?P<year>\d{4})"
    r"|(?:ngày )?(?P<day>\d{1,2})/(?P<month_of_day>\d{1,2})/(?P<year_of_day>\d{4})"
    r")"
)


@lru_cache(maxsize=4096)
def period_of(text: str) -> Period | None:
    """None where it is not understood, or names a period that there isn't, or one at the calendar's ends:
    nothing comes before or after it. The same few are read again with every picture.
    """
    try:
        found = _read(" ".join(text.split()))
    except (ValueError, OverflowError):
        return None
    return found if found and date.min < found.first and found.last < date.max else None


def _read(bare: str) -> Period | None:
    if found := _WRITTEN.fullmatch(bare):
        return _as_written(found)
    if found := _SAID.fullmatch(bare.casefold()):
        return _as_said(found)
    return None


def same(one: str | None, other: str | None) -> bool:
    """However each is spelled."""
    if one == other:
        return True
    read = period_of(one) if one else None
    return read is not None and other is not None and read == period_of(other)


def _as_written(found: re.Match[str]) -> Period | None:
    part = {name: int(digits) for name, digits in found.groupdict().items() if digits}
    match part:
        case {"year": year, "half": half}:
            return _nth(Span.HALF, year, half, _HALF)
        case {"year": year, "quarter": number}:
            return quarter(year, number)
        case {"year": year, "week": week}:
            return _week(year, week)
        case {"year": year, "months": months, "again": again}:
            return first_months(year, months) if year == again else None
        case {"year": year, "month": number}:
            return month(year, number)
        case {"year": year, "month_of_day": number, "day": day}:
            return _day(date(year, number, day))
        case {"year": year, "end": end}:
            return years(year, end) if year < end else None
        case _:
            return whole_year(part["year"])


def _as_said(found: re.Match[str]) -> Period | None:
    match {name: text for name, text in found.groupdict().items() if text}:
        case {"begin": begin, "end": end}:
            return years(int(begin), int(end)) if begin < end else None
        case {"whole": year}:
            return whole_year(int(year))
        case {"roman": said, "year": year}:
            number = ROMAN.index(said.upper()) + 1 if said.isalpha() else int(said)
            return quarter(int(year), number)
        case {"week": week, "year": year}:
            return _week(int(year), int(week))
        case {"month": said, "year": year}:
            return month(int(year), int(said))
        case {"months": "6", "half": "cuối", "year": year}:
            return _nth(Span.HALF, int(year), 2, _HALF)
        case {"months": _, "half": "cuối"}:
            return None
        case {"months": months, "year": year}:
            return first_months(int(year), int(months))
        case {"day": day, "month_of_day": said, "year_of_day": year}:
            return _day(date(int(year), int(said), int(day)))
        case _:
            return None


def _nth(span: Span, year: int, number: int, length: int) -> Period:
    return _months(span, year, (number - 1) * length + 1, number * length)


@lru_cache(maxsize=4096)
def _months(span: Span, year: int, first: int, last: int) -> Period:
    begin = date(year, first, 1)
    if not first <= last <= _YEAR:
        raise ValueError(last)
    return Period(span, begin, date(year, last, monthrange(year, last)[1]))


def _week(year: int, number: int) -> Period:
    monday = date.fromisocalendar(year, number, 1)
    return Period(Span.WEEK, monday, monday + 6 * _DAY)


def _day(day: date) -> Period:
    return Period(Span.DAY, day, day)
