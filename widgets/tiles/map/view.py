"""What a map shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, override

from widgets.tile import View
from widgets.tiles.map.alarms import Alarms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from services.settings import Wording
    from widgets.tile import Json
    from widgets.tiles.map.ground import Ground
    from widgets.tiles.map.scale import Step


@dataclass(frozen=True, slots=True)
class Value:
    """Of one unit: a number or a word, and which of the scale's grounds it has, 1 for the first."""

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
    known: bool = True
    """False where their source never answered: then there are not none."""


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
    steps: tuple[Step, ...] = ()
    """What the grounds stand for."""
    whole: bool = False
    """All its numbers are whole."""
    unit: Wording | None = None
    decimals: int | None = None
    coloured: bool = False
    strangers: int = 0
    """Figures, or points, of places that are on no unit of this map."""
    hidden: int = 0
    """Alerts that their sources suppress: neither counted nor marked."""
    points: tuple[Points, ...] = ()
    backdrop: Backdrop | None = None
    alarms: Alarms = field(default_factory=Alarms)

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
            {"name": layer.name.vi, "count": len(layer.places) if layer.known else None}
            for layer in self.points
        ]
        alerts: Json = {
            "units": dict(self.alarms.worst),
            "counts": dict(self.alarms.counts),
            "elsewhere": self.alarms.elsewhere if self.alarms.known else None,
        }
        return {
            "units": units,
            "layers": layers,
            "elsewhere": self.strangers,
            "suppressed": self.hidden,
            "alerts": alerts,
        }
