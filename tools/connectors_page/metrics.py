"""Where each metric of the nine systems comes from: `resources/domain/metrics.yaml`, by system, by metric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from services.section import Section
from services.settings import Wording

if TYPE_CHECKING:
    from pathlib import Path


class Metric(Section):
    system: str
    name: Wording
    records: tuple[str, ...]
    """Kinds of records that it is made of."""
    ways: tuple[str, ...]
    """Connectors or presets that hand these records over."""
    indicator: str | None = None
    tile: Wording | None = None
    """What shows it, where that is no indicator."""
    formula: str

    def shown_in(self, lang: str) -> str:
        return (
            f"`{self.indicator}`"
            if self.indicator
            else self.tile.full_in(lang)
            if self.tile
            else ""
        )


def metrics(file: Path) -> tuple[Metric, ...]:
    """None where the file isn't there yet."""
    if not file.exists():
        return ()
    by_system = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return tuple(
        Metric.model_validate({"system": system, **written})
        for system, of_system in by_system.items()
        for written in of_system.values()
    )
