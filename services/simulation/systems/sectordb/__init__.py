"""The sector database: Datasette over it, its register of protected systems, a page of the province's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.systems.sectordb import datasette, page, register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.dialect import Path

PATHS: Mapping[str, Path] = {
    "": page.page,
    "/he-thong": register.page,
    "/nganh.json": datasette.DATABASE,
    "/nganh/{table}": datasette.TABLE,
    "/-/databases.json": datasette.DATABASES,
    "/-/versions.json": datasette.VERSIONS,
}
