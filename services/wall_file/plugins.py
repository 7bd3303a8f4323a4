"""The connectors and tile types of a wall, and the shape that takes exactly those.

The program's own are always there; those of other packages are when the wall file names the package
(`services.wall_file.switching`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, create_model

from services.quantities import Identifier
from services.settings import Source, Tile
from services.wall_file.choice import OneOf
from services.wall_file.faults import nearest
from services.wall_file.fitting import (
    CONNECTORS,
    OURS,
    SECONDS,
    TILES,
    Broken,
    Connector,
    TileType,
    of_package,
)
from services.wall_file.packages import Packages, found
from services.wall_file.shape import SCENES, Panel, Scene, WallFile, panel_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plugins:
    connectors: Mapping[str, Connector] = field(default_factory=dict)
    tiles: Mapping[str, TileType] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()
    """Those that can't be used. A wall that needs one also says so."""
    guests: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The package of each plug-in that is not the program's own, by group and name."""
    packages: Packages = field(default_factory=Packages)
    """What a wall file can switch on by name."""

    def own(self) -> Plugins:
        """Without what a wall file switched on: what another file, or the same one later, begins with."""
        return replace(
            self,
            connectors={
                k: v for k, v in self.connectors.items() if (CONNECTORS, k) not in self.guests
            },
            tiles={k: v for k, v in self.tiles.items() if (TILES, k) not in self.guests},
            broken=tuple(one for one in self.broken if one.package == OURS),
            guests={},
        )

    def guests_of(self, group: str) -> frozenset[str]:
        return frozenset(name for of, name in self.guests if of == group)


def installed(folder: Path | None = None, *, seconds: float = SECONDS) -> Plugins:
    """The program's own plug-ins, and word of every other package that brings some. `folder`: one more
    place where packages lie; `seconds`: how long each may take to be imported.
    """
    try:
        points: Iterable[EntryPoint] = distribution(OURS).entry_points
    except PackageNotFoundError:
        points = ()
    return loaded(points, found(folder, seconds))


def loaded(points: Iterable[EntryPoint], packages: Packages | None = None) -> Plugins:
    """What the program's own entry points lead to."""
    asking: dict[str, Connector] = {}
    showing: dict[str, TileType] = {}
    broken: list[Broken] = []
    for point in points:
        if point.group not in {CONNECTORS, TILES}:
            continue
        one = of_package(point, OURS)
        if isinstance(one, Broken):
            broken.append(one)
        elif isinstance(one.plugin, Connector) and one.group == CONNECTORS:
            asking[one.name] = one.plugin
        elif isinstance(one.plugin, TileType):
            showing[one.name] = one.plugin
    return Plugins(
        dict(sorted(asking.items())),
        dict(sorted(showing.items())),
        tuple(broken),
        packages=packages or Packages(),
    )


def shape_with(plugins: Plugins) -> type[WallFile]:
    """The wall file's class in which `sources` and `tiles` take exactly what is installed."""
    panel = create_model(
        "Panel",
        __base__=Panel,
        __doc__=Panel.__doc__,
        tiles=(
            tuple[Annotated[Tile, _tiles(plugins)], ...],
            Field(description=Panel.model_fields["tiles"].description),
        ),
    )
    scene = create_model(
        "Scene",
        __base__=Scene,
        __doc__=Scene.__doc__,
        __pydantic_extra__=(
            dict[str, Annotated[Panel, OneOf({"panel": panel}, panel_of, "panel")]],
            Field(init=False),
        ),
    )
    known = WallFile.model_fields
    return create_model(
        "WallFile",
        __base__=WallFile,
        __doc__=WallFile.__doc__,
        sources=(
            dict[Identifier, Annotated[Source, _sources(plugins)]],
            Field({}, description=known["sources"].description),
        ),
        scenes=(
            dict[Identifier, scene],
            Field({}, description=known["scenes"].description, examples=[SCENES]),
        ),
    )


def _sources(plugins: Plugins) -> OneOf:
    kinds = {name: one.settings for name, one in plugins.connectors.items()}
    guests = plugins.guests_of(CONNECTORS)
    return OneOf(kinds, _connector, "connector", by="connector", guests=guests)


def _tiles(plugins: Plugins) -> OneOf:
    def kind(value: object) -> str | None:
        return tile_type(value, plugins.tiles)

    kinds = {name: one.settings for name, one in plugins.tiles.items()}
    return OneOf(kinds, kind, "tile", guests=plugins.guests_of(TILES))


def _connector(value: object) -> str | None:
    match value:
        case {"connector": str() as name}:
            return name
        case Source():
            return value.connector
        case _:
            return None


def tile_type(value: object, types: Mapping[str, TileType]) -> str | None:
    """The one type whose key the tile has; None where it has none, or several. A key that another type's
    settings have as well (`trend` of `number`) names no type beside that type's own, nor beside a name that
    is nearly that type's (`nubmer`).
    """
    match value:
        case dict():
            named = [key for key in value if key in types]
        case Tile():
            named = [key for key in type(value).model_fields if key in types]
        case _:
            named = []
    whole = [key for key in named if {*named} <= {*_keys(types[key].settings)}]
    if len(whole) != 1 or (isinstance(value, dict) and _slipped(value, whole[0], types)):
        return None
    return str(whole[0])


def _slipped(tile: Mapping[object, object], kind: str, types: Mapping[str, TileType]) -> bool:
    """Another type was meant, whose name is misspelt and which has a key of this name."""
    own = {*_keys(types[kind].settings)}
    strange = [key for key in tile if isinstance(key, str) and key not in own]
    near = [nearest(key, types) for key in strange if nearest(key, own) is None]
    return any(one is not None and kind in _keys(types[one].settings) for one in near)


def _keys(settings: type[Tile]) -> Iterable[str]:
    return (one.alias or name for name, one in settings.model_fields.items())
