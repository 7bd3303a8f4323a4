"""Walls that a test writes: their sources asked as the running wall asks them, a cursor kept from one ask to
the next.
"""

from __future__ import annotations

import asyncio
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
    from pathlib import Path

    from services.news import News
    from services.records import Record


@dataclass
class Wall:
    """A wall file of the test's; `text` is all that is known of its sources."""

    folder: Path
    text: str
    cursors: dict[str, str] = field(default_factory=dict)

    def news(self) -> dict[str, News]:
        """Of each source, asked once."""
        path = self.folder / "tuong.yaml"
        path.write_text(self.text, encoding="utf-8")
        loaded = load(path, installed())
        assert loaded.wall is not None, loaded.faults
        clock = SystemClock()
        intake = Intake(loaded.wall, loaded.plugins, clock, self.folder, None, Mask())
        found: dict[str, News] = {}

        async def ask() -> None:
            async for one in ask_once(
                intake.sources,
                open_door=intake.open,
                cursor=self.cursors.get,
                clock=clock,
                wait=timedelta(minutes=1),
            ):
                found[one.source] = one

        try:
            asyncio.run(ask())
        finally:
            intake.close()
        for source, one in found.items():
            if isinstance(one, Batch) and one.cursor is not None:
                self.cursors[source] = one.cursor
        return found

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
