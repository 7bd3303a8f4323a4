"""Whether an answer is a feed, or a web page that links to one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from services.aside import aside
from services.connectors.feed.html import linked_feed
from services.connectors.feed.reading import normalise
from services.connectors.feed.settings import Feed
from services.door import Answer, Request, SourceError
from services.draft import Advice, Certainty, Draft, Remark
from services.phrase import phrase

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met

_FEED = re.compile(rb"<(?:[A-Za-z0-9]+:)?(?:rss|feed|RDF)[\s>]")
_SECONDS = 10.0


def recognised(met: Met, door: Door) -> Draft | Advice | None:
    if met.local or not isinstance(met.outcome, Answer):
        return None
    start = met.body[:4000]
    if _FEED.search(start) or (start.lstrip()[:1] == b"{" and b"jsonfeed.org" in start):
        return _draft(met.address, met.body)
    if b"<html" not in start.lower():
        return None
    found = linked_feed(met.body.decode("utf-8", "replace"), met.outcome.url)
    if found is None or not _same_site(found, met.address):
        return None
    return _draft(found, door.ask(Request(path=found)).body)


def _same_site(one: str, other: str) -> bool:
    return urlsplit(one)[:2] == urlsplit(other)[:2]


def _draft(address: str, body: bytes) -> Draft | None:
    try:
        page = aside(normalise, _SECONDS, Feed(connector="feed", url=address), body, address)
    except SourceError:
        return None
    remarks = [Remark(words=note) for note in page.notes]
    if page.items:
        latest = page.items[-1]
        said = phrase(
            "Đang có {count} tin, mới nhất: {title}", count=len(page.items), title=latest.title
        )
        remarks.insert(0, Remark(words=said))
    return Draft(
        name=page.title or urlsplit(address).hostname or "tin",
        found=phrase("feed “{title}”", title=page.title or "?"),
        settings={"connector": "feed", "url": address, "every": "5 min"},
        certainty=Certainty.DECLARED,
        remarks=tuple(remarks),
    )
