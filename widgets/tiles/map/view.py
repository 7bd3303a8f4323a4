"""What a map shows at an instant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, override

from services.plain import plain
from widgets.tile import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.records import Observation
    from services.settings import Wording
    from widgets.tile import Json
    from widgets.tiles.map.ground import Ground

CLASSES = 4
"""Grounds that eyes tell apart beside a printed figure."""
_WORD = 24


@dataclass(frozen=True, slots=True)
class Value:
    """Of one unit: a number or a word, and which ground it has, 1 (least) to `CLASSES`."""

    number: Decimal | int | None = None
    text: str | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Points:
    name: Wording
    places: tuple[tuple[float, float], ...]
    """Longitude, latitude, degrees."""


@dataclass(frozen=True, slots=True)
class Backdrop:
    bbox: tuple[float, float, float, float]
    """West, south, east, north, degrees."""
    crs: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView(View):
    ground: Ground
    values: Mapping[str, Value]
    """By the unit's code; a unit without one has no figure, which is not 0."""
    unit: Wording | None = None
    coloured: bool = False
    strangers: int = 0
    """Figures, or points, of places that are on no unit of this map."""
    points: tuple[Points, ...] = ()
    backdrop: Backdrop | None = None

    @override
    def figures(self) -> dict[str, Json]:
        units: list[Json] = []
        for unit in self.ground.units:
            value = self.values.get(unit.code, Value())
            number = None if value.number is None else str(value.number)
            units.append(
                {"code": unit.code, "name": unit.name, "value": number, "text": value.text}
            )
        layers: list[Json] = [
            {"name": layer.name.vi, "count": len(layer.places)} for layer in self.points
        ]
        return {"units": units, "layers": layers, "elsewhere": self.strangers}


def named(ground: Ground, told: Iterable[Observation]) -> tuple[dict[str, Value], int]:
    """The figures by the code of their unit, and how many have none on this map."""
    found: dict[str, Value] = {}
    strangers = 0
    for one in told:
        unit = ground.find(one.territory or "")
        if unit is None:
            strangers += 1
        else:
            text = None if one.text is None else plain(one.text, _WORD)
            found[unit.code] = Value(number=one.value, text=text)
    return found, strangers


def classed(values: Mapping[str, Value]) -> dict[str, Value]:
    """Numbers into even steps from least to most; words by how often they occur, the rarest strongest."""
    numbers = [Decimal(one.number) for one in values.values() if one.number is not None]
    if numbers:
        least, most = min(numbers), max(numbers)
        breadth = most - least
        return {
            code: replace(one, step=_step(Decimal(one.number), least, breadth))
            if one.number is not None
            else one
            for code, one in values.items()
        }
    often = Counter(one.text for one in values.values() if one.text)
    ranked = [text for text, _ in often.most_common(CLASSES)]
    strong = {text: CLASSES - len(ranked) + 1 + at for at, text in enumerate(ranked)}
    return {
        code: replace(one, step=strong.get(one.text, 1)) if one.text else one
        for code, one in values.items()
    }


def _step(number: Decimal, least: Decimal, breadth: Decimal) -> int:
    if not breadth:
        return CLASSES // 2
    return min(int((number - least) / breadth * CLASSES), CLASSES - 1) + 1
