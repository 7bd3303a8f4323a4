from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, override

import pytest

from services.asking.guest import Guest, Unfit
from services.connectors import Answered
from services.door import SourceError
from services.mapping import MOST
from services.news import Reason
from services.phrase import phrase
from services.records import Observation, Record
from services.settings import Source

AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
FIGURE = Observation(uid="queue", indicator="queue", value=Decimal(12))
SOURCE = Source(connector="lines", url="http://127.0.0.1/")
ANSWERED = Answered(records=(FIGURE,), asked=AT, received=AT, notes=(phrase("Một dòng"),))


class Fake:
    """A connector that hands back what a test says."""

    name = "lines"
    settings = Source

    def __init__(self, answered: Any) -> None:
        self.answered = answered

    def ask(self, settings: Source, door: Any, cursor: str | None) -> Any:
        return self.answered


def ask(answered: object) -> Answered:
    return Guest(Fake(answered)).ask(SOURCE, None, None)  # type: ignore[arg-type] # it opens no door


def test_an_answer_that_is_sound_is_handed_on() -> None:
    assert ask(ANSWERED) is ANSWERED


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (SourceError(Reason.REFUSED, phrase("Không")), SourceError),
        (SourceError("refused", phrase("Không")), Unfit),  # type: ignore[arg-type]
        (SourceError(Reason.REFUSED, phrase("Không"), retry_after=30), Unfit),  # type: ignore[arg-type]
        (ValueError("hỏng"), ValueError),
    ],
)
def test_an_expected_failure_is_one_only_with_a_reason_and_a_phrase(
    error: Exception, becomes: type[Exception]
) -> None:
    class Failing(Fake):
        @override
        def ask(self, settings: Source, door: Any, cursor: str | None) -> Any:
            raise error

    with pytest.raises(becomes):
        Guest(Failing(None)).ask(SOURCE, None, None)  # type: ignore[arg-type]


class Strange(Record):
    """A kind that the cache has no table for."""


@pytest.mark.parametrize(
    "answered",
    [
        None,
        [FIGURE],
        replace(ANSWERED, records=[FIGURE]),  # type: ignore[arg-type]
        replace(ANSWERED, records=("queue 12",)),  # type: ignore[arg-type]
        replace(ANSWERED, records=(Strange(uid="x"),)),
        replace(ANSWERED, records=(FIGURE,) * (MOST + 1)),
        replace(ANSWERED, records=(replace(FIGURE, value=12.5),)),  # type: ignore[arg-type]
        replace(ANSWERED, records=(replace(FIGURE, uid=None),)),  # type: ignore[arg-type]
        replace(ANSWERED, records=(replace(FIGURE, labels={"a": "b"}),)),  # type: ignore[arg-type]
        replace(ANSWERED, asked=None),  # type: ignore[arg-type]
        replace(ANSWERED, received=AT.replace(tzinfo=None)),
        replace(ANSWERED, at="2026"),  # type: ignore[arg-type]
        replace(ANSWERED, covers="all of it"),  # type: ignore[arg-type]
        replace(ANSWERED, cursor=7),  # type: ignore[arg-type]
        replace(ANSWERED, cursor="x" * 1_000_000),
        replace(ANSWERED, simulated="no"),  # type: ignore[arg-type]
        replace(ANSWERED, notes=("một",)),  # type: ignore[arg-type]
    ],
    ids=lambda answered: f"{answered!r:.60}",
)
def test_an_answer_that_the_cache_could_not_take_is_refused_at_the_door(answered: object) -> None:
    with pytest.raises(Unfit):
        ask(answered)
