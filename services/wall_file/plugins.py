"""The connectors and tile types that are installed, and the shape that takes exactly those.

What is wanted of either is small, so that this room knows no connector and no tile: a name and the
class of its settings.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Annotated, Protocol, runtime_checkable

from pydantic import Field, create_model

from services.phrase import Phrase, phrase
from services.quantities import Identifier
from services.settings import Source, Tile
from services.wall_file.choice import OneOf
from services.wall_file.shape import SCENES, Panel, Scene, WallFile, panel_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONNECTORS = "langbiang.connectors"
TILES = "langbiang.tiles"
_log = logging.getLogger(__name__)


@runtime_checkable
class Connector(Protocol):
    """What a wall file wants to know of a connector."""

    @property
    def name(self) -> str: ...
    @property
    def settings(self) -> type[Source]: ...


@runtime_checkable
class TileType(Protocol):
    """What a wall file wants to know of a tile type: its settings have a field of the type's own
    name, the main one.
    """

    @property
    def name(self) -> str: ...
    @property
    def settings(self) -> type[Tile]: ...


@dataclass(frozen=True, slots=True)
class Plugins:
    connectors: Mapping[str, Connector] = field(default_factory=dict)
    tiles: Mapping[str, TileType] = field(default_factory=dict)
    broken: tuple[tuple[Phrase, Phrase], ...] = ()
    """Plug-ins that could not be loaded: what, and what to do. A wall that needs one also says so."""


def installed() -> Plugins:
    """Every plug-in that this installation has under the two entry-point groups."""
    return loaded(entry_points(group=CONNECTORS), entry_points(group=TILES))


def loaded(connectors: Iterable[EntryPoint], tiles: Iterable[EntryPoint]) -> Plugins:
    broken: list[tuple[Phrase, Phrase]] = []
    asking: dict[str, Connector] = {}
    showing: dict[str, TileType] = {}
    for point in connectors:
        found = _load(point, broken)
        if isinstance(found, Connector) and _derives(found.settings, Source):
            asking[found.name] = found
        elif found is not None:
            broken.append(_misfit(point))
    for point in tiles:
        found = _load(point, broken)
        if (
            isinstance(found, TileType)
            and _derives(found.settings, Tile)
            and found.name in found.settings.model_fields.keys() - Tile.model_fields.keys()
        ):
            showing[found.name] = found
        elif found is not None:
            broken.append(_misfit(point))
    return Plugins(dict(sorted(asking.items())), dict(sorted(showing.items())), tuple(broken))


def _derives(settings: object, base: type) -> bool:
    return isinstance(settings, type) and issubclass(settings, base)


def _load(point: EntryPoint, broken: list[tuple[Phrase, Phrase]]) -> object | None:
    try:
        return point.load()  # type: ignore[no-any-return] # whatever a stranger put there
    except Exception:  # noqa: BLE001 - a border: a stranger's plug-in must not keep the wall dark
        _log.exception("plug-in %s could not be loaded", point.value)
        broken.append(
            (
                phrase("phần mở rộng “{name}” không nạp được", name=point.name),
                phrase("cài lại phần mở rộng này; chi tiết nằm trong nhật ký chương trình"),
            )
        )
        return None


def _misfit(point: EntryPoint) -> tuple[Phrase, Phrase]:
    return (
        phrase("phần mở rộng “{name}” không đúng kiểu", name=point.name),
        phrase("cần một bản hợp với phiên bản này của chương trình"),
    )


def shape_with(plugins: Plugins) -> type[WallFile]:
    """The wall file's class in which `sources` and `tiles` take exactly what is installed."""
    sources = OneOf(
        {name: one.settings for name, one in plugins.connectors.items()},
        _connector,
        "connector",
        by="connector",
    )
    kinds = frozenset(plugins.tiles)

    def kind(value: object) -> str | None:
        return tile_type(value, kinds)

    tiles = OneOf({name: one.settings for name, one in plugins.tiles.items()}, kind, "tile")
    panel = create_model(
        "Panel",
        __base__=Panel,
        __doc__=Panel.__doc__,
        tiles=(
            tuple[Annotated[Tile, tiles], ...],
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
            dict[Identifier, Annotated[Source, sources]],
            Field({}, description=known["sources"].description),
        ),
        scenes=(
            dict[Identifier, scene],
            Field({}, description=known["scenes"].description, examples=[SCENES]),
        ),
    )


def _connector(value: object) -> str | None:
    match value:
        case {"connector": str() as name}:
            return name
        case Source():
            return value.connector
        case _:
            return None


def tile_type(value: object, kinds: frozenset[str]) -> str | None:
    """The one type whose key the tile has; None where it has none, or several."""
    match value:
        case dict():
            named = [key for key in value if key in kinds]
        case Tile():
            named = [key for key in type(value).model_fields if key in kinds]
        case _:
            named = []
    return str(named[0]) if len(named) == 1 else None
