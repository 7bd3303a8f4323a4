"""A picture of map layers, drawn by a server that speaks WMS 1.3.0.

GetCapabilities (XML) tells layers, extent and reference systems where the wall file doesn't; GetMap gives
a PNG or JPEG, of which the header is read here and nothing else: what isn't of bounded size is never
decoded. An error comes as XML inside a 200. Order of coordinates: in 1.3.0 a box of EPSG:4326 is latitude
first, of CRS:84 and EPSG:3857 it isn't; those are preferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.wms.asking import Asking
from services.connectors.wms.recognition import recognised
from services.connectors.wms.settings import Wms

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Draft, Met
    from services.news import Answered

__all__ = ["CONNECTOR", "Wms"]


class WmsConnector:
    name = "wms"
    settings = Wms

    def ask(self, settings: Wms, door: Door, cursor: str | None) -> Answered:
        return Asking(settings, door, cursor).answered()

    def recognise(self, met: Met, door: Door) -> Draft | None:
        """By its capabilities."""
        return recognised(met, door)


CONNECTOR = WmsConnector()
