"""How a report stands that a unit owes for a period or a round."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from services.records import ReportDue


class Filing(StrEnum):
    """Where a report stands, what needs somebody first."""

    LATE = "chậm nộp"
    RETURNED = "bị trả lại"
    DUE_SOON = "sắp đến hạn"
    OWED = "chưa đến hạn"
    SUBMITTED_LATE = "nộp muộn"
    SUBMITTED = "đã nộp"
    APPROVED = "đã duyệt"


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
