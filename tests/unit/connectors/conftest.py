"""A door behind which a script answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from services.door import Answer, Request, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
RECORDINGS = Path(__file__).parents[2] / "recordings"

type Said = bytes | SourceError | tuple[bytes, dict[str, str]] | None


class ScriptedDoor:
    """Gives what `answer` says to each request; None is a 304."""

    def __init__(self, answer: Callable[[Request], Said]) -> None:
        self._answer = answer
        self.asked: list[Request] = []

    def now(self) -> datetime:
        return NOW + timedelta(seconds=len(self.asked))

    def ask(self, request: Request) -> Answer:
        asked = self.now()
        self.asked.append(request)
        said = self._answer(request)
        if isinstance(said, SourceError):
            raise said
        body, headers = said if isinstance(said, tuple) else (said, {})
        query = "&".join(f"{name}={value}" for name, value in request.params)
        path = request.path
        if not path.startswith("http"):
            path = f"http://nguon.example/{path}"
        return Answer(
            status=304 if body is None else 200,
            headers=headers,
            body=body or b"",
            asked=asked,
            received=self.now(),
            url=f"{path}?{query}" if query else path,
        )


@pytest.fixture
def door() -> type[ScriptedDoor]:
    return ScriptedDoor


@pytest.fixture
def recording() -> Callable[[str], bytes]:
    return lambda name: (RECORDINGS / name).read_bytes()
