"""Where each metric of the nine systems comes from.

`resources/domain/metrics.yaml` names what shows it in the default wall; sources, records and formulas are
that wall's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator
from ruamel.yaml import YAML

from services.records import KINDS
from services.section import Section
from services.settings import Wording
from services.wall_file import installed, load
from tools.wall_file_page.settings import code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from services.settings import Source, Tile
    from services.wall_file.indicator import Indicator
    from services.wall_file.shape import WallFile

WALL = "lam-dong.yaml"
_LOOKS = {"title", "id", "span", "at", "sensitivity", "columns", "sort", "view"}
"""Settings of a tile that say where and how, not what."""


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


type Several = Annotated[tuple[str, ...], BeforeValidator(_several)]


class Written(Section):
    """One metric, as the file says it."""

    name: Wording
    indicator: Several = ()
    tile: str | None = None
    """The id of a tile of the default wall."""
    source: Several = ()
    """Beside those that the indicators and the tile have."""
    records: Several = ()
    """Where they can't be told by a formula or a tile."""
    formula: str | None = None
    """In place of what the wall has."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of the table."""

    system: str
    id: str
    name: Wording
    records: tuple[str, ...]
    ways: tuple[str, ...]
    """Names of connectors and presets."""
    shown: tuple[str, ...]
    """Ids of indicators, of a tile."""
    formulas: tuple[str, ...]


def metrics(file: Path, walls: Path) -> tuple[Metric, ...]:
    """By system, in the file's order. Raises `LookupError` of what the default wall has not."""
    loaded = load(walls / WALL, installed())
    if loaded.wall is None:
        raise ValueError(str(loaded.faults))
    by_system: dict[str, dict[str, Any]] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    wall = _Wall(loaded.wall)
    return tuple(
        wall.metric(system, id, Written.model_validate(written))
        for system, of_system in by_system.items()
        for id, written in of_system.items()
    )


class _Wall:
    def __init__(self, wall: WallFile) -> None:
        self._wall = wall
        panels = [panel for scene in wall.scenes.values() for panel in scene.panels.values()]
        self._tiles = {tile.id: tile for panel in panels for tile in panel.tiles if tile.id}

    def metric(self, system: str, id: str, written: Written) -> Metric:
        tile = self._tiles[written.tile] if written.tile else None
        names = (*written.indicator, *(tile.indicators() if tile else ()))
        figures = [figure for name in names for figure in self._figures(name)]
        sources = [*written.source, *(one for figure in figures for one in _sources(figure))]
        records = [*written.records, *(one for figure in figures for one in _records(figure))]
        formulas = [self._formula(name) for name in written.indicator]
        if tile is not None:
            sources += tile.sources()
            records += [] if tile.indicators() else self._kinds(tile)
            formulas.append(_said(tile))
        return Metric(
            system,
            id,
            written.name,
            _once(records),
            _once(_way(self._wall.sources[name]) for name in sources),
            (*written.indicator, *((written.tile,) if written.tile else ())),
            (written.formula,) if written.formula else _once(formulas),
        )

    def _kinds(self, tile: Tile) -> list[str]:
        """Of a tile that takes whatever there is: all that its sources give."""
        named = getattr(tile, "records", None)
        if isinstance(named, str) and named in KINDS:
            return [named]
        given = [self._wall.sources[name].gives() or KINDS.keys() for name in tile.sources()]
        return sorted(tile.kinds() or frozenset().union(*given))

    def _figures(self, name: str) -> Iterator[Indicator]:
        """The indicator, and those that it is reckoned of."""
        indicator = self._wall.indicators[name]
        yield indicator
        if indicator.formula is not None:
            for other in indicator.formula.figures:
                yield from self._figures(other)

    def _formula(self, name: str) -> str:
        """As it is written; of a figure that its source reckons, how the source is asked for it."""
        indicator = self._wall.indicators[name]
        if indicator.formula is not None:
            return f"`{indicator.formula.text}`"
        metric = indicator.metric or name
        queries = getattr(self._wall.sources[indicator.source or ""], "queries", {})
        if metric in queries:
            return f"`{queries[metric].query}`"
        where = f", where: {code(dict(indicator.where))[1:-1]}" if indicator.where else ""
        return f"`metric: {metric}{where}`"


def _sources(indicator: Indicator) -> tuple[str, ...]:
    return (*((indicator.source,) if indicator.source else ()), *indicator.sources)


def _records(indicator: Indicator) -> tuple[str, ...]:
    """Of a formula of other figures none: these have theirs."""
    if indicator.formula is None:
        return ("observations",)
    return tuple(indicator.formula.kinds)


def _said(tile: Tile) -> str:
    """What the tile counts or lists, as the wall file says it."""
    said = tile.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=_LOOKS)
    return code(said)


def _way(source: Source) -> str:
    return source.preset or source.connector


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
