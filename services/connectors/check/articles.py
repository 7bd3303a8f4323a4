"""A site's latest article, from its feed or its sitemap: where to look, and what stands there."""

from __future__ import annotations

import calendar
import io
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, cast, override

from services.connectors.check.verdict import page_text
from services.door import SourceError
from services.links import joined
from services.moments import moment
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.writing import Unreadable, Writing
from services.xml_text import local, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from services.door import Answer

_KINDS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
_HEAD = 200_000
"""Characters of a page in which it names its feed."""
_MOST = 50_000
"""Addresses of one sitemap, by its own rules."""
_AHEAD = timedelta(days=1)
"""A date further ahead is no date of an article."""
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|urlset|sitemapindex|rdf:RDF)")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Of a feed or sitemap: when its latest article is from, or which of the sitemaps that it lists
    changed last, or why neither is known.
    """

    at: datetime | None = None
    map: str | None = None
    lacking: Phrase | None = None


def where(answer: Answer) -> str:
    """The address to ask: of the feed that a page names, else of the site's map. Raises `SourceError`."""
    finder = _Finder()
    finder.feed(page_text(answer)[:_HEAD])
    return page_at(answer.url, finder.found or "/sitemap.xml")


def page_at(base: str, text: str) -> str:
    """What a page points at, if it is one. Raises `SourceError`."""
    found = joined(base, text)
    if not found.lower().startswith(_WEB):
        raise SourceError(
            Reason.MALFORMED,
            phrase(
                "Trang chỉ sang một địa chỉ không phải http hay https: “{address}”",
                address=plain(found, 120),
            ),
        )
    return found


def is_feed(answer: Answer) -> bool:
    """The answer is one itself."""
    return _XML.match(answer.body[:500]) is not None


def all_dated(
    bodies: Mapping[str, bytes], zone: str, at: datetime, seconds: float
) -> dict[str, Dated]:
    """The small ones first; what `seconds` don't suffice for is left out."""
    ends = time.monotonic() + seconds
    found: dict[str, Dated] = {}
    for name, body in sorted(bodies.items(), key=lambda one: len(one[1])):
        if time.monotonic() > ends:
            break
        try:
            found[name] = dated(body, zone, at)
        except SourceError as error:
            found[name] = Dated(lacking=error.words)
    return found


def dated(body: bytes, zone: str, at: datetime) -> Dated:
    """By the latest date that isn't ahead of `at`. Raises `SourceError`."""
    start = body[:2000]
    if b"<sitemapindex" in start:
        maps = {when: place for when, place in _entries(read_xml(body), zone) if place}
        if newest := _latest(maps, at):
            return Dated(map=maps[newest])
        return Dated(
            lacking=phrase("sitemap chỉ kê các sitemap khác mà không ghi cái nào mới nhất")
        )
    if b"<urlset" in start:
        found = _latest((when for when, _ in _entries(read_xml(body), zone)), at)
    else:
        found = _latest(_of_feed(body), at)
    return Dated(at=found, lacking=None if found else phrase("không mục nào ghi ngày"))


def _latest(dates: Iterator[datetime] | Mapping[datetime, str], at: datetime) -> datetime | None:
    return max((date for date in dates if date <= at + _AHEAD), default=None)


def _entries(root: Element, zone: str) -> Iterator[tuple[datetime, str]]:
    """Of a sitemap, or of a list of them: when an entry changed, and its address."""
    writing = Writing(zone=zone)
    for nth, entry in enumerate(root):
        if nth >= _MOST:
            return
        said = {local(part): (part.text or "").strip() for part in entry}
        if written := said.get("lastmod"):
            try:
                yield moment(written, writing), said.get("loc", "")
            except Unreadable:
                continue


def _of_feed(body: bytes) -> Iterator[datetime]:
    """Its texts are not looked at: cleaning them would take most of the time."""
    import feedparser  # noqa: PLC0415 - heavy: only walls that ask for articles pay

    read = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    for entry in cast("list[dict[str, object]]", read.get("entries"))[:_MOST]:
        told = entry.get("published_parsed") or entry.get("updated_parsed")
        if isinstance(told, time.struct_time):
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
