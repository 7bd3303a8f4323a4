"""Another wall, by the `wall.json` that it publishes: its figures, its alarms, and how its sources are.

What it says of itself is never made better: a figure that isn't live there is flagged here with the word
that stands on it there; what is simulated there is so here, what is partial there is partial here. A figure
keeps the time of its own source, and what that wall has from another wall is not taken from it: walls that
read each other, or themselves, make nothing young and nothing more. Who of this wall's people may see it,
the source's `sensitivity` says; what that wall doesn't publish isn't in its file.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.wall.document import Page, normalise
from services.connectors.wall.settings import Wall
from services.door import Request, SourceError
from services.draft import Certainty, Draft, Remark
from services.news import Covers
from services.phrase import phrase
from services.records import Observation

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met

__all__ = ["CONNECTOR", "Page", "Wall", "normalise"]


class WallConnector:
    name = "wall"
    settings = Wall

    def ask(self, settings: Wall, door: Door, cursor: str | None) -> Answered:
        del cursor  # each answer is the whole picture
        answer = door.ask(Request())
        if len(answer.body) > LARGE:
            left = settings.deadline - max(door.now() - answer.asked, timedelta())
            page = aside(normalise, left.total_seconds(), answer.body)
        else:
            page = normalise(answer.body)
        return Answered(
            records=page.records,
            asked=answer.asked,
            received=answer.received,
            covers=Covers.PART if page.partial else Covers.ALL,
            missing=page.missing if page.partial else None,
            at=page.at,
            cursor="",
            simulated=page.simulated or answer.simulated,
            notes=page.notes,
        )

    def recognise(self, met: Met, door: Door) -> Draft | None:
        del door  # the answer says all
        try:
            page = normalise(met.body)
        except SourceError:
            return None
        where = {"file": met.address} if met.local == "file" else {"url": met.address}
        figures = sum(isinstance(record, Observation) for record in page.records)
        return Draft(
            name="tuong",
            found=phrase("wall.json của một tường Langbiang"),
            settings={"connector": "wall", **where, "every": "1 min"},
            certainty=Certainty.NAMED,
            remarks=(Remark(words=phrase("Tường ấy đang hiện {count} số liệu", count=figures)),),
        )


CONNECTOR = WallConnector()
