"""The figures of indicators as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.settings import Wording
from services.views import merged
from widgets.heads import HEADS
from widgets.tiles.table.orders import ordered
from widgets.tiles.table.pivot import pivoted
from widgets.tiles.table.readings import reading_of, unit_of
from widgets.tiles.table.settings import INDICATORS, MOST
from widgets.tiles.table.view import Head, Listed, Row, TableView
from widgets.tiles.table.when import common, told_of, when_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.views import Figure, Knowledge, Standing
    from widgets.tiles.table.settings import TableTile
    from widgets.values import When

_NAMES = Head("name", HEADS["indicator"], 3.0)


def of_indicators(settings: TableTile, knowledge: Knowledge) -> TableView:
    figures = [knowledge.figure(id) for id in _chosen(settings, knowledge)]
    standing = merged([figure.standing for figure in figures])
    listed = (pivoted if settings.by and figures else _listed)(settings, figures, standing)
    group = knowledge.wall.groups.get(settings.group or "")
    return TableView(
        title=settings.title
        or (group.name if group else Wording(vi="Các chỉ số", en="Indicators")),
        standing=standing,
        period=listed.period,
        dimmed=bool(listed.rows) and all(row.old for row in listed.rows),
        kind=INDICATORS,
        heads=listed.heads,
        rows=listed.rows,
        total=listed.total,
        known=True,
        empty=phrase("Không có chỉ số nào"),
        day=knowledge.day,
    )


def _listed(settings: TableTile, figures: Sequence[Figure], standing: Standing) -> Listed:
    """A row each."""
    if settings.sort is not None:
        figures = ordered(figures, settings.sort)
    shown = figures[: min(settings.limit, MOST)]
    whens = [_when(figure) for figure in shown]
    period = common(when.period for when in whens)
    when = when_head(whens, told_of(standing, period))
    rows = [_row(figure) for figure in shown]
    if when is not None:
        rows = [replace(row, cells=(*row.cells, one)) for row, one in zip(rows, whens, strict=True)]
    values = Head("value", HEADS["value"], 0.0, "right", unit=unit_of(shown))
    heads = (_NAMES, values, *((when,) if when else ()))
    return Listed(heads, tuple(rows), len(figures), period)


def _chosen(settings: TableTile, knowledge: Knowledge) -> list[str]:
    """Those that are named, then those of the group; all where neither is said."""
    wall = knowledge.wall.indicators
    if not settings.chosen and settings.group is None:
        return list(wall)
    day = knowledge.wall.as_of or knowledge.day
    grouped = [id for id, one in wall.items() if settings.group in one.gathered_on(day)]
    return list(dict.fromkeys([*settings.chosen, *grouped]))


def _row(figure: Figure) -> Row:
    return Row((figure.indicator.name, reading_of(figure)), figure.standing.state)


def _when(figure: Figure) -> When:
    seen = figure.observation
    return told_of(figure.standing, seen.period if seen else None)
