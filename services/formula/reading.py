"""From the text of a formula to its nodes. Nothing but what is named here can be said in one."""

from __future__ import annotations

import ast
import unicodedata
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from services.formula import nodes
from services.formula.calls import Calls
from services.formula.fault import WrongFormula
from services.formula.fields import COUNTED, fields_of
from services.formula.fitting import choice, unlike, wanted
from services.formula.sorts import CALLED, Sort
from services.formula.syntax import spaced, tree

if TYPE_CHECKING:
    from services.formula.nodes import Comparator, Node, Operator

DEEPEST = 30
"""Parts within parts."""
MOST_GATHERED = 20
"""Times that a formula may go through records."""

_OPERATORS: dict[type[ast.operator], Operator] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_COMPARATORS: dict[type[ast.cmpop], Comparator] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_RECKONED: dict[tuple[Sort, Operator, Sort], Sort] = {
    **{(Sort.NUMBER, operator, Sort.NUMBER): Sort.NUMBER for operator in _OPERATORS.values()},
    (Sort.TIME, "-", Sort.TIME): Sort.SPAN,
    (Sort.TIME, "+", Sort.SPAN): Sort.TIME,
    (Sort.TIME, "-", Sort.SPAN): Sort.TIME,
    (Sort.SPAN, "+", Sort.SPAN): Sort.SPAN,
    (Sort.SPAN, "-", Sort.SPAN): Sort.SPAN,
    (Sort.SPAN, "*", Sort.NUMBER): Sort.SPAN,
    (Sort.SPAN, "/", Sort.NUMBER): Sort.SPAN,
    (Sort.SPAN, "/", Sort.SPAN): Sort.NUMBER,
}
_CONSTANTS = {"none": None, "true": True, "false": False}


def read(text: str) -> Node:
    """A formula that comes to a number; raises `WrongFormula`."""
    found = _Reader(text).whole()
    if found.sort is Sort.SPAN:
        raise WrongFormula(
            0,
            "công thức cho một khoảng thời gian, không phải số",
            "chia cho đơn vị muốn hiện, ví dụ: (…) / hours(1)",
        )
    wanted(found, Sort.NUMBER)
    return found


def read_condition(text: str, kind: str) -> Node:
    """What a record of the kind fulfils or doesn't; raises `WrongFormula`."""
    reader = _Reader(text)
    reader.kind = kind
    return wanted(reader.whole(), Sort.TRUTH)


