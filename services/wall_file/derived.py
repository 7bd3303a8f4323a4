"""Indicators that are reckoned of others and of records: how they are written, and all that they are
reckoned of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, PlainValidator

from services.formula import Formula, WrongFormula, units
from services.formula.syntax import LONGEST
from services.quantities import WrongSetting, only_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.wall_file.indicator import Indicator

DEEPEST = 20
"""Formulas of formulas."""
_MOST_UNITS = 60
"""Indicators without a unit of their own that are followed."""


def _formula(value: object) -> Formula:
    match only_text(value):
        case Formula() as read:
            return read
        case str() as text:
            return Formula(text)
        case _:
            raise WrongSetting(
                "công thức phải là một dòng chữ",
                "ghi như formula: a / b * 100, hoặc đặt trong dấu nháy",
            )


FormulaText = Annotated[
    Formula,
    PlainValidator(
        _formula,
        json_schema_input_type=Annotated[
            str, Field(max_length=LONGEST, examples=["count(alerts, severity >= 4)"])
        ],
    ),
]
"""A formula; a wrong one is a fault of the wall file, where it goes wrong."""


def figures_behind(indicators: Mapping[str, Indicator], names: Iterable[str]) -> frozenset[str]:
    """Those named and all indicators that they are reckoned of; what isn't declared is left out."""
    found: set[str] = set()
    left = [name for name in names if name in indicators]
    while left:
        name = left.pop()
        if name in found:
            continue
        found.add(name)
        formula = indicators[name].formula
        if formula is not None:
            left += [other for other in formula.figures if other in indicators]
    return frozenset(found)


def sources_behind(indicators: Mapping[str, Indicator], names: Iterable[str]) -> frozenset[str]:
    """All sources that have a say in them."""
    every = figures_behind(indicators, names)
    return frozenset(source for name in every for source in indicators[name].origins)


def unit_name(
    indicators: Mapping[str, Indicator], name: str, known: dict[str, str | None] | None = None
) -> str | None:
    """What an indicator's unit is called, by the wall file or, where it doesn't say, by its formula."""
    known = {} if known is None else known
    if name not in known:
        known[name] = None  # of what goes round nothing is known
        known[name] = _unit_name(indicators, name, known)
    return known[name]


def _unit_name(
    indicators: Mapping[str, Indicator], name: str, known: dict[str, str | None]
) -> str | None:
    one = indicators.get(name)
    if one is None or len(known) > _MOST_UNITS:
        return None
    if one.unit is not None or one.formula is None:
        return None if one.unit is None else one.unit.vi
    try:
        return units.said(one.formula.unit(lambda other: unit_name(indicators, other, known)))
    except WrongFormula:
        return None
