"""One ask: a few calls of one dialect. A call that fails makes the batch partial and its figure faulty;
where all fail, the ask does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.edxml_axis.answers import counted, listed
from services.connectors.edxml_axis.calls import Call, Pairs, asked
from services.connectors.edxml_axis.items import PENDING, Found, take, take_organs
from services.door import SourceError
from services.mapping import MOST
from services.news import Covers
from services.phrase import Phrase, phrase
from services.records import Observation

if TYPE_CHECKING:
    from services.connectors.edxml_axis.settings import Axis
    from services.door import Answer, Door
    from services.records import Record

type Gives = Literal["documents", "waiting", "statuses", "organs", "count"]
"""Documents, documents that wait, statuses of which only the number counts, organs, or a number."""

_PREFIX = "XroadVnpt-"


@dataclass(frozen=True, slots=True)
class Step:
    """One call: the figure of how many it tells, and what its answer is."""

    figure: str
    call: Call
    gives: Gives
    params: Pairs = ()
    headers: Pairs = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What one answer holds."""

    found: Found
    count: Decimal
    beyond: int


def told(settings: Axis, gives: Gives, body: bytes, called: str = "") -> Told:
    """A pure function of the answer to the list that is `called` so. Raises `SourceError`."""
    found = Found()
    if gives == "count":
        return Told(found, counted(body), 0)
    every, said = listed(body)
    items = [*{repr(one): one for one in every}.values()]  # an item that stands there twice is one
    whole = max(len(items), said or 0)
    match gives:
        case "statuses":
            return Told(found, Decimal(whole), 0)
        case "organs":
            take_organs(found, items[:MOST])
        case _:
            take(settings, found, items[:MOST], PENDING if gives == "waiting" else None, called)
    return Told(found, Decimal(whole), whole - min(len(items), MOST) + found.same)


def steps(settings: Axis, today: str, since: str) -> tuple[Step, ...]:
    """Of the dialect; days are written `2026/11/24`."""
    match settings.dialect:
        case "national":
            days = ((f"{_PREFIX}fromDate", since), (f"{_PREFIX}toDate", today))
            said = (*_national("edoc"), *days)
            return (
                Step("received", Call.RECEIVED, "documents", headers=said),
                Step("sent", Call.SENT, "documents", headers=said),
                Step(
                    "waiting_documents", Call.WAITING_DOCUMENTS, "count", headers=_national("edoc")
                ),
                Step(
                    "waiting_statuses", Call.WAITING_STATUSES, "count", headers=_national("status")
                ),
            )
        case "provincial":
            within = (("messageType", "edoc"), ("fromDate", since), ("toDate", today))
            own = (("X-SystemId", settings.system_id or ""),)
            return (Step("received", Call.PROVINCIAL, "documents", within, own),)
        case "edoc":
            get = settings.edoc_method == "GET"
            pending = Call.PENDING_BY_GET if get else Call.PENDING
            organs = Call.ORGANS_BY_GET if get else Call.ORGANS
            return (
                Step("waiting_documents", pending, "waiting", headers=_edoc(settings, "EDOC")),
                Step("waiting_statuses", pending, "statuses", headers=_edoc(settings, "STATUS")),
                Step("organs", organs, "organs", headers=_edoc(settings, "EDOC")),
            )


def _national(kind: str) -> Pairs:
    return (
        ("Content-Type", "application/json"),
        (f"{_PREFIX}servicetype", "eDoc"),
        (f"{_PREFIX}messagetype", kind),
    )


def _edoc(settings: Axis, kind: str) -> Pairs:
    return (
        ("Content-Type", "application/json"),
        ("OrganId", settings.organ or ""),
        ("Type", kind),
        ("MessageType", kind),
    )


class Asking:
    def __init__(self, settings: Axis, door: Door) -> None:
        self._settings, self._door = settings, door
        self._answers: list[Answer] = []
        self._failures: list[SourceError] = []
        self._whole = Found()
        self._figures: list[Observation] = []
        self._notes: list[Phrase] = []
        self._beyond = 0

    def answered(self) -> Answered:
        today = self._door.now().astimezone(ZoneInfo(self._settings.zone)).date()
        since = today - timedelta(days=self._settings.days)
        every = steps(self._settings, f"{today:%Y/%m/%d}", f"{since:%Y/%m/%d}")
        for step in every:
            self._take(step)
        if len(self._failures) == len(every):
            raise self._failures[0]
        if self._whole.nameless:
            self._notes.append(
                phrase("Bỏ qua {count} mục không có mã văn bản", count=self._whole.nameless)
            )
        if self._whole.same:
            self._notes.append(
                phrase(
                    "Bỏ qua {count} mục trùng mã với một văn bản khác của cùng nơi gửi",
                    count=self._whole.same,
                )
            )
        partial = bool(self._failures or self._whole.nameless or self._beyond)
        return Answered(
            records=self._records(),
            asked=self._answers[0].asked,
            received=self._answers[-1].received,
            covers=Covers.PART if partial else Covers.ALL,
            missing=self._beyond or None,
            simulated=any(answer.simulated for answer in self._answers),
            notes=tuple(dict.fromkeys(self._notes)),
        )

    def _records(self) -> tuple[Record, ...]:
        found = self._whole
        lists = (*found.documents.values(), *found.joined().values(), *found.organs.values())
        return (*self._figures, *lists[:MOST])

    def _take(self, step: Step) -> None:
        try:
            answer = asked(self._door, step.call, params=step.params, headers=step.headers)
            self._answers.append(answer)
            one = self._told(step, answer)
        except SourceError as error:
            if not self._answers and (error.reason.of_connection or error.status is not None):
                raise  # whoever refuses the first call is not asked three times more
            self._failures.append(error)
            self._notes.append(phrase("{name}: {why}", name=step.figure, why=error.words))
            lacking = Observation(uid=step.figure, indicator=step.figure, fault=error.words)
            self._figures.append(lacking)
            return
        self._figures.append(Observation(uid=step.figure, indicator=step.figure, value=one.count))
        self._beyond += one.beyond
        self._whole.add(one.found)

    def _told(self, step: Step, answer: Answer) -> Told:
        if len(answer.body) <= LARGE:
            return told(self._settings, step.gives, answer.body, step.figure)
        begun = self._answers[0].asked
        left = self._settings.deadline - max(self._door.now() - begun, timedelta())
        return aside(
            told, left.total_seconds(), self._settings, step.gives, answer.body, step.figure
        )
