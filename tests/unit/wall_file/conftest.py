from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from services.phrase import Phrase
from services.wall_file import Loaded, line, load_texts
from tests.unit.wall_file.small_plugins import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent


def say(phrase: Phrase) -> str:
    values = {
        name: say(value) if isinstance(value, Phrase) else str(value)
        for name, value in phrase.values
    }
    return re.sub(r"\{(\w+)\}", lambda place: values.get(place[1], place[0]), phrase.text)


@pytest.fixture(scope="session")
def example() -> str:
    return (HERE / "example.yaml").read_text(encoding="utf-8")


@pytest.fixture
def read(example: str) -> Callable[..., Loaded]:
    """The example with one thing changed, or a whole text."""

    def reading(before: str, after: str | None = None, **others: str) -> Loaded:
        if after is None:
            text = before
        else:
            assert before in example
            text = example.replace(before, after)
        return load_texts({"tuong.yaml": text, **others}, "tuong.yaml", PLUGINS)

    return reading


@pytest.fixture
def lines() -> Callable[[Loaded], list[str]]:
    """Faults, then warnings, as people read them."""

    def reading(loaded: Loaded) -> list[str]:
        return [line(fault, say) for fault in loaded.faults + loaded.warnings]

    return reading
