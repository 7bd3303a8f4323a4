"""Catalogues to look at, for their tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.freshness import State
from services.records import Observation
from tests.unit.tiles.world import AT, Told, source
from widgets.tiles.catalogue import TILE, CatalogueTile
from widgets.tiles.catalogue.view import CatalogueView, Entry, Outlook

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP = CatalogueTile(catalogue="nhom")
PLAN = {"value": 100, "period": "2023", "document": "Nghị quyết 1"}
RISK = {"to": 50, "meaning": "Thấp", "priority": "high"}


def figure(id: str, value: int | None, period: str | None = "2023") -> Observation:
    number = None if value is None else Decimal(value)
    return Observation(uid=id, indicator=id, period=period, value=number)


def knowledge(
    told: Iterable[Observation],
    indicators: dict[str, dict[str, Any]],
    *,
    state: State = State.LIVE,
    ahead: timedelta = timedelta(),
) -> Any:
    known = Told(at=AT + ahead)
    known.be("so", state, told)
    every = {
        id: {"name": f"Chỉ số {id}", "source": "so", "groups": ["nhom"], "due": "none", **more}
        for id, more in indicators.items()
    }
    return known.knowledge({"sources": {"so": source("so")}, "indicators": every})


def seen(told: Iterable[Observation], indicators: dict[str, Any], **more: Any) -> CatalogueView:
    return TILE.look_up(GROUP, knowledge(told, indicators, **more))


def stood(counts: dict[Outlook, int]) -> list[Entry]:
    """So many entries of each outlook, worst first."""
    known = seen([figure("a", 1)], {"a": {}}).entries[0]
    return [replace(known, outlook=one) for one in Outlook for _ in range(counts.get(one, 0))]
