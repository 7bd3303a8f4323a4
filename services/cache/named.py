"""Figures that the wall file names: they are never gone, only lacking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from services.records import Labels, Observation, Sample

_FIELDS = ("territory", "organ", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An indicator as a source calls it, and which of its observations are meant: pairs that match
    labels, or the territory, organ or period. An empty value means those that have none. `history`: how
    far back its points and periods may lie; None: without an end.
    """

    source: str
    indicator: str
    where: Labels = ()
    history: timedelta | None = None


def matches(record: Observation | Sample, where: Labels) -> bool:
    if not where:
        return True
    labels = dict(record.labels)

    def said(name: str) -> tuple[str | None, ...]:
        return labels.get(name), getattr(record, name, None) if name in _FIELDS else None

    return all(value in said(name) if value else not any(said(name)) for name, value in where)
