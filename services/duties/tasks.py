"""The five states of a task. Whoever calls hands in the source's last confirmation: while a source is
silent no task moves from one to the next.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, timedelta, tzinfo

    from services.records import Task


class Stage(StrEnum):
    DONE_IN_TIME = "hoàn thành đúng hạn"
    DONE_LATE = "hoàn thành quá hạn"
    RUNNING = "đang thực hiện trong hạn"
    DUE_SOON = "sắp đến hạn"
    OVERDUE = "quá hạn"


STAGES: tuple[Stage, ...] = (
    Stage.OVERDUE,
    Stage.DUE_SOON,
    Stage.RUNNING,
    Stage.DONE_LATE,
    Stage.DONE_IN_TIME,
)
"""What needs somebody first."""


def stage(task: Task, at: datetime, soon: timedelta) -> Stage:
    """A task without a due date is never late. `soon`: before its due date."""
    if task.finished is not None:
        late = task.due is not None and task.finished > task.due
        return Stage.DONE_LATE if late else Stage.DONE_IN_TIME
    if task.due is None:
        return Stage.RUNNING
    if at > task.due:
        return Stage.OVERDUE
    return Stage.DUE_SOON if task.due - at <= soon else Stage.RUNNING


def stages(tasks: Iterable[Task], at: datetime, soon: timedelta) -> Mapping[Stage, int]:
    """How many are in each, all five in their order."""
    counts = Counter(stage(task, at, soon) for task in tasks)
    return {one: counts[one] for one in STAGES}


def days_over(
    due: datetime | None, done: datetime | None, at: datetime, zone: tzinfo
) -> int | None:
    """Calendar days after the due date, by the wall's zone: until it was done, else until `at`. None
    where it isn't late; 0 while it is late on the day itself.
    """
    until = done or at
    if due is None or until <= due:
        return None
    return (until.astimezone(zone).date() - due.astimezone(zone).date()).days
