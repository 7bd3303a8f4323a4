"""Unresolved alerts, counted in four priorities; the one that waits longest for somebody; how long detecting
and resolving take.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, override

from pydantic import BeforeValidator, Field

from services.quantities import Identifier
from services.records import Alert, AlertState
from services.settings import Tile, Wording
from services.views import merged
from services.words import plain
from widgets.frame import LOOKS
from widgets.reading import Number
from widgets.tiles.severity.board import Board
from widgets.tiles.severity.view import NAMES, Mean, SeverityView, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from services.views import Figure, Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

__all__ = ["TILE", "SeverityTile", "SeverityView"]

_OPEN = frozenset({AlertState.FIRING, AlertState.ACKNOWLEDGED})
_MOST_WORDS = 3
"""Raw words of unclassified alerts that are named."""
_LONG, _PLACE = 200, 80
"""Characters of a title and of a place."""


TITLE = Wording(vi="Cảnh báo đang mở", en="Open alerts", short="Cảnh báo", short_en="Alerts")


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class SeverityTile(Tile):
    """Số cảnh báo chưa xử lý xong, đếm theo bốn mức ưu tiên; cảnh báo chưa ai xác nhận lâu nhất."""

    severity: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=24),
        BeforeValidator(_listed, json_schema_input_type=Identifier | tuple[Identifier, ...]),
        Field(examples=["soc"]),
    ]
    """Nguồn cảnh báo, hoặc danh sách các nguồn được đếm chung."""
    mttd: Annotated[Identifier | None, Field(examples=["soc_mttd"])] = None
    """Chỉ số cho thời gian phát hiện trung bình; ngưỡng lấy từ bands của chỉ số."""
    mttr: Annotated[Identifier | None, Field(examples=["soc_mttr"])] = None
    """Chỉ số cho thời gian xử lý trung bình; ngưỡng lấy từ bands của chỉ số."""

    @override
    def sources(self) -> tuple[str, ...]:
        return self.severity

    @override
    def indicators(self) -> tuple[str, ...]:
        return tuple(id for id in (self.mttd, self.mttr) if id is not None)

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"alerts"})


class SeverityType:
    name = "severity"
    settings = SeverityTile
    own_notes = False

    def look_up(self, settings: SeverityTile, knowledge: Knowledge) -> SeverityView:
        facts = knowledge.facts(settings.severity, Alert)
        alerts = [fact.record for fact in facts]
        shown = [alert for alert in alerts if alert.state in _OPEN]
        found = Counter(knowledge.rank(alert.severity) for alert in shown)
        firing = [alert for alert in shown if alert.state is AlertState.FIRING]
        unseen = Counter(knowledge.rank(alert.severity) for alert in firing)
        unknown = [alert for alert in shown if not alert.severity]
        words = {plain(alert.severity_word) for alert in unknown if alert.severity_word}
        answered = any(
            knowledge.asked(source).last_answered is not None for source in settings.severity
        )
        own = knowledge.standing(settings.severity, facts)
        means = _means(settings, knowledge)
        old = own.state is not None and LOOKS[own.state].dimmed
        dimmed = (old and all(one.number.old for one in means)) if means else None
        return SeverityView(
            title=settings.title or TITLE,
            standing=merged([own, *(one.number.standing for one in means)]) if means else own,
            dimmed=dimmed,
            priority=NAMES[min(found)] if found else None,
            counts=(found[0], found[1], found[2], found[3]) if answered else None,
            hidden=sum(alert.state is AlertState.SUPPRESSED for alert in alerts),
            unclassified=len(unknown),
            raw=tuple(sorted(words)[:_MOST_WORDS]),
            unseen=(unseen[0], unseen[1], unseen[2], unseen[3]) if answered else None,
            waiting=_waiting(firing, settings, knowledge),
            means=means,
            state=own.state,
            old=old and dimmed is False,
            day=knowledge.day,
        )

    def lay_out(self, view: SeverityView, room: Room, sheet: Sheet) -> list[Item]:
        return list(Board(view, room, sheet).items())


TILE = SeverityType()


def _waiting(
    firing: Iterable[Alert], settings: SeverityTile, knowledge: Knowledge
) -> Waiting | None:
    """Of the worst priority that somebody must acknowledge; one without a time waits, but nobody knows
    since when.
    """
    reckoned = knowledge.confirmed(settings.severity)
    dated = [(knowledge.rank(a.severity), a.starts, a.uid, a) for a in firing if a.starts]
    if not dated or reckoned is None:
        return None
    rank, since, _, one = min(dated, key=lambda each: each[:3])
    entity = one.entity
    place = knowledge.naming(settings.severity).organ(entity, one) if entity else None
    return Waiting(
        priority=NAMES[rank],
        title=plain(one.title, _LONG),
        place=plain(place, _PLACE) if isinstance(place, str) else place,
        since=since,
        age=timedelta(days=max((reckoned - since).days, 0)),
    )


def _means(settings: SeverityTile, knowledge: Knowledge) -> tuple[Mean, ...]:
    asked: tuple[tuple[Literal["MTTD", "MTTR"], str | None], ...] = (
        ("MTTD", settings.mttd),
        ("MTTR", settings.mttr),
    )
    return tuple(
        Mean(word=word, number=_number(figure), threshold=_threshold(figure, knowledge))
        for word, id in asked
        if id is not None
        for figure in (knowledge.figure(id),)
    )


def _number(figure: Figure) -> Number:
    return Number(
        id=figure.id,
        name=figure.indicator.name,
        unit=figure.unit,
        observation=figure.observation,
        decimals=figure.indicator.decimals,
        standing=figure.standing,
        better=figure.indicator.better,
        comparison=figure.comparison,
        band=figure.band,
    )


def _threshold(figure: Figure, knowledge: Knowledge) -> Wording | None:
    """The band that the figure is in if that calls for somebody, else the nearest that would."""
    if figure.band is not None and figure.band.priority is not None:
        return figure.band.meaning
    day = knowledge.day
    bands = [
        band
        for band in figure.indicator.bands
        if band.priority is not None
        and band.of == "value"
        and (band.since is None or band.since <= day)
        and (band.until is None or day <= band.until)
    ]
    if figure.indicator.better == "up":
        ends = [(-band.under, band) for band in bands if band.under is not None]
    else:
        ends = [(band.least, band) for band in bands if band.least is not None]
    return min(ends, key=lambda end: end[0])[1].meaning if ends else None
