"""The extra `media`: what can't be shown without it, and what is said instead."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from services.moving import Feed, Phase, Seen
from services.moving.telling import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from services.moving import Seeing
    from services.wall_file.shape import WallFile
    from services.wall_file.tree import Path


def frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def installed(feed: Feed) -> bool:
    """Without loading it; what can't be loaded is told by the process that tries."""
    if feed.kind == "web":
        return find_spec("PySide6.QtWebEngineWidgets") is not None
    return feed.every is not None or find_spec("PySide6.QtMultimedia") is not None


def not_installed() -> Seen:
    return Seen(Phase.LACKING, lacking("", frozen=frozen()))


def feeds(wall: WallFile) -> Iterator[tuple[Path, Feed]]:
    """With the place of the tile that shows each."""
    for name, scene in wall.scenes.items():
        for screen, panel in scene.panels.items():
            for n, tile in enumerate(panel.tiles):
                feed = getattr(tile, "feed", None)
                if isinstance(feed, Feed):  # a tile of news calls its sources so
                    yield ("scenes", name, screen, "tiles", n), feed


class Told:
    """Thumbnails; of a feed that has none, and can't be shown here, that it can't."""

    def __init__(self, kept: Seeing, wall: WallFile) -> None:
        self._kept = kept
        self._lacking = {feed.key for _, feed in feeds(wall) if not installed(feed)}

    def seen(self, key: str, at: datetime) -> Seen:
        seen = self._kept.seen(key, at)
        if seen.content is None and key in self._lacking:
            return not_installed()
        return seen
