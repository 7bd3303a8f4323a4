"""The register of systems and databases that Ban Chỉ đạo 35 watches over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, json_answer
from services.simulation.day import DAY
from services.simulation.lore import invented, units
from services.simulation.systems.sectordb.fields import SYSTEMS, levels

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

COMMITTEE = "Ban Chỉ đạo 35"
_STEP = timedelta(minutes=10)
_GRADES = (2, 2, 2, 3, 3, 3, 3, 4)
_WATCHED, _SHIELDED = 0.78, 0.86
"""Of all systems, so many are watched by the SOC, and have antivirus."""


@dataclass(frozen=True, slots=True)
class Protected:
    key: str
    name: str
    unit: str
    grade: int
    dossier: str | None
    """The decision that approved its level."""
    availability: float
    soc: bool
    antivirus: bool
    holes: int


def register(chance: Chance, at: datetime) -> list[Protected]:
    """All that need a level; those without an approved one are the last in chance's order."""
    named = _named()
    ranked = sorted(named, key=lambda one: chance.share("level", one[0]))
    approved = set(ranked[: levels(chance, at)])
    return [
        _protected(chance, number, one, at, approved=one in approved)
        for number, one in enumerate(named, 1)
    ]


def _named() -> list[tuple[str, str]]:
    """Name and unit of each."""
    named = [(str(one["name"]), str(one["unit"])) for one in invented()["protected"]]
    for kind in ("Một cửa điện tử", "Trang thông tin điện tử"):
        named += [(f"{kind} {unit.short}", unit.committee) for unit in units()]
    return named[:SYSTEMS]


def _protected(
    chance: Chance, number: int, one: tuple[str, str], at: datetime, *, approved: bool
) -> Protected:
    name, unit = one
    words = ("protected", name)
    slips = max(chance.drift(f"protected-{number}", at, 3 * DAY), 0.0) ** 3
    day = f"{chance.whole(1, 28, *words, 'day'):02}/{chance.whole(1, 12, *words, 'month'):02}"
    decision = f"{chance.whole(40, 2900, *words, 'no')}/QĐ-UBND ngày {day}/2025"
    return Protected(
        key=f"ht-{number:03}",
        name=name,
        unit=unit,
        grade=chance.pick(_GRADES, *words, "grade"),
        dossier=decision if approved else None,
        availability=round(99.99 - 2.4 * slips, 2),
        soc=chance.share(*words, "soc") < _WATCHED,
        antivirus=chance.share(*words, "antivirus") < _SHIELDED,
        holes=chance.count(0.7, *words, "holes", f"{at:%G-%V}"),
    )


def page(question: Question) -> Response:
    """`GET /he-thong`."""
    listed = register(question.chance, question.made(_STEP))
    return json_answer(
        {
            "cap_nhat": question.stamp(_STEP),
            "ban_chi_dao": COMMITTEE,
            "he_thong": [_as_json(one) for one in listed],
        }
    )


def _as_json(one: Protected) -> dict[str, object]:
    return {
        "ma": one.key,
        "ten": one.name,
        "don_vi": one.unit,
        "ban_chi_dao": COMMITTEE,
        "cap_do": one.grade,
        "ho_so_cap_do": one.dossier,
        "san_sang": one.availability,
        "soc": one.soc,
        "chong_ma_doc": one.antivirus,
        "lo_hong_mo": one.holes,
        "trang_thai": "đã duyệt cấp độ" if one.dossier else "chưa duyệt cấp độ",
    }
