"""Numbers with a zero before them: YAML reads 01 as 1, so a code would lose its zero unseen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault
from services.wall_file.tree import Items, Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZERO = re.compile(r"[-+]?0[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?")


def leading_zeros(root: Node) -> Iterator[Fault]:
    """Every key and value that stands without quotes and was read as such a number."""
    for one in _written(root):
        if not isinstance(one.value, str) and _ZERO.fullmatch(one.raw):
            yield Fault.at(
                one.place,
                phrase("số “{value}” có số 0 ở đầu", value=one.raw[:40]),
                phrase('bỏ số 0 ở đầu; nếu là mã thì đặt trong dấu nháy, ví dụ: "01"'),
            )


def _written(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Items():
            for item in node.nodes:
                yield from _written(item)
        case Mapping():
            for entry in node.entries:
                yield entry.key
                yield from _written(entry.node)
