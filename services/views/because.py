"""Why a state holds, in a sentence: which rule, since when, and what it was held against."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from services.freshness import Rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.freshness import Cause
    from services.words import Words


def because(cause: Cause, at: datetime, words: Words) -> str:
    """One sentence without an end; empty where nothing is wrong and of causes that others tell
    (an outage's words, a pause's reason).
    """
    say = _SAID.get(cause.rule)
    return "" if say is None else say(cause, at, words)


def _unconfirmed(cause: Cause, at: datetime, words: Words) -> str:
    if cause.since is None:
        return words.say("chưa có câu trả lời nào xác nhận")
    return words.say(
        "{age} chưa có câu trả lời xác nhận, quá {factor} × {beat}",
        age=words.duration(at - cause.since),
        **_beats(cause, words),
    )


def _old(cause: Cause, at: datetime, words: Words) -> str:
    assert cause.since is not None
    return words.say(
        "giờ của số liệu đã {age}, quá {factor} × {beat} là nhịp làm mới của nó",
        age=words.duration(at - cause.since),
        **_beats(cause, words),
    )


def _due(cause: Cause, at: datetime, words: Words) -> str:
    assert cause.since is not None
    return words.say(
        "hạn có số liệu mới là {time}, đã quá {age}",
        time=words.moment(cause.since),
        age=words.duration(at - cause.since),
    )


def _ahead(cause: Cause, at: datetime, words: Words) -> str:  # noqa: ARG001 - as the others
    assert cause.since is not None
    assert cause.beat is not None
    return words.say(
        "giờ của nguồn là {time}, muộn hơn lúc nhận quá {skew}",
        time=words.moment(cause.since),
        skew=words.duration(cause.beat),
    )


def _nothing(cause: Cause, at: datetime, words: Words) -> str:  # noqa: ARG001 - as the others
    return words.say("nguồn chưa từng cho số liệu này")


def _outages(cause: Cause, at: datetime, words: Words) -> str:  # noqa: ARG001 - as the others
    return words.say("hai lần hỏi gần nhất đều không có câu trả lời dùng được")


def _broken(cause: Cause, at: datetime, words: Words) -> str:  # noqa: ARG001 - as the others
    return words.say("câu trả lời gần nhất thiếu số liệu này hoặc ghi sai")


def _beats(cause: Cause, words: Words) -> dict[str, str]:
    assert cause.beat is not None
    assert cause.factor is not None
    return {
        "factor": words.number(Decimal(str(cause.factor)).normalize()),
        "beat": words.duration(cause.beat),
    }


_SAID: dict[Rule, Callable[[Cause, datetime, Words], str]] = {
    Rule.NOTHING: _nothing,
    Rule.OUTAGES: _outages,
    Rule.BROKEN: _broken,
    Rule.AHEAD: _ahead,
    Rule.UNCONFIRMED: _unconfirmed,
    Rule.OLD: _old,
    Rule.DUE: _due,
}
