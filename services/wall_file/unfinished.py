"""A mapping or a list of a wall file whose end was not met yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault
from services.wall_file.tree import Entry, Items, Mapping, Scalar, composed

if TYPE_CHECKING:
    from services.wall_file.faults import Place
    from services.wall_file.tree import Node


@dataclass(slots=True)
class Unfinished:
    place: Place
    anchor: str | None
    mapping: bool
    nodes: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    key: Scalar | None = None
    skip: bool = False
    """The value to come belongs to a key that was given before, or that is no key."""
    size: int = 1
    height: int = 1
    """Levels of nesting in it."""

    def take(self, node: Node, size: int, height: int, last: Place) -> Fault | None:
        """What comes next: of a list an item, of a mapping a key or the key's value. `last`: where it stands,
        of an alias its own place.
        """
        self.size += size
        self.height = max(self.height, height + 1)
        if not self.mapping:
            self.nodes.append(node)
        elif self.key is None and not self.skip:
            return self._take_key(node, last)
        else:
            if self.key is not None:
                self.entries.append(Entry(self.key, _beside(self.key, node)))
            self.key, self.skip = None, False
        return None

    def closed(self) -> Node:
        if self.mapping:
            return Mapping(self.place, tuple(self.entries))
        return Items(self.place, tuple(self.nodes))

    def _take_key(self, node: Node, last: Place) -> Fault | None:
        if not isinstance(node, Scalar):
            self.skip = True
            return Fault.at(
                node.place,
                phrase("khóa là một danh sách hay một mục"),
                phrase("ghi khóa là một tên"),
            )
        name = composed(node.value)
        if name in self.names:
            first = next((e for e in self.entries if e.name == name), None)
            self.skip = True
            return Fault.at(
                last,
                phrase(
                    "khóa “{key}” ghi hai lần (lần đầu ở dòng {line})",
                    key=name[:40],
                    line=str(first.key.place.line if first else last.line),
                ),
                phrase("gộp hai mục làm một, hoặc đổi tên một mục"),
            )
        self.names.add(name)
        self.key = node
        return None


def _beside(key: Scalar, node: Node) -> Node:
    """What was left empty is where its key is; the parser looks for it further down."""
    empty = isinstance(node, Scalar) and node.value is None and not node.raw
    return Scalar(key.place, None, "") if empty else node
