"""A tile that somebody looks at closely: what it shows now, of which indicators and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.wall_file.derived import sources_behind
from ui.titles import view_of

if TYPE_CHECKING:
    from services.settings import Tile
    from services.views import Knowledge
    from ui.face import Stage
    from widgets.tile import View

MOST = 40
"""Indicators of one tile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    id: str
    type: str
    settings: Tile
    view: View | None
    """None: the tile can't be looked up; its defect is told on the wall."""
    indicators: tuple[str, ...]
    """Those that it shows, and behind what is reckoned those that it is reckoned from."""
    sources: tuple[str, ...]


def subject(stage: Stage, tile: str, knowledge: Knowledge) -> Subject | None:
    """None: the wall file has no such tile (any more)."""
    where = next((where for where, id in stage.ids.items() if id == tile), None)
    if where is None:
        return None
    scene, screen, number = where
    settings = stage.wall.scenes[scene].panels[screen].tiles[number]
    _, kind = stage.named(*where)
    view = view_of(stage, kind, settings, knowledge)
    indicators = _indicators(settings, knowledge)
    return Subject(
        id=tile,
        type=kind,
        settings=settings,
        view=view,
        indicators=indicators,
        sources=_sources(settings, view, indicators, knowledge),
    )


def _indicators(settings: Tile, knowledge: Knowledge) -> tuple[str, ...]:
    wall = knowledge.wall
    groups = set(settings.groups())
    day = wall.as_of or knowledge.day
    grouped = (id for id, one in wall.indicators.items() if groups & set(one.gathered_on(day)))
    named = [
        id for id in dict.fromkeys((*settings.indicators(), *grouped)) if id in wall.indicators
    ]
    behind = [
        other
        for id in named
        if (formula := wall.indicators[id].formula) is not None
        for other in formula.figures
        if other in wall.indicators
    ]
    return tuple(dict.fromkeys((*named, *behind)))[:MOST]


def _sources(
    settings: Tile, view: View | None, indicators: tuple[str, ...], knowledge: Knowledge
) -> tuple[str, ...]:
    """Of a tile that names none: all of them, of which it tells."""
    wall = knowledge.wall
    named = [*(() if view is None else view.standing.sources), *settings.sources()]
    named += sorted(sources_behind(wall.indicators, indicators))
    found = tuple(id for id in dict.fromkeys(named) if id in wall.sources)
    return found or tuple(wall.sources)
