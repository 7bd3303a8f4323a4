"""A wall file asked as a running wall asks it: its text, its doors, one ask after another with what the
one before left."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from services.asking.once import ask_once
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


class Reading:
    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._cursors: dict[str, str] = {}

    def news(self) -> dict[str, News]:
        """One ask of every source, by the sources' names."""
        found: dict[str, News] = {}

        async def ask() -> None:
            async for news in ask_once(
                self._intake.sources,
                open_door=self._intake.open,
                cursor=self._cursors.get,
                clock=SystemClock(),
                wait=timedelta(seconds=30),
            ):
                found[news.source] = news
                if isinstance(news, Batch) and news.cursor is not None:
                    self._cursors[news.source] = news.cursor

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
def reading(folder: Path, source: str) -> Iterator[Reading]:
    """`source`: the settings of the one source of a wall, as YAML in one line."""
    file = folder / "tuong.yaml"
    file.write_text(f"wall: 1\nsources:\n  nguon: {source}\n", encoding="utf-8")
    loaded = load(file, installed())
    assert loaded.wall is not None, loaded.faults
    intake = Intake(loaded.wall, loaded.plugins, SystemClock(), folder, None, Mask())
    try:
        yield Reading(intake)
    finally:
        intake.close()


def of[T: Record](kind: type[T], batch: Batch) -> dict[str, T]:
    """Its records of a kind, by their uid."""
    return {record.uid: record for record in batch.records if isinstance(record, kind)}
