"""What unit a formula comes to, so that tỷ đồng are never added to trạm, nor a share called percent
before it is one.

A number that is written out may convert (`a / b * 100` in %, `a * 1000` from tỷ đồng to triệu đồng) or
only scale (`a * 2`): both are right, so a unit remembers by what it was multiplied.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.formula import nodes
from services.formula.fault import WrongFormula
from services.formula.gathering import EXACT
from services.formula.sorts import Sort
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.formula.nodes import Node
    from services.phrase import Value

_FAMILIES: dict[str, dict[str, str]] = {
    "": {"lần": "1", "%": "0.01", "‰": "0.001"},
    "đồng": {
        "đồng": "1",
        "nghìn đồng": "1e3",
        "ngàn đồng": "1e3",
        "triệu đồng": "1e6",
        "tỷ đồng": "1e9",
        "tỉ đồng": "1e9",
        "nghìn tỷ đồng": "1e12",
    },
    "giây": {"giây": "1", "phút": "60", "giờ": "3600", "ngày": "86400", "tuần": "604800"},
    "byte": {"byte": "1", "KB": "1e3", "MB": "1e6", "GB": "1e9", "TB": "1e12"},
    "m": {"m": "1", "km": "1e3"},
    "m²": {"m²": "1", "ha": "1e4", "km²": "1e6"},
    "kg": {"kg": "1", "tạ": "100", "tấn": "1e3"},
    "W": {"W": "1", "kW": "1e3", "MW": "1e6"},
}
"""Units of one kind and how many of the first each is; any other unit is its own kind."""
_SPANS = {
    timedelta(seconds=1): "giây",
    timedelta(minutes=1): "phút",
    timedelta(hours=1): "giờ",
    timedelta(days=1): "ngày",
}
PERCENT = "%"
COUNTED = "count"
"""The kind of what was counted: it goes with whatever the wall file calls it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """`powers` of kinds of units, sorted; empty for a plain number or a share. `scale`: how many of the
    kinds' first units one is. `factor`: by what was multiplied since.
    """

    powers: tuple[tuple[str, int], ...] = ()
    scale: Decimal = Decimal(1)
    factor: Decimal = Decimal(1)
    name: str | None = None
    """As the wall file calls it, where nothing was done to it."""

    @property
    def scales(self) -> frozenset[Decimal]:
        """What its scale may be meant to be: as it was, or converted."""
        return frozenset({self.scale, EXACT.divide(self.scale, self.factor).normalize()})


def unit_named(name: str) -> Unit:
    for kind, names in _FAMILIES.items():
        if name in names:
            powers = ((kind, 1),) if kind else ()
            return Unit(powers, Decimal(names[name]), name=name)
    return Unit(((name, 1),), name=name)


def unit_of(node: Node, named: Callable[[str], str | None]) -> Unit | None:
    """Of a number; None where it isn't known. `named`: what the wall file calls an indicator's unit.
    Raises `WrongFormula` for what can't be added.
    """
    match node:
        case nodes.Figure(name=name):
            said = named(name)
            return None if said is None else unit_named(said)
        case nodes.Gathered(word="count" | "distinct"):
            return Unit(((COUNTED, 1),))
        case nodes.Negative(of=of):
            return unit_of(of, named)
        case nodes.Proportion(top=top, bottom=bottom, percent=percent):
            _ = unit_of(top, named), unit_of(bottom, named)
            return unit_named(PERCENT) if percent else Unit()
        case nodes.Reckoned(operator="+" | "-", left=left, right=right):
            return _added(node, unit_of(left, named), unit_of(right, named))
        case nodes.Reckoned():
            return _multiplied(node, named)
        case _:
            return None


def _added(node: nodes.Reckoned, left: Unit | None, right: Unit | None) -> Unit | None:
    if left is None or right is None:
        return _literal_beside(node, left, right)
    if left.powers != right.powers:
        counted = {left.powers, right.powers} & {((COUNTED, 1),)}
        if not counted or not (left.powers and right.powers):
            raise _unlike(node, left, right)
        return left if right.powers == ((COUNTED, 1),) else right
    common = left.scales & right.scales
    if not common:
        raise _unlike(node, left, right)
    name = left.name if left.name == right.name else None
    return Unit(left.powers, max(common), name=name)


