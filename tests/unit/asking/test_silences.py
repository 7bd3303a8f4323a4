"""What the log says of a source that falls silent and comes back."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.asking.silences import Silence
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from services.words import Words

if TYPE_CHECKING:
    import pytest

AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
ANSWER = Batch(source="so", asked=AT, received=AT)
OUTAGE = Outage(
    source="so", reason=Reason.UNREACHABLE, words=phrase("cổng đóng"), asked=AT, received=AT
)


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_who_was_silent_before_this_run_is_said_to_be_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "services.asking")
    silence = Silence("so", WORDS, began=100.0)
    silence.hear(ANSWER, 100.0 + 7200.0)
    silence.hear(ANSWER, 100.0 + 7201.0)
    assert said(caplog) == ["so: đã kết nối lại sau 2 giờ"]


def test_its_silence_is_measured_from_its_beginning_though_it_lasts(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "services.asking")
    silence = Silence("so", WORDS, began=100.0)
    for monotonic in (3700.0, 3800.0):
        silence.hear(OUTAGE, monotonic)
    silence.hear(ANSWER, 100.0 + 3 * 3600.0)
    assert said(caplog) == ["so: mất kết nối: cổng đóng", "so: đã kết nối lại sau 3 giờ"]


def test_who_answered_until_now_is_not_said_to_be_back(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "services.asking")
    silence = Silence("so", WORDS)
    for news in (ANSWER, OUTAGE, ANSWER):
        silence.hear(news, 5.0)
    assert said(caplog) == []
