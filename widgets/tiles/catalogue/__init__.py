"""All indicators of a group or a field, page by page: those at risk first, then those that are late or
lack their figure, then what goes as planned; what nobody can judge stands apart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, override

from pydantic import Field

from services.quantities import Identifier
from services.settings import Tile, Wording
from services.views import merged
from services.words import sort_key
from widgets.tiles.catalogue.drawing import drawn
from widgets.tiles.catalogue.outlook import misses, outlook, summed
from widgets.tiles.catalogue.view import CatalogueView, Entry
from widgets.turning import USUAL, Turn, turn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from services.views import Figure, Knowledge, Standing
    from services.wall_file.indicator import Indicator
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

_FEW = 5
"""Indicators that one page has in any case: nothing turns."""


ALL = "indicators"


class CatalogueTile(Tile):
    """Danh mục chỉ số của một nhóm hay một lĩnh vực, tự lật trang: chỉ số có nguy cơ không đạt lên trước."""

    catalogue: Annotated[Identifier, Field(examples=["nhiem-vu"])]
    """Nhóm chỉ số hoặc lĩnh vực; indicators là mọi chỉ số."""
    turn: Turn = USUAL
    """Bao lâu thì lật sang trang sau."""
    without: tuple[Identifier, ...] = ()
    """Những chỉ số không ghi, vì đã có ô riêng."""

    @override
    def groups(self) -> tuple[str, ...]:
        return () if self.catalogue == ALL else (self.catalogue,)


class CatalogueType:
    name = "catalogue"
    settings = CatalogueTile
    own_notes = False

    def look_up(self, settings: CatalogueTile, knowledge: Knowledge) -> CatalogueView:
        wall = knowledge.wall
        day = wall.as_of or knowledge.day
        chosen = [
            id
            for id, one in wall.indicators.items()
            if id not in settings.without and _belongs(one, settings.catalogue, day)
        ]
        figures = [knowledge.figure(id) for id in chosen]
        entries = sorted((_entry(figure, knowledge.day) for figure in figures), key=_urgency)
        standing = _standing(knowledge, figures, entries)
        pages = len(entries) > _FEW
        count, edge = turn(settings.turn, knowledge.at)
        edges = [standing.until, edge if pages else None]
        until = min((at for at in edges if at is not None), default=None)
        group = wall.groups.get(settings.catalogue) or wall.fields.get(settings.catalogue)
        periods = {entry.period for entry in entries if entry.observation is not None}
        return CatalogueView(
            title=settings.title or (group.name if group else _TITLE),
            standing=replace(standing, until=until),
            period=periods.pop() if len(periods) == 1 else None,
            dimmed=bool(entries) and all(entry.old for entry in entries),
            entries=tuple(entries),
            turn=count if pages else 0,
            day=knowledge.day,
        )

    def lay_out(self, view: CatalogueView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = CatalogueType()
_TITLE = Wording(
    vi="Danh mục chỉ số", en="Catalogue of indicators", short="Chỉ số", short_en="Indicators"
)


def _belongs(indicator: Indicator, called: str, day: date) -> bool:
    return called == ALL or called in indicator.gathered_on(day)


def _standing(
    knowledge: Knowledge, figures: Sequence[Figure], entries: Sequence[Entry]
) -> Standing:
    """Each row wears its own state, so that one figure of a hundred says nothing about the others: while
    some of them live, the tile's state is that of its sources, and where none does, that of those that have
    a value; what was never there is told by its row. Where all have a period there is no age.
    """
    standing = merged([figure.standing for figure in figures])
    told = [figure.standing for figure in figures if figure.observation is not None]
    living = not all(entry.old for entry in entries)
    if told:
        worn = knowledge.standing(standing.sources) if living else merged(told)
        edges = [at for at in (standing.until, worn.until) if at is not None]
        standing = replace(
            standing,
            state=worn.state,
            reason=worn.reason,
            words=worn.words,
            until=min(edges, default=None),
        )
    printed = sum(entry.publication is not None for entry in entries)
    if 0 < printed < len(told):
        # The name over all of them would be taken for that of every row: each says its own.
        standing = replace(standing, publications=())
    dated = all(entry.period for entry in entries if entry.observation is not None)
    return replace(standing, age=None) if dated else standing


def _entry(figure: Figure, day: date) -> Entry:
    indicator, seen = figure.indicator, figure.observation
    return Entry(
        id=figure.id,
        name=indicator.name,
        observation=seen,
        unit=figure.unit,
        decimals=indicator.decimals,
        state=figure.standing.state,
        period=seen.period if seen is not None else None,
        outlook=outlook(figure, day),
        meaning=None if figure.band is None else figure.band.meaning,
        publication=None if seen is None else seen.publication,
        reached=figure.comparison.reached,
        summed=summed(figure),
        ahead=figure.forecast if misses(figure, day) else None,
        planned=figure.comparison.plan is not None,
        least=indicator.better == "down",
    )


def _urgency(entry: Entry) -> tuple[int, float, object]:
    """Of one outlook what is farthest from its plan first."""
    reached = float(entry.reached) if entry.reached is not None else float("inf")
    if entry.least and entry.reached is not None:
        reached = 200 - reached
    return entry.outlook, reached, sort_key(entry.name.vi)
