"""What a snapshot shows to whom, and who can read its files."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import SystemClock
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wall.system import System

WALL = """\
wall: 1
name: thu
title: Tường thử
sources:
  bao: {{connector: http_json, url: "{url}", every: 1 s, deadline: 1 s, sensitivity: public, observations: {{each: "chi_so[]", indicator: ma, value: gia_tri, time: luc}}}}
  mat: {{connector: http_json, url: "{url}", every: 1 s, deadline: 1 s, name: Nguồn mật, sensitivity: restricted, observations: {{each: "chi_so[]", indicator: ma, value: gia_tri, time: luc}}}}
indicators:
  tram: {{name: Trạm, source: bao, sensitivity: public}}
  xa: {{name: Chỉ số mật, source: mat}}
screens:
  - {{name: trái, size: [640, 360], pitch: 2 mm, seat: 4 m}}
scenes:
  mo: {{title: Mở, audience: public, trái: {{grid: [1, 1], tiles: [{{number: tram, sensitivity: public}}]}}}}
  nha: {{title: Nhà, audience: internal, trái: {{grid: [1, 1], tiles: [{{number: tram}}]}}}}
  kin: {{title: Kín, trái: {{grid: [2, 1], tiles: [{{number: xa}}, {{systems: all}}]}}}}
