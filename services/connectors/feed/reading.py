"""One answer of a feed, normalised: a pure function of its bytes and of what the wall file says."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from services.connectors.feed.dates import published
from services.connectors.feed.html import linked_feed, text_of
from services.door import SourceError
from services.json_text import read_json
from services.links import joined
from services.mapping import bounded_uid
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.records import FeedItem
from services.remedies import EMPTY
from services.writing import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.connectors.feed.settings import Feed

ITEMS = 2000
"""Entries that are read of one answer."""
_TITLE, _TEXT, _URL = 300, 1000, 2000
"""Characters that are kept."""
_TAGS = 20
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer, normalised."""

    items: tuple[FeedItem, ...]
    """The latest last, so that those before it are the first to be let go."""
    title: str | None = None
    notes: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one entry, as it says it."""

    key: object = None
    link: object = None
    title: object = None
    text: object = None
    published: object = None
    tags: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    title: object
    entries: list[Entry]
    broken: bool = False
    """It is no good XML; what could be read of it was."""


def normalise(settings: Feed, body: bytes, address: str) -> Page:
    """Raises `SourceError`. `address` is what relative links are joined to."""
    told = (
        _of_json(body)
        if body[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
        else _of_xml(body, address)
    )
    taken = told.entries[:ITEMS]
    read = [_item(settings, entry, address) for entry in taken]
    items: dict[str, FeedItem] = {}
    for item in read:
        if item is not None:
            items.setdefault(item.uid, item)
    undated = [item for item in items.values() if item.published is None]
    return Page(
        items=tuple(_rising(items.values())),
        title=_text(told.title, _TITLE),
        notes=tuple(_notes(told, read, items, len(undated))),
    )


def _rising(items: Iterable[FeedItem]) -> list[FeedItem]:
    """By their dates, those without first; a feed has its latest at the top."""
    risen = [*items][::-1]
    return sorted(risen, key=lambda item: item.published or _NEVER)


def _notes(
    told: Told, read: list[FeedItem | None], items: dict[str, FeedItem], undated: int
) -> Iterable[Phrase]:
    if told.broken:
        yield phrase(
            "Feed không phải XML đúng hoặc bị cắt cụt: đọc được {count} tin", count=len(items)
        )
    if not told.entries:
        yield phrase("Feed chưa có tin nào")
    if lost := sum(item is None for item in read):
        yield phrase("Bỏ qua {count} tin không có tiêu đề, nội dung hay đường dẫn", count=lost)
    if doubles := sum(item is not None for item in read) - len(items):
        yield phrase("{count} mục trùng khóa với mục khác", count=doubles)
    if undated:
        yield phrase(
            "{count} tin không ghi giờ đăng, hoặc giờ không đọc được; giờ không có múi thì khai zone",
            count=undated,
        )
    if beyond := len(told.entries) - len(read):
        yield phrase("Bỏ qua {count} mục vượt mức cho phép", count=beyond)


def _item(settings: Feed, entry: Entry, address: str) -> FeedItem | None:
    url = _url(entry.link, address)
    text = _text(entry.text, _TEXT)
    title = _text(entry.title, _TITLE) or (plain(text, 100) if text else None) or url
    if title is None:
        return None
    try:
        at = published(entry.published, settings.writing())
    except Unreadable:
        at = None
    key = _text(entry.key, _URL) or url
    if key is None:
        key = sha256(f"{title}|{text}|{at}".encode()).hexdigest()[:16]
    tags = [tag for raw in entry.tags[:_TAGS] if (tag := _text(raw, 100))]
    return FeedItem(
        uid=bounded_uid(key),
        title=title,
        url=url,
        published=at,
        text=text,
        tags=tuple(dict.fromkeys([*settings.tags, *tags])),
    )


def _text(raw: object, limit: int) -> str | None:
    return plain(text_of(raw), limit) or None if isinstance(raw, str) else None


def _url(raw: object, address: str) -> str | None:
    if not isinstance(raw, str) or not raw.strip():
        return None
    try:
        found = joined(address, raw.strip())
    except SourceError:
        return None
    return plain(found, _URL) if found.lower().startswith(("http://", "https://")) else None


def _of_json(body: bytes) -> Told:
    """JSON Feed, https://www.jsonfeed.org/version/1.1/."""
    payload = read_json(body)
    match payload:
        case {"version": str() as version, "items": list() as items, **more} if (
            "jsonfeed.org" in version
        ):
            entries = [_json_entry(item) for item in cast("list[object]", items)]
            return Told(more.get("title"), entries)
        case _:
            raise _no_feed(phrase("Câu trả lời là JSON nhưng không phải JSON Feed"))


