"""Administrative units by date: a code means the unit that had it on a day, and may mean another one
later (682 was Đạ Tẻh, and is Đạ Huoai since 12/2024).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from services.organs import folded
from services.settings import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.wall_file.territories import DeclaredUnit, Territories


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    code: str
    name: Wording
    kind: str | None
    since: date
    until: date | None = None
    """Its last day; None while it stands."""
    successors: tuple[str, ...] = ()
    """Codes of the units that its ground belongs to since."""
    point: tuple[float, float] | None = None
    """Longitude, latitude of its label."""

    def exists(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


class Gazetteer:
    """The units that the program knows, and those that a wall file declares beside them."""

    def __init__(self, units: Iterable[Unit], mapping: Mapping[str, str] | None = None) -> None:
        self._units = tuple(units)
        self._mapping = dict(mapping or {})
        self._called: dict[str, list[Unit]] = {}
        for unit in self._units:
            names = {unit.code, folded(unit.name.vi), folded(unit.name.short or unit.name.vi)}
            for name in names:
                self._called.setdefault(name, []).append(unit)

    def at(self, on: date) -> tuple[Unit, ...]:
        """All that stand on a day, in the order of the file."""
        return tuple(unit for unit in self._units if unit.exists(on))

    def find(self, called: str, on: date) -> Unit | None:
        """By code, name or short name, as of a day; None where two are called so."""
        named = self._called.get(called) or self._called.get(folded(called)) or []
        found = [unit for unit in named if unit.exists(on)]
        return found[0] if len(found) == 1 else None

    def heir(self, called: str, on: date) -> Unit | None:
        """The unit to which the wall file counts what was called so before that day and is gone."""
        named = self._called.get(called) or self._called.get(folded(called)) or []
        past = [unit for unit in named if unit.until is not None and unit.until < on]
        last = max(past, key=lambda unit: unit.until or date.min, default=None)
        mapped = None if last is None else self._mapping.get(last.code)
        return None if mapped is None else self.find(mapped, on)

    def seen_on(self, called: str, own: date, on: date) -> Unit | None:
        """Whose a value of the day `own` is when it is looked at on another day: its unit's where that
        still stands, else the one that the wall file maps it to, else its own unit, which is gone.
        """
        unit = self.find(called, own)
        if unit is None or unit.exists(on):
            return unit
        mapped = self._mapping.get(unit.code)
        return unit if mapped is None else self.find(mapped, on) or unit


def gazetteer(declared: Territories) -> Gazetteer:
    own = (_declared(unit) for unit in declared.units)
    return Gazetteer((*known_units(), *own), declared.mapping)


@cache
def known_units() -> tuple[Unit, ...]:
    """`resources/domain/units.json`: the province's twelve districts to 11/2024, ten to 6/2025, and 124
    communes since.
    """
    text = (files("resources") / "domain" / "units.json").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    return tuple(_known(unit) for unit in told["units"])


def _known(unit: dict[str, Any]) -> Unit:
    longitude, latitude = unit["point"]
    return Unit(
        code=unit["code"],
        name=Wording(vi=unit["name"], short=unit["short"], en=unit.get("name_en")),
        kind=unit["kind"],
        since=date.fromisoformat(unit["from"]),
        until=date.fromisoformat(unit["to"]) if "to" in unit else None,
        successors=tuple(unit.get("successors", ())),
        point=(longitude, latitude),
    )


def _declared(unit: DeclaredUnit) -> Unit:
    return Unit(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        since=unit.since,
        until=unit.until,
        successors=unit.successors,
    )
