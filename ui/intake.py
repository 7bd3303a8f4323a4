"""The wall's sources, ready to be asked."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin, urlsplit

from services.asking import AskedSource
from services.asking.guest import Guest
from services.cache import Named
from services.door import SourceError
from services.files.source import SourceFiles
from services.http.deadlines import Deadlines
from services.http.source import SourceHttp
from services.news import Reason
from services.phrase import phrase
from services.records import labels
from services.wall_file.fitting import CONNECTORS
from services.wall_file.secrets import Mask, Secrets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from services.clock import Clock
    from services.connectors import Connector
    from services.files.door import FileDoor
    from services.http.door import HttpDoor
    from services.wall_file import Plugins
    from services.wall_file.shape import WallFile


def asking(plugins: Plugins) -> Mapping[str, Connector[Any]]:
    """A wall file only wants a name and settings of a connector; one that is asked has all of it. What
    those of other packages answer is looked at.
    """
    connectors = cast("Mapping[str, Connector[Any]]", plugins.connectors)
    guests = plugins.guests_of(CONNECTORS)
    return {name: Guest(one) if name in guests else one for name, one in connectors.items()}


class Intake:
    """One session, or one place of files, a source. `root` is the province's URL, to which the sources'
    paths are joined; while there is none, those that have a path only can't be reached.
    """

    def __init__(
        self, wall: WallFile, plugins: Plugins, clock: Clock, folder: Path, root: str | None
    ) -> None:
        mask = Mask()
        for handler in logging.getLogger().handlers:
            handler.addFilter(mask)
        secrets = Secrets(folder, os.environ, mask)
        self.of_province = frozenset(
            id
            for id, source in wall.sources.items()
            if source.files() is None and not urlsplit(source.url).scheme
        )
        self._root = root
        self._deadlines = Deadlines(clock.monotonic)
        self._files = {
            id: SourceFiles(source, files, clock, folder)
            for id, source in wall.sources.items()
            if (files := source.files()) is not None
        }
        self._sources = {
            id: SourceHttp(
                source,
                _address(source.url, root),
                clock,
                secrets.value,
                folder,
                self._deadlines,
                mask,
            )
            for id, source in wall.sources.items()
            if id not in self._files
        }
        self.sources = tuple(
            AskedSource(id, source, asking(plugins)[source.connector])
            for id, source in wall.sources.items()
        )

    def settle(self, root: str | None) -> None:
        """The province has come up at `root`, or is gone."""
        self._root = root
        for id in self.of_province:
            source = self._sources[id]
            source.base_url = _address(source.settings.url, root)

    def open(self, source: str) -> HttpDoor | FileDoor:
        if source in self._files:
            return self._files[source].open()
        if self._root is None and source in self.of_province:
            raise SourceError(Reason.UNREACHABLE, phrase("Tỉnh mô phỏng không mở được"))
        return self._sources[source].open()

    def close(self) -> None:
        for source in self._sources.values():
            source.close()
        self._deadlines.close()


def named_figures(wall: WallFile) -> frozenset[Named]:
    """What the wall file names by indicator: lacked when an answer leaves it out, never gone."""
    return frozenset(
        Named(
            source=indicator.source,
            indicator=indicator.metric or id,
            where=labels(indicator.where),
        )
        for id, indicator in wall.indicators.items()
    )


def _address(url: str, root: str | None) -> str:
    if root is None or urlsplit(url).scheme:
        return url
    return urljoin(root if root.endswith("/") else f"{root}/", url.lstrip("/"))
