"""Checks of the thresholds of an indicator: a value has one meaning, whatever order they are written in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.phrase import Phrase
    from services.wall_file.seen import Seen
    from services.wall_file.statistics import Band

_BELOW, _ABOVE = Decimal("-Infinity"), Decimal("Infinity")


def checks_of_thresholds(seen: Seen) -> Iterator[Fault]:
    """Of two that overlap only the first would ever be told. They may touch: a bound belongs to the upper."""
    for name, indicator in seen.wall.indicators.items():
        for (n, first), (m, second) in combinations(enumerate(indicator.bands), 2):
            if _meet(first, second):
                yield Fault.at(
                    seen.place("indicators", name, "bands", m),
                    _what(n, first, m, second),
                    _remedy(n, first, m, second),
                )


def _least(band: Band) -> Decimal:
    return _BELOW if band.least is None else band.least


def _under(band: Band) -> Decimal:
    return _ABOVE if band.under is None else band.under


def _meet(first: Band, second: Band) -> bool:
    """On some day, for some value of the same kind."""
    begin = max(one.since or date.min for one in (first, second))
    end = min(one.until or date.max for one in (first, second))
    least, under = _common(first, second)
    return first.of == second.of and begin <= end and least < under


def _common(first: Band, second: Band) -> tuple[Decimal, Decimal]:
    return max(_least(first), _least(second)), min(_under(first), _under(second))


def _what(n: int, first: Band, m: int, second: Band) -> Phrase:
    least, under = _common(first, second)
    numbers = {"first": n + 1, "second": m + 1}
    if least == _BELOW:
        return phrase(
            "ngưỡng thứ {second} chồng lên ngưỡng thứ {first} ở các giá trị dưới {under}",
            under=_written(under),
            **numbers,
        )
    if under == _ABOVE:
        return phrase(
            "ngưỡng thứ {second} chồng lên ngưỡng thứ {first} ở các giá trị từ {least} trở lên",
            least=_written(least),
            **numbers,
        )
    return phrase(
        "ngưỡng thứ {second} chồng lên ngưỡng thứ {first} ở các giá trị từ {least} đến dưới {under}",
        least=_written(least),
        under=_written(under),
        **numbers,
    )


def _remedy(n: int, first: Band, m: int, second: Band) -> Phrase:
    """The bounds with which they touch, where one lies below the other."""
    (low, lower), (high, upper) = sorted(((n, first), (m, second)), key=lambda one: _key(one[1]))
    begin, end = _written(_least(upper)), _written(_under(lower))
    if _least(lower) < _least(upper) and _under(lower) < _under(upper):
        return phrase(
            "ghi to: {begin} cho ngưỡng thứ {low}, hoặc from: {end} cho ngưỡng thứ {high}; hai ngưỡng chạm "
            "nhau thì được",
            begin=begin,
            end=end,
            low=low + 1,
            high=high + 1,
        )
    if _least(lower) < _least(upper) and _under(lower) == _under(upper):
        return phrase(
            "ghi to: {begin} cho ngưỡng thứ {low}; hai ngưỡng chạm nhau thì được",
            begin=begin,
            low=low + 1,
        )
    if _least(lower) == _least(upper) and _under(lower) < _under(upper):
        return phrase(
            "ghi from: {end} cho ngưỡng thứ {high}; hai ngưỡng chạm nhau thì được",
            end=end,
            high=high + 1,
        )
    return phrase("bỏ một trong hai ngưỡng, hoặc sửa from, to của nó")


def _key(band: Band) -> tuple[Decimal, Decimal]:
    return _least(band), _under(band)


def _written(number: Decimal) -> str:
    """As it stands in the file: with a point, whatever the language."""
    return f"{number:f}"
