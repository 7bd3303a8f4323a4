"""One to four series over one span: gaps stay gaps, thresholds as quiet grounds, the plan as a line, events
as ticks; few, readable labels.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.views import merged
from widgets.tiles.trend import gathering
from widgets.tiles.trend.drawing import drawn
from widgets.tiles.trend.settings import TrendTile
from widgets.tiles.trend.view import TrendView

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

__all__ = ["TILE", "TrendTile"]


class TrendType:
    name = "trend"
    settings = TrendTile
    own_notes = False

    def look_up(self, settings: TrendTile, knowledge: Knowledge) -> TrendView:
        told = [gathering.series_of(id, settings.last, knowledge) for id in settings.trend]
        until = gathering.until(told, knowledge)
        usual = gathering.YEARS if all(one.periods for one in told) else gathering.DAY
        start = until - (settings.last or usual)
        begun = [one.periods[0].start for one in told if one.periods]
        if len(begun) == len(told):
            start = min(start, *begun)
        series = tuple(gathering.since(start, one) for one in told)
        standings = [one.number.standing for one in series]
        if settings.events is not None:
            standings.append(replace(knowledge.standing((settings.events,)), age=None))
        return TrendView(
            title=settings.title or series[0].number.name,
            standing=merged(standings),
            period=gathering.common_period(series),
            dimmed=all(one.number.old for one in series),
            series=series,
            start=start,
            until=until,
            zones=gathering.zones(series, knowledge) if settings.bands else (),
            targets=gathering.targets(series, knowledge) if settings.target else (),
            events=gathering.events(settings, start, until, knowledge),
        )

    def lay_out(self, view: TrendView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = TrendType()
