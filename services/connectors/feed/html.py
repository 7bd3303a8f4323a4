"""Text of HTML, and the feed that a page links to. Nothing of it is ever markup for the wall."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, override

from services.door import SourceError
from services.links import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOKED = 200_000
"""Characters of a page that are looked at."""
_UNSEEN = {"script", "style", "template", "noscript", "iframe", "object"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "code",
    "em",
    "font",
    "i",
    "mark",
    "small",
    "span",
    "strong",
    "sub",
    "u",
}
_FEEDS = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
}


def text_of(html: str) -> str:
    """One paragraph; scripts, styles and their like are left out."""
    if "<" not in html and "&" not in html:
        return html
    reader = _Text()
    reader.feed(html[:_LOOKED])
    reader.close()
    return "".join(reader.parts)


def linked_feed(html: str, address: str) -> str | None:
    """The address of the first feed that a page says is another form of itself."""
    reader = _Links()
    reader.feed(html[:_LOOKED])
    try:
        return None if reader.found is None else joined(address, reader.found)
    except SourceError:
        return None


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    @override
    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag not in _INLINE:
            self.parts.append(" ")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag not in _INLINE:
            self.parts.append(" ")

    @override
    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: str | None = None

    @override
    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag != "link" or self.found is not None:
            return
        said = {name: value or "" for name, value in attrs}
        kind = said.get("type", "").partition(";")[0].strip().lower()
        if (
            "alternate" in said.get("rel", "").lower().split()
            and kind in _FEEDS
            and said.get("href")
        ):
            self.found = said["href"]
