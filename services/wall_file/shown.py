"""What a tile shows, and how strict that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.wall_file.giving import FIGURES
from services.wall_file.placement import tile_type

if TYPE_CHECKING:
    from services.sensitivity import Sensitivity
    from services.settings import Tile
    from services.wall_file.shape import WallFile


@dataclass(frozen=True, slots=True)
class Shown:
    """Names as they are declared; what isn't declared is left out."""

    indicators: frozenset[str]
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A sensitivity that counts for a tile, and what states it."""

    section: Literal["tiles", "indicators", "sources"]
    name: str
    """Empty for the tile itself."""
    sensitivity: Sensitivity


def shown(tile: Tile, wall: WallFile, kinds: frozenset[str]) -> Shown:
    """A source is shown by its figures, by name, or by its state alone; an indicator by name, by its
    group, or as one of all figures of its source.
    """
    indicators, sources = _named(tile, wall, kinds)
    groups = set(tile.groups())
    figures = FIGURES in tile.kinds()
    for id, indicator in wall.indicators.items():
        if groups & {*indicator.groups} or (figures and indicator.source in sources):
            indicators.add(id)
    indicators &= wall.indicators.keys()
    sources |= {wall.indicators[id].source for id in indicators}
    return Shown(frozenset(indicators), frozenset(sources & wall.sources.keys()))


def stated(tile: Tile, wall: WallFile, kinds: frozenset[str]) -> tuple[Stated, ...]:
    """Everything that has a say in who may see the tile; the strictest counts."""
    seen = shown(tile, wall, kinds)
    return (
        Stated("tiles", "", tile.sensitivity),
        *(
            Stated("indicators", id, one.sensitivity)
            for id, one in wall.indicators.items()
            if id in seen.indicators
        ),
        *(
            Stated("sources", id, one.sensitivity)
            for id, one in wall.sources.items()
            if id in seen.sources
        ),
    )


def _named(tile: Tile, wall: WallFile, kinds: frozenset[str]) -> tuple[set[str], set[str]]:
    """Indicators and sources; a tile type that tells of neither is taken by its main key."""
    indicators, sources = set(tile.indicators()), set(tile.sources())
    if indicators or sources or tile.groups():
        return indicators, sources
    match getattr(tile, tile_type(tile, kinds)):
        case "all":
            return set(), set(wall.sources)
        case "indicators":
            return set(wall.indicators), set()
        case str() as name:
            return {name}, {name}
        case [*names]:
            every = {name for name in names if isinstance(name, str)}
            return every, every
        case _:
            return set(), set()
