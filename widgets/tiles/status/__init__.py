"""Services, endpoints, sites: each with a word and since when, the abnormal ones first; hundreds are
condensed to those and a count of the rest.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from heapq import nsmallest
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import BeforeValidator, Field

from services.plain import plain
from services.quantities import Duration, Identifier
from services.records import Endpoint, ServiceHealth
from services.settings import Tile, Wording
from services.words import sort_key
from widgets import kinds
from widgets.tiles.status.board import Board
from widgets.tiles.status.computers import computer
from widgets.tiles.status.services import service
from widgets.tiles.status.view import TALLIED, WELL, Service, StatusView

if TYPE_CHECKING:
    from datetime import datetime

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
    """Các nguồn cho dịch vụ (haproxy, check, zabbix, clamav…) hoặc cho máy trạm, máy chủ (Wazuh,
    GravityZone…)."""
    records: Literal["services", "endpoints"] = "services"
    """services: dịch vụ, trang thông tin; endpoints: máy trạm, máy chủ và phần mềm bảo vệ của chúng."""
    certificate: Duration = Field("30 d", validate_default=True)
    """Chứng thư còn hạn không quá bấy lâu thì dịch vụ được nêu lên."""
    quiet: Annotated[Duration | None, Field(examples=["30 d"])] = None
    """Trang không có bài mới quá bấy lâu thì được nêu lên; không khai thì không xét."""
    outdated: Duration = Field("7 d", validate_default=True)
    """Với endpoints: máy không cập nhật quá bấy lâu thì được nêu lên."""

    @override
    def sources(self) -> tuple[str, ...]:
        return self.status

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({self.records})


class StatusType:
    name = "status"
    settings = StatusTile
    own_notes = False

    def look_up(self, settings: StatusTile, knowledge: Knowledge) -> StatusView:
        reckoned = knowledge.confirmed(settings.status) or knowledge.at
        made = _computers if settings.records == "endpoints" else _services
        services = made(settings, knowledge, reckoned)
        kind = Endpoint if settings.records == "endpoints" else ServiceHealth
        facts = knowledge.facts(settings.status, kind)
        shown = nsmallest(MOST, services, key=lambda one: (*_urgency(one), one.name))
        shown.sort(key=lambda one: (*_urgency(one), sort_key(one.name)))
        usual = kinds.ALL["endpoints"].title if settings.records == "endpoints" else _TITLE
        names = [knowledge.wall.sources[id].name for id in settings.status]
        return StatusView(
            title=settings.title or (names[0] if len(names) == 1 and names[0] else usual),
            standing=knowledge.standing(settings.status, facts),
            services=tuple(_lasting(one, reckoned) for one in shown),
            total=len(services),
            well=sum(one.well for one in services),
            abnormal=sum(one.abnormal for one in services),
            tally=_tally(services),
            kind=settings.records,
            day=knowledge.day,
            known=any(knowledge.asked(id).last_answered is not None for id in settings.status),
        )

    def lay_out(self, view: StatusView, room: Room, sheet: Sheet) -> list[Item]:
        return list(Board(view, room, sheet).items())


TILE = StatusType()
_TITLE = Wording(vi="Trạng thái dịch vụ", en="Service status")


def _urgency(one: Service) -> tuple[int, int, bool, bool, float, float]:
    """What has stopped first; of those that run, certificates by their end, then sites by how long they have
    published nothing.
    """
    ends = 0.0 if one.expires is None else one.expires.timestamp()
    told = 0.0 if one.published is None else one.published.timestamp()
    return one.illness, one.rank, one.expires is None, one.published is None, ends, told


def _services(settings: StatusTile, knowledge: Knowledge, reckoned: datetime) -> list[Service]:
    facts = knowledge.facts(settings.status, ServiceHealth)
    often = Counter(fact.record.service for fact in facts)
    return [
        service(
            fact.record,
            reckoned,
            settings.certificate,
            settings.quiet,
            apart=often[fact.record.service] > 1,
        )
        for fact in facts
    ]


def _computers(settings: StatusTile, knowledge: Knowledge, reckoned: datetime) -> list[Service]:
    naming = knowledge.naming(settings.status)
    made = []
    for fact in knowledge.facts(settings.status, Endpoint):
        one = fact.record
        unit = naming.organ(one.unit, one) if one.unit else None
        unit = plain(unit, 80) if isinstance(unit, str) else unit
        made.append(computer(one, reckoned, settings.outdated, unit))
    return made


def _lasting(one: Service, reckoned: datetime) -> Service:
    """With how long it lasts in whole days: below that its time says it better than a step would; what is
    said to begin later has just begun.
    """
    if one.begun is None:
        return one
    return replace(one, lasted=timedelta(days=max((reckoned - one.begun).days, 0)))


def _tally(services: list[Service]) -> tuple[tuple[Phrase | str, int], ...]:
    """What the abnormal ones are, and how many of each, the worst first."""
    said: Counter[Phrase | str] = Counter()
    for one in sorted(services, key=_urgency):
        if one.illness < WELL and one.state is not None:
            said[one.state] += 1
    rows_tell = all(count == 1 for count in said.values())
    return () if rows_tell else tuple(said.items())[:TALLIED]
