"""What a formula comes to. Its nodes become functions once, which then run for each record.

A field that says nothing is None: equal to nothing but `none`, neither more nor less than anything,
and whatever is reckoned of it is None. Among indicators there is no None: `NoValue` says why.
"""

from __future__ import annotations

import operator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from services.formula import nodes
from services.formula.gathering import EXACT, TOO_LARGE, gathered
from services.formula.moment import NoValue
from services.formula.sorts import Sort
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.formula.moment import Moment
    from services.formula.nodes import Node
    from services.formula.sorts import Value
    from services.records import Record

type Asked = Callable[[Record | None, Moment], Any]
"""Of one record, or, among indicators, of none."""

NOUGHT = phrase("mẫu số bằng 0")
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@lru_cache(maxsize=1024)
def asked(node: Node) -> Asked:
    """The function that the node is."""
    match node:
        case nodes.Literally(value=value):
            return lambda _record, _moment: value
        case nodes.Clock(midnight=midnight):
            return lambda _record, moment: moment.today if midnight else moment.now
        case nodes.Figure(name=name):
            return lambda _record, moment: moment.figures(name)
        case nodes.Told() | nodes.Labelled():
            return _told(node)
        case nodes.Negative(of=of):
            inner = asked(of)
            return lambda r, m: None if (value := inner(r, m)) is None else -value
        case nodes.Reckoned():
            return _reckoned(node)
        case nodes.Proportion(top=top, bottom=bottom, percent=percent):
            over, under = asked(top), asked(bottom)
            return lambda r, m: proportion(over(r, m), under(r, m), percent=percent)
        case nodes.Gathered():
            return _gathered(node)
        case _:
            return _condition(node)


def _condition(node: Node) -> Asked:
    match node:
        case nodes.Negated(of=of):
            inner = asked(of)
            return lambda r, m: not inner(r, m)
        case nodes.Joined(every=every, of=of):
            parts = [asked(one) for one in of]
            if every:
                return lambda r, m: all(part(r, m) for part in parts)
            return lambda r, m: any(part(r, m) for part in parts)
        case nodes.Compared(comparator=comparator, left=left, right=right):
            return _compared(comparator, asked(left), asked(right))
        case nodes.Among(left=left, values=values):
            return _among(asked(left), [asked(value) for value in values])
        case _:
            raise TypeError(node)


def _told(node: nodes.Told | nodes.Labelled) -> Asked:
    if isinstance(node, nodes.Labelled):
        label, within = node.label, node.within
        return lambda record, _moment: dict(getattr(record, within)).get(label)
    name, through = node.field.name, node.field.through
    made = _MADE.get(node.sort)
    if through is not None:
        return _through(name, through, made)
    if made is None:
        return lambda record, _moment: getattr(record, name)
    return lambda record, moment: made(getattr(record, name), moment)


def _through(
    name: str, through: tuple[str, str], made: Callable[[Any, Moment], Value] | None
) -> Asked:
    """A field of the record that this one belongs to; none where that isn't known."""
    uid, kind = through

    def told(record: Record | None, moment: Moment) -> Value:
        whole = moment.by_uid(kind).get(getattr(record, uid))
        value = None if whole is None else getattr(whole, name)
        return made(value, moment) if made is not None else cast("Value", value)

    return told


def _number(value: Decimal | int | None, _moment: Moment) -> Decimal | None:
    if value is None:
        return None
    exact = value if isinstance(value, Decimal) else Decimal(value)
    return exact if exact.is_finite() else None


def _time(value: date | None, moment: Moment) -> datetime | None:
    """A day is its midnight; a time without a zone is none."""
    if isinstance(value, datetime):
        return value if value.utcoffset() is not None else None
    return None if value is None else datetime.combine(value, time(), moment.zone)


def _texts(value: object, _moment: Moment) -> Value:
    """An empty list says nothing."""
    return cast("Value", value or None)


_MADE: dict[Sort, Callable[[Any, Moment], Value]] = {
    Sort.NUMBER: _number,
    Sort.TIME: _time,
    Sort.TEXTS: _texts,
}


def _reckoned(node: nodes.Reckoned) -> Asked:
    left, right, sign = asked(node.left), asked(node.right), node.operator

    def reckoned(record: Record | None, moment: Moment) -> Value:
        one, other = left(record, moment), right(record, moment)
        if one is None or other is None:
            return None
        value = _result(one, sign, other)
        if value is None and record is None:
            raise NoValue(TOO_LARGE if other else NOUGHT)
        return value

    return reckoned


def _result(one: Any, sign: nodes.Operator, other: Any) -> Value:  # noqa: ANN401 - of two sorts
    """None where there is none: a division by zero, beyond the calendar, beyond any number."""
    numbers = isinstance(one, Decimal) and isinstance(other, Decimal)
    if sign == "/" and not other:
        return None
    if numbers:
        do = {"+": EXACT.add, "-": EXACT.subtract, "*": EXACT.multiply, "/": EXACT.divide}
        value = do[sign](one, other)
        return value if value.is_finite() else None
    try:
        return _of_times(one, sign, other)
    except (OverflowError, ZeroDivisionError):
        return None


def _of_times(one: Any, sign: nodes.Operator, other: Any) -> Value:  # noqa: ANN401 - of two sorts
    match sign:
        case "+":
            return cast("Value", one + other)
        case "-":
            return cast("Value", one - other)
        case "*":
            return cast("timedelta", one) * float(other)
        case "/" if isinstance(other, timedelta):
            microsecond = timedelta(microseconds=1)
            return EXACT.divide(Decimal(one // microsecond), Decimal(other // microsecond))
        case "/":
            return cast("timedelta", one) / float(other)


def proportion(top: Decimal, bottom: Decimal, *, percent: bool) -> Decimal:
    if not bottom:
        raise NoValue(NOUGHT)
    value = EXACT.divide(top, bottom)
    value = EXACT.multiply(value, Decimal(100)) if percent else value
    if not value.is_finite():
        raise NoValue(TOO_LARGE)
    return value


def _gathered(node: nodes.Gathered) -> Asked:
    of = None if node.of is None else asked(node.of)
    where = None if node.where is None else asked(node.where)

    def all_of(_record: Record | None, moment: Moment) -> Value:
        found = moment.records(node.kind)
        if where is not None:
            found = [record for record in found if where(record, moment)]
        if of is None:
            return Decimal(len(found))
        values = [value for record in found if (value := of(record, moment)) is not None]
        return gathered(node.word, values, len(found), spans=node.sort is Sort.SPAN)

    return all_of


def _compared(comparator: nodes.Comparator, left: Asked, right: Asked) -> Asked:
    if comparator == "==":
        return lambda r, m: left(r, m) == right(r, m)
    if comparator == "!=":
        return lambda r, m: left(r, m) != right(r, m)
    holds = _COMPARED[comparator]

    def compared(record: Record | None, moment: Moment) -> bool:
        one, other = left(record, moment), right(record, moment)
        return one is not None and other is not None and holds(one, other)

    return compared


def _among(left: Asked, values: list[Asked]) -> Asked:
    def among(record: Record | None, moment: Moment) -> bool:
        one = left(record, moment)
        if one is None:
            return False
        told = (value(record, moment) for value in values)
        return any(one in value if isinstance(value, tuple) else one == value for value in told)

    return among
