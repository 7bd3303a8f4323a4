"""Plays the past that a wall file tells, through the real connectors, on a clock that is moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from services.connectors import batch
from services.door import Answer, Request, SourceError, Visited
from services.http.address import address
from services.http.translation import of_status
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from services.simulation.answers import NOT_MODIFIED, NOTHING_THERE, ProvinceRequest
from services.simulation.faults import Fault, answer
from services.simulation.province import Province
from services.simulation.spans import Span, asks, spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from services.clock import HeldClock
    from services.connectors import Connector
    from services.door import Visit
    from services.news import News
    from services.settings import Source
    from services.wall_file.shape import WallFile

_ROOT = "http://127.0.0.1/"
"""Stands for the province: no port, so that nothing of a run enters what is recorded."""
_TAKES = timedelta(milliseconds=120)
"""From an ask to its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Somebody on duty paused a source, or ended the pause."""

    source: str
    at: datetime
    on: bool


@dataclass(slots=True, kw_only=True)
class ProvinceDoor:
    """A `services.door.Scout` into the province, in this process, for one ask at one instant."""

    province: Province
    base: str
    """Path of the source in the province."""
    fault: Fault
    asked: datetime
    taken: timedelta = _TAKES

    def now(self) -> datetime:
        return self.asked

    def ask(self, request: Request) -> Answer:
        if self.fault.kind == "down":
            words = phrase("Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt")
            raise SourceError(Reason.UNREACHABLE, words)
        if self.fault.kind == "stall":
            words = phrase("Nguồn im lặng quá thời hạn")
            raise SourceError(Reason.DEADLINE, words)
        url = address(_ROOT + self.base.lstrip("/"), request)
        parts = urlsplit(url)
        told = answer(
            self.province,
            ProvinceRequest(
                method=request.method,
                path=parts.path,
                params=tuple(parse_qsl(parts.query, keep_blank_values=True)),
                headers=tuple((name.lower(), value) for name, value in request.headers),
                body=request.body or b"",
            ),
            self.fault,
            self.asked,
        )
        headers = {name.lower(): value for name, value in told.headers}
        received = self.asked + self.taken
        if told.status >= 300 and told.status not in {NOT_MODIFIED, NOTHING_THERE}:  # noqa: PLR2004 - beyond good ones
            raise of_status(told.status, headers, told.body, received)
        return Answer(
            status=told.status,
            headers=headers,
            body=told.body,
            asked=self.asked,
            received=received,
            url=url,
        )

    def visits(self, visits: Sequence[Visit]) -> Iterator[Visited]:
        """Of the province's own sites."""
        for visit in visits:
            try:
                answer = self.ask(Request(path=visit.address))
            except SourceError as failure:
                yield Visited(visit=visit, failure=failure, took=self.taken)
            else:
                yield Visited(visit=visit, answer=answer, took=self.taken)


@dataclass(frozen=True, slots=True)
class _Ask:
    span: Span
    at: datetime
    ends: datetime


def play(
    wall: WallFile, connectors: Mapping[str, Connector[Any]], clock: HeldClock
) -> Iterator[News | Pause]:
    """What the sources answered and who paused them, in the order in which the wall learned it. The
    clock stands at each item's instant while it is handed out, and at the province's at the end.
    A source of which nothing is told was never asked.
    """
    province = wall.province
    if province is None or province.clock is None:
        return
    planned = _planned(wall, province.clock)
    if planned:
        clock.jump(min(planned[0][0], province.clock))
    cursors: dict[str, str] = {}
    for at, act in planned:
        clock.move(at - clock.at)
        if isinstance(act, Pause):
            yield act
            continue
        source = wall.sources[act.span.source]
        news = _news(act, source, connectors[source.connector], Province(province.seed), cursors)
        if isinstance(news, Batch) and news.cursor is not None:
            cursors[news.source] = news.cursor
        yield news
    clock.move(province.clock - clock.at)


def _planned(wall: WallFile, now: datetime) -> list[tuple[datetime, _Ask | Pause]]:
    """Asks by when they ended, pauses by when they begin and end; all of it is past."""
    told = wall.province.history if wall.province else ()
    plan: list[tuple[datetime, _Ask | Pause]] = []
    for name, source in wall.sources.items():
        for span in spans(told, name, now):
            if span.fault == "pause":
                plan.append((span.begins, Pause(source=name, at=span.begins, on=True)))
                if span.ends < now:
                    plan.append((span.ends, Pause(source=name, at=span.ends, on=False)))
                continue
            takes = source.deadline if span.fault == "stall" else _TAKES
            ended = asks(span, source.every, now)
            plan += ((at, _Ask(span, at - takes, at)) for at in ended)
    return sorted(plan, key=itemgetter(0))


def _news(
    act: _Ask,
    source: Source,
    connector: Connector[Any],
    province: Province,
    cursors: Mapping[str, str],
) -> News:
    name = act.span.source
    door = ProvinceDoor(
        province=province,
        base=source.url,
        fault=Fault(kind=act.span.fault, frozen=act.span.frozen, since=act.span.frozen),
        asked=act.at,
        taken=act.ends - act.at,
    )
    try:
        answered = connector.ask(source, door, cursors.get(name))
    except SourceError as failure:
        return Outage(
            source=name,
            reason=failure.reason,
            words=failure.words,
            asked=act.at,
            received=act.ends,
            retry_after=failure.retry_after,
        )
    return batch(name, answered)
