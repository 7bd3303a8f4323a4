"""Bars: records counted by a field or along time, or figures side by side; all on one scale from 0."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from services.phrase import phrase
from services.records import KINDS
from services.settings import Wording
from widgets import kinds
from widgets.chosen import chosen
from widgets.reader import Reader
from widgets.tiles.bars.counted import counted
from widgets.tiles.bars.figures import compared
from widgets.tiles.bars.ranked import ranked
from widgets.tiles.bars.settings import INDICATORS, USUAL, BarsTile
from widgets.tiles.bars.times import timed
from widgets.tiles.bars.upright import upright
from widgets.tiles.bars.view import BarsView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from services.records import Record
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.bars.view import Stretch


class BarsType:
    name = "bars"
    settings = BarsTile
    own_notes = False

    def look_up(self, settings: BarsTile, knowledge: Knowledge) -> BarsView:
        if settings.bars == INDICATORS:
            return _of_figures(settings, knowledge)
        return _of_records(settings, knowledge)

    def lay_out(self, view: BarsView, room: Room, sheet: Sheet) -> list[Item]:
        if view.stretch is not None:
            return upright(view, room, sheet)
        return ranked(view, room, sheet)


TILE = BarsType()


def _of_figures(settings: BarsTile, knowledge: Knowledge) -> BarsView:
    told = compared(settings, knowledge)
    named = knowledge.wall.indicators[settings.chosen[0]].name
    title = named if len(settings.chosen) == 1 else Wording(vi="Các chỉ số", en="Indicators")
    return BarsView(
        title=settings.title or title,
        standing=told.standing,
        period=told.period,
        dimmed=all(bar.old for bar in told.bars) if told.bars else None,
        kind=INDICATORS,
        by=settings.by,
        bars=told.bars,
        total=told.total,
        threshold=settings.threshold,
        floor=told.floor,
        unit=told.unit,
        alike=told.alike,
        known=bool(told.bars),
        empty=phrase("Không có chỉ số nào"),
        day=knowledge.day,
    )


def _admits(
    settings: BarsTile, knowledge: Knowledge, every: Sequence[Record]
) -> Callable[[datetime], bool]:
    """Whether the condition lets an instant in. A window such as `time >= now - hours(24)` begins within an
    hour, of which the rest isn't counted; a condition that looks at other fields as well says nothing of
    instants alone.
    """
    condition, moment = settings.condition, settings.moment or ""
    one = next((one for one in every if isinstance(getattr(one, moment, None), datetime)), None)
    if condition is None or condition.fields != {moment} or one is None:
        return lambda _: True
    holds = condition.of(knowledge.moment((settings.bars,)))

    def admits(at: datetime) -> bool:
        moved: dict[str, Any] = {moment: at}
        return holds(replace(one, **moved))

    return admits


def _of_records(settings: BarsTile, knowledge: Knowledge) -> BarsView:
    sources, kind = (settings.bars,), kinds.ALL[settings.records]
    facts = knowledge.facts(sources, KINDS[settings.records])
    every = [fact.record for fact in facts]
    shown, hidden = chosen(settings.condition, settings.bars, knowledge, every)
    reader = Reader(settings.records, knowledge, settings.bars, shown)
    view = BarsView(
        title=settings.title or kind.title,
        standing=knowledge.standing(sources, facts),
        kind=settings.records,
        by=settings.by,
        threshold=settings.threshold,
        unit=settings.unit,
        known=knowledge.asked(settings.bars).last_answered is not None,
        empty=kind.empty,
        hidden=hidden,
        day=knowledge.day,
    )
    if settings.by in USUAL:
        stretch = cast("Stretch", settings.by)
        along = timed(settings, stretch, reader, shown, every, _admits(settings, knowledge, every))
        return replace(
            view,
            columns=along.columns,
            stretch=stretch,
            parts=along.parts,
            sums=along.sums,
            undated=along.undated,
            ahead=along.ahead,
        )
    told = counted(settings, settings.by or "", reader, shown)
    return replace(
        view,
        bars=told.bars,
        total=told.total,
        rest=told.rest,
        alike=told.alike,
        parts=told.parts,
        sums=told.sums,
    )
