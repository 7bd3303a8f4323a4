"""Whether addresses answer as they should: pages, ports, certificates, and a site's latest article. A target
that is down is a record; the source is out only where nothing at all could be tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.check.recognition import recognised
from services.connectors.check.rounds import answered
from services.connectors.check.settings import Check, Target

if TYPE_CHECKING:
    from services.connectors import Answered
    from services.door import Door, Scout
    from services.draft import Draft, Met

__all__ = ["CONNECTOR", "Check", "Target"]


class CheckConnector:
    name = "check"
    settings = Check

    def ask(self, settings: Check, door: Scout, cursor: str | None) -> Answered:
        return answered(settings, door, cursor)

    def recognise(self, met: Met, door: Door) -> Draft | None:
        del door  # the answer says all
        return recognised(met)


CONNECTOR = CheckConnector()
