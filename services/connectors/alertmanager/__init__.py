"""Alertmanager's v2 alerts, all of them with each ask."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.alertmanager.alerts import normalise
from services.connectors.alertmanager.recognition import recognised
from services.connectors.alertmanager.settings import Alertmanager
from services.door import Request
from services.news import Covers

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Draft, Met

__all__ = ["CONNECTOR", "Alertmanager", "normalise"]


class AlertmanagerConnector:
    name = "alertmanager"
    settings = Alertmanager

    def ask(self, settings: Alertmanager, door: Door, cursor: str | None) -> Answered:
        del cursor  # each answer is the whole list
        answer = door.ask(
            Request(
                path="api/v2/alerts", params=tuple(("filter", text) for text in settings.filter)
            )
        )
        if len(answer.body) > LARGE:
            left = settings.deadline - max(door.now() - answer.asked, timedelta())
            alerts, partial, notes = aside(normalise, left.total_seconds(), settings, answer.body)
        else:
            alerts, partial, notes = normalise(settings, answer.body)
        return Answered(
            records=alerts,
            asked=answer.asked,
            received=answer.received,
            covers=Covers.PART if partial else Covers.ALL,
            cursor="",
            simulated=answer.simulated,
            notes=notes,
        )

    def recognise(self, met: Met, door: Door) -> Draft | None:
        return recognised(met, door)


CONNECTOR = AlertmanagerConnector()
