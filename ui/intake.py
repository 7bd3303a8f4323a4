"""The wall's sources, ready to be asked."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any, Protocol, Self
from urllib.parse import urljoin, urlsplit

from services.asking import AskedSource, asked_alike
from services.asking.discreet import Discreet
from services.door import Door, SourceError
from services.files.source import SourceFiles
from services.http.deadlines import Deadlines
from services.http.source import SourceHttp
from services.key_store import KeyStore
from services.news import Reason
from services.phrase import phrase
from services.sql.source import SourceSql
from services.stream.scout import SourceScout
from services.stream.source import SourceStream
from services.wall_file.secretive import secrets_of, suspected
from services.wall_file.secrets import Secrets
from ui.asked import asking

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from services.clock import Clock
    from services.connectors import Connector
    from services.mask import Mask
    from services.settings import Source
    from services.wall_file import Plugins
    from services.wall_file.shape import WallFile

type Place = SourceHttp | SourceFiles | SourceSql | SourceStream | SourceScout


class OpenDoor(Door, Protocol):
    """A door for one ask, of whatever place."""

    @property
    def taken(self) -> int:
        """Bytes of all answers."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


class Intake:
    """One session, place of files, database, bare line or scout a source. `root` is the province's URL, to
    which the sources' paths are joined; while there is none, those that have a path only can't be reached.
    `mask` is told of every secret.
    """

    def __init__(
        self,
        wall: WallFile,
        plugins: Plugins,
        clock: Clock,
        folder: Path,
        root: str | None,
        mask: Mask,
    ) -> None:
        self._mask = mask
        for handler in logging.getLogger().handlers:
            handler.addFilter(self._mask)
        self._secrets = Secrets(folder, os.environ, self._mask, KeyStore(clock.monotonic))
        self._clock, self._folder, self._root = clock, folder, root
        self._deadlines = Deadlines(clock.monotonic)
        self._places: dict[str, Place] = {}
        self._asked: dict[str, AskedSource] = {}
        self.take(wall, plugins)

    @property
    def sources(self) -> tuple[AskedSource, ...]:
        return tuple(self._asked.values())

    @property
    def of_province(self) -> frozenset[str]:
        """Those that have a path only."""
        return frozenset(id for id, place in self._places.items() if _of_province(place))

    def other(self, wall: WallFile) -> frozenset[str]:
        """Sources that the wall no longer has, or has otherwise."""
        return frozenset(
            id
            for id, asked in self._asked.items()
            if id not in wall.sources or not asked_alike(asked.settings, wall.sources[id])
        )

    def take(self, wall: WallFile, plugins: Plugins) -> tuple[AskedSource, ...]:
        """The wall's sources from now on; those that are new or asked otherwise than before. What is
        under way to the `other` ones is cut.
        """
        for id in self.other(wall):
            self._cut(id)
            del self._asked[id]
        connectors = asking(plugins)
        fresh = {
            id: AskedSource(id, source, self._discreet(source, connectors[source.connector]))
            for id, source in wall.sources.items()
            if id not in self._asked
        }
        for id, asked in fresh.items():
            self._places[id] = self._place(asked.settings)
        self._asked |= fresh
        return tuple(fresh.values())

    def _discreet(self, source: Source, connector: Connector[Any]) -> Connector[Any]:
        """Only who is told a secret can repeat it."""
        sent = [text for _, text in suspected(source)]
        for text in sent:
            self._mask.suspect(text)
        return Discreet(connector, self._mask) if sent or any(secrets_of(source)) else connector

    def settle(self, root: str | None) -> None:
        """The province has come up at `root`, or is gone."""
        self._root = root
        for place in self._places.values():
            if isinstance(place, SourceHttp | SourceScout):
                place.base_url = _address(place.settings.url, root)

    def open(self, source: str) -> OpenDoor:
        place = self._places[source]
        if self._root is None and _of_province(place):
            raise SourceError(Reason.UNREACHABLE, phrase("Tỉnh mô phỏng không mở được"))
        return place.open()

    def close(self) -> None:
        for id in tuple(self._places):
            self._cut(id)
        self._deadlines.close()

    def _place(self, source: Source) -> Place:
        files = source.files()
        if files is not None:
            return SourceFiles(source, files, self._clock, self._folder)
        database = source.database()
        if database is not None:
            secret = self._secrets.value
            return SourceSql(source, database, self._clock, secret, self._folder)
        base = _address(source.url, self._root)
        if source.scouts():
            return SourceScout(source, base, self._clock, self._folder, self._deadlines)
        if urlsplit(source.url).scheme == "tcp":
            return SourceStream(source, self._clock, self._deadlines)
        return SourceHttp(
            source,
            base,
            self._clock,
            self._secrets.value,
            self._folder,
            self._deadlines,
            self._mask,
        )

    def _cut(self, id: str) -> None:
        place = self._places.pop(id)
        if not isinstance(place, SourceFiles):
            place.close()


def _of_province(place: Place) -> bool:
    """A scout's addresses may stand in its settings alone."""
    url = place.settings.url
    asked = isinstance(place, SourceHttp) or (isinstance(place, SourceScout) and bool(url))
    return asked and not urlsplit(url).scheme


def _address(url: str, root: str | None) -> str:
    if root is None or urlsplit(url).scheme or not url:
        return url
    return urljoin(root if root.endswith("/") else f"{root}/", url.lstrip("/"))
