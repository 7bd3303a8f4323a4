"""The columns of a list of rows, whatever they came from: objects, arrays, lines of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, cast

from services.survey import handwriting
from services.survey.roles import Role, folded, role
from services.survey.units import are_units

if TYPE_CHECKING:
    from collections.abc import Iterator

type Path = tuple[str | int, ...]

_CODE = re.compile(r"\s*0\d", re.ASCII)
"""A leading zero counts nothing."""

ROWS = 200
"""Rows that are looked at."""
COLUMNS = 60
_DEPTH = 3


class Holds(StrEnum):
    NOTHING = "nothing"
    NUMBERS = "numbers"
    TIMES = "times"
    SECONDS = "seconds"
    """Times, as numbers from 1970 on."""
    MILLISECONDS = "milliseconds"
    FLAGS = "flags"
    TEXTS = "texts"
    OTHER = "other"
    """Lists, objects too deep, or a mixture."""


@dataclass(frozen=True)
class Column:
    """`values` has one for each row that was looked at; None where the row has none."""

    path: Path
    values: tuple[object, ...]

    @property
    def name(self) -> str:
        """The last name on the way to it."""
        return next((str(step) for step in reversed(self.path) if isinstance(step, str)), "")

    @cached_property
    def known_as(self) -> frozenset[str]:
        """Its names, folded. One deep inside a row says nothing alone: `organization.state` is no state
        of the row.
        """
        whole = folded("_".join(map(str, self.path)))
        shallow = sum(isinstance(step, str) for step in self.path) == 1
        return frozenset({whole, folded(self.name)} if shallow else {whole})

    @cached_property
    def role(self) -> Role | None:
        """By its name, but `Đơn vị` says nothing: it is an organ, or a unit where its values are."""
        found = role(self.name)
        return Role.UNIT if found is Role.ORGAN and are_units(self.texts) else found

    @cached_property
    def given(self) -> tuple[object, ...]:
        return tuple(value for value in self.values if value is not None and value != "")

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(value for value in self.given if isinstance(value, str))

    @cached_property
    def holds(self) -> Holds:
        if not self.given:
            return Holds.NOTHING
        if all(isinstance(value, bool) for value in self.given):
            return Holds.FLAGS
        if any(isinstance(value, bool | list | dict) for value in self.given):
            return Holds.OTHER
        if self.texts and all(handwriting.time(text) for text in self.texts):
            return Holds.TIMES if len(self.texts) == len(self.given) else Holds.OTHER
        if all(handwriting.number(text) for text in self.texts):
            return self._numbers()
        return Holds.TEXTS

    @property
    def figures(self) -> bool:
        """Numbers that count or measure, and are no codes."""
        coded = any(_CODE.match(text) for text in self.texts)
        return (
            self.holds is Holds.NUMBERS
            and self.role not in {Role.KEY, Role.PERIOD, Role.PROTOCOL}
            and not coded
        )

    @property
    def unlike(self) -> bool:
        """No two rows have the same."""
        return len(self.given) == len(self.values) == len({str(value) for value in self.given})

    def _numbers(self) -> Holds:
        """A number that lies where times lie, under a name of times, is one."""
        timely = self.role is Role.TIME or self.name.lower().endswith(
            ("_at", "_time", "time", "_ts")
        )
        whole = [value for value in self.given if isinstance(value, int)]
        whole += [int(text) for text in self.texts if handwriting.number(text) == "whole"]
        whole += [int(value) for value in self.given if isinstance(value, Decimal)]
        if timely and len(whole) == len(self.given):
            if all(value in handwriting.SECONDS for value in whole):
                return Holds.SECONDS
            if all(value // 1000 in handwriting.SECONDS for value in whole):
                return Holds.MILLISECONDS
        return Holds.NUMBERS


def columns(rows: list[object]) -> list[Column]:
    """In the order in which they are met. Objects inside a row are gone into, lists are not."""
    looked = rows[:ROWS]
    found: dict[Path, list[object]] = {}
    for at, row in enumerate(looked):
        for path, value in _leaves(row, ()):
            if path not in found and len(found) >= COLUMNS:
                continue
            found.setdefault(path, [None] * len(looked))[at] = value
    return [Column(path, tuple(values)) for path, values in found.items()]


def _leaves(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    match value:
        case dict() if len(path) < _DEPTH and value:
            for name, inner in cast("dict[str, object]", value).items():
                yield from _leaves(inner, (*path, name))
        case list() if not path:
            for at, inner in enumerate(cast("list[object]", value)[:COLUMNS]):
                yield from _leaves(inner, (at,))
        case _:
            yield path, value
