"""The document axis (edXML), in three dialects, read by lists and counts alone.

Source: the public code of others who speak to such axes; none can be had here, so that tests stand on a
fake one. What is listed is current: a document that left the lists is gone from the wall, not from the axis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.edxml_axis.asking import Asking
from services.connectors.edxml_axis.settings import Axis

if TYPE_CHECKING:
    from services.connectors import Answered
    from services.door import Door

__all__ = ["CONNECTOR", "Axis"]


class AxisConnector:
    name = "edxml_axis"
    settings = Axis

    def ask(self, settings: Axis, door: Door, cursor: str | None) -> Answered:
        del cursor  # each answer is the whole list
        return Asking(settings, door).answered()


CONNECTOR = AxisConnector()
