from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.cache import Cache
from services.clock import HeldClock
from tests.unit.cache.telling import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(NOON)


@pytest.fixture(params=["file", "memory"])
def cache(request: pytest.FixtureRequest, tmp_path: Path, clock: HeldClock) -> Iterator[Cache]:
    """What holds in a file holds in memory."""
    made = Cache.open(tmp_path, "w", clock) if request.param == "file" else Cache.in_memory(clock)
    yield made
    made.close()
