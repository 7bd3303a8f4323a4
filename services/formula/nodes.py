"""A formula as it was read: every name resolved, every sort known, nothing of it evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, override

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.formula.fields import Field
    from services.formula.sorts import Sort, Value

type Operator = Literal["+", "-", "*", "/"]
type Comparator = Literal["==", "!=", "<", "<=", ">", ">="]
type Word = Literal[
    "count", "distinct", "sum", "mean", "median", "p95", "min", "max", "oldest", "newest"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    sort: Sort
    column: int
    """Characters of the formula before it."""

    def parts(self) -> Iterator[Node]:
        """The nodes right below."""
        return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Literally(Node):
    """A number, text, span, truth or none that is written out."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Node):
    """Another indicator of the wall file."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Node):
    """`now`: the oldest last confirmation of the sources; `today`: midnight before it."""

    midnight: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Node):
    """A field of the record at hand."""

    field: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled(Node):
    """A label of the record at hand; `within`: the field that holds its labels."""

    label: str
    within: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Negative(Node):
    of: Node

    @override
    def parts(self) -> Iterator[Node]:
        yield self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned(Node):
    operator: Operator
    left: Node
    right: Node

    @override
    def parts(self) -> Iterator[Node]:
        yield from (self.left, self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared(Node):
    comparator: Comparator
    left: Node
    right: Node

    @override
    def parts(self) -> Iterator[Node]:
        yield from (self.left, self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Among(Node):
    """`organ in ("A", "B")`, or `"x" in tags`."""

    left: Node
    values: tuple[Node, ...]

    @override
    def parts(self) -> Iterator[Node]:
        yield from (self.left, *self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Negated(Node):
    of: Node

    @override
    def parts(self) -> Iterator[Node]:
        yield self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Node):
    """`and` of all, or `or`."""

    every: bool
    of: tuple[Node, ...]

    @override
    def parts(self) -> Iterator[Node]:
        yield from self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered(Node):
    """What the records of a kind come to: those that fulfil `where`."""

    word: Word
    kind: str
    of: Node | None
    """What is gathered of each; None where they are only counted."""
    where: Node | None

    @override
    def parts(self) -> Iterator[Node]:
        yield from (part for part in (self.of, self.where) if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion(Node):
    """`ratio(a, b)`, or `share(…)` in percent: its value, and both its numbers where it is the whole
    formula.
    """

    top: Node
    bottom: Node
    percent: bool

    @override
    def parts(self) -> Iterator[Node]:
        yield from (self.top, self.bottom)


def every(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    for part in node.parts():
        yield from every(part)


def both(one: Node | None, other: Node) -> Node:
    """Two conditions at once."""
    if one is None:
        return other
    return Joined(sort=other.sort, column=other.column, every=True, of=(one, other))
