"""The figures of indicators as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import phrase
from services.settings import Wording
from services.views import merged
from services.words import age_step
from widgets.tiles.table.orders import ordered
from widgets.tiles.table.settings import INDICATORS, MOST
from widgets.tiles.table.view import Head, Row, TableView
from widgets.values import Reading, When

if TYPE_CHECKING:
    from services.views import Figure, Knowledge
    from widgets.tiles.table.settings import TableTile

_HEADS = (
    Head("name", phrase("Chỉ số"), 3.0),
    Head("value", phrase("Giá trị"), 0.0, "right"),
    Head("when", phrase("Kỳ"), 0.0, "right"),
)


def of_indicators(settings: TableTile, knowledge: Knowledge) -> TableView:
    ids = _chosen(settings, knowledge)
    figures = [knowledge.figure(id) for id in ids]
    if settings.sort is not None:
        figures = ordered(figures, settings.sort)
    shown = figures[: min(settings.limit, MOST)]
    periods = {f.observation.period if f.observation else None for f in shown}
    period = periods.pop() if len(periods) == 1 else None
    live = all(figure.standing.state is State.LIVE for figure in shown)
    heads = _HEADS[:2] if period and live else _HEADS
    rows = tuple(_row(figure, heads) for figure in shown)
    group = knowledge.wall.groups.get(settings.group or "")
    return TableView(
        title=settings.title
        or (group.name if group else Wording(vi="Các chỉ số", en="Indicators")),
        standing=merged([figure.standing for figure in figures]),
        period=period,
        dimmed=bool(rows) and all(row.old for row in rows),
        kind=INDICATORS,
        heads=heads,
        rows=rows,
        total=len(figures),
        known=True,
        empty=phrase("Không có chỉ số nào"),
        day=knowledge.day,
    )


def _chosen(settings: TableTile, knowledge: Knowledge) -> list[str]:
    """Those that are named, then those of the group; all where neither is said."""
    wall = knowledge.wall.indicators
    if not settings.chosen and settings.group is None:
        return list(wall)
    grouped = [id for id, indicator in wall.items() if settings.group in indicator.groups]
    return list(dict.fromkeys([*settings.chosen, *grouped]))


def _row(figure: Figure, heads: tuple[Head, ...]) -> Row:
    seen, standing, indicator = figure.observation, figure.standing, figure.indicator
    old = None if standing.age is None else age_step(standing.age)
    period = seen.period if seen else None
    reading = Reading(figure.id, seen, figure.unit, indicator.decimals)
    when = When(standing.state, period, None if period else old)
    return Row((indicator.name, reading, when)[: len(heads)], standing.state)
