"""Feeds of news: RSS, Atom, JSON Feed.

A feed is a window: it shows its last entries and says nothing of those before. That one is no longer in
it doesn't mean that it was taken back, so an answer covers *new*: entries stay until `keep` later ones
have come, and a list of the day is whole even where the feed has room for an hour. What is published
twice under one guid is one entry, in its latest wording. Entries carry no source time, for a quiet
newspaper isn't stale: it is confirmed by each answer and each 304.

The parser runs in the worker process always: it is heavy, and what it is given is anybody's. Bytes go to
it as they came; it strips declared entities, and what is left takes as much time and memory as the worker
has. No HTML is kept.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.aside import aside
from services.connectors.feed.reading import Page, normalise
from services.connectors.feed.recognition import recognised
from services.connectors.feed.settings import Feed
from services.door import Request
from services.news import Answered, Covers
from services.validators import Validators

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Advice, Draft, Met

__all__ = ["CONNECTOR", "Feed", "Page", "normalise"]

_READING = "1"
"""Raised when the same answer would be read differently."""
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9,"
    " */*;q=0.5"
)


class FeedConnector:
    name = "feed"
    settings = Feed

    def ask(self, settings: Feed, door: Door, cursor: str | None) -> Answered:
        validators = Validators(settings, _READING)
        headers = {"Accept": _ACCEPT, **validators.headers(cursor)}
        answer = door.ask(Request(headers=tuple(headers.items())))
        if answer.unchanged:
            return Answered(
                asked=answer.asked,
                received=answer.received,
                cursor=cursor,
                simulated=answer.simulated,
                unchanged=True,
            )
        left = settings.deadline - max(door.now() - answer.asked, timedelta())
        page = aside(normalise, left.total_seconds(), settings, answer.body, answer.url)
        return Answered(
            records=page.items,
            asked=answer.asked,
            received=answer.received,
            covers=Covers.NEW,
            keeps=max(settings.keep, len(page.items)),
            cursor=validators.cursor(answer.headers),
            simulated=answer.simulated,
            notes=page.notes,
        )

    def recognise(self, met: Met, door: Door) -> Draft | Advice | None:
        """By its form; of a web page the feed that it links to."""
        return recognised(met, door)


CONNECTOR = FeedConnector()
