from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.duties import STAGES, Stage, days_over, stage, stages
from services.records import Task

AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
DAY = timedelta(days=1)
SOON = 3 * DAY
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def task(due: datetime | None, finished: datetime | None = None) -> Task:
    return Task(uid="t", title="Rà soát", due=due, finished=finished)


@pytest.mark.parametrize(
    ("due", "finished", "said"),
    [
        (AT + DAY, AT, Stage.DONE_IN_TIME),
        (AT, AT, Stage.DONE_IN_TIME),
        (None, AT, Stage.DONE_IN_TIME),
        (AT - DAY, AT, Stage.DONE_LATE),
        (AT + 4 * DAY, None, Stage.RUNNING),
        (None, None, Stage.RUNNING),
        (AT + 3 * DAY, None, Stage.DUE_SOON),
        (AT, None, Stage.DUE_SOON),
        (AT - timedelta(microseconds=1), None, Stage.OVERDUE),
    ],
)
def test_a_task_is_in_one_of_five_states(
    due: datetime | None, finished: datetime | None, said: Stage
) -> None:
    assert stage(task(due, finished), AT, SOON) is said


def test_all_five_are_counted_in_the_order_in_which_they_need_somebody() -> None:
    counted = stages([task(AT - DAY), task(AT - DAY), task(None)], AT, SOON)
    assert tuple(counted) == STAGES
    assert list(counted.values()) == [2, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("due", "done", "days"),
    [
        (AT + DAY, None, None),
        (None, None, None),
        (AT - timedelta(hours=1), None, 0),
        (datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC), None, 1),
        (AT - 9 * DAY, AT - 7 * DAY, 2),
    ],
)
def test_days_over_are_those_of_the_walls_calendar(
    due: datetime | None, done: datetime | None, days: int | None
) -> None:
    assert days_over(due, done, AT, ZONE) == days


MOMENTS = st.none() | st.integers(-4000, 4000).map(lambda n: AT + timedelta(minutes=n))


@given(MOMENTS, MOMENTS)
def test_a_task_is_over_its_due_date_exactly_when_its_state_says_so(
    due: datetime | None, finished: datetime | None
) -> None:
    late = stage(task(due, finished), AT, SOON) in {Stage.OVERDUE, Stage.DONE_LATE}
    assert late == (days_over(due, finished, AT, ZONE) is not None)