def _literal_beside(node: nodes.Reckoned, left: Unit | None, right: Unit | None) -> Unit | None:
    """`100 - a`: a number that is written out has the unit of what it stands beside."""
    if isinstance(node.left, nodes.Literally):
        return right
    return left if isinstance(node.right, nodes.Literally) else None


def _multiplied(node: nodes.Reckoned, named: Callable[[str], str | None]) -> Unit | None:
    if node.left.sort is Sort.SPAN and node.right.sort is Sort.SPAN:
        return _of_span(node.right)
    literal = _literal(node.right)
    if literal:
        return _scaled(unit_of(node.left, named), literal, divides=node.operator == "/")
    literal = _literal(node.left)
    if literal and node.operator == "*":
        return _scaled(unit_of(node.right, named), literal, divides=False)
    left, right = unit_of(node.left, named), unit_of(node.right, named)
    if left is None or right is None:
        return None
    powers = Counter(dict(left.powers))
    scales = EXACT.divide if node.operator == "/" else EXACT.multiply
    for kind, power in right.powers:
        powers[kind] += power if node.operator == "*" else -power
    if COUNTED in powers and len([kind for kind, power in powers.items() if power]) > 1:
        return None  # what was counted may be what the other is a number of
    kept = tuple(sorted((kind, power) for kind, power in powers.items() if power))
    return Unit(kept, scales(left.scale, right.scale), scales(left.factor, right.factor))


def _of_span(node: Node) -> Unit | None:
    if isinstance(node, nodes.Literally) and isinstance(node.value, timedelta):
        name = _SPANS.get(node.value)
        return None if name is None else unit_named(name)
    return None


def _literal(node: Node) -> Decimal | None:
    value = node.value if isinstance(node, nodes.Literally) else None
    return value if isinstance(value, Decimal) and value else None


def _scaled(unit: Unit | None, literal: Decimal, *, divides: bool) -> Unit | None:
    if unit is None:
        return None
    do = EXACT.divide if divides else EXACT.multiply
    return replace(unit, factor=do(unit.factor, literal), name=None)


def contradicts(found: Unit, declared: str) -> bool:
    """Whether what the formula comes to can't be what the wall file calls it."""
    wanted = unit_named(declared)
    if found.powers == ((COUNTED, 1),):
        return not wanted.powers and declared != "lần"
    if found.powers and found.powers != ((found.powers[0][0], 1),):
        return not wanted.powers  # what is per something else is called in many ways
    return found.powers != wanted.powers or not (wanted.scales & found.scales)


def said(unit: Unit | None) -> str | None:
    """What it is called where the wall file doesn't say."""
    if unit is None or unit.name is not None:
        return None if unit is None else unit.name
    if not unit.powers and EXACT.divide(unit.scale, unit.factor) == Decimal("0.01"):
        return PERCENT
    return None


def _unlike(node: nodes.Reckoned, left: Unit, right: Unit) -> WrongFormula:
    """Converting helps units of one kind only."""
    return WrongFormula(
        node.column,
        "không cộng trừ được {left} với {right}",
        "đổi cả hai về một đơn vị trước, ví dụ: a * 1000 + b"
        if left.powers == right.powers
        else "hai đại lượng khác loại: thay một chỉ số trong công thức, hoặc sửa unit của nó nếu khai nhầm",
        left=called(left),
        right=called(right),
    )


def called(unit: Unit) -> Value:
    """In a sentence about what is wrong."""
    if unit.powers == ((COUNTED, 1),):
        return phrase("số bản ghi")
    if unit.name is not None:
        return unit.name
    kinds = " ".join(kind if power == 1 else f"{kind}^{power}" for kind, power in unit.powers)
    return kinds or said(unit) or phrase("tỷ lệ")
