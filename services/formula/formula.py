"""A formula, and a condition, as a wall file has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from services.formula import nodes, units
from services.formula.moment import NoValue
from services.formula.reading import read, read_condition
from services.formula.reckoning import asked, proportion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from services.formula.fields import Field
    from services.formula.moment import Moment
    from services.formula.nodes import Node
    from services.phrase import Phrase
    from services.records import Record


@dataclass(frozen=True, slots=True)
class Result:
    """A value, or why there is none. `top` and `bottom`: of a ratio or a share, both its numbers."""

    value: Decimal | None = None
    top: Decimal | None = None
    bottom: Decimal | None = None
    percent: bool = False
    """The value is the share in percent, not the ratio."""
    why: Phrase | None = None


@dataclass(frozen=True)
class Formula:
    """`text` as it was written; raises `WrongFormula`."""

    text: str
    _node: Node = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_node", read(self.text))

    @cached_property
    def figures(self) -> dict[str, int]:
        """The other indicators that it is reckoned of, and where in the text each is first named."""
        found: dict[str, int] = {}
        for node in nodes.every(self._node):
            if isinstance(node, nodes.Figure):
                found.setdefault(node.name, node.column)
        return found

    @cached_property
    def kinds(self) -> dict[str, int]:
        """The kinds of records that it goes through, and where in the text."""
        found: dict[str, int] = {}
        for node in nodes.every(self._node):
            if isinstance(node, nodes.Gathered):
                found.setdefault(node.kind, node.column)
            if isinstance(node, nodes.Told) and node.field.through is not None:
                found.setdefault(node.field.through[1], node.column)
        return found

    def unit(self, named: Callable[[str], str | None]) -> units.Unit | None:
        """What it comes to; `named`: what the wall file calls the unit of an indicator. Raises
        `WrongFormula` for what can't be added.
        """
        return units.unit_of(self._node, named)

    def result(self, moment: Moment) -> Result:
        try:
            match self._node:
                case nodes.Proportion(top=over, bottom=under, percent=percent):
                    top, bottom = asked(over)(None, moment), asked(under)(None, moment)
                    value = proportion(top, bottom, percent=percent)
                    return Result(value, top, bottom, percent=percent)
                case _:
                    return Result(asked(self._node)(None, moment))
        except NoValue as none:
            return Result(why=none.words)


@dataclass(frozen=True)
class Condition:
    """What a record of a kind fulfils or doesn't; raises `WrongFormula`."""

    text: str
    kind: str
    _node: Node = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_node", read_condition(self.text, self.kind))

    def of(self, moment: Moment) -> Callable[[Record], bool]:
        holds = asked(self._node)
        return lambda record: bool(holds(record, moment))

    @property
    def kinds(self) -> frozenset[str]:
        """Those that it has to know beside its own."""
        return frozenset(f.through[1] for f in self._told() if f.through is not None)

    @property
    def fields(self) -> frozenset[str]:
        """Those of the record that it looks at."""
        return frozenset(f.name for f in self._told() if f.through is None)

    def _told(self) -> Iterator[Field]:
        for node in nodes.every(self._node):
            if isinstance(node, nodes.Told):
                yield node.field
