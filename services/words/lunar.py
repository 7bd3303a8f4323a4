"""The Vietnamese lunar calendar, reckoned for UTC+7: `10/11 (Quý Mão)`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lunar_vn import SUPPORTED_YEAR_RANGE, solar_to_lunar

if TYPE_CHECKING:
    from datetime import date

_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = (
    *("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ"),
    *("Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"),
)
_GIAP_TY = 4
"""A year that begins a cycle, by its remainder of ten and of twelve."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    day: int
    month: int
    leap: bool
    """The second month of that number in the year."""
    year: str
    """`Quý Mão`."""


def lunar_day(day: date) -> LunarDay | None:
    """None outside the years for which it is known, 1900 to 2100."""
    first, last = SUPPORTED_YEAR_RANGE
    if not first <= day.year <= last:
        return None
    found = solar_to_lunar(day)
    year = f"{_STEMS[(found.year - _GIAP_TY) % 10]} {_BRANCHES[(found.year - _GIAP_TY) % 12]}"
    return LunarDay(found.day, found.month, found.leap, year)
