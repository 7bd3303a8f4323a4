"""Checks of scenes: their screens, their grids, and what their tiles name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault, Place, listed
from services.wall_file.giving import checks_of_records
from services.wall_file.placement import placement, tile_type
from services.wall_file.seen import Seen, same, undeclared, unknown_group, unknown_source
from services.wall_file.shape import Scene
from services.wall_file.tree import Items, Mapping, Node, at, composed, scalars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from services.settings import Tile
    from services.wall_file.shape import Panel

type _Where = tuple[str, str, str, str]
"""Path of a panel's tiles: `scenes`, scene, screen, `tiles`."""


def checks_of_scenes(seen: Seen) -> Iterator[Fault]:
    for name, scene in seen.wall.scenes.items():
        yield from _scene(seen, name)
        for screen, panel in scene.panels.items():
            yield from _screen(seen, name, screen)
            yield from _grid(seen, panel, ("scenes", name, screen, "tiles"))
    for where, tile in tiles(seen):
        yield from _named(seen, tile, where)
    yield from _ids(seen)


def tiles(seen: Seen) -> Iterator[tuple[tuple[str | int, ...], Tile]]:
    """Every tile with its path."""
    for name, scene in seen.wall.scenes.items():
        for screen, panel in scene.panels.items():
            for n, tile in enumerate(panel.tiles):
                yield ("scenes", name, screen, "tiles", n), tile


def _scene(seen: Seen, scene: str) -> Iterator[Fault]:
    """A scene of which nothing would be seen. What was refused still counts as being there."""
    entries = at(seen.declared, ("scenes", scene))
    panels = (
        [entry.node for entry in entries.entries if entry.name not in Scene.model_fields]
        if isinstance(entries, Mapping)
        else []
    )
    place = seen.key("scenes", scene)
    if not panels:
        yield Fault.at(
            place,
            phrase("cảnh “{scene}” không có màn hình nào", scene=scene),
            phrase("thêm một mục mang tên màn hình, có grid và tiles"),
        )
    elif not any(_has_tiles(node) for node in panels):
        yield Fault.at(
            place,
            phrase("cảnh “{scene}” không có ô nào", scene=scene),
            phrase("thêm ít nhất một ô vào tiles"),
        )


def _has_tiles(node: Node) -> bool:
    found = node.get("tiles") if isinstance(node, Mapping) else None
    return not isinstance(found, Items) or bool(found.nodes)


def _screen(seen: Seen, scene: str, screen: str) -> Iterator[Fault]:
    if not seen.screens():
        # Screens that the wall chose by itself have names in pictures, and none for scenes.
        yield Fault.at(
            seen.key("scenes", scene, screen),
            phrase("không có màn hình “{name}”", name=screen),
            phrase(
                "thêm screens: [{name: {name}, size: [1920, 1080], pitch: 0.63 mm, seat: 3 m}], rồi sửa "
                "cỡ, khoảng cách điểm ảnh và chỗ ngồi cho đúng",
                name=screen,
            ),
        )
    elif screen not in seen.screens():
        yield undeclared(
            seen.key("scenes", scene, screen),
            screen,
            seen.screens(),
            phrase("không có màn hình “{name}”", name=screen),
            phrase("khai màn hình này ở screens; hiện có: {names}", names=listed(seen.screens())),
        )


def _grid(seen: Seen, panel: Panel, where: _Where) -> Iterator[Fault]:
    if not seen.intact(*where[:-1]):
        return  # something of it was refused: where the others stand isn't known
    laid = placement(panel)
    columns, rows = (str(n) for n in panel.grid)
    for n in laid.outside:
        yield Fault.at(
            seen.place(*where, n, "at"),
            phrase("ô ra ngoài lưới {columns} × {rows}", columns=columns, rows=rows),
            phrase("sửa at hoặc span, hoặc tăng grid"),
        )
    for n in laid.roomless:
        yield Fault.at(
            seen.place(*where, n),
            phrase("lưới {columns} × {rows} không còn chỗ cho ô này", columns=columns, rows=rows),
            phrase("bớt ô, thu nhỏ span hoặc tăng grid"),
        )
    for first, second in laid.overlaps:
        yield Fault.at(
            seen.place(*where, second, "at"),
            phrase("ô thứ {second} đè lên ô thứ {first}", first=first + 1, second=second + 1),
            phrase("sửa at hoặc span của một trong hai ô"),
        )


def _named(seen: Seen, tile: Tile, where: tuple[str | int, ...]) -> Iterator[Fault]:
    kind = tile_type(tile, seen.kinds)
    indicators, sources = seen.names("indicators"), seen.names("sources")
    for name in dict.fromkeys(tile.indicators()):
        if name in indicators:
            continue
        place = _mention(seen, where, kind, name)
        if name in sources:
            yield Fault.at(
                place,
                phrase("“{name}” là một nguồn, không phải chỉ số", name=name),
                phrase("ghi tên một chỉ số khai ở indicators"),
            )
            continue
        yield undeclared(
            place,
            name,
            indicators,
            phrase("không có chỉ số “{name}”", name=name),
            phrase("khai chỉ số này ở indicators; hiện có: {names}", names=listed(indicators)),
        )
    for name in dict.fromkeys(tile.sources()):
        place = _mention(seen, where, kind, name)
        if name in sources:
            yield from checks_of_records(seen, tile, name, place)
        else:
            yield unknown_source(place, name, seen)
    yield from _groups(seen, tile, where, kind)
    yield from _briefings(seen, tile, where, kind)


def _groups(seen: Seen, tile: Tile, where: tuple[str | int, ...], kind: str) -> Iterator[Fault]:
    """A group that nothing is in would be an empty table, as if there were nothing to show."""
    known = seen.groups()
    for name in dict.fromkeys(tile.groups()):
        if name not in known:
            yield unknown_group(_mention(seen, where, kind, name), name, known)


def _briefings(seen: Seen, tile: Tile, where: tuple[str | int, ...], kind: str) -> Iterator[Fault]:
    known = seen.names("briefings")
    for name in dict.fromkeys(tile.briefings()):
        if name not in known:
            yield undeclared(
                _mention(seen, where, kind, name),
                name,
                known,
                phrase("không có buổi giao ban “{name}”", name=name),
                phrase("khai buổi này ở briefings; hiện có: {names}", names=listed(known)),
            )


def _mention(seen: Seen, where: tuple[str | int, ...], kind: str, name: str) -> Place:
    """Where in the tile a name is written: under its main key first."""
    for part in ((*where, kind), where):
        node = at(seen.root, part)
        for one in scalars(node) if node is not None else ():
            if composed(one.value) == name:
                return one.place
    return seen.place(*where)


def _ids(seen: Seen) -> Iterator[Fault]:
    named: Iterable[tuple[str, Place]] = [
        (tile.id, seen.place(*where, "id")) for where, tile in tiles(seen) if tile.id is not None
    ]
    yield from same(named)
