"""What a cell of a matrix wears: one sign each, told apart by its shape."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from services.duties import Filing, Stage
from services.phrase import Phrase, phrase
from widgets.drawing import Ink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widgets.drawing import Shape


class Sign(StrEnum):
    """Worst first."""

    OVERDUE = "overdue"
    UNSENT = "late"
    STOPPED = "stopped"
    FAILS = "fails"
    RETURNED = "returned"
    POORLY = "poorly"
    DUE_SOON = "due soon"
    UNASKED = "unasked"
    UNKNOWN = "unknown"
    SUBMITTED_LATE = "submitted late"
    DONE_LATE = "done late"
    OWED = "owed"
    RUNNING = "running"
    FILED = "filed"
    DONE = "done"
    PASSES = "passes"
    WELL = "well"


RANKS: Mapping[Sign, int] = {sign: rank for rank, sign in enumerate(Sign)}
TROUBLE = frozenset(
    {Sign.OVERDUE, Sign.UNSENT, Sign.STOPPED, Sign.FAILS, Sign.RETURNED, Sign.POORLY}
)
"""Somebody has to see to it."""
OPEN = frozenset({Sign.UNASKED, Sign.UNKNOWN})
"""Neither well nor bad."""


@dataclass(frozen=True, slots=True)
class Look:
    shape: Shape
    ink: Ink
    said: Phrase


LOOKS: Mapping[Sign, Look] = {
    Sign.OVERDUE: Look("pennant", Ink.OVERDUE, phrase("Quá hạn")),
    Sign.UNSENT: Look("pennant", Ink.OVERDUE, phrase("Chậm nộp")),
    Sign.STOPPED: Look("cross", Ink.OVERDUE, phrase("Dừng, lỗi")),
    Sign.FAILS: Look("cross", Ink.OVERDUE, phrase("Không đạt")),
    Sign.RETURNED: Look("cross", Ink.OVERDUE, phrase("Bị trả lại")),
    Sign.POORLY: Look("down", Ink.TEXT, phrase("Suy giảm")),
    Sign.DUE_SOON: Look("clock", Ink.TEXT, phrase("Sắp đến hạn")),
    Sign.UNASKED: Look("slash", Ink.SECOND, phrase("Không hỏi được")),
    Sign.UNKNOWN: Look("empty", Ink.SECOND, phrase("Chưa rõ")),
    Sign.SUBMITTED_LATE: Look("pennant", Ink.SECOND, phrase("Nộp muộn")),
    Sign.DONE_LATE: Look("pennant", Ink.SECOND, phrase("Xong muộn")),
    Sign.OWED: Look("empty", Ink.SECOND, phrase("Chưa đến hạn")),
    Sign.RUNNING: Look("empty", Ink.SECOND, phrase("Trong hạn")),
    Sign.FILED: Look("dot", Ink.SECOND, phrase("Đã nộp")),
    Sign.DONE: Look("dot", Ink.SECOND, phrase("Xong đúng hạn")),
    Sign.PASSES: Look("dot", Ink.SECOND, phrase("Đạt")),
    Sign.WELL: Look("dot", Ink.SECOND, phrase("Hoạt động")),
}
"""Orange is abnormal; the shapes of alarms are alarms' alone."""

STAGED: Mapping[str, Sign] = {
    Filing.LATE: Sign.UNSENT,
    Filing.RETURNED: Sign.RETURNED,
    Filing.DUE_SOON: Sign.DUE_SOON,
    Filing.OWED: Sign.OWED,
    Filing.SUBMITTED_LATE: Sign.SUBMITTED_LATE,
    Filing.SUBMITTED: Sign.FILED,
    Filing.APPROVED: Sign.FILED,
    Stage.OVERDUE: Sign.OVERDUE,
    Stage.RUNNING: Sign.RUNNING,
    Stage.DONE_LATE: Sign.DONE_LATE,
    Stage.DONE_IN_TIME: Sign.DONE,
}
"""By what a report or a task is at; what is due soon is called alike of both."""
ILL: tuple[Sign, ...] = (Sign.STOPPED, Sign.POORLY, Sign.UNKNOWN, Sign.WELL)
"""By how well a service says it is, `widgets.standings.illness`."""
