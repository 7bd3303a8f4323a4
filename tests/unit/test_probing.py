"""Who is asked of an address, and for how long."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from services.door import Answer, Request, SourceError
from services.draft import Certainty, Draft, Met
from services.news import Reason
from services.phrase import phrase
from services.probing import QUESTIONS, RENEWALS, recognised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.door import Door

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
NOT_FOUND = SourceError(Reason.REFUSED, phrase("Không có"), status=404)
TOO_LATE = SourceError(Reason.DEADLINE, phrase("Quá hạn"))
ANSWER = Answer(status=200, headers={}, body=b"{}", asked=NOW, received=NOW, url="http://x")


class SlowDoor:
    """A fake whose deadline lets one question through."""

    def __init__(self, outcome: Answer | SourceError) -> None:
        self._outcome, self._asked = outcome, False

    def ask(self, request: Request) -> Answer:
        del request
        outcome = TOO_LATE if self._asked else self._outcome
        self._asked = True
        if isinstance(outcome, SourceError):
            raise outcome
        return outcome

    def now(self) -> datetime:
        return NOW


class Curious:
    """A fake recogniser that asks on; `heard` counts what was answered."""

    def __init__(self) -> None:
        self.heard = 0

    def recognise(self, met: Met, door: Door) -> Draft:
        for _ in range(QUESTIONS + 5):
            try:
                door.ask(Request(path=met.address))
                self.heard += 1
            except SourceError as error:
                self.heard += error.status is not None
        return Draft(name="x", found=phrase("x"), settings={}, certainty=Certainty.NAMED)


@pytest.mark.parametrize(
    ("outcome", "heard"), [(ANSWER, RENEWALS + 1), (NOT_FOUND, RENEWALS + 1), (TOO_LATE, 0)]
)
def test_only_who_answers_is_given_more_time_and_not_for_ever(
    outcome: Answer | SourceError, heard: int
) -> None:
    doors: list[str] = []

    @contextmanager
    def opened() -> Iterator[Door]:
        doors.append("open")
        yield SlowDoor(outcome)
        doors.append("closed")

    curious = Curious()
    found = recognised(Met(address="http://x", outcome=ANSWER), [curious], opened)
    assert isinstance(found, Draft)
    assert curious.heard == heard
    assert doors == ["open", "closed"] * max(heard, 1)
