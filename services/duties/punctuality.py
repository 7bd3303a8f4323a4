"""How many reports that were due came, and how many of them in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.duties.reports import Filing, filing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from services.records import ReportDue


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Of reports whose due date is over. `due` is those that came, that didn't, and that were returned."""

    due: int = 0
    in_time: int = 0
    late: int = 0
    """Came, but after the due date."""
    owed: int = 0
    """Didn't come."""
    returned: int = 0
    """Came, and were returned since: they are owed again."""
    approved: int = 0
    """Of those that came."""

    @property
    def submitted(self) -> int:
        return self.in_time + self.late

    @property
    def share(self) -> float | None:
        """That came in time, 0..1; None where nothing was due: nobody is punctual with nothing."""
        return self.in_time / self.due if self.due else None


def filed(reports: Iterable[ReportDue], at: datetime) -> Filed:
    """As of the source's last confirmation. What was returned is not in time, whenever it came; an approved
    one that nobody says came is taken to have come when it was approved.
    """
    in_time = late = owed = returned = approved = 0
    for one in reports:
        if one.due is None or one.due >= at:
            continue
        came = one.submitted or one.approved
        if filing(one, at, at - at) is Filing.RETURNED:
            returned += 1
            continue
        if came is None:
            owed += 1
            continue
        in_time += came <= one.due
        late += came > one.due
        approved += one.approved is not None
    return Filed(
        due=in_time + late + owed + returned,
        in_time=in_time,
        late=late,
        owed=owed,
        returned=returned,
        approved=approved,
    )
