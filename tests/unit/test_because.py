from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.freshness import Known, Rhythm, cause
from services.news import Reason
from services.views.because import because
from services.words import Words

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
VI = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
FRESH = Known(recorded=True, confirmed=NOON, source_time=NOON)
EVERY = Rhythm(every=5 * MINUTE)
DAILY = Rhythm(every=None, cadence=timedelta(days=1))


@pytest.mark.parametrize(
    ("known", "rhythm", "after", "said"),
    [
        (FRESH, EVERY, MINUTE, ""),
        (FRESH, EVERY, 12 * MINUTE, "12 phút chưa có câu trả lời xác nhận, quá 2 × 5 phút"),
        (FRESH, EVERY, 26 * MINUTE, "26 phút chưa có câu trả lời xác nhận, quá 5 × 5 phút"),
        (
            FRESH,
            DAILY,
            timedelta(days=2),
            "giờ của số liệu đã 2 ngày, quá 1,5 × 1 ngày là nhịp làm mới của nó",
        ),
        (
            FRESH,
            Rhythm(every=None, due=NOON + MINUTE),
            3 * MINUTE,
            "hạn có số liệu mới là 24/11/2026 12:01, đã quá 2 phút",
        ),
        (
            Known(recorded=True, confirmed=NOON, source_time=NOON + 10 * MINUTE),
            EVERY,
            MINUTE,
            "giờ của nguồn là 24/11/2026 12:10, muộn hơn lúc nhận quá 2 phút",
        ),
        (Known(recorded=False), EVERY, MINUTE, "nguồn chưa từng cho số liệu này"),
        (Known(recorded=True), EVERY, MINUTE, "chưa có câu trả lời nào xác nhận"),
        (Known(recorded=True, paused=True), EVERY, MINUTE, ""),
        (
            Known(recorded=True, outages=(Reason.DEADLINE, Reason.DEADLINE)),
            EVERY,
            MINUTE,
            "hai lần hỏi gần nhất đều không có câu trả lời dùng được",
        ),
    ],
)
def test_it_is_said_by_which_rule_a_state_holds_and_by_how_much(
    known: Known, rhythm: Rhythm, after: timedelta, said: str
) -> None:
    assert because(cause(known, rhythm, NOON + after), NOON + after, VI) == said
