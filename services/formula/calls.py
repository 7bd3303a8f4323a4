"""The functions of formulas."""

from __future__ import annotations

import ast
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, cast, get_args

from services.formula import nodes
from services.formula.fault import WrongFormula
from services.formula.fields import COUNTED, labels_of
from services.formula.fitting import wanted
from services.formula.sorts import CALLED, Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.formula.nodes import Node, Word

SPANS = {
    "seconds": timedelta(seconds=1),
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
}
_LONGEST = timedelta(days=3660)
WORDS: tuple[Word, ...] = get_args(nodes.Word.__value__)
_UNGATHERED = frozenset({"count"})
"""Of these nothing but the condition is said."""
_SORTS: dict[str, frozenset[Sort]] = {
    "distinct": frozenset({Sort.TEXT, Sort.NUMBER, Sort.TIME}),
    "sum": frozenset({Sort.NUMBER, Sort.SPAN}),
    "mean": frozenset({Sort.NUMBER, Sort.SPAN}),
    "median": frozenset({Sort.NUMBER, Sort.SPAN}),
    "p95": frozenset({Sort.NUMBER, Sort.SPAN}),
    "min": frozenset({Sort.NUMBER, Sort.SPAN}),
    "max": frozenset({Sort.NUMBER, Sort.SPAN}),
    "oldest": frozenset({Sort.TIME}),
    "newest": frozenset({Sort.TIME}),
}
"""What each takes."""
_PATTERNS = {
    "count": "count(alerts, severity >= 4)",
    "distinct": "distinct(alerts, entity)",
    "share": "share(tasks, finished != none)",
    "ratio": "ratio(count(tasks, finished != none), count(tasks))",
    "figure": 'figure("tram-bts")',
    "label": 'label("instance")',
    "oldest": "oldest(mentions, time, handled == none)",
    "newest": "newest(alerts, starts)",
} | {name: f"{name}(1)" for name in SPANS}
NAMES = (*WORDS, "share", "ratio", "figure", "label", *SPANS)
_GATHERS = frozenset({*WORDS, "share"})


class Reading(Protocol):
    """Whoever reads what stands between the brackets."""

    kind: str | None

    def node(self, found: ast.expr) -> Node: ...

    def column(self, found: ast.expr) -> int: ...

    def written(self, found: ast.expr) -> str: ...


class Calls:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def call(self, found: ast.Call) -> Node:
        name = self._reading.written(found.func)
        if not isinstance(found.func, ast.Name) or name not in NAMES:
            raise WrongFormula(
                self._reading.column(found),
                "không có hàm {name}()",
                "dùng một trong: {names}",
                name=name[:40],
                names=", ".join(NAMES),
            )
        plain = not found.keywords and not any(isinstance(a, ast.Starred) for a in found.args)
        inside = self._reading.kind is not None
        fits = inside if name == "label" else not inside or name in SPANS
        if not plain or not fits:
            raise self._wrong(found, name)
        return self._made(found, name)

    def _made(self, found: ast.Call, name: str) -> Node:
        match name, found.args:
            case ("figure", [ast.Constant(value=str() as said)]):
                return nodes.Figure(sort=Sort.NUMBER, column=self._reading.column(found), name=said)
            case ("label", [ast.Constant(value=str() as said)]):
                return self._label(found, said)
            case (_, [ast.Constant() as amount]) if name in SPANS:
                return self._span(found, name, amount)
            case ("ratio", [top, bottom]):
                return nodes.Proportion(
                    sort=Sort.NUMBER,
                    column=self._reading.column(found),
                    top=wanted(self._reading.node(top), Sort.NUMBER),
                    bottom=wanted(self._reading.node(bottom), Sort.NUMBER),
                    percent=False,
                )
            case (_, [kind, *rest]) if name in _GATHERS:
                return self._of_records(found, name, kind, rest)
            case _:
                raise self._wrong(found, name)

    def _label(self, found: ast.Call, label: str) -> Node:
        kind = self._reading.kind or ""
        within = labels_of(kind)
        if within is None:
            raise WrongFormula(
                self._reading.column(found),
                "bản ghi {kind} không có nhãn",
                "bỏ label(), dùng tên một trường của bản ghi",
                kind=kind,
            )
        return nodes.Labelled(
            sort=Sort.TEXT, column=self._reading.column(found), label=label, within=within
        )

    def _span(self, found: ast.Call, name: str, amount: ast.Constant) -> Node:
        said = self._reading.node(amount)
        value = said.value if isinstance(said, nodes.Literally) else None
        most = _LONGEST / SPANS[name]
        if not isinstance(value, Decimal) or not 0 < value <= most:
            raise self._wrong(found, name)
        return nodes.Literally(
            sort=Sort.SPAN,
            column=self._reading.column(found),
            value=SPANS[name] * float(value),
        )

    def _of_records(
        self, found: ast.Call, name: str, kind: ast.expr, rest: Sequence[ast.expr]
    ) -> Node:
        said, column = self._reading.written(kind), self._reading.column(found)
        if not isinstance(kind, ast.Name) or said not in COUNTED:
            raise WrongFormula(
                self._reading.column(kind),
                "không có loại bản ghi “{said}”",
                "dùng một trong: {kinds}",
                said=said[:40],
                kinds=", ".join(COUNTED),
            )
        self._reading.kind = said
        inside = [self._reading.node(one) for one in rest]
        self._reading.kind = None
        match name, inside:
            case ("share", [where]):
                return self._share(column, said, where, None)
            case ("share", [where, among]):
                return self._share(column, said, where, wanted(among, Sort.TRUTH))
            case ("count", [] | [_]):
                return _gathered(column, "count", said, None, *inside)
            case (_, [of] | [of, _]) if name not in {"share", *_UNGATHERED}:
                self._takes(name, of)
                return _gathered(column, cast("Word", name), said, of, *inside[1:])
            case _:
                raise self._wrong(found, name)

    def _share(self, column: int, kind: str, where: Node, among: Node | None) -> Node:
        wanted(where, Sort.TRUTH)
        return nodes.Proportion(
            sort=Sort.NUMBER,
            column=column,
            top=_gathered(column, "count", kind, None, nodes.both(among, where)),
            bottom=_gathered(column, "count", kind, None, among),
            percent=True,
        )

    def _takes(self, name: str, of: Node) -> None:
        if of.sort not in _SORTS[name]:
            raise WrongFormula(
                of.column,
                "{name}() không dùng được với {found}",
                "ghi như {pattern}",
                name=name,
                found=CALLED[of.sort],
                pattern=_pattern(name),
            )

    def _wrong(self, found: ast.Call, name: str) -> WrongFormula:
        return WrongFormula(
            self._reading.column(found),
            "{name}() dùng chưa đúng cách hoặc chưa đúng chỗ",
            "ghi như {pattern}",
            name=name,
            pattern=_pattern(name),
        )


def _pattern(name: str) -> str:
    return _PATTERNS.get(name, f"{name}(incidents, (closed - opened) / hours(1))")


def _gathered(
    column: int, word: Word, kind: str, of: Node | None, where: Node | None = None
) -> Node:
    if where is not None:
        wanted(where, Sort.TRUTH)
    numbers = of is None or word == "distinct"
    sort = Sort.NUMBER if numbers or of is None else of.sort
    return nodes.Gathered(sort=sort, column=column, word=word, kind=kind, of=of, where=where)
