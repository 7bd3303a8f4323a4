"""A mapping or a list of a wall file whose end was not met yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
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
    top: bool = False
    """It is the file's own mapping: a section that is given twice is read as one, so that the names of
    both are known."""
    more: list[tuple[str, Node]] = field(default_factory=list)
    """What was given again, by its key."""
    again: str | None = None
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
            elif self.again is not None and self.top:
                self.more.append((self.again, node))
            self.key, self.again, self.skip = None, None, False
        return None

    def closed(self) -> Node:
        if self.mapping:
            return Mapping(self.place, tuple(map(self._whole, self.entries)))
        return Items(self.place, tuple(self.nodes))

    def _whole(self, entry: Entry) -> Entry:
        again = [node for name, node in self.more if name == entry.name]
        return Entry(entry.key, _joined([entry.node, *again])) if again else entry

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
            self.again, self.skip = name, True
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


def _joined(nodes: list[Node]) -> Node:
    """Of names given twice the first counts; what can't be joined is the first."""
    first = next((one for one in nodes if not isinstance(one, Scalar)), nodes[0])
    if isinstance(first, Items):
        lists = [one.nodes for one in nodes if isinstance(one, Items)]
        return Items(first.place, tuple(chain.from_iterable(lists)))
    if isinstance(first, Mapping):
        entries: dict[str, Entry] = {}
        for one in nodes:
            for entry in one.entries if isinstance(one, Mapping) else ():
                entries.setdefault(entry.name, entry)
        return Mapping(first.place, tuple(entries.values()))
    return first
