"""When sites last published something: their feeds and sitemaps are asked, and read in another process."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from services.aside import aside
from services.connectors.check.articles import all_dated, is_feed, page_at, where
from services.door import SourceError, Visit
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from services.connectors.check.settings import Check, Target
    from services.door import Answer, Scout, Visited
    from services.phrase import Phrase

type Told = tuple[datetime | None, Phrase | None]
"""The latest article's time, or why it isn't known."""

_PAGES = ("http", "https", "")
_READ = 0.5
"""Of the time that is left: after it no further feed is begun, and the one that is being read is done."""


class Articles:
    """Of the targets of one round. `ends` is the ask's deadline."""

    def __init__(self, settings: Check, door: Scout, ends: datetime) -> None:
        self._settings, self._door, self._ends = settings, door, ends
        self._told: dict[str, Told | None] = {}

    def of(
        self, targets: Sequence[Target], visited: Mapping[str, Visited]
    ) -> Mapping[str, Told | None]:
        """By the targets' addresses; None: there was no time to ask, or to read."""
        feeds: dict[str, Answer] = {}
        elsewhere: dict[str, str] = {}
        for target, answer in self._looked_at(targets, visited):
            self._told[target.url] = None
            if target.feed is None and is_feed(answer):
                feeds[target.url] = answer
                continue
            try:
                elsewhere[target.url] = (
                    where(answer) if target.feed is None else page_at(answer.url, target.feed)
                )
            except SourceError as error:
                self._unknown(target.url, error.words)
        feeds |= self._asked(elsewhere)
        for url in self._read(self._asked(self._read(feeds))):
            self._unknown(url, phrase("sitemap dẫn sang sitemap khác quá một lần"))
        return self._told

    def _looked_at(
        self, targets: Sequence[Target], visited: Mapping[str, Visited]
    ) -> Iterator[tuple[Target, Answer]]:
        for target in targets:
            look = visited.get(target.url)
            wanted = target.feed is not None or self._settings.articles
            page = urlsplit(target.url).scheme in _PAGES
            if wanted and page and look is not None and look.answer is not None:
                yield target, look.answer

    def _asked(self, addresses: Mapping[str, str]) -> dict[str, Answer]:
        if not addresses:
            return {}
        visits = [
            Visit(address=address, certificate=False, within=self._settings.patience)
            for address in dict.fromkeys(addresses.values())
        ]
        came = {one.visit.address: one for one in self._door.visits(visits)}
        found: dict[str, Answer] = {}
        for url, address in addresses.items():
            look = came.get(address)
            if look is not None and look.answer is not None:
                found[url] = look.answer
            elif look is not None:
                self._unknown(url, look.failure.words if look.failure else phrase("Không rõ"))
        return found

    def _read(self, answers: Mapping[str, Answer]) -> dict[str, str]:
        """The addresses of sitemaps that are to be asked instead."""
        now = self._door.now()
        left = (self._ends - now).total_seconds()
        if not answers or left <= 0:
            return {}
        bodies = {url: answer.body for url, answer in answers.items()}
        try:
            read = aside(all_dated, left, bodies, self._settings.zone, now, left * _READ)
        except SourceError as error:
            for url in answers:
                self._unknown(url, error.words)
            return {}
        maps: dict[str, str] = {}
        for url, one in read.items():
            if one.map is None:
                self._tell(url, one.at, one.lacking)
                continue
            try:
                maps[url] = page_at(answers[url].url, one.map)
            except SourceError as error:
                self._unknown(url, error.words)
        return maps

    def _tell(self, url: str, at: datetime | None, lacking: Phrase | None) -> None:
        if lacking is not None:
            self._unknown(url, lacking)
        else:
            self._told[url] = at, None

    def _unknown(self, url: str, why: Phrase) -> None:
        self._told[url] = None, phrase("Không rõ bài mới nhất: {why}", why=why)