class _Reader:
    """Goes down Python's tree. `kind` is that of the record at hand, None among indicators."""

    def __init__(self, text: str) -> None:
        self.text = spaced(text)
        self.kind: str | None = None
        self._octets = self.text.encode("utf-8", "surrogatepass")
        self._depth = 0

    def whole(self) -> Node:
        found = self.node(tree(self.text))
        if sum(isinstance(one, nodes.Gathered) for one in nodes.every(found)) > MOST_GATHERED:
            raise WrongFormula(
                0,
                "công thức đếm bản ghi quá {most} lần",
                "chia thành vài chỉ số rồi tính từ các chỉ số ấy",
                most=str(MOST_GATHERED),
            )
        return found

    def node(self, found: ast.expr) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise WrongFormula(
                self.column(found),
                "công thức lồng quá {most} tầng",
                "chia thành vài chỉ số rồi tính từ các chỉ số ấy",
                most=str(DEEPEST),
            )
        made = self._made(found)
        self._depth -= 1
        return made

    def _made(self, found: ast.expr) -> Node:
        match found:
            case ast.Constant():
                return self._constant(found)
            case ast.Name():
                return self._name(found)
            case ast.BinOp(op=op) if type(op) in _OPERATORS:
                return self._reckoned(found, _OPERATORS[type(op)])
            case ast.UnaryOp(op=ast.USub() | ast.Not()):
                return self._unary(found)
            case ast.BoolOp(op=op, values=values):
                of = tuple(wanted(self.node(value), Sort.TRUTH) for value in values)
                return nodes.Joined(
                    sort=Sort.TRUTH,
                    column=self.column(found),
                    every=isinstance(op, ast.And),
                    of=of,
                )
            case ast.Compare():
                return self._compared(found)
            case ast.Call():
                return Calls(self).call(found)
            case _:
                raise self.refused(found)

    def column(self, found: ast.expr) -> int:
        """Python counts octets."""
        return len(self._octets[: found.col_offset].decode(errors="ignore"))

    def written(self, found: ast.expr) -> str:
        """As it stands in the formula."""
        octets = self._octets[found.col_offset : found.end_col_offset]
        return octets.decode(errors="ignore")

    def refused(self, found: ast.expr) -> WrongFormula:
        return WrongFormula(
            self.column(found),
            "“{part}” không dùng được trong công thức",
            "chỉ dùng tên, số, chữ trong nháy, + - * /, so sánh, and or not in, và hàm của công thức",
            part=self.written(found)[:40],
        )

    def _constant(self, found: ast.Constant) -> Node:
        column = self.column(found)
        match found.value:
            case bool() | None:
                sort = Sort.NONE if found.value is None else Sort.TRUTH
                return nodes.Literally(sort=sort, column=column, value=found.value)
            case int() | float():
                value = Decimal(self.written(found))
                return nodes.Literally(sort=Sort.NUMBER, column=column, value=value)
            case str() if self.written(found)[:1] in {"'", '"'}:
                text = unicodedata.normalize("NFC", found.value)
                return nodes.Literally(sort=Sort.TEXT, column=column, value=text)
            case _:
                raise self.refused(found)

    def _name(self, found: ast.Name) -> Node:
        name, column = unicodedata.normalize("NFC", self.written(found)), self.column(found)
        if name in _CONSTANTS:
            value = _CONSTANTS[name]
            sort = Sort.NONE if value is None else Sort.TRUTH
            return nodes.Literally(sort=sort, column=column, value=value)
        if name in {"now", "today"}:
            return nodes.Clock(sort=Sort.TIME, column=column, midnight=name == "today")
        if self.kind is None:
            if name in COUNTED:
                raise WrongFormula(
                    column,
                    "“{kind}” là một loại bản ghi, không phải số",
                    "đếm bằng count({kind}) hoặc một hàm khác của công thức",
                    kind=name,
                )
            return nodes.Figure(sort=Sort.NUMBER, column=column, name=name)
        field = fields_of(self.kind).get(name)
        if field is None:
            raise WrongFormula(
                column,
                "bản ghi {kind} không có trường “{field}”",
                "dùng một trong: {fields}; chữ thì đặt trong nháy",
                kind=self.kind,
                field=name[:40],
                fields=", ".join(sorted(fields_of(self.kind))),
            )
        return nodes.Told(sort=field.sort, column=column, field=field)

    def _unary(self, found: ast.UnaryOp) -> Node:
        of, column = self.node(found.operand), self.column(found)
        if isinstance(found.op, ast.Not):
            return nodes.Negated(sort=Sort.TRUTH, column=column, of=wanted(of, Sort.TRUTH))
        return nodes.Negative(
            sort=of.sort, column=column, of=of if of.sort is Sort.SPAN else wanted(of, Sort.NUMBER)
        )

    def _reckoned(self, found: ast.BinOp, operator: Operator) -> Node:
        left, right = self.node(found.left), self.node(found.right)
        sort = _RECKONED.get((left.sort, operator, right.sort))
        if sort is None:
            raise WrongFormula(
                left.column,
                "không tính được {left} {operator} {right}",
                "chỉ cộng trừ nhân chia số với số, trừ hai thời điểm, cộng trừ khoảng thời gian",
                left=CALLED[left.sort],
                operator=operator,
                right=CALLED[right.sort],
            )
        return nodes.Reckoned(
            sort=sort, column=left.column, operator=operator, left=left, right=right
        )

    def _compared(self, found: ast.Compare) -> Node:
        """`a < b < c` is both at once."""
        terms = [found.left, *found.comparators]
        made = [
            self._among(left, right, negated=isinstance(op, ast.NotIn))
            if isinstance(op, ast.In | ast.NotIn)
            else self._pair(left, op, right)
            for (left, right), op in zip(pairwise(terms), found.ops, strict=True)
        ]
        if len(made) == 1:
            return made[0]
        return nodes.Joined(sort=Sort.TRUTH, column=self.column(found), every=True, of=tuple(made))

    def _pair(self, one: ast.expr, op: ast.cmpop, other: ast.expr) -> Node:
        if type(op) not in _COMPARATORS:
            raise self.refused(one)
        comparator = _COMPARATORS[type(op)]
        left, right = self.node(one), self.node(other)
        equality = comparator in {"==", "!="}
        sorts = {left.sort, right.sort}
        fits = len(sorts) == 1 or (equality and Sort.NONE in sorts)
        if not fits or (not equality and sorts & {Sort.TRUTH, Sort.NONE, Sort.TEXTS}):
            raise unlike(left, right)
        choice(left, right)
        choice(right, left)
        return nodes.Compared(
            sort=Sort.TRUTH, column=left.column, comparator=comparator, left=left, right=right
        )

    def _among(self, one: ast.expr, several: ast.expr, *, negated: bool) -> Node:
        left = self.node(one)
        listed = several.elts if isinstance(several, ast.Tuple | ast.List) else [several]
        values = tuple(self.node(value) for value in listed)
        for value in values:
            held = (left.sort, value.sort) == (Sort.TEXT, Sort.TEXTS)
            if value.sort is not left.sort and not held:
                raise unlike(left, value)
            choice(left, value)
        made = nodes.Among(sort=Sort.TRUTH, column=left.column, left=left, values=values)
        return nodes.Negated(sort=Sort.TRUTH, column=left.column, of=made) if negated else made
