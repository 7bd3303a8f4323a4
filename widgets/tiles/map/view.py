"""What a map shows at an instant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, override

from widgets.tile import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.settings import Wording
    from widgets.tile import Json
    from widgets.tiles.map.ground import Ground

CLASSES = 4
"""Grounds that eyes tell apart beside a printed figure."""


@dataclass(frozen=True, slots=True)
class Value:
    """Of one unit: a number or a word, and which ground it has, 1 (least) to `CLASSES`."""

    number: Decimal | int | None = None
    text: str | None = None
    step: int = 0
    qualifier: str | None = None
    """`ước`, `hơn`, as the source says it."""


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
    decimals: int | None = None
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


def classed(values: Mapping[str, Value]) -> dict[str, Value]:
    """Numbers into even steps from least to most; words by how often they occur, the rarest strongest:
    of more words than there are grounds the rarest share one.
    """
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
    weakest = max(CLASSES - len(often), 0) + 1
    strong = {text: min(weakest + at, CLASSES) for at, (text, _) in enumerate(often.most_common())}
    return {
        code: replace(one, step=strong[one.text]) if one.text else one
        for code, one in values.items()
    }


def _step(number: Decimal, least: Decimal, breadth: Decimal) -> int:
    if not breadth:
        return CLASSES // 2
    return min(int((number - least) / breadth * CLASSES), CLASSES - 1) + 1
