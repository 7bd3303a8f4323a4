"""Which unit owes which report for a period or a round, and who is late with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta

    from services.records import ReportDue, Round


class Filing(StrEnum):
    """Where a report stands, what needs somebody first."""

    LATE = "chậm nộp"
    RETURNED = "bị trả lại"
    DUE_SOON = "sắp đến hạn"
    OWED = "chưa đến hạn"
    SUBMITTED_LATE = "nộp muộn"
    SUBMITTED = "đã nộp"
    APPROVED = "đã duyệt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """The reports of one unit for one period or round."""

    unit: str
    owed: int
    """All that it has to submit, whatever became of them."""
    submitted: int
    """Of them in time."""
    overdue: int
    """Not submitted though due, or returned and not submitted again."""
    late: int
    """Submitted after they were due."""


def filing(report: ReportDue, at: datetime, soon: timedelta) -> Filing:
    """As of the source's last confirmation. What was returned is owed again until it is submitted."""
    if report.approved is not None:
        return Filing.APPROVED
    submitted, returned, due = report.submitted, report.returned, report.due
    if returned is not None and (submitted is None or returned >= submitted):
        return Filing.RETURNED
    if submitted is not None:
        late = due is not None and submitted > due
        return Filing.SUBMITTED_LATE if late else Filing.SUBMITTED
    if due is None:
        return Filing.OWED
    if at > due:
        return Filing.LATE
    return Filing.DUE_SOON if due - at <= soon else Filing.OWED


def owing(reports: Iterable[ReportDue], at: datetime, of: str | None = None) -> tuple[Owing, ...]:
    """By unit, whoever is latest first. `of`: one period, or the uid of one round."""
    by_unit: dict[str, list[ReportDue]] = {}
    for report in reports:
        if of is None or of in {report.period, report.round}:
            by_unit.setdefault(report.unit, []).append(report)
    found = [_owing(unit, owed, at) for unit, owed in by_unit.items()]
    return tuple(sorted(found, key=lambda one: (-one.overdue, -one.late, one.unit)))


def _owing(unit: str, owed: list[ReportDue], at: datetime) -> Owing:
    late = [report for report in owed if _submitted_late(report)]
    done = [report for report in owed if report.submitted is not None and report not in late]
    return Owing(
        unit=unit,
        owed=len(owed),
        submitted=len(done),
        overdue=sum(_overdue(report, at) for report in owed),
        late=len(late),
    )


def _submitted_late(report: ReportDue) -> bool:
    return report.submitted is not None and report.due is not None and report.submitted > report.due


def _overdue(report: ReportDue, at: datetime) -> bool:
    if report.approved is not None or report.due is None or at <= report.due:
        return False
    returned = report.returned
    again = returned is not None and (report.submitted is None or returned >= report.submitted)
    return report.submitted is None or again


def unanswered(asked: Round, resolve: Callable[[str], str] = str) -> tuple[str, ...]:
    """The units that are still to answer, as the round names them; `resolve` makes one name of those
    that a unit goes by.
    """
    answered = {resolve(unit) for unit in asked.answered}
    return tuple(unit for unit in asked.expected if resolve(unit) not in answered)
