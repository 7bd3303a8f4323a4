"""Layers of a server that speaks WFS 2.0, as GeoJSON, a page at a time.

GetCapabilities (XML) tells feature types, formats and reference systems; GetFeature gives GeoJSON where
the server offers it; resultType=hits (XML) counts what the caps leave out. Errors are an XML
ExceptionReport with any status. Order of coordinates: a box is sent in EPSG's own order, latitude
first, under the name that means it everywhere (urn:ogc:def:crs:EPSG::4326); GeoJSON comes longitude
first, and what doesn't is found by its values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.wfs.asking import Asking
from services.connectors.wfs.recognition import recognised
from services.connectors.wfs.settings import Wfs

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Advice, Draft, Met
    from services.news import Answered

__all__ = ["CONNECTOR", "Wfs"]


class WfsConnector:
    name = "wfs"
    settings = Wfs

    def ask(self, settings: Wfs, door: Door, cursor: str | None) -> Answered:
        del cursor  # each answer is whole
        return Asking(settings, door).answered()

    def recognise(self, met: Met, door: Door) -> Draft | Advice | None:
        """By its capabilities."""
        return recognised(met, door)


CONNECTOR = WfsConnector()
