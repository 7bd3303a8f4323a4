"""A running wall whose file comes to declare screens of a size that no monitor has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.qt.shown.standing import WALL, output, standing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
SOURCES = WALL[: WALL.index("screens:")]
DECLARED = SOURCES + (
    "screens: [{name: chinh, size: [1920, 1080], pitch: 1 mm, seat: 4 m}]\n"
    "scenes: {mot: {chinh: {grid: [1, 1], tiles: [{number: tram}]}}}\n"
)


def test_it_is_told_of_the_screens_of_now_and_not_of_those_that_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch, SOURCES, output(1, (3840, 2160))) as wall:
        assert [window.output for window in wall.wall.windows] == [(0, 0, 3840, 2160)]
        capsys.readouterr()
        wall.edit(DECLARED)
        told = capsys.readouterr().err
        assert [window.output for window in wall.wall.windows] == [None]
    assert "tường khai chinh 1920 × 1080 mà màn hình của máy là 3840 × 2160" in told
    assert "1/1" not in told
