"""What `check` says of texts that can't be read from the farthest seat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("lang", "screen", "tile", "other"),
    [
        ("vi", "chữ [\\d,]+′ trên màn hình “trái” < 16′", "trên ô “Trạm” < 16′", "Stations"),
        ("en", "text of [\\d.]+′ on screen “trái” < 16′", "“Stations” < 16′", "“Trạm”"),
    ],
)
def test_a_heading_is_of_its_screen_and_tiles_have_their_titles_in_the_language_spoken(
    wall: Path,
    capsys: pytest.CaptureFixture[str],
    lang: str,
    screen: str,
    tile: str,
    other: str,
) -> None:
    text = wall.read_text(encoding="utf-8").replace("seat: 4 m", "seat: 40 m")
    wall.write_text(text, encoding="utf-8")
    obey(["check", str(wall), "--lang", lang], SystemClock())
    out = capsys.readouterr().out
    assert re.search(screen, out), out
    assert tile in out
    assert other not in out
