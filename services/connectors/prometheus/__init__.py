"""Prometheus' API v1: a query is one figure per label set; with a range its series as well.

One query that fails breaks its own figure; all failing is an outage.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.prometheus.answer import Result, broken, normalise
from services.connectors.prometheus.course import Course, Stretch, seconds
from services.connectors.prometheus.recognition import recognised
from services.connectors.prometheus.settings import Prometheus, Query
from services.connectors.prometheus.usual import usual
from services.door import Answer, Door, Request, SourceError
from services.news import Covers, Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from services.draft import Advice, Draft, Met
    from services.phrase import Phrase
    from services.records import Record

__all__ = ["CONNECTOR", "Prometheus", "Query", "Result", "normalise"]

_TOGETHER = timedelta(minutes=1)
"""Evaluations that lie so close belong to one ask, whose time is the earliest of them."""

_ASKED_WRONGLY = {400, 422}
"""Statuses by which Prometheus refuses a query: of its letter, of its evaluation."""


class PrometheusConnector:
    name = "prometheus"
    settings = Prometheus

    def ask(self, settings: Prometheus, door: Door, cursor: str | None) -> Answered:
        asking = _Asking(settings, door, cursor)
        for name in asking.queries:
            asking.figure(name)
        for name, query in asking.queries.items():
            if query.range is not None:
                asking.series(name, query)
        return asking.answered()

    def recognise(self, met: Met, door: Door) -> Draft | Advice | None:
        return recognised(met, door)


class _Asking:
    def __init__(self, settings: Prometheus, door: Door, cursor: str | None) -> None:
        self._settings, self._door = settings, door
        self.queries = settings.queries or usual(door)
        self._course = Course(cursor)
        self._answers: list[Answer] = []
        self._records: list[Record] = []
        self._evaluated: dict[str, datetime] = {}
        self._by_query: dict[str, Result] = {}
        self._notes: list[Phrase] = []
        self._failures: list[SourceError] = []
        self._succeeded = False
        self._now: datetime | None = None

    def figure(self, name: str) -> None:
        """What the query gives now. If it fails its figure is broken, and the others go on."""
        query = self.queries[name].model_copy(update={"range": None})
        result = self._asked(name, query, "api/v1/query", (("query", query.query),))
        if result is None:
            self._records.append(broken(name, self._failures[-1].words))
            return
        self._by_query[name] = result
        if not result.records:
            self._notes.append(phrase("{name}: câu hỏi không có kết quả nào", name=name))

    def series(self, name: str, query: Query) -> None:
        """What came since the last sample. By the server's own clock: asked beyond it, it would repeat
        its last values as new ones.
        """
        if name not in self._by_query or self._now is None:
            return
        stretch = self._course.stretch(name, query, self._now)
        if stretch is None:
            return
        result = self._asked(name, query, "api/v1/query_range", _range(query, stretch))
        if result is None:
            # The figure stands; the points that are missing now are asked for again.
            self._notes.append(self._failures[-1].words)
            return
        self._records += result.records
        self._notes += result.notes
        self._course.reached(name, query, stretch.end)

    def answered(self) -> Answered:
        if self._failures and not self._succeeded:
            raise self._failures[0]
        times = [result.at for result in self._by_query.values() if result.at is not None]
        together = bool(times) and max(times) - min(times) <= _TOGETHER
        partial = bool(self._failures)
        for result in self._by_query.values():
            partial = partial or result.partial
            self._notes += result.notes
            self._records += [
                record if together else replace(record, at=result.at) for record in result.records
            ]
        return Answered(
            records=tuple(self._records),
            asked=self._answers[0].asked,
            received=self._answers[-1].received,
            covers=Covers.PART if partial else Covers.ALL,
            at=min(times) if together else None,
            cursor=self._course.cursor(self.queries),
            simulated=any(answer.simulated for answer in self._answers),
            notes=tuple(dict.fromkeys(self._notes)),
        )

    def _asked(
        self, name: str, query: Query, path: str, params: tuple[tuple[str, str], ...]
    ) -> Result | None:
        """None: the query failed."""
        try:
            if (ended := self._ended()) is not None:
                raise ended
            answer = self._door.ask(Request(path=path, params=params))
            self._answers.append(answer)
            result = self._read(name, query, answer)
        except SourceError as error:
            wrong = error.reason is Reason.REFUSED and error.status in _ASKED_WRONGLY
            self._failures.append(error.cured(_corrected(name)) if wrong else error)
            return None
        self._succeeded = True
        if result.at is not None:
            self._now = max(self._now or result.at, result.at)
        return result

    def _ended(self) -> SourceError | None:
        """A failure after which it is no use to ask on."""
        last = self._failures[-1] if self._failures else None
        over = last is not None and (
            last.reason.of_connection or last.reason in {Reason.UNAUTHORISED, Reason.TOO_LARGE}
        )
        return last if over else None

    def _read(self, name: str, query: Query, answer: Answer) -> Result:
        begun = self._answers[0].asked
        left = self._settings.deadline - max(self._door.now() - begun, timedelta())
        try:
            if len(answer.body) <= LARGE:
                return normalise(name, query, answer.body)
            return aside(normalise, left.total_seconds(), name, query, answer.body)
        except SourceError as error:
            # what the query itself came to: an error in words, or no numbers
            refused = error.reason is Reason.REFUSED
            raise (error.cured(_corrected(name)) if refused else error) from None


def _corrected(name: str) -> Phrase:
    return phrase(
        "sửa query của “{name}” trong queries; thử trước ở trang Graph của Prometheus", name=name
    )


def _range(query: Query, stretch: Stretch) -> tuple[tuple[str, str], ...]:
    return (
        ("query", query.query),
        ("start", seconds(stretch.start)),
        ("end", seconds(stretch.end)),
        ("step", f"{query.step.total_seconds():g}"),
    )


CONNECTOR = PrometheusConnector()
