"""Security events, alerts, incidents or vulnerabilities: worst or newest first, alike ones in one row with
their count, lesser ones only counted; rows that stand still when events arrive (`order`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets import kinds
from widgets.tiles.events.drawing import Roll
from widgets.tiles.events.entries import found
from widgets.tiles.events.grouping import Groups
from widgets.tiles.events.settings import EventsTile
from widgets.tiles.events.view import NAMES, EventsView

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

__all__ = ["TILE", "EventsTile", "EventsView"]


class EventsType:
    name = "events"
    settings = EventsTile
    own_notes = False

    def look_up(self, settings: EventsTile, knowledge: Knowledge) -> EventsView:
        every = [found(settings, source, knowledge) for source in settings.events]
        least = NAMES.index(settings.least.value)
        listed = [one.down_to(least) for one in every]
        groups = Groups(settings, knowledge, listed)
        rows, ranks = groups.rows(), groups.ranks()
        lesser = [e.rank for one in every for e in one.entries if e.rank > least]
        alarms = [rank for rank in ranks if settings.records == "alerts"]
        facts = [fact for one in every for fact in one.facts]
        return EventsView(
            title=settings.title or kinds.ALL[settings.records].title,
            standing=knowledge.standing(settings.events, facts),
            priority=NAMES[min(alarms)] if alarms else None,
            kind=settings.records,
            groups=rows,
            ranks=(ranks[0], ranks[1], ranks[2], ranks[3]),
            total=sum(len(one.entries) for one in listed),
            low=len(lesser),
            lower=NAMES[min(lesser)] if lesser else None,
            hidden=sum(one.hidden for one in every),
            timed="time" in settings.show,
            day=knowledge.day,
            known=any(knowledge.asked(id).last_answered is not None for id in settings.events),
        )

    def lay_out(self, view: EventsView, room: Room, sheet: Sheet) -> list[Item]:
        return list(Roll(view, room, sheet).items())


TILE = EventsType()
