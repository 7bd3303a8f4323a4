"""What the values of many records come to."""

from __future__ import annotations

from datetime import timedelta
from decimal import Context, Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from services.formula.moment import NoValue
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.formula.nodes import Word
    from services.formula.sorts import Value

EXACT = Context(prec=28, Emax=999_999, Emin=-999_999, traps=[])
NO_VALUES = phrase("không có bản ghi nào có giá trị để tính")
TOO_LARGE = phrase("kết quả quá lớn, không hiển thị được")


def gathered(word: Word, values: Sequence[Any], found: int, *, spans: bool) -> Value:
    """`values`: of those of the `found` records that say one. Raises `NoValue`."""
    match word:
        case "distinct":
            return Decimal(len(set(values)))
        case "sum" if not found:
            return timedelta() if spans else Decimal(0)
        case _ if not values:
            raise NoValue(NO_VALUES)
        case "sum":
            return _total(values, spans=spans)
        case "mean":
            return _mean(values, spans=spans)
        case "min" | "oldest":
            return _value(min(values))
        case "max" | "newest":
            return _value(max(values))
        case "median" | "p95":
            return _ranked(sorted(values), Decimal("0.5") if word == "median" else Decimal("0.95"))
        case "count":
            return Decimal(found)


def _total(values: Sequence[Any], *, spans: bool) -> Value:
    if spans:
        try:
            return sum(values, timedelta())
        except OverflowError:
            raise NoValue(TOO_LARGE) from None
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    if not total.is_finite():
        raise NoValue(TOO_LARGE)
    return total


def _mean(values: Sequence[Any], *, spans: bool) -> Value:
    total: Any = _total(values, spans=spans)
    return total / len(values) if spans else EXACT.divide(total, Decimal(len(values)))


def _ranked(values: Sequence[Any], share: Decimal) -> Value:
    """The least value that as large a share of all reaches no further than (nearest rank)."""
    return _value(values[ceil(share * len(values)) - 1])


def _value(value: Any) -> Value:  # noqa: ANN401 - of whichever sort the values are
    found: Value = value
    return found
