"""A site's latest article, from its feed or its sitemap: where to look, and what stands there."""

from __future__ import annotations

import calendar
import io
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from time import struct_time
from typing import TYPE_CHECKING, cast, override
from urllib.parse import urljoin

from services.connectors.check.verdict import page_text
from services.moments import moment
from services.writing import Unreadable, Writing
from services.xml_text import local, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.door import Answer

_KINDS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
_HEAD = 200_000
"""Characters of a page in which it names its feed."""
_MOST = 50_000
"""Addresses of one sitemap, by its own rules."""
_SITEMAPS = {"urlset", "sitemapindex"}
_AHEAD = timedelta(days=1)
"""A date further ahead is no date of an article."""
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|urlset|sitemapindex|rdf:RDF)")


def where(answer: Answer) -> str:
    """The address to ask: of the feed that a page names, else of the site's map."""
    finder = _Finder()
    finder.feed(page_text(answer)[:_HEAD])
    return urljoin(answer.url, finder.found or "/sitemap.xml")


def is_feed(answer: Answer) -> bool:
    """The answer is one itself."""
    return _XML.match(answer.body[:500]) is not None


def latest(body: bytes, zone: str, at: datetime) -> datetime | None:
    """The latest date that isn't ahead of `at`; None where no article is dated. Raises `SourceError`."""
    dates = _of_map(body, zone) if _is_map(body) else _of_feed(body)
    return max((date for date in dates if date <= at + _AHEAD), default=None)


def _is_map(body: bytes) -> bool:
    start = body[:2000]
    return any(f"<{name}".encode() in start for name in _SITEMAPS)


def _of_map(body: bytes, zone: str) -> Iterator[datetime]:
    root = read_xml(body)
    writing = Writing(zone=zone)
    for nth, entry in enumerate(root):
        if nth >= _MOST:
            return
        for part in entry:
            if local(part) == "lastmod" and part.text:
                try:
                    yield moment(part.text.strip(), writing)
                except Unreadable:
                    continue


def _of_feed(body: bytes) -> Iterator[datetime]:
    import feedparser  # noqa: PLC0415 - heavy: only walls that ask for articles pay

    entries = feedparser.parse(io.BytesIO(body)).get("entries")
    for entry in cast("list[dict[str, object]]", entries)[:_MOST]:
        told = entry.get("published_parsed") or entry.get("updated_parsed")
        if isinstance(told, struct_time):
            try:
                yield datetime.fromtimestamp(calendar.timegm(told), UTC)
            except (ValueError, OverflowError, OSError):
                continue


class _Finder(HTMLParser):
    """`<link rel="alternate" type="application/rss+xml" href="…">`, the first."""

    def __init__(self) -> None:
        super().__init__()
        self.found: str | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag != "link" or self.found is not None:
            return
        if "alternate" in said.get("rel", "").lower() and said.get("type", "").lower() in _KINDS:
            self.found = said.get("href") or None
