"""The open data portal: CKAN, and pages of the province's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.systems.opendata import ckan, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.dialect import Path

PATHS: Mapping[str, Path] = {
    "": page.page,
    "/dong-bo": page.sync,
    "/api/3/action/{action}": ckan.ACTION,
}
