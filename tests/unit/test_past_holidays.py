"""Holidays of a schedule that lie behind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from services.wall_file import installed, load
from services.words import Words
from ui.opening import Opened
from ui.past_holidays import past_holidays
from ui.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

TERMINAL = Terminal(Words("vi", ZoneInfo("Asia/Ho_Chi_Minh")))


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        ("holidays: [2026-01-01, {from: 2026-11-20, to: 2026-11-24}]", []),
        ("holidays: [2026-11-23, 2026-01-01]", [(2, 12)]),
        ("rotation: []", []),
    ],
)
def test_holidays_that_are_all_over_are_told_with_their_place(
    tmp_path: Path, schedule: str, told: list[tuple[int, int]]
) -> None:
    path = tmp_path / "tuong.yaml"
    path.write_text(f"wall: 1\nschedule: {{{schedule}}}\n", encoding="utf-8")
    loaded = load(path, installed())
    assert loaded.wall is not None
    opened = Opened(path, loaded.wall, loaded, loaded.plugins, TERMINAL)
    evening = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)  # still the 24th in Đà Lạt
    found = past_holidays(opened, evening)
    assert [(one.line, one.column) for one in found] == told
