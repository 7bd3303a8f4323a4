from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.duties import Filing, filing
from services.records import ReportDue

AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
DAY = timedelta(days=1)
SOON = 3 * DAY


def report(unit: str = "UBND huyện Di Linh", **more: Any) -> ReportDue:
    return ReportDue(uid=f"{unit}|{more}", report="Báo cáo chuyển đổi số", unit=unit, **more)


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({}, Filing.OWED),
        ({"due": AT + 9 * DAY}, Filing.OWED),
        ({"due": AT + DAY}, Filing.DUE_SOON),
        ({"due": AT - DAY}, Filing.LATE),
        ({"due": AT - DAY, "submitted": AT - 2 * DAY}, Filing.SUBMITTED),
        ({"due": AT - DAY, "submitted": AT}, Filing.SUBMITTED_LATE),
        ({"submitted": AT - DAY, "returned": AT}, Filing.RETURNED),
        ({"submitted": AT, "returned": AT - DAY}, Filing.SUBMITTED),
        ({"due": AT - DAY, "submitted": AT, "approved": AT}, Filing.APPROVED),
    ],
)
def test_where_a_report_stands(said: dict[str, Any], stands: Filing) -> None:
    assert filing(report(**said), AT, SOON) is stands
