"""From the packages that a wall file names to the plug-ins that it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from services.phrase import Phrase, phrase
from services.settings import Tile
from services.wall_file.faults import Fault, nearest
from services.wall_file.fitting import CONNECTORS, Broken
from services.wall_file.packages import normalised, unknown
from services.wall_file.tree import Items, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.faults import Place
    from services.wall_file.fitting import Connector, Given, TileType
    from services.wall_file.packages import Package
    from services.wall_file.plugins import Plugins

_ANOTHER_NAME = phrase("bỏ gói khỏi plugins, hoặc xin người viết gói đặt tên khác")


@dataclass(frozen=True, slots=True)
class Switched:
    plugins: Plugins
    missing: tuple[str, ...]
    """Packages that the file names and that aren't installed."""
    said: tuple[Fault, ...]
    """What is wrong with any of them; only warnings, for a package never keeps a wall from opening."""


def switched_on(root: Mapping, plugins: Plugins) -> Switched:
    """`plugins` with those that the file's `plugins:` names. Imports what was not imported before:
    blocks for as long as that takes.
    """
    said: list[Fault] = []
    missing: list[str] = []
    lines: dict[str, Place] = {}
    for scalar in _named(root):
        name = normalised(str(scalar.value))
        package = plugins.packages.known.get(name)
        if package is None:
            missing.append(str(scalar.value)[:60])
            said.append(_unknown(scalar, name, plugins))
        elif name in lines:
            said.append(_twice(scalar, lines[name]))
        else:
            lines[name] = scalar.place
            plugins = _with(package, plugins)
            said += [Fault.warning(scalar.place, *told) for told in _folders(package)]
    said += [
        Fault.warning(lines[broken.package], broken.what, broken.remedy)
        for broken in plugins.broken
        if broken.package in lines
    ]
    return Switched(plugins, tuple(missing), tuple(said))


def all_on(plugins: Plugins) -> Plugins:
    """`plugins` with those of every package in the folder that people named."""
    for package in plugins.packages.known.values():
        if package.folder is not None or package.twice:
            plugins = _with(package, plugins)
    return plugins


def _named(root: Mapping) -> Iterator[Scalar]:
    match root.get("plugins"):
        case Items(nodes=nodes):
            yield from (n for n in nodes if isinstance(n, Scalar) and isinstance(n.value, str))
        case Scalar(value=str()) as lone:
            yield lone
        case _:
            return  # the shape says what is wrong with it


def _unknown(scalar: Scalar, name: str, plugins: Plugins) -> Fault:
    what, remedy = unknown(str(scalar.value), plugins.packages)
    if meant := nearest(name, plugins.packages.known):
        remedy = phrase("có phải là “{meant}”?", meant=meant)
    return Fault.warning(scalar.place, what, remedy)


def _twice(scalar: Scalar, first: Place) -> Fault:
    return Fault.warning(
        scalar.place,
        phrase("gói “{name}” đã ghi ở dòng {line}", name=scalar.raw[:60], line=str(first.line)),
        phrase("xóa dòng này"),
    )


def _folders(package: Package) -> Iterator[tuple[Phrase, Phrase]]:
    if package.twice:
        yield (
            phrase("gói “{name}” cài ở hai nơi: dùng bản cài cùng Python", name=package.name),
            phrase("gỡ một bản, hoặc thôi chỉ thư mục bằng --plugins"),
        )


def _with(package: Package, plugins: Plugins) -> Plugins:
    brought = plugins.packages.brought(package)
    plugins = replace(plugins, broken=(*plugins.broken, *brought.broken))
    for given in brought.given:
        said = _clash(given, plugins)
        if said is not None:
            broken = Broken(given.group, given.name, given.package, said, _ANOTHER_NAME)
            plugins = replace(plugins, broken=(*plugins.broken, broken))
            continue
        plugins = replace(
            plugins, guests={**plugins.guests, (given.group, given.name): given.package}
        )
        if given.group == CONNECTORS:
            connector = cast("Connector", given.plugin)
            plugins = replace(plugins, connectors={**plugins.connectors, given.name: connector})
        else:
            tile = cast("TileType", given.plugin)
            plugins = replace(plugins, tiles={**plugins.tiles, given.name: tile})
    return plugins


def _clash(given: Given, plugins: Plugins) -> Phrase | None:
    """Why its name, or a setting's, would be taken for another's. Who came first stays: the program's
    own, then the packages in the order of the file.
    """
    if given.group == CONNECTORS:
        taken = given.name in plugins.connectors
        return _taken(given, given.name, plugins) if taken else None
    if given.name in plugins.tiles:
        return _taken(given, given.name, plugins)
    # A tile's type is the one of its keys that names a type: no key may ever be taken for it.
    own = given.plugin.settings.model_fields.keys() - Tile.model_fields.keys()
    for key in sorted(own & plugins.tiles.keys()):
        return phrase(
            "loại ô “{name}” của gói “{package}” có khóa “{key}” trùng tên một loại ô khác",
            name=given.name,
            package=given.package,
            key=key,
        )
    for name, tile in plugins.tiles.items():
        if given.name in tile.settings.model_fields:
            return phrase(
                "loại ô “{name}” của gói “{package}” trùng tên một khóa của loại ô “{other}”",
                name=given.name,
                package=given.package,
                other=name,
            )
    return None


def _taken(given: Given, name: str, plugins: Plugins) -> Phrase:
    other = plugins.guests.get((given.group, name))
    if other is None:
        return phrase(
            "gói “{package}” mang tên “{name}” đã có sẵn trong chương trình: giữ cái có sẵn",
            package=given.package,
            name=name,
        )
    return phrase(
        "gói “{package}” mang tên “{name}” mà gói “{other}” đã dùng: giữ cái của “{other}”",
        package=given.package,
        name=name,
        other=other,
    )
