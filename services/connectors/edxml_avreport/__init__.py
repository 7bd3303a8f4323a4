"""Reports of antivirus products to the ministry: `AVReport`, alone or in an edXML packet.

Source of the form: Công văn 2290/BTTTT-CATTT of 17/7/2018, its names as public code spells them. No
product that hands it over over HTTP can be had here: what is proven is proven on a constructed report.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.edxml_avreport.recognition import recognised
from services.connectors.edxml_avreport.report import normalise
from services.connectors.edxml_avreport.settings import AvReport
from services.door import Request
from services.news import Covers
from services.validators import NONE, Validators

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Draft, Met

__all__ = ["CONNECTOR", "AvReport", "normalise"]

_READING = "1"
"""Raised when the same report would be read differently."""


class AvReportConnector:
    name = "edxml_avreport"
    settings = AvReport

    def ask(self, settings: AvReport, door: Door, cursor: str | None) -> Answered:
        validators = Validators(settings, _READING)
        headers = {"Accept": "application/xml, text/xml, */*;q=0.5", **validators.headers(cursor)}
        answer = door.ask(Request(headers=tuple(headers.items())))
        if answer.unchanged:
            return Answered(
                asked=answer.asked,
                received=answer.received,
                cursor=cursor,
                simulated=answer.simulated,
                unchanged=True,
            )
        if len(answer.body) > LARGE:
            left = settings.deadline - max(door.now() - answer.asked, timedelta())
            read = aside(normalise, left.total_seconds(), settings, answer.body, answer.received)
        else:
            read = normalise(settings, answer.body, answer.received)
        return Answered(
            records=read.records,
            asked=answer.asked,
            received=answer.received,
            covers=Covers.PART if read.beyond else Covers.ALL,
            at=read.at,
            cursor=NONE if read.beyond else validators.cursor(answer.headers),
            simulated=answer.simulated,
            missing=read.beyond or None,
            notes=read.notes,
        )

    def recognise(self, met: Met, door: Door) -> Draft | None:
        del door  # the report is the whole answer
        return recognised(met)


CONNECTOR = AvReportConnector()
