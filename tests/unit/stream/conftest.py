"""Liars on loopback, and doors over bare lines and to many addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.clock import SystemClock
from services.settings import Source
from services.stream.scout import SourceScout
from services.stream.source import SourceStream
from tests.unit.http.conftest import liars, platform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["liars", "platform"]


@pytest.fixture
def stream() -> Iterator[Callable[..., SourceStream]]:
    """To a port of loopback."""
    made: list[SourceStream] = []

    def open_to(port: int, **settings: Any) -> SourceStream:
        source = Source(
            connector="clamav",
            url=f"tcp://127.0.0.1:{port}",
            **{"deadline": "5 s", **settings},
        )
        made.append(SourceStream(source, SystemClock()))
        return made[-1]

    yield open_to
    for one in made:
        one.close()


@pytest.fixture
def scout(tmp_path: Path) -> Iterator[Callable[..., SourceScout]]:
    made: list[SourceScout] = []

    def made_with(base: str = "", **settings: Any) -> SourceScout:
        source = Source(connector="check", url=base, **{"deadline": "5 s", **settings})
        made.append(SourceScout(source, base, SystemClock(), tmp_path))
        return made[-1]

    yield made_with
    for one in made:
        one.close()
