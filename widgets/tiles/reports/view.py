"""What a tile of reports shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, override

from services.clock import iso
from widgets.tile import View
from widgets.values import as_json

if TYPE_CHECKING:
    from datetime import date, datetime

    from services.duties import Filed, Filing
    from services.settings import Wording
    from widgets.tile import Json

MOST = 120
"""Rows of each list."""
LISTED = 40
"""Rows that wall.json has of each."""
NAMED = 12
"""Units that a round is said to wait for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A report that somebody owes, or will within the next days."""

    unit: Wording | str
    report: str
    filing: Filing
    due: datetime | None
    over: int | None
    """Days after the due date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    name: Wording | str
    filed: Filed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A round that is open."""

    name: str
    answered: int
    expected: int
    due: datetime | None
    overdue: bool
    waits: tuple[Wording | str, ...]
    """Units that haven't answered; of very many only some."""
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsView(View):
    wanted: Literal["owing", "punctuality", "both"]
    period_of: str | None
    """Of the counts, as sources write periods; None: all that the source has."""
    filed: Filed
    debts: tuple[Debt, ...]
    """What needs somebody first; of very many only these."""
    owing: int
    late: int
    """Of those owed, how many are over their due date."""
    returned: int
    units: tuple[Unit, ...]
    """Those with the smallest share first, then those with nothing due."""
    unit_count: int
    rounds: tuple[Asking, ...]
    known: bool
    any: bool
    """The source has reports at all."""
    day: date

    @override
    def figures(self) -> dict[str, Json]:
        one = self.filed
        counts: dict[str, Json] = {
            "due": one.due,
            "submitted": one.submitted,
            "approved": one.approved,
            "late": one.late,
            "owed": one.owed,
            "returned": one.returned,
            "in_time": one.in_time,
        }
        return {
            "period": self.period_of,
            "counts": counts if self.known else None,
            "owing": self.owing if self.known else None,
            "rows": [
                {
                    "unit": as_json(debt.unit),
                    "report": debt.report,
                    "stage": str(debt.filing),
                    "due": None if debt.due is None else iso(debt.due),
                    "days_over": debt.over,
                }
                for debt in self.debts[:LISTED]
            ],
            "units": [
                {"unit": as_json(u.name), "in_time": u.filed.in_time, "due": u.filed.due}
                for u in self.units[:LISTED]
            ],
            "rounds": [
                {"name": r.name, "answered": r.answered, "expected": r.expected}
                for r in self.rounds[:LISTED]
            ],
        }
