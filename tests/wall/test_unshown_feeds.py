"""A wall with pages and cameras on a computer that has nothing to show them with: what a newcomer is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from ui.command_line import obey
from ui.moving import extra

if TYPE_CHECKING:
    from pathlib import Path

WALL = """\
wall: 1
sources: {tin: {connector: feed, url: "http://127.0.0.1:9/tin.xml"}}
screens: [{name: trai, size: [1920, 1080], pitch: 0.63 mm, seat: 2 m}]
scenes:
  chinh:
    trai:
      grid: [3, 2]
      tiles:
        - {systems: all}
        - {feed: tin}
        - {video: "http://127.0.0.1:9/anh.jpg", every: 1 s}
        - {web: "http://127.0.0.1:9/"}
        - {video: cong.avi}
"""


@pytest.fixture
def wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tuong.yaml"
    path.write_text(WALL, encoding="utf-8")
    return path


def checked(wall: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    obey(["check", str(wall), "--lang", "vi"], SystemClock())
    return [line for line in capsys.readouterr().out.splitlines() if "media" in line]


def test_check_says_once_at_the_first_such_tile_how_to_get_the_extra(
    wall: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checked(wall, capsys) == []
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    (said,) = checked(wall, capsys)
    assert said.startswith(f"{wall}:12:")
    assert "make media (Windows: uv sync --extra media)" in said
    wall.write_text(WALL.partition("        - {web")[0], encoding="utf-8")
    assert checked(wall, capsys) == []


def shown(wall: Path, folder: Path) -> str:
    out = folder / "anh"
    obey(["snapshot", str(wall), "--out", str(out), "--lang", "vi"], SystemClock())
    return json.dumps(json.loads((out / "wall.json").read_text("utf-8")), ensure_ascii=False)


def test_a_snapshot_says_how_to_get_the_extra_where_it_is_lacking_only(
    wall: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "make media" not in shown(wall, tmp_path)
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    said = shown(wall, tmp_path)
    assert said.count("Chưa cài phần media. Cài: make media") >= 2
    assert "Không ghi hình" in said


def test_login_of_a_wall_with_news_says_how_to_get_the_extra(
    wall: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wall.write_text(
        WALL.replace('{web: "http://127.0.0.1:9/"', '{web: "http://127.0.0.1:9/", profile: soc')
    )
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    assert obey(["login", str(wall), "--lang", "vi"], SystemClock()) == 3
    assert "Cài: make media" in capsys.readouterr().err
