"""Reports that units owe: each month, and in rounds between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said, share
from services.simulation.day import DAY, HOUR, floored, worked
from services.simulation.lore import invented, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.simulation.chance import Chance

_STEP = timedelta(minutes=10)
_LAST_DAYS = 5
"""Reports of a month are owed on the fifth day of the next one, at 17:00."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One report of one unit; what has not happened yet is None."""

    name: str
    unit: str
    period: str | None = None
    round: str | None = None
    """The key of the round that asked for it."""
    due: datetime
    sent: datetime | None
    approved: datetime | None
    returned: datetime | None

    def is_late(self, at: datetime) -> bool:
        return self.due < (self.sent or at)


def months(at: datetime, many: int) -> list[datetime]:
    """The beginnings of the last months whose reports are owed, the latest first."""
    first = floored(at, DAY).replace(day=1)
    found = []
    for _ in range(many):
        first = (first - DAY).replace(day=1)
        found.append(first)
    return found


def of_month(chance: Chance, month: datetime, at: datetime) -> Iterator[Owed]:
    due = (month + 32 * DAY).replace(day=1) + DAY * (_LAST_DAYS - 1) + HOUR * 17
    names: list[str] = invented()["reports"]
    for name in names:
        for unit in units():
            yield _report(chance, name, unit.committee, (month, due), at)


def _report(
    chance: Chance, name: str, unit: str, span: tuple[datetime, datetime], at: datetime
) -> Owed:
    """`span`: the month, and when its report is due."""
    month, due = span
    words = ("report", name, unit, f"{month:%Y-%m}")
    draw = chance.share(*words)
    # Most come in the last days; a few of a hundred come days too late.
    sent = due - DAY * 4 * (1 - draw) if draw < 0.96 else due + DAY * 30 * (draw - 0.95)  # noqa: PLR2004 - a share of all reports
    approved = worked(sent, HOUR * chance.between(2, 16, *words, "approved"))
    returned = sent + HOUR if chance.share(*words, "returned") < 0.03 else None  # noqa: PLR2004 - a share of all reports
    return Owed(
        name=name,
        unit=unit,
        period=f"{month:%Y-%m}",
        due=due,
        sent=sent if sent <= at else None,
        approved=approved if approved <= at else None,
        returned=returned if returned and returned <= at else None,
    )


def page(question: Question) -> Response:
    """`GET /bao-cao`: reports of the last and the running month, and their sums."""
    at, chance = question.made(_STEP), question.chance
    stamp = question.stamp(_STEP)
    current, before = ([*of_month(chance, month, at)] for month in months(at, 2))
    sent = sum(one.sent is not None for one in current)
    approved = sum(one.approved is not None for one in current)
    late = sum(one.is_late(at) for one in current)
    figures = [
        figure("reports_due", len(current)),
        figure("reports_submitted", sent, tu=sent, mau=len(current)),
        figure("reports_approved", approved, tu=approved, mau=len(current)),
        figure("reports_late", late),
        figure("reports_on_time", share(len(current) - late, len(current))),
    ]
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "bao_cao": [_as_json(one) for one in (*current, *before)],
        }
    )


def _as_json(one: Owed) -> dict[str, object]:
    return {
        "ten": one.name,
        "don_vi": one.unit,
        "ky": one.period,
        "han": said(one.due),
        "gui_luc": _said(one.sent),
        "duyet_luc": _said(one.approved),
        "tra_lai_luc": _said(one.returned),
    }


def _said(at: datetime | None) -> str | None:
    return said(at) if at is not None else None
