"""A wall file asked as a running wall asks it: its text, its doors, one ask after another with what the
one before left."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from services.asking import ask_once
from services.clock import SystemClock
from services.mask import Mask
from services.news import Batch, Outage
from services.wall_file import installed, load
from ui.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.news import News
    from services.records import Record


@dataclass
class Reading:
    """Doors that stay open from one ask to the next, and the cursors that were left."""

    intake: Intake
    cursors: dict[str, str] = field(default_factory=dict)

    def news(self) -> dict[str, News]:
        """One ask of every source, by the sources' names."""
        found: dict[str, News] = {}

        async def ask() -> None:
            async for news in ask_once(
                self.intake.sources,
                open_door=self.intake.open,
                cursor=self.cursors.get,
                clock=SystemClock(),
                wait=timedelta(minutes=1),
            ):
                found[news.source] = news
                if isinstance(news, Batch) and news.cursor is not None:
                    self.cursors[news.source] = news.cursor

        asyncio.run(ask())
        return found

    def batch(self) -> Batch:
        """Of the wall's only source."""
        [news] = self.news().values()
        assert isinstance(news, Batch), news
        return news

    def outage(self) -> Outage:
        [news] = self.news().values()
        assert isinstance(news, Outage), news
        return news


@contextmanager
def opened(folder: Path, text: str, cursors: dict[str, str] | None = None) -> Iterator[Reading]:
    """A wall of this text, in a file of the folder's."""
    file = folder / "tuong.yaml"
    file.write_text(text, encoding="utf-8")
    loaded = load(file, installed())
    assert loaded.wall is not None, loaded.faults
    intake = Intake(loaded.wall, loaded.plugins, SystemClock(), folder, None, Mask())
    try:
        yield Reading(intake, {} if cursors is None else cursors)
    finally:
        intake.close()


@contextmanager
def reading(folder: Path, source: str) -> Iterator[Reading]:
    """`source`: the settings of the one source of a wall, as YAML in one line."""
    with opened(folder, f"wall: 1\nsources:\n  nguon: {source}\n") as wall:
        yield wall


@dataclass
class Wall:
    """A wall that is opened anew for each ask; `text` is all that is known of its sources."""

    folder: Path
    text: str
    cursors: dict[str, str] = field(default_factory=dict)

    def news(self) -> dict[str, News]:
        """Of each source, asked once."""
        with opened(self.folder, self.text, self.cursors) as wall:
            return wall.news()

    def answered(self, source: str) -> Batch:
        one = self.news()[source]
        assert isinstance(one, Batch), one
        return one

    def refused(self, source: str) -> Outage:
        one = self.news()[source]
        assert isinstance(one, Outage), one
        return one

    def records[Kind: Record](self, source: str, kind: type[Kind]) -> list[Kind]:
        return [one for one in self.answered(source).records if isinstance(one, kind)]


def of[T: Record](kind: type[T], batch: Batch) -> dict[str, T]:
    """Its records of a kind, by their uid."""
    return {record.uid: record for record in batch.records if isinstance(record, kind)}
