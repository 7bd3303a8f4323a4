"""What stands in for a plug-in that the wall needs and no package gives: its source says why instead of
being asked, its tile instead of being drawn, and everything else of the wall goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, override

from pydantic import BeforeValidator, ConfigDict, Field, create_model

from services.door import Files, SourceError
from services.news import Reason
from services.phrase import Phrase, phrase
from services.quantities import only_text
from services.settings import Source, Tile
from services.wall_file.expected import keys_of
from services.wall_file.faults import Fault, listed, nearest
from services.wall_file.fitting import CONNECTORS, OURS, TILES, is_name
from services.wall_file.packages import unknown
from services.wall_file.tree import Items, Mapping, Scalar, section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.door import Door
    from services.wall_file.faults import Place
    from services.wall_file.fitting import Told
    from services.wall_file.plugins import Plugins
    from services.wall_file.tree import Entry


class StandInSource(Source):
    """Nguồn của một gói chưa dùng được: khóa riêng của nó được giữ nguyên."""

    model_config = ConfigDict(extra="allow")

    url: Annotated[str, BeforeValidator(only_text), Field(max_length=2000)] = ""
    """Địa chỉ của nguồn, nếu nó có."""

    @override
    def files(self) -> Files:
        """Never read; but so no address is missed, and no session made for one."""
        return Files(path=".")


class StandInTile(Tile):
    """Ô của một gói chưa dùng được: khóa riêng của nó được giữ nguyên."""

    model_config = ConfigDict(extra="allow")


@dataclass(frozen=True, slots=True)
class StandInConnector:
    name: str
    words: Phrase
    settings: type[Source] = StandInSource

    def ask(self, settings: Source, door: Door, cursor: str | None) -> NoReturn:
        del settings, door, cursor
        raise SourceError(Reason.LACKING, self.words)


@dataclass(frozen=True, slots=True)
class StandInType:
    """A tile type in name and settings; whoever draws says its words instead."""

    name: str
    words: Phrase
    settings: type[Tile]


@dataclass(frozen=True, slots=True)
class _Lack:
    """A plug-in that a source or a tile needs: what its place is told, and what the wall shows there."""

    group: str
    name: str
    package: str
    place: Place
    told: Told
    words: Phrase


def stood_in(
    root: Mapping, plugins: Plugins, missing: Sequence[str]
) -> tuple[Plugins, list[Fault]]:
    """`plugins` with what stands in for those that packages of the file's `plugins:` should have given,
    and a warning at each source and tile that has one. `missing`: the packages that aren't installed;
    whose plug-ins nobody knows, so every unknown name may be one of theirs.
    """
    said: list[Fault] = []
    for lack in (*_of_sources(root, plugins, missing), *_of_tiles(root, plugins, missing)):
        said.append(Fault.warning(lack.place, *lack.told))
        if (lack.group, lack.name) not in plugins.guests:
            plugins = _with(lack, plugins)
    return plugins, said


def _of_sources(root: Mapping, plugins: Plugins, missing: Sequence[str]) -> Iterator[_Lack]:
    sources = section(root, "sources")
    for entry in sources.entries if sources else ():
        connector = entry.node.get("connector") if isinstance(entry.node, Mapping) else None
        if not isinstance(connector, Scalar) or not isinstance(connector.value, str):
            continue
        name = connector.value
        if name in plugins.connectors:
            continue
        what = phrase(
            "phần mở rộng “{name}” không dùng được nên nguồn này chỉ báo lỗi", name=name[:60]
        )
        yield from _broken(CONNECTORS, name, connector.place, what, plugins)
        if missing and _unheard_of(CONNECTORS, name, plugins):
            what = phrase("không có connector “{name}” nên nguồn này chỉ báo lỗi", name=name[:60])
            remedy = phrase("cài gói {packages}, hoặc sửa tên connector", packages=listed(missing))
            yield _lacking(CONNECTORS, name, connector.place, (what, remedy), plugins, missing)


def _of_tiles(root: Mapping, plugins: Plugins, missing: Sequence[str]) -> Iterator[_Lack]:
    common = keys_of(Tile)
    for tile in _tiles(root):
        if any(entry.name in plugins.tiles for entry in tile.entries):
            continue
        strange = [entry for entry in tile.entries if entry.name not in common]
        lacks = [lack for entry in strange for lack in _broken_type(entry, plugins)]
        yield from lacks[:1]
        if lacks or not missing or not strange:
            continue
        first = strange[0]  # as people write tiles: the type, then its other keys
        if _unheard_of(TILES, first.name, plugins) and _may_be_type(first.name, plugins):
            what = phrase("không có loại ô “{name}” nên ô này chỉ báo lỗi", name=first.name[:60])
            remedy = phrase("cài gói {packages}, hoặc sửa tên loại ô", packages=listed(missing))
            yield _lacking(TILES, first.name, first.key.place, (what, remedy), plugins, missing)


def _broken_type(entry: Entry, plugins: Plugins) -> Iterator[_Lack]:
    if _may_be_type(entry.name, plugins):
        what = phrase(
            "phần mở rộng “{name}” không dùng được nên ô này chỉ báo lỗi", name=entry.name[:60]
        )
        yield from _broken(TILES, entry.name, entry.key.place, what, plugins)


def _broken(group: str, name: str, place: Place, what: Phrase, plugins: Plugins) -> Iterator[_Lack]:
    for one in plugins.broken:
        if (one.group, one.name) == (group, name) and one.package != OURS and is_name(name):
            words = phrase(
                "Gói “{package}”: {what}. Cách sửa: {remedy}",
                package=one.package,
                what=one.what,
                remedy=one.remedy,
            )
            told = what, phrase("xem lỗi của gói ở mục plugins")
            yield _Lack(group, name, one.package, place, told, words)
            return


def _lacking(
    group: str, name: str, place: Place, told: Told, plugins: Plugins, missing: Sequence[str]
) -> _Lack:
    _, remedy = unknown(missing[0], plugins.packages)
    words = phrase(
        "Chưa cài gói {packages}. Cách sửa: {remedy}", packages=listed(missing), remedy=remedy
    )
    return _Lack(group, name, missing[0], place, told, words)


def _unheard_of(group: str, name: str, plugins: Plugins) -> bool:
    """Nothing here is called so or nearly so: it is no slip, and no package that only was not named."""
    known = plugins.connectors if group == CONNECTORS else plugins.tiles
    return (
        is_name(name)
        and not any((one.group, one.name) == (group, name) for one in plugins.broken)
        and plugins.packages.of(group, name) is None
        and nearest(name, known) is None
    )


def _may_be_type(name: str, plugins: Plugins) -> bool:
    """No key of a tile that is whole would be taken for it."""
    return not hasattr(Tile, name) and not any(
        name in keys_of(kind.settings) for kind in plugins.tiles.values()
    )


def _with(lack: _Lack, plugins: Plugins) -> Plugins:
    guests = {**plugins.guests, (lack.group, lack.name): lack.package}
    if lack.group == CONNECTORS:
        connector = StandInConnector(lack.name, lack.words)
        connectors = {**plugins.connectors, lack.name: connector}
        return replace(plugins, guests=guests, connectors=connectors)
    key: dict[str, Any] = {lack.name: (object, ...)}
    settings = create_model("StandInTile", __base__=StandInTile, __doc__=StandInTile.__doc__, **key)
    kind = StandInType(lack.name, lack.words, settings)
    return replace(plugins, guests=guests, tiles={**plugins.tiles, lack.name: kind})


def _tiles(root: Mapping) -> Iterator[Mapping]:
    scenes = section(root, "scenes")
    for scene in scenes.entries if scenes else ():
        for panel in scene.node.entries if isinstance(scene.node, Mapping) else ():
            tiles = panel.node.get("tiles") if isinstance(panel.node, Mapping) else None
            if isinstance(tiles, Items):
                yield from (tile for tile in tiles.nodes if isinstance(tile, Mapping))
