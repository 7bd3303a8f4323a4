"""A tile as large as a screen: alone, with what belongs to it, or unit by unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.records import labels
from services.settings import Wording
from services.wall_file.derived import sources_behind
from ui.composition import Composition, Named, alone
from ui.layers import Form
from widgets.tiles.bars.settings import BarsTile
from widgets.tiles.map.settings import MapTile
from widgets.tiles.number import NumberTile
from widgets.tiles.systems import SystemsTile
from widgets.tiles.trend.settings import TrendTile

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.quantities import Cells
    from services.settings import Tile
    from services.views import Knowledge
    from services.wall_file.shape import Screen, WallFile

_GRID = (12, 12)
_MOST = 4
"""Curves of one trend, figures of one number."""
_SOURCES = 6
"""That are told of beside a tile."""
_ITS_SOURCES = Wording(vi="Nguồn của ô", en="Its sources")
_FEW = 2
"""Units, or points of a curve, that make a picture."""

type Part = tuple[str, str, Tile]
"""What it is called beside the tile's own id, its type, and the tile."""


def large(
    wall: WallFile, screen: Screen, scene: str, tile: Tile, named: Named, form: Form
) -> Composition:
    """`scene`: whose audience it is for. A form that the tile can't have gives way to the tile alone."""
    whole = alone(screen, scene, tile, named)
    parts: list[Part] = []
    if form is Form.DETAIL:
        parts = _detail(wall, tile, named)
    elif form is Form.BY_UNIT:
        parts = _by_unit(wall, tile)
    if not parts:
        return whole
    names = tuple(
        Named(f"{named.id}-{called}" if called else named.id, kind) for called, kind, _ in parts
    )
    placed = tuple(part for _, _, part in parts)
    panel = whole.panel.model_copy(update={"grid": _GRID, "tiles": placed})
    return replace(whole, panel=panel, names=names, grows=False)


def fitting(
    wall: WallFile, tile: Tile, form: Form, knowledge: Knowledge
) -> tuple[Form, Phrase | None]:
    """The form that the tile can have by what is known now, and why not the one that was asked for."""
    if form is Form.BY_UNIT and not _told_by_unit(wall, tile, knowledge):
        return Form.TILE, phrase("nguồn không cho số theo từng địa bàn nên chỉ hiện ô")
    if form is Form.DETAIL and not _sources(wall, tile):
        return Form.TILE, phrase("ô không hỏi nguồn nào nên chỉ hiện ô")
    return form, None


def _told_by_unit(wall: WallFile, tile: Tile, knowledge: Knowledge) -> bool:
    measured = _measured(wall, tile)
    if not measured:
        return False
    indicator = wall.indicators[measured[0]]
    where = labels(indicator.where)
    facts = knowledge.picture.figures(
        indicator.source or "", indicator.metric or measured[0], where
    )
    return len({fact.record.territory for fact in facts if fact.record.territory}) >= _FEW


def _detail(wall: WallFile, tile: Tile, named: Named) -> list[Part]:
    """The tile, its indicators' past, its sources."""
    sources, measured = _sources(wall, tile), _measured(wall, tile)[:_MOST]
    if not sources:
        return []
    systems = SystemsTile(systems=sources[:_SOURCES], title=_ITS_SOURCES)
    low = min(len(sources), 3) + 2
    high = _GRID[1] - low
    below = ("nguon", "systems", _at(systems, tile, (1, high + 1), (12, low)))
    if not measured:
        return [("", named.type, _at(tile, tile, (1, 1), (12, high))), below]
    if named.type == "trend":
        number = NumberTile(number=measured)
        return [
            ("", named.type, _at(tile, tile, (1, 1), (12, 7))),
            ("so", "number", _at(number, tile, (1, 8), (5, 5))),
            ("nguon", "systems", _at(systems, tile, (6, 8), (7, 5))),
        ]
    trend = TrendTile(trend=measured)
    return [
        ("", named.type, _at(tile, tile, (1, 1), (6, high))),
        ("dien-bien", "trend", _at(trend, tile, (7, 1), (6, high))),
        below,
    ]


def _by_unit(wall: WallFile, tile: Tile) -> list[Part]:
    """Its first indicator on the map, and as bars with the largest on top."""
    measured = _measured(wall, tile)
    if not measured:
        return []
    id = measured[0]
    map_ = MapTile(map="so-do", color=id)
    bars = BarsTile.model_validate({"bars": "indicators", "indicators": [id], "by": "territory"})
    return [
        ("ban-do", "map", _at(map_, tile, (1, 1), (7, 12))),
        ("dia-ban", "bars", _at(bars, tile, (8, 1), (5, 12))),
    ]


def _at(part: Tile, tile: Tile, at: Cells, span: Cells) -> Tile:
    """There, for the same eyes."""
    return part.model_copy(
        update={"at": at, "span": span, "across": True, "sensitivity": tile.sensitivity}
    )


def _measured(wall: WallFile, tile: Tile) -> tuple[str, ...]:
    """Its indicators that a source tells."""
    return tuple(
        id
        for id in tile.indicators()
        if id in wall.indicators
        and wall.indicators[id].source is not None
        and wall.indicators[id].formula is None
    )


def _sources(wall: WallFile, tile: Tile) -> tuple[str, ...]:
    behind = sorted(sources_behind(wall.indicators, tile.indicators()))
    named = dict.fromkeys((*tile.sources(), *behind))
    return tuple(id for id in named if id in wall.sources)
