"""What a tile shows, and how strict that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel

from services.settings import Tile
from services.wall_file.derived import figures_behind, sources_behind
from services.wall_file.giving import FIGURES
from services.wall_file.placement import tile_type
from services.wall_file.tree import composed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.sensitivity import Sensitivity
    from services.wall_file.shape import WallFile

_ROOM = "widgets"
"""Where the program's own tile types lie, and nothing of another package ever can."""


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
    """A source is shown by its figures, by name, or by its state alone; an indicator by name, by any
    group that it is in at any time, as one of all figures of its source, or as part of a formula.
    """
    indicators, sources = _named(tile, wall, kinds)
    groups = set(tile.groups())
    if not _own(tile):
        said = frozenset(_words(tile))
        indicators |= wall.indicators.keys() if "indicators" in said else said
        sources |= wall.sources.keys() if "all" in said else said
        groups |= said
    figures = FIGURES in tile.kinds()
    for id, indicator in wall.indicators.items():
        of_source = figures and indicator.formula is None and indicator.source in sources
        if groups & {*indicator.gathered} or of_source:
            indicators.add(id)
    every = figures_behind(wall.indicators, indicators)
    sources |= sources_behind(wall.indicators, every)
    return Shown(every, frozenset(sources & wall.sources.keys()))


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


def _own(tile: Tile) -> bool:
    """Its type's word is taken for what it shows. Of a package's type every name in its settings counts
    as well: its author may have forgotten to say.
    """
    return type(tile).__module__.partition(".")[0] == _ROOM


def _words(value: object) -> Iterator[str]:
    """Every text in the settings that its type adds, at any depth."""
    match value:
        case str():
            yield composed(value.strip())
        case BaseModel():
            common = Tile.model_fields if isinstance(value, Tile) else {}
            for name in type(value).model_fields.keys() - common.keys():
                yield from _words(getattr(value, name))
            yield from _words(value.model_extra)
        case dict():
            for key, below in value.items():
                yield from _words(key)
                yield from _words(below)
        case list() | tuple() | set() | frozenset():
            for below in value:
                yield from _words(below)
        case _:
            return
