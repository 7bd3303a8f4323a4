"""A wall file as it was written: every key and value with its place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from services.wall_file.faults import Place

type Plain = str | int | float | bool | None
type Path = tuple[str | int, ...]

_MOST_PARTS = 5
"""Of a list or mapping that is quoted."""


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    place: Place
    value: Plain
    raw: str
    """As it stands in the file, without quotes."""
    inset: int | None = 0
    """Characters between its place and its first letter; None where lines of their own hold it."""


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    place: Place
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    key: Scalar
    node: Node

    @property
    def name(self) -> str:
        """The key as names are compared: NFC."""
        return composed(self.key.value)


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    place: Place
    entries: tuple[Entry, ...]
    _by_name: dict[str, Entry] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {entry.name: entry for entry in self.entries})

    def entry(self, step: str | int) -> Entry | None:
        return self._by_name.get(composed(step))

    def get(self, step: str | int) -> Node | None:
        found = self.entry(step)
        return found.node if found else None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._by_name)


type Node = Scalar | Items | Mapping


def composed(name: Plain) -> str:
    return unicodedata.normalize("NFC", str(name))


def plain(node: Node) -> object:
    """What the shape validates: dicts, lists and plain values."""
    match node:
        case Scalar():
            return node.value
        case Items():
            return [plain(item) for item in node.nodes]
        case Mapping():
            return {entry.key.value: plain(entry.node) for entry in node.entries}


def written(node: Node, most: int = 40) -> str:
    """As it would stand on one line, cut after `most` characters."""
    text = "".join(_pieces(node, most))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _pieces(node: Node, most: int) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.raw[: most + 1]
        case Items():
            parts = [written(item, most) for item in node.nodes[:_MOST_PARTS]]
            yield f"[{', '.join(parts)}]"
        case Mapping():
            entries = node.entries[:_MOST_PARTS]
            parts = [f"{entry.name[:most]}: {written(entry.node, most)}" for entry in entries]
            yield f"{{{', '.join(parts)}}}"


def child(node: Node, step: str | int) -> Node | None:
    match node:
        case Mapping():
            return node.get(step)
        case Items(nodes=nodes) if isinstance(step, int) and 0 <= step < len(nodes):
            return nodes[step]
        case _:
            return None


def at(root: Node, path: Sequence[str | int]) -> Node | None:
    """The node at `path`, None where there is none."""
    node: Node | None = root
    for step in path:
        node = child(node, step) if node is not None else None
    return node


def section(root: Node, *path: str | int) -> Mapping | None:
    """The mapping at `path`, None where there is none."""
    node = at(root, path)
    return node if isinstance(node, Mapping) else None


def key_place(root: Node, path: Sequence[str | int]) -> Place:
    """Where the thing at `path` begins: at its key, or at itself in a list. What isn't there is
    looked for where it would be.
    """
    node, place = root, root.place
    for step in path:
        entry = node.entry(step) if isinstance(node, Mapping) else None
        below = child(node, step)
        if below is None:
            break
        node, place = below, entry.key.place if entry else below.place
    return place


def value_place(root: Node, path: Sequence[str | int]) -> Place:
    """Where the value at `path` begins, or, where there is none, the place of what would hold it."""
    node = at(root, path)
    return node.place if node is not None else key_place(root, path)


def inside(node: Node, column: int) -> Place:
    """So many characters into a scalar's text, where it stands on one line."""
    if not isinstance(node, Scalar) or node.inset is None:
        return node.place
    return replace(node.place, column=node.place.column + node.inset + column)


def scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Items():
            for item in node.nodes:
                yield from scalars(item)
        case Mapping():
            for entry in node.entries:
                yield from scalars(entry.node)


def without(node: Node, unwanted: Callable[[Path], bool], path: Path = ()) -> Node:
    """The tree less the keys and items at unwanted paths; what stays keeps its place."""
    match node:
        case Scalar():
            return node
        case Items():
            return replace(
                node,
                nodes=tuple(
                    without(item, unwanted, (*path, n))
                    for n, item in enumerate(node.nodes)
                    if not unwanted((*path, n))
                ),
            )
        case Mapping():
            return replace(
                node,
                entries=tuple(
                    replace(e, node=without(e.node, unwanted, (*path, e.name)))
                    for e in node.entries
                    if not unwanted((*path, e.name))
                ),
            )
