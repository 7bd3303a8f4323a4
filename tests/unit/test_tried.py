"""What one ask came to, in words and for programs."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from services.counters import Counts
from services.news import Batch, Covers, Outage, Reason
from services.phrase import phrase
from services.records import KINDS, Alert, Observation
from services.words import Words
from ui.tried import Tried, as_json, many, told

AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
VI = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))


def tried(covers: Covers, missing: int | None = None) -> Tried:
    batch = Batch(
        source="s",
        records=(Alert(uid="a", title="Quét cổng"),),
        asked=AT,
        received=AT,
        covers=covers,
        missing=missing,
    )
    return Tried("s", batch, 100)


@pytest.mark.parametrize(
    ("covers", "missing", "said", "partial"),
    [
        (Covers.ALL, None, "", (False, None)),
        (Covers.PART, 1234, ", thiếu 1.234 bản ghi", (True, 1234)),
        (Covers.PART, None, ", thiếu một phần", (True, None)),
        (Covers.NEW, 5, "", (False, None)),
    ],
)
def test_an_answer_that_is_only_part_says_how_much_it_lacks(
    covers: Covers, missing: int | None, said: str, partial: tuple[bool, int | None]
) -> None:
    found = tried(covers, missing)
    first, *_ = told(found, VI).splitlines()
    assert first == f"s: trả lời trong 0 ms, 1 bản ghi (1 cảnh báo){said}; 100 byte"
    document = as_json(found, VI)
    assert (document["partial"], document["missing"]) == partial


def test_records_of_every_kind_have_a_word_for_them() -> None:
    assert set(many(VI, 2)) == set(KINDS)
    assert all(said.startswith("2 ") for said in many(VI, 2).values())


def test_a_rate_that_a_first_ask_can_not_tell_is_not_unreadable() -> None:
    first = Counts(AT, {"requests": Decimal(7)}).lacking(None, "requests")
    rate = Observation(uid="rate", indicator="rate", fault=first)
    broken = Observation(uid="hong", indicator="hong", fault=phrase("Không đọc được"))
    found = Tried("s", Batch(source="s", records=(rate, broken), asked=AT, received=AT), 100)
    assert (found.awaited, found.unread, found.useless) == (1, 1, True)
    assert ", 1 không đọc được, 1 cần hỏi lần thứ hai mới có;" in told(found, VI)
    alone = Tried("s", Batch(source="s", records=(rate,), asked=AT, received=AT), 100)
    assert (alone.unread, alone.failed) == (0, False)


@pytest.mark.parametrize(
    ("reason", "of_files", "said"),
    [
        (Reason.UNREACHABLE, False, "s: không trả lời sau 0 ms: Vì sao"),
        (Reason.DEADLINE, False, "s: không trả lời sau 0 ms: Vì sao"),
        (Reason.NO_SUCH_NAME, False, "s: không trả lời sau 0 ms: Vì sao"),
        (Reason.UNAUTHORISED, False, "s: không lấy được dữ liệu sau 0 ms: Vì sao"),
        (Reason.MALFORMED, False, "s: không lấy được dữ liệu sau 0 ms: Vì sao"),
        (Reason.REFUSED, False, "s: không lấy được dữ liệu sau 0 ms: Vì sao"),
        (Reason.UNREACHABLE, True, "s: không lấy được dữ liệu sau 0 ms: Vì sao"),
    ],
)
def test_only_of_who_did_not_answer_it_is_said(
    reason: Reason, *, of_files: bool, said: str
) -> None:
    news = Outage(source="s", reason=reason, words=phrase("Vì sao"), asked=AT, received=AT)
    first, *_ = told(Tried("s", news, 0, of_files=of_files), VI).splitlines()
    assert first == said