def _json_entry(item: object) -> Entry:
    one = cast("dict[str, object]", item) if isinstance(item, dict) else {}
    tags = one.get("tags")
    return Entry(
        key=one.get("id") if not isinstance(one.get("id"), int) else str(one["id"]),
        link=one.get("url") or one.get("external_url"),
        title=one.get("title"),
        text=one.get("summary") or one.get("content_text") or one.get("content_html"),
        published=one.get("date_published") or one.get("date_modified"),
        tags=tuple(cast("list[object]", tags)) if isinstance(tags, list) else (),
    )


def _of_xml(body: bytes, address: str) -> Told:
    import feedparser  # noqa: PLC0415 - heavy: only the worker of walls that read feeds pays for it

    if not body.strip():
        raise SourceError(Reason.MALFORMED, phrase("Nguồn trả lời rỗng"), remedy=EMPTY)
    # a stream: bytes alone would be tried as the name of a file
    parsed = feedparser.parse(io.BytesIO(body))
    raw, feed = parsed.get("entries"), parsed.get("feed")
    entries = cast("list[dict[str, object]]", raw) if isinstance(raw, list) else []
    if not parsed.get("version") and not entries:
        raise _no_xml_feed(body, address)
    if _broken(parsed) and not entries:
        raise _no_feed(phrase("Feed không phải XML đúng hoặc bị cắt cụt, không đọc được tin nào"))
    title = cast("dict[str, object]", feed).get("title") if isinstance(feed, dict) else None
    return Told(title, [_xml_entry(one) for one in entries], broken=_broken(parsed))


def _broken(parsed: dict[str, object]) -> bool:
    """A character set other than was said is none of the reader's concern."""
    what = type(parsed.get("bozo_exception")).__name__
    return bool(parsed.get("bozo")) and "SAXParse" in what


def _xml_entry(one: dict[str, object]) -> Entry:
    tags = one.get("tags")
    terms = (
        [tag.get("term") for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else []
    )
    return Entry(
        key=one.get("id"),
        link=one.get("link") or _enclosed(one.get("enclosures")),
        title=one.get("title"),
        text=one.get("summary") or _content(one.get("content")),
        published=one.get("published") or one.get("updated") or one.get("created"),
        tags=tuple(terms),
    )


def _enclosed(raw: object) -> object:
    """A podcast's sound."""
    match raw:
        case [{"href": href}, *_]:
            return href
        case _:
            return None


def _content(raw: object) -> object:
    match raw:
        case [{"value": value}, *_]:
            return value
        case _:
            return None


def _no_xml_feed(body: bytes, address: str) -> SourceError:
    start = body[:2000].lstrip().lower()
    if b"<html" not in start and not start.startswith(b"<!doctype html"):
        return _no_feed(phrase("Câu trả lời không phải feed RSS hay Atom"))
    found = linked_feed(body.decode("utf-8", "replace"), address)
    if found is None:
        return _no_feed(phrase("Đây là một trang web (HTML), không phải feed"))
    return SourceError(
        Reason.MALFORMED,
        phrase("Đây là một trang web (HTML); feed của nó ở {address}", address=plain(found, 200)),
        remedy=phrase("đổi url của nguồn thành {address}", address=plain(found, 200)),
    )


def _no_feed(words: Phrase) -> SourceError:
    return SourceError(
        Reason.MALFORMED,
        words,
        remedy=phrase("tìm địa chỉ RSS của trang, thường có rss, feed hoặc atom trong đường dẫn"),
    )
