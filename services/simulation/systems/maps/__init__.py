"""The digital map: OGC API - Features, WFS, WMS, GeoJSON, and a page of the province's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.systems.maps import ogc, page, units, wfs, wms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.dialect import Path

PATHS: Mapping[str, Path] = {
    "": page.page,
    "/don-vi": units.features,
    "/don-vi.geojson": units.FILE,
    "/ogc": ogc.LANDING,
    "/ogc/conformance": ogc.CONFORMANCE,
    "/ogc/collections": ogc.COLLECTIONS,
    "/ogc/collections/{collection}": ogc.COLLECTION,
    "/ogc/collections/{collection}/items": ogc.ITEMS,
    "/ogc/collections/{collection}/items/{item}": ogc.ITEM,
    "/wfs": wfs.WFS,
    "/wms": wms.WMS,
}
