"""Screens of the wall that are missing, as the console tells of them: where, since when, what is not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.cache import CacheTrouble
from services.phrase import phrase
from services.views import Knowledge
from ui.console.facts import title_of
from ui.console.subject import subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from services.phrase import Phrase
    from services.wall_file.shape import Screen
    from services.words import Words
    from ui.console.desk import Desk
    from ui.wall import Wall

_NAMED = 3
"""Tiles that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class _Gone:
    since: datetime
    seen: bool
    """It was there since the wall opened."""


def every_screen(wall: Wall) -> tuple[Screen, ...]:
    """All of the wall file in its order, those that are there as they are laid out."""
    there = {screen.name: screen for screen in wall.screens}
    every = {screen.name: screen for screen in wall.stage.wall.screens}
    return tuple({**every, **there}.values())


def titles_of(desk: Desk, tiles: Sequence[str]) -> dict[str, str]:
    """Of the first few, as they say it themselves; of those that can't be looked up nothing."""
    stage = desk.wall.stage
    if not tiles:
        return {}
    try:
        with desk.cache.picture() as picture:
            knowledge = Knowledge(stage.wall, picture)
            found = [subject(stage, tile, knowledge) for tile in tiles[:_NAMED]]
    except CacheTrouble:
        return {}
    return {one.id: title_of(one, desk.words) for one in found if one is not None}


def said_unshown(tiles: Sequence[str], titles: Mapping[str, str], words: Words) -> Phrase | None:
    """Tiles, by their ids, for which no screen has room; None: all are seen."""
    if not tiles:
        return None
    named = [f"“{titles.get(tile, tile)}”" for tile in tiles[:_NAMED]]
    more = len(tiles) - len(named)
    if more:
        named.append(words.count(more, "{n} ô khác"))
    return phrase("Chưa có chỗ hiện: {tiles}", tiles=words.join(named))


class Lost:
    """Hears of each change of the wall, also while the console is hidden."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gone: dict[str, _Gone] = {}
        self._seen: set[str] = set()
        self._titles: dict[str, str] = {}
        """Of tiles that are not shown, by their ids."""
        desk.wall.shown.connect(self._hear)
        self._hear()

    def said(self) -> dict[str, str]:
        """By the name of a missing screen."""
        words, now = self._desk.words, self._desk.clock.now()
        return {
            name: words.say(
                "Mất màn hình {screen}, từ {time}"
                if gone.seen
                else "Chưa thấy màn hình {screen}, từ {time}",
                screen=self._desk.screen_title(name),
                time=words.since(gone.since, now),
            )
            for name, gone in self._gone.items()
        }

    def unshown(self) -> Phrase | None:
        """Tiles for which no screen has room meanwhile; None: all are seen."""
        return said_unshown(self._desk.wall.unshown, self._titles, self._desk.words)

    def _hear(self) -> None:
        wall, now = self._desk.wall, self._desk.clock.now()
        there = {screen.name for screen in wall.screens}
        gone = [one.name for one in wall.stage.wall.screens if one.name not in there]
        self._gone = {name: self._gone.get(name) or _Gone(now, name in self._seen) for name in gone}
        self._seen |= there
        self._titles = titles_of(self._desk, wall.unshown)
