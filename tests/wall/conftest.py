from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.wall.program import Home
from tests.wall.system import WALL, System

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def system() -> Iterator[System]:
    with System() as answering:
        yield answering


@pytest.fixture
def wall(tmp_path: Path, system: System) -> Path:
    """A wall file of two screens and two scenes on one source."""
    path = tmp_path / "tuong.yaml"
    path.write_text(WALL.format(url=system.url), encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    path = tmp_path / "home"
    path.mkdir()
    return Home(path)
