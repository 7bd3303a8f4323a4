"""Who answers at an address, asked of every connector that can tell.

Nothing that answers, or doesn't, raises here: it is a `Draft`, or an `Advice` that says what was met
and what to do. Few questions are asked, within one deadline and one more for each of the first answers.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from services.door import Answer, Request, SourceError
from services.draft import Advice, Certainty, Draft, Met, Recogniser
from services.news import Reason
from services.phrase import phrase
from services.probing.strangers import stranger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from services.door import Door
    from services.draft import Local

QUESTIONS = 30
"""Of all connectors together, beside the first."""
RENEWALS = 6
"""Answers that are each given another deadline: a system that takes seconds over each is known too."""

_log = logging.getLogger(__name__)


def met_at(address: str, door: Door, local: Local | None = None) -> Met:
    """What one GET of a URL, or the reading of a path, comes to."""
    try:
        return Met(address=address, outcome=door.ask(Request()), local=local)
    except SourceError as error:
        return Met(address=address, outcome=error, local=local)


def recognised(
    met: Met,
    connectors: Iterable[object],
    open_door: Callable[[], AbstractContextManager[Door]],
) -> Draft | Advice:
    """The most certain of all drafts; else what the first connector advises that knows the system;
    else what is to be said of a stranger.
    """
    drafts: list[Draft] = []
    advice: list[Advice] = []
    with _Sparing(open_door) as sparing:
        for connector in connectors:
            if not isinstance(connector, Recogniser):
                continue
            match _asked(connector, met, sparing):
                case Draft() as draft:
                    drafts.append(draft)
                case Advice() as one:
                    advice.append(one)
                case None:
                    pass
    if drafts:
        best = max(drafts, key=lambda draft: draft.certainty)
        if best.certainty > Certainty.LOOK or not advice:
            return best
    return advice[0] if advice else stranger(met)


def _asked(connector: Recogniser, met: Met, door: Door) -> Draft | Advice | None:
    try:
        return connector.recognise(met, door)
    except SourceError:
        return None
    except Exception:  # noqa: BLE001 - a plug-in's border: one that fails is passed over, as in loading
        _log.exception("%r could not tell whether it knows the address", connector)
        return None


@dataclass(slots=True)
class _Sparing:
    """A door that lets a bounded number of questions through. Who answers slowly, if only to refuse, is
    given another deadline for each of the first answers.
    """

    open_door: Callable[[], AbstractContextManager[Door]]
    left: int = QUESTIONS
    renewals: int = RENEWALS
    _opened: ExitStack = field(default_factory=ExitStack)
    _door: Door = field(init=False)

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(self, *ended: object) -> None:
        self._opened.close()

    def ask(self, request: Request) -> Answer:
        if self.left <= 0:
            raise SourceError(Reason.REFUSED, phrase("Đã hỏi đủ số câu cho một lần dò"))
        self.left -= 1
        try:
            answer = self._door.ask(request)
        except SourceError as error:
            if error.status is not None:
                self._renew()
            raise
        self._renew()
        return answer

    def now(self) -> datetime:
        return self._door.now()

    def _renew(self) -> None:
        if self.renewals > 0:
            self.renewals -= 1
            self._open()

    def _open(self) -> None:
        self._opened.close()
        self._door = self._opened.enter_context(self.open_door())
