"""Rounds (đợt): statistics that somebody asks for out of turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import DAY, HOUR, closing, floored, is_working, worked
from services.simulation.lore import invented, units
from services.simulation.systems.reports.owed import Owed

if TYPE_CHECKING:
    from datetime import date

    from services.simulation.chance import Chance

_KEPT = 60
"""Days."""
_OFTEN = 0.25
"""Of working days, so many begin one."""
_ASKERS = {
    "UBND tỉnh": "/UBND-VP",
    "Tỉnh ủy": "-CV/TU",
    "Sở Thông tin và Truyền thông": "/STTTT-CNTT",
    "Bộ Thông tin và Truyền thông": "/BTTTT-THTK",
}
_FEWEST = 6
_APPROVING = HOUR * 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    key: str
    name: str
    asker: str
    document: str
    asked: datetime
    as_of: date
    due: datetime
    answers: tuple[tuple[str, datetime], ...]
    """Each unit that is asked, and when it answers."""
    closes: datetime

    def answered(self, at: datetime) -> list[str]:
        return [unit for unit, sent in self.answers if sent <= at]

    def owed(self, at: datetime) -> list[Owed]:
        return [
            Owed(
                name=self.name,
                unit=unit,
                round=self.key,
                due=self.due,
                sent=sent if sent <= at else None,
                approved=sent + _APPROVING if sent + _APPROVING <= at else None,
                returned=None,
            )
            for unit, sent in self.answers
        ]


def rounds(chance: Chance, at: datetime) -> list[Round]:
    """Those of the last weeks, the latest first."""
    today = floored(at, DAY)
    days = (today - DAY * back for back in range(_KEPT))
    found = (one for day in days if (one := _begun(chance, day)) is not None)
    return [one for one in found if one.asked <= at]


@lru_cache(maxsize=128)
def _begun(chance: Chance, day: datetime) -> Round | None:
    words = ("round", day.timestamp())
    if not is_working(day.date()) or chance.share(*words) >= _OFTEN:
        return None
    asker = chance.pick(tuple(_ASKERS), *words, "asker")
    asked = day + HOUR * chance.between(7.6, 11, *words, "at")
    asked = asked.replace(second=0, microsecond=0)
    due = closing(worked(asked, HOUR * chance.pick((8, 16, 24), *words, "due")))
    wanted = [
        unit.committee
        for unit in units()
        if chance.share(*words, unit.code) < 0.8  # noqa: PLR2004 - so many are asked
    ]
    if len(wanted) < _FEWEST:
        wanted = [unit.committee for unit in units()]
    answers = tuple(
        (unit, _whole(asked + (due - asked) * chance.between(0.15, 1.12, *words, unit)))
        for unit in wanted
    )
    return Round(
        key=f"dot-{day:%Y%m%d}",
        name=chance.pick(invented()["rounds"], *words, "name"),
        asker=asker,
        document=f"{chance.whole(120, 4800, *words, 'no')}{_ASKERS[asker]} ngày {day:%d/%m/%Y}",
        asked=asked,
        as_of=(day - DAY).date(),
        due=due,
        answers=answers,
        closes=max(due, *(sent for _, sent in answers)) + timedelta(hours=2),
    )


def _whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)
