"""Services, endpoints, sites: each with a word and since when, the abnormal ones first; hundreds are
condensed to those and a count of the rest.
"""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING, Annotated, override

from pydantic import BeforeValidator, Field

from services.plain import plain
from services.quantities import Duration, Identifier
from services.records import Reply, ServiceHealth
from services.settings import Tile, Wording
from services.words import sort_key
from widgets.kinds import SAID
from widgets.standings import illness
from widgets.tiles.status.board import Board
from widgets.tiles.status.view import Service, StatusView

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from services.cache import Fact
    from services.phrase import Phrase
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

MOST = 500
"""Services that a view holds, the worst of all."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Sources = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=12)]


class StatusTile(Tile):
    """Bảng trạng thái dịch vụ, máy chủ, trang thông tin: cái lỗi xếp trước, từ lúc nào."""

    status: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=12),
        BeforeValidator(_listed, json_schema_input_type=Identifier | Sources),
        Field(examples=["lgsp-dich-vu"]),
    ]
    """Các nguồn cho dịch vụ (haproxy, check, zabbix, clamav…)."""
    certificate: Duration = Field("30 d", validate_default=True)
    """Chứng thư còn hạn không quá bấy lâu thì dịch vụ được nêu lên."""

    @override
    def sources(self) -> tuple[str, ...]:
        return self.status

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"services"})


class StatusType:
    name = "status"
    settings = StatusTile
    own_notes = False

    def look_up(self, settings: StatusTile, knowledge: Knowledge) -> StatusView:
        facts = knowledge.facts(settings.status, ServiceHealth)
        reckoned = knowledge.confirmed(settings.status) or knowledge.at
        often = Counter(fact.record.service for fact in facts)
        services = [
            _service(fact, reckoned, settings.certificate, apart=often[fact.record.service] > 1)
            for fact in facts
        ]
        shown = nsmallest(MOST, services, key=lambda one: (*_urgency(one), one.name))
        shown.sort(key=lambda one: (*_urgency(one), sort_key(one.name)))
        names = [knowledge.wall.sources[id].name for id in settings.status]
        return StatusView(
            title=settings.title or (names[0] if len(names) == 1 and names[0] else _TITLE),
            standing=knowledge.standing(settings.status, facts),
            services=tuple(shown),
            total=len(services),
            well=sum(one.well for one in services),
            abnormal=sum(one.abnormal for one in services),
            day=knowledge.day,
            known=any(knowledge.asked(id).last_answered is not None for id in settings.status),
        )

    def lay_out(self, view: StatusView, room: Room, sheet: Sheet) -> list[Item]:
        return list(Board(view, room, sheet).items())


TILE = StatusType()
_TITLE = Wording(vi="Trạng thái dịch vụ", en="Service status")


def _urgency(one: Service) -> tuple[int, bool, bool]:
    """What has stopped first; of those that run, a certificate that is over, then one that soon will be."""
    return one.illness, not one.expired, one.expires is None


def _service(
    fact: Fact[ServiceHealth], reckoned: datetime, near: timedelta, *, apart: bool
) -> Service:
    """`apart`: others are called the same, so that its instance is said too."""
    one = fact.record
    until = one.certificate_until
    ends = until if until is not None and until - reckoned <= near else None
    state: str | Phrase | None = None if one.state is None else plain(one.state, 40)
    if one.state in {Reply.ANSWERS, Reply.NONE, Reply.WRONG}:
        state = SAID[one.state]
    name = plain(one.service, 80)
    if apart and one.instance and one.instance != one.service:
        name = f"{name} · {plain(one.instance, 60)}"
    return Service(
        name=name,
        code=None if one.state is None else plain(str(one.state), 40),
        state=state,
        illness=illness(one.state),
        since=one.since,
        words=one.words,
        expires=ends,
        expired=ends is not None and ends <= reckoned,
    )
