"""What the sector database holds: records of six fields, how complete and how new they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import DAY

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

_FIELDS = {
    "buu_chinh": ("Bưu chính", 460),
    "vien_thong": ("Viễn thông", 5200),
    "cntt": ("CNTT, chuyển đổi số", 1300),
    "bao_chi": ("Báo chí, xuất bản", 240),
    "truyen_thanh": ("Truyền thanh cơ sở", 620),
    "an_toan": ("An toàn thông tin", 380),
}
SYSTEMS = 46
"""Information systems that need a level of safety."""


@dataclass(frozen=True, slots=True)
class Field:
    code: str
    name: str
    records: int
    complete: float
    """In percent, like `updated`."""
    updated: float


@lru_cache(maxsize=128)
def fields(chance: Chance, at: datetime) -> tuple[Field, ...]:
    return tuple(
        Field(
            code=code,
            name=name,
            records=round(usual * (1 + 0.03 * chance.drift(f"sector-{code}", at, 40 * DAY))),
            complete=round(97 + 2.4 * chance.drift(f"sector-full-{code}", at, 12 * DAY), 1),
            updated=round(93 + 5 * chance.drift(f"sector-new-{code}", at, 6 * DAY), 1),
        )
        for code, (name, usual) in _FIELDS.items()
    )


def whole(found: tuple[Field, ...]) -> Field:
    """All fields together, each with the weight of its records."""
    records = sum(one.records for one in found)
    complete = sum(one.complete * one.records for one in found) / records
    updated = sum(one.updated * one.records for one in found) / records
    return Field("", "", records, round(complete, 1), round(updated, 1))


def errors(chance: Chance, at: datetime) -> int:
    """Records that break a rule."""
    return round(9 + 8 * chance.drift("sector-errors", at, 2 * DAY))


def levels(chance: Chance, at: datetime) -> int:
    """Systems whose level is approved, of all of them."""
    return SYSTEMS - 4 + round(2 * chance.drift("sector-levels", at, 90 * DAY))
