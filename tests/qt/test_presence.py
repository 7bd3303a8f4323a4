"""Which monitors a wall takes: none that its console claims."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from services.acts import Journal
from services.cache import Cache
from services.clock import HeldClock
from services.quantities import Length
from services.wall_file.console import Console
from services.wall_file.outputs import OutputMark
from services.wall_file.shape import Screen
from services.words import Words
from ui.acts import Acts, journal_path
from ui.placing.found import found_outputs
from ui.placing.presence import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def presence(tmp_path: Path) -> Iterator[Presence]:
    clock = HeldClock(datetime(2026, 11, 24, tzinfo=UTC))
    journal, cache = Journal(journal_path(tmp_path, "thu"), clock), Cache.in_memory(clock)
    made = Presence(
        Acts(journal, cache, clock), Words("vi", ZoneInfo("Asia/Ho_Chi_Minh")), clock.monotonic
    )
    try:
        yield made
    finally:
        made.end()
        made.deleteLater()
        cache.close()
        journal.close()


def test_a_monitor_that_the_console_claims_is_no_screen_s(presence: Presence) -> None:
    (only,) = found_outputs()
    screen = Screen(name="trai", size=only.area[2:], pitch=Length(1), seat=Length(4000))
    there = presence.of([screen], Console())
    assert (there.real, there.matching.outputs("trai")) == (True, (only,))
    assert presence.free(Console()) == (only,)

    desk = Console(output=OutputMark(at=only.area[:2]))
    there = presence.of([screen], desk)
    assert (there.real, there.matching.outputs("trai")) == (False, (None,))
    assert presence.free(desk) == ()
