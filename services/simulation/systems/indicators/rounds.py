"""The rounds (đợt thống kê đột xuất) in which some of the catalogue's figures are asked. They keep their
ids from year to year, so that a wall can name them; each is the last of its kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from services.periods import Period, Span
from services.simulation.answers import said
from services.simulation.day import HOME, local
from services.simulation.lore import catalogue, units

if TYPE_CHECKING:
    from services.simulation.chance import Chance

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Round:
    uid: str
    name: str
    asker: str
    document: str
    as_of: date
    due: datetime
    closes: datetime

    @property
    def period(self) -> Period:
        """The day that its figures are of."""
        return Period(Span.DAY, self.as_of, self.as_of)

    def answered(self, chance: Chance, at: datetime) -> tuple[str, ...]:
        """Units come in the last week before it is due, some a little later; all until it closes."""
        found = []
        for unit in units():
            late = chance.between(0, 1.1, self.uid, self.as_of, unit.code)
            if at >= min(self.due - _WEEK * (1 - late), self.closes):
                found.append(unit.committee)
        return tuple(found)

    def told(self, chance: Chance, at: datetime) -> dict[str, object]:
        return {
            "ma": self.uid,
            "ten": self.name,
            "noi_yeu_cau": self.asker,
            "van_ban": self.document,
            "ngay_so_lieu": self.as_of.isoformat(),
            "han": said(self.due),
            "phai_gui": [unit.committee for unit in units()],
            "da_gui": list(self.answered(chance, at)),
            "chot_luc": said(self.closes) if self.closes <= at else None,
        }


def rounds(at: datetime) -> tuple[Round, ...]:
    """The last of each kind that has begun."""
    return tuple(_round(one, local(at).date()) for one in catalogue()["rounds"])


def _round(one: dict[str, Any], today: date) -> Round:
    month = one["month"]
    if month is None:
        as_of = today.replace(day=one["day"])
    else:
        as_of = date(today.year, month, one["day"])
        if as_of >= today:
            as_of = as_of.replace(year=today.year - 1)
    return Round(
        uid=one["id"],
        name=f"{one['name']} tháng {as_of.month}/{as_of.year}",
        asker=one["asker"],
        document=one["document"],
        as_of=as_of,
        due=_evening(as_of, one["due"]),
        closes=_evening(as_of, one["closed"]),
    )


def _evening(day: date, after: int) -> datetime:
    return datetime.combine(day + timedelta(days=after), time(17), HOME)
