from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.duties import Filing, filing, owing, unanswered
from services.records import ReportDue, Round

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


def test_who_is_late_comes_first_of_a_period_or_of_a_round() -> None:
    reports = [
        report("Di Linh", period="2026-10", due=AT - DAY, submitted=AT - 2 * DAY),
        report("Lạc Dương", period="2026-10", due=AT - DAY),
        report("Lạc Dương", period="2026-09", due=AT - 30 * DAY, submitted=AT - 29 * DAY),
        report("Đà Lạt", round="dot-3", due=AT - DAY, submitted=AT - 2 * DAY, returned=AT),
    ]
    every = owing(reports, AT)
    assert [one.unit for one in every] == ["Lạc Dương", "Đà Lạt", "Di Linh"]
    assert [(one.owed, one.submitted, one.overdue, one.late) for one in every] == [
        (2, 0, 1, 1),
        (1, 1, 1, 0),
        (1, 1, 0, 0),
    ]
    assert [one.unit for one in owing(reports, AT, "2026-10")] == ["Lạc Dương", "Di Linh"]
    assert [one.unit for one in owing(reports, AT, "dot-3")] == ["Đà Lạt"]


def test_who_has_not_answered_a_round_whatever_they_are_called() -> None:
    asked = Round(
        uid="dot-3",
        name="Rà soát",
        expected=("UBND huyện Di Linh", "UBND huyện Lâm Hà"),
        answered=("ubnd Di Linh",),
    )
    names = {"ubnd Di Linh": "di-linh", "UBND huyện Di Linh": "di-linh"}
    assert unanswered(asked, lambda unit: names.get(unit, unit)) == ("UBND huyện Lâm Hà",)
    assert len(unanswered(asked)) == 2
