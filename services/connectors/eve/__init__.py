"""Suricata's EVE log: lines of JSON that a sensor adds to a file, read on from where the last ask ended.

Each part is asked for with the few bytes before it, so that another file in its place is told from
the same one, whatever its length. A line that isn't ended yet is left for the next ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.eve.reading import Reading
from services.connectors.eve.recognition import recognised
from services.connectors.eve.settings import Eve

if TYPE_CHECKING:
    from services.connectors import Answered
    from services.door import Door
    from services.draft import Draft, Met

__all__ = ["CONNECTOR", "Eve"]


class EveConnector:
    name = "eve"
    settings = Eve

    def ask(self, settings: Eve, door: Door, cursor: str | None) -> Answered:
        return Reading(settings, door, cursor).answered()

    def recognise(self, met: Met, door: Door) -> Draft | None:
        return recognised(met, door)


CONNECTOR = EveConnector()
