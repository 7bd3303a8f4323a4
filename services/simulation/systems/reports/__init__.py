"""The sector reporting system: what was published, which reports are owed (OData), which tasks run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.systems import indicators
from services.simulation.systems.reports import odata, owed, published, tasks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.dialect import Path

PATHS: Mapping[str, Path] = {
    "/cong-bo": published.published,
    "/bao-cao": owed.page,
    "/nhiem-vu": tasks.tasks,
    "/chi-so": indicators.statistics,
    "/odata": odata.SERVICE,
    "/odata/$metadata": odata.METADATA,
    "/odata/{set}": odata.ENTITIES,
}