"""  # noqa: E501 - as somebody would write it
SECRET = ("mat", "Nguồn mật", "Chỉ số mật", "xa", "kin", "nha", "Kín", "142")


@pytest.fixture
def wall(tmp_path: Path, system: System) -> Path:
    """One scene for each audience."""
    path = tmp_path / "tuong.yaml"
    path.write_text(WALL.format(url=system.url), encoding="utf-8")
    return path


EYES = {
    "public": "công chúng (public)",
    "internal": "nội bộ cơ quan (internal)",
    "restricted": "phòng điều hành (restricted)",
}


def snapshot(wall: Path, out: Path, *more: str) -> int:
    cache = ["--cache", str(wall.parent / "cache")]
    return obey(["snapshot", str(wall), "--out", str(out), *cache, *more], SystemClock())


def take(wall: Path, out: Path, *more: str) -> dict[str, Any]:
    assert snapshot(wall, out, *more) == 0
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def scenes(document: dict[str, Any]) -> list[str]:
    return [screen["scene"] for screen in document["screens"]]


def summary(document: dict[str, Any], scene: str) -> list[str]:
    screen = next(one for one in document["screens"] if one["scene"] == scene)
    return [text["full"] for text in screen["texts"] if text["role"] == "summary"]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def strings(value: object) -> set[str]:
    match value:
        case dict():
            return {*map(str, value)} | {one for below in value.values() for one in strings(below)}
        case list():
            return {one for below in value for one in strings(below)}
        case _:
            return {str(value)}


@pytest.mark.parametrize(
    ("audience", "seen"),
    [("public", ["mo"]), ("internal", ["mo", "nha"]), ("restricted", ["mo", "nha", "kin"])],
)
def test_a_snapshot_shows_the_scenes_that_its_audience_may_see(
    wall: Path, tmp_path: Path, audience: str, seen: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert scenes(take(wall, out, "--audience", audience)) == seen
    pictures = {f"{scene}--trái.png" for scene in seen}
    assert {path.name for path in out.iterdir()} == {*pictures, "wall.json"}
    told = capsys.readouterr().err
    left_out = {"nha": "internal", "kin": "restricted"}
    for scene, needs in left_out.items():
        line = (
            f"Không xuất cảnh “{scene}”: chỉ dành cho {EYES[needs]}, ảnh này cho {EYES[audience]}."
        )
        assert (line in told) is (scene not in seen)


def test_without_a_word_a_snapshot_is_for_the_control_room(wall: Path, tmp_path: Path) -> None:
    assert scenes(take(wall, tmp_path / "out")) == ["mo", "nha", "kin"]


def test_wall_json_for_the_public_has_nothing_of_what_is_not(wall: Path, tmp_path: Path) -> None:
    document = take(wall, tmp_path / "out", "--audience", "public")
    assert [source["id"] for source in document["sources"]] == ["bao"]
    assert strings(document).isdisjoint(SECRET)
    everything = take(wall, tmp_path / "all")
    assert strings(everything) > set(SECRET)


def test_a_heading_counts_the_sources_that_its_scenes_audience_may_see(
    wall: Path, tmp_path: Path
) -> None:
    document = take(wall, tmp_path / "out")
    assert summary(document, "kin") == ["2 nguồn đang cập nhật"]
    assert summary(document, "nha") == summary(document, "mo") == ["1 nguồn đang cập nhật"]


def test_a_scene_is_the_same_picture_for_whomever_it_is_taken(wall: Path, tmp_path: Path) -> None:
    whole, public = tmp_path / "whole", tmp_path / "public"
    at = take(wall, whole)["at"]
    take(wall, public, "--at", at, "--audience", "public")
    assert (whole / "mo--trái.png").read_bytes() == (public / "mo--trái.png").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize(
    ("audience", "file", "folder"),
    [("public", 0o644, 0o755), ("internal", 0o600, 0o700), ("restricted", 0o600, 0o700)],
)
def test_what_is_not_for_the_public_is_its_owners_to_read(
    wall: Path, tmp_path: Path, audience: str, file: int, folder: int
) -> None:
    before = os.umask(0o022)
    try:
        take(wall, tmp_path / "out", "--audience", audience)
        (tmp_path / "there").mkdir(mode=0o755)
        take(wall, tmp_path / "there", "--audience", audience)
    finally:
        os.umask(before)
    assert mode(tmp_path / "out") == folder
    assert mode(tmp_path / "there") == 0o755
    assert {mode(path) for path in (tmp_path / "out").iterdir()} == {file}
    assert {mode(path) for path in (tmp_path / "there").iterdir()} == {file}


def test_a_folder_for_the_public_keeps_no_picture_of_what_is_not(
    wall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    take(wall, out)
    take(wall, out, "--audience", "public")
    assert {path.name for path in out.iterdir()} == {"mo--trái.png", "wall.json"}
    assert "Đã xóa 2 ảnh của lần xuất trước" in capsys.readouterr().err


def test_a_scene_that_is_not_for_the_audience_is_refused_before_anybody_is_asked(
    wall: Path, tmp_path: Path, system: System, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert snapshot(wall, out, "--audience", "internal", "--scene", "mo", "--scene", "kin") == 2
    assert (
        "cảnh “kin” chỉ dành cho phòng điều hành (restricted), không xuất cho nội bộ cơ quan (internal)"
        in capsys.readouterr().err
    )
    assert not out.exists()
    assert not system.asked.acquire(blocking=False)


def test_only_the_scene_asked_for_is_spoken_of(
    wall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(wall, tmp_path / "out", "--audience", "public", "--scene", "mo")
    assert "Không xuất" not in capsys.readouterr().err


def test_where_no_scene_is_for_the_audience_nothing_is_written(
    wall: Path, tmp_path: Path, system: System, capsys: pytest.CaptureFixture[str]
) -> None:
    text = wall.read_text(encoding="utf-8").replace("audience: public", "audience: internal")
    wall.write_text(text, encoding="utf-8")
    assert snapshot(wall, tmp_path / "out", "--audience", "public") == 3
    assert (
        "Không cảnh nào dành cho công chúng (public) nên không xuất gì" in capsys.readouterr().err
    )
    assert not (tmp_path / "out").exists()
    assert not system.asked.acquire(blocking=False)


def test_another_audience_is_no_audience(
    wall: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert snapshot(wall, tmp_path / "out", "--audience", "khách") == 2
    assert "“khách” không có; chọn một trong public, internal, restricted" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("audience: public", "audience: internal"),
        ("name: Trạm, source: bao, sensitivity: public", "name: Trạm, source: bao"),
        ("deadline: 1 s, sensitivity: public", "deadline: 1 s"),
    ],
)
def test_a_picture_of_the_past_is_no_way_round_what_was_closed_since(
    wall: Path, tmp_path: Path, before: str, after: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = take(wall, tmp_path / "live")["at"]
    text = wall.read_text(encoding="utf-8").replace(before, after)
    wall.write_text(text.replace("audience: public", "audience: internal"), encoding="utf-8")
    past = ("--at", at, "--audience")
    assert snapshot(wall, tmp_path / "out", *past, "public") == 3
    assert snapshot(wall, tmp_path / "out", *past, "public", "--scene", "mo") == 2
    assert "cảnh “mo” chỉ dành cho nội bộ cơ quan (internal)" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert scenes(take(wall, tmp_path / "out", *past, "internal")) == ["mo", "nha"]


def test_a_source_that_was_closed_since_is_in_no_picture_of_the_past(
    wall: Path, tmp_path: Path
) -> None:
    """Though today's file no longer has the scene that showed it."""
    at = take(wall, tmp_path / "live")["at"]
    text = wall.read_text(encoding="utf-8")
    opened = text.replace("sensitivity: restricted", "sensitivity: public")
    closed = opened.replace(
        "deadline: 1 s, sensitivity: public", "deadline: 1 s, sensitivity: restricted"
    )
    kept = [line for line in closed.splitlines() if not line.startswith(("  mo:", "  nha:"))]
    wall.write_text("\n".join(kept), encoding="utf-8")
    assert snapshot(wall, tmp_path / "out", "--at", at, "--audience", "internal") == 3
    assert scenes(take(wall, tmp_path / "all", "--at", at)) == ["mo", "nha", "kin"]


def test_what_was_opened_since_opens_no_past(wall: Path, tmp_path: Path) -> None:
    at = take(wall, tmp_path / "live")["at"]
    text = wall.read_text(encoding="utf-8").replace("audience: internal", "audience: public")
    opened = text.replace("tiles: [{number: tram}]", "tiles: [{number: tram, sensitivity: public}]")
    wall.write_text(opened, encoding="utf-8")
    then = ("--at", at, "--audience", "public")
    assert scenes(take(wall, tmp_path / "then", *then)) == ["mo"]
    assert scenes(take(wall, tmp_path / "today", *then, "--with-file")) == ["mo", "nha"]
