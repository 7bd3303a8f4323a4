"""One ask: a table, or the tables of a folder one after another."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from services.aside import LARGE, aside
from services.door import SIMULATED, Request, SourceError
from services.mapping import MOST
from services.news import Answered, Covers
from services.phrase import Phrase, phrase
from services.plain import plain
from services.records import Sample
from services.tally import Tally
from services.validators import NONE, Validators, changed

if TYPE_CHECKING:
    from services.door import Answer, Door
    from services.records import Record
    from services.table.page import Page
    from services.table.settings import Tabular

_READING = "2"
"""Raised when the same table would be read differently."""
_NOTES = 40
"""Of one ask; a folder may have a thousand files."""
_NEXT = re.compile(r'<([^>]*)>; rel="next"')


class Normalise[S: Tabular](Protocol):
    """A function of a module. `quoting` is the value of a simulated answer's header, None of a real one;
    `unfinished`: the file is still being written.
    """

    def __call__(
        self,
        settings: S,
        body: bytes,
        quoting: str | None,
        unfinished: bool,  # noqa: FBT001 - also called in another process, by position
        /,
    ) -> Page: ...


class Reading[S: Tabular]:
    """Of a folder's files one that can't be read makes the batch partial; where none can, the ask fails
    with what the first one had. Of the same key in two files the later figure is taken, else the one of
    the file that comes later by name.
    """

    def __init__(
        self,
        settings: S,
        door: Door,
        cursor: str | None,
        normalise: Normalise[S],
        large: int = LARGE,
    ) -> None:
        """Tables of more than `large` bytes are read aside."""
        self._settings, self._door, self._cursor = settings, door, cursor
        self._normalise, self._large = normalise, large
        self._validators = Validators(settings, _READING)
        self._answers: list[Answer] = []
        self._records: dict[tuple[object, ...], Record] = {}
        self._notes: list[Phrase] = []
        self._ats: list[datetime] = []
        self._failures: list[SourceError] = []
        self._between = Tally()
        """Of keys that several files have."""
        self._partial = False

    def answered(self) -> Answered:
        first = self._door.ask(
            Request(headers=tuple(self._validators.headers(self._cursor).items()))
        )
        if first.unchanged:
            return Answered(
                asked=first.asked,
                received=first.received,
                cursor=self._cursor,
                simulated=first.simulated,
                unchanged=True,
            )
        answer: Answer | None = first
        while answer is not None:
            self._answers.append(answer)
            self._take(answer)
            answer = self._following(answer)
        if len(self._failures) == len(self._answers):
            raise self._failures[0]
        for name in first.passed_over:
            # the newest file is the newest of those that could be looked at
            self._partial = self._partial or self._settings.take == "all"
            self._notes.append(_unread(name))
        return self._whole(first)

    def _whole(self, first: Answer) -> Answered:
        self._between.beyond = max(len(self._records) - MOST, 0)
        self._partial = self._partial or self._between.partial
        self._notes += self._between.notes()
        return Answered(
            records=tuple(self._records.values())[:MOST],
            asked=first.asked,
            received=self._answers[-1].received,
            covers=Covers.PART if self._partial else Covers.ALL,
            at=max(self._ats, default=None),
            cursor=NONE if self._partial else self._validators.cursor(first.headers),
            simulated=any(answer.simulated for answer in self._answers),
            notes=tuple(self._notes[:_NOTES]),
        )

    def _following(self, answer: Answer) -> Answer | None:
        """Only files come one after another; an address is one table, whatever it links to."""
        found = _NEXT.search(answer.headers.get("link", ""))
        if self._settings.files() is None or found is None:
            return None
        try:
            return self._door.ask(Request(path=found[1]))
        except SourceError as error:
            self._pass_over(found[1], error)
            return None

    def _take(self, answer: Answer) -> None:
        try:
            page = self._read(answer)
        except SourceError as error:
            self._failures.append(error)
            self._pass_over(answer.headers.get("content-location", ""), error)
            return
        at = changed(answer.headers)
        if at is not None:
            self._ats.append(at)
        self._partial = self._partial or page.partial
        self._note(answer, page.notes)
        for record in page.records:
            # each figure is as old as its own file
            said = record if record.at is not None else replace(record, at=at)
            key = _key(said)
            if self._between.keeps(self._records.get(key), said):
                self._records[key] = said

    def _note(self, answer: Answer, notes: tuple[Phrase, ...]) -> None:
        """With the file's name where there are several."""
        if notes and self._settings.take == "all":
            name = unquote(answer.headers.get("content-location", ""))
            self._notes.append(phrase("Tệp “{name}”:", name=plain(name, 120)))
        self._notes += notes

    def _read(self, answer: Answer) -> Page:
        quoting = answer.headers.get(SIMULATED)
        if len(answer.body) <= self._large:
            return self._normalise(self._settings, answer.body, quoting, answer.unfinished)
        gone = max(self._door.now() - self._answers[0].asked, timedelta())
        left = (self._settings.deadline - gone).total_seconds()
        return aside(self._normalise, left, self._settings, answer.body, quoting, answer.unfinished)

    def _pass_over(self, name: str, error: SourceError) -> None:
        self._partial = True
        self._notes += (_unread(unquote(name)), error.words)


def _unread(name: str) -> Phrase:
    return phrase("Không đọc được tệp “{name}” của thư mục", name=plain(name, 120))


def _key(record: Record) -> tuple[object, ...]:
    return (type(record), record.uid, record.at if isinstance(record, Sample) else None)
