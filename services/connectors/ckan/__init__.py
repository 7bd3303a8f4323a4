"""An open data portal that runs CKAN: its catalogue, its organisations, and a table of its DataStore.

Action API 3, envelopes {"success", "result"} or {"success": false, "error": {"__type", "message"}}. Three
traps: a wrong token is anonymous and gets 200, so a source with one is first asked who it is; with its
index down the portal still says that it is well, so a search that fails is told from a portal that does;
and caps are silent (1000 datasets a page, 25 organisations), so pages are counted against `count` and
asked for until one is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.ckan.asking import Asking
from services.connectors.ckan.recognition import recognised
from services.connectors.ckan.settings import Ckan

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Advice, Draft, Met
    from services.news import Answered

__all__ = ["CONNECTOR", "Ckan"]


class CkanConnector:
    name = "ckan"
    settings = Ckan

    def ask(self, settings: Ckan, door: Door, cursor: str | None) -> Answered:
        del cursor  # each answer is whole
        return Asking(settings, door).answered()

    def recognise(self, met: Met, door: Door) -> Draft | Advice | None:
        """By its search, which fails where its index is down."""
        return recognised(met, door)


CONNECTOR = CkanConnector()
