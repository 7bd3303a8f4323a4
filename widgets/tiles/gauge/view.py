"""What gauges show at an instant: figures, each on its scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from widgets.comparisons import held_json
from widgets.tile import View

if TYPE_CHECKING:
    from decimal import Decimal

    from services.phrase import Phrase
    from widgets.reading import Number
    from widgets.tile import Json
    from widgets.tiles.gauge.scale import Scale, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    number: Number
    scale: Scale | None
    """None where nothing is there to be judged by, or nothing is known."""
    spans: tuple[Span, ...] = ()
    why: Phrase | None = None
    """Why there is no scale."""
    so_far: bool = False
    """The figure is the sum of the year so far, held to the plan of the year."""

    @property
    def value(self) -> Decimal | None:
        seen = self.number.observation
        return None if seen is None else seen.value

    @property
    def plan(self) -> Decimal | None:
        base = self.number.comparison.plan
        return None if base is None else base.value

    @property
    def abnormal(self) -> bool:
        band = self.number.band
        return band is not None and band.priority is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeView(View):
    gauges: tuple[Gauge, ...]

    @override
    def figures(self) -> dict[str, Json]:
        return {"figures": [_json(gauge) for gauge in self.gauges]}


def _json(gauge: Gauge) -> Json:
    number, scale = gauge.number, gauge.scale
    seen, value = number.observation, gauge.value
    ends: Json = "" if scale is None else [str(scale.least), str(scale.most)]
    bands: list[Json] = [
        {
            "from": str(span.least),
            "to": str(span.most),
            "meaning": span.band.meaning.vi if span.band else "",
        }
        for span in gauge.spans
    ]
    return {
        "indicator": number.id,
        "value": "" if value is None else str(value),
        "period": "" if seen is None or seen.period is None else seen.period,
        "state": str(number.standing.state),
        "so_far": gauge.so_far,
        "scale": ends,
        "bands": bands,
        **held_json(number),
    }
