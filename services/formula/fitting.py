"""Whether two parts of a formula go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.formula import nodes
from services.formula.fault import WrongFormula
from services.formula.sorts import CALLED

if TYPE_CHECKING:
    from services.formula.nodes import Node
    from services.formula.sorts import Sort


def wanted(found: Node, sort: Sort) -> Node:
    if found.sort is not sort:
        raise WrongFormula(
            found.column,
            "chỗ này cần {wanted}, mà đang là {found}",
            "sửa lại cho đúng, xem docs/formulas.vi.md",
            wanted=CALLED[sort],
            found=CALLED[found.sort],
        )
    return found


def unlike(left: Node, right: Node) -> WrongFormula:
    return WrongFormula(
        left.column,
        "không so sánh được {left} với {right}",
        'so sánh hai thứ cùng loại; chữ đặt trong nháy, ví dụ: state == "firing"',
        left=CALLED[left.sort],
        right=CALLED[right.sort],
    )


def choice(told: Node, other: Node) -> None:
    """A state that there can't be would be counted as none for ever."""
    if not (isinstance(told, nodes.Told) and isinstance(other, nodes.Literally)):
        return
    choices = told.field.choices
    if choices and isinstance(other.value, str) and other.value not in choices:
        raise WrongFormula(
            other.column,
            "trường “{field}” không có giá trị “{said}”",
            "dùng một trong: {choices}",
            field=told.field.name,
            said=other.value[:40],
            choices=", ".join(choices),
        )
