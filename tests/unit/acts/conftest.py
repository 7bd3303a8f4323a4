from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.acts import Journal
from services.clock import HeldClock
from tests.unit.acts.telling import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(NOON)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tuong.acts.sqlite"


@pytest.fixture
def journal(path: Path, clock: HeldClock) -> Iterator[Journal]:
    made = Journal(path, clock)
    yield made
    made.close()
