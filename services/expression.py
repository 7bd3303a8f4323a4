"""JMESPath in wall files: compiled when the file is read, searched in what a system answers.

The expressions are ours, the data is not: numbers keep their digits, and an expression that doesn't
fit the data is a value that can't be read, never a defect.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import jmespath
from jmespath import functions, visitor
from jmespath.exceptions import JMESPathError
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from services.plain import number
from services.quantities import WrongSetting, only_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


LONGEST = 8000
"""Characters: some hundred figures that are named one by one."""


class Unfit(Exception):  # noqa: N818 - said of data, not a defect
    """The expression asks of the data what it can't give (a sum of texts)."""


class _Functions(functions.Functions):
    """JMESPath's own functions, to which a Decimal is a number."""

    def _get_allowed_pytypes(self, types: list[str]) -> tuple[list[str], list[tuple[str, ...]]]:
        plain, nested = super()._get_allowed_pytypes(types)  # type: ignore[misc]  # not in its stubs
        more = ["Decimal"] if "float" in plain else []
        return [*plain, *more], [
            (*allowed, "Decimal") if "float" in allowed else allowed for allowed in nested
        ]

    def _convert_to_jmespath_type(self, kind: str) -> str:
        known: str = super()._convert_to_jmespath_type(kind)  # type: ignore[misc]  # as above
        return "number" if kind == "Decimal" else known

    @functions.signature({"types": []})
    def _func_to_number(self, value: object) -> object:
        if isinstance(value, str):
            return number(value)
        known = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        return value if known else None

    @functions.signature({"types": ["array-number"]})
    def _func_avg(self, values: list[Any]) -> object:
        return sum(values) / Decimal(len(values)) if values else None


_INTERPRETER = visitor.TreeInterpreter(jmespath.Options(custom_functions=_Functions()))
"""Keeps nothing of what it searches, so that all searches of all threads share it."""


def compiled(expression: str) -> Callable[[object], object]:
    """Searches in data; raises `Unfit`."""
    tree = jmespath.compile(expression).parsed

    def search(data: object) -> object:
        try:
            found: object = _INTERPRETER.visit(tree, data)
        except (JMESPathError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            raise Unfit(expression) from error
        return found

    return search


def _compiles(expression: str) -> str:
    try:
        parsed = jmespath.compile(expression).parsed
    except JMESPathError as error:
        raise WrongSetting(
            "biểu thức JMESPath “{expression}” không đọc được",
            "sửa theo cú pháp ở jmespath.org; tên có dấu hoặc gạch nối đặt trong nháy kép",
            expression=expression[:80],
        ) from error
    for name in _called(parsed):
        if name not in _Functions.FUNCTION_TABLE:
            raise WrongSetting(
                "JMESPath không có hàm {name}()",
                "dùng một hàm có ở jmespath.org",
                name=name[:40],
            )
    return expression


def _called(node: Any) -> Iterator[str]:  # noqa: ANN401 - a node of jmespath's tree
    if node["type"] == "function_expression":
        yield node["value"]
    for child in node["children"]:
        if isinstance(child, dict):  # those of a slice are its bounds
            yield from _called(child)


Expression = Annotated[
    str,
    BeforeValidator(only_text),
    Field(min_length=1, max_length=LONGEST),
    AfterValidator(_compiles),
    WithJsonSchema({"type": "string", "maxLength": LONGEST, "examples": ["chi_so[]", "gia_tri"]}),
]
"""A JMESPath expression; a wrong one is a fault of the wall file, at its place."""
