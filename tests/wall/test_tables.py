"""A spreadsheet as Excel saves it in Vietnam, on the wall."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import SystemClock
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

WALL = """\
wall: 1
name: so-tinh
sources:
  vu-viec:
    connector: csv
    file: vu-viec.csv
    separator: ";"
    decimals: comma
    times: day_first
    zone: Asia/Ho_Chi_Minh
    observations:
      values: [Số vụ, Tỷ lệ giải quyết]
      at: Ngày
      labels: [Huyện]
indicators:
  so-vu: {name: Số vụ, unit: vụ, source: vu-viec, metric: Số vụ, where: {Huyện: Đà Lạt}}
screens:
  - {name: giữa, size: [1280, 720], pitch: 1 mm, seat: 3 m}
scenes:
  chính:
    giữa:
      grid: [1, 2]
      tiles:
        - {number: so-vu}
        - table: vu-viec
          records: observations
          columns: [{field: labels.Huyện, title: Huyện}, {field: indicator}, {field: value}]
"""
ROWS = (
    "Huyện;Ngày;Số vụ;Tỷ lệ giải quyết\r\n"
    "Đà Lạt;24/11/2026;1.234;93,5%\r\n"
    "Bảo Lộc;24/11/2026;87;88,25%\r\n"
)


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    (tmp_path / "vu-viec.csv").write_text(ROWS, encoding="utf-8-sig", newline="")
    path = tmp_path / "tuong.yaml"
    path.write_text(WALL, encoding="utf-8")
    return path


def snapshot(wall: Path) -> dict[str, Any]:
    out = wall.parent / "out"
    cache = str(wall.parent / "cache")
    status = obey(["snapshot", str(wall), "--out", str(out), "--cache", cache], SystemClock())
    assert status == 0
    document: dict[str, Any] = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    return document


def texts(document: dict[str, Any], role: str) -> list[str]:
    (screen,) = document["screens"]
    return [
        text["full"] or text["text"]
        for tile in screen["tiles"]
        for text in tile["texts"]
        if text["role"] == role
    ]


def test_a_spreadsheet_is_on_the_wall_with_its_figures_and_their_age(wall: Path) -> None:
    document = snapshot(wall)
    (source,) = document["sources"]
    assert (source["state"], source["records"]) == ("live", 4)
    assert texts(document, "value") == ["1.234"]
    cells = texts(document, "cell")
    assert {"Đà Lạt", "1.234", "93,5", "Bảo Lộc", "87", "88,25"} <= {*cells}
    number = document["screens"][0]["tiles"][0]
    assert number["source_time"] == "2026-11-23T17:00:00.000000Z"


def test_a_spreadsheet_that_is_gone_keeps_its_figures_and_says_why(wall: Path) -> None:
    snapshot(wall)
    (wall.parent / "vu-viec.csv").unlink()
    snapshot(wall)
    document = snapshot(wall)
    (source,) = document["sources"]
    assert (source["state"], source["reason"]) == ("faulty", "missing")
    assert source["words"].startswith("Không có “vu-viec.csv”")
    assert texts(document, "value") == ["1.234"]


def test_a_spreadsheet_that_did_not_change_is_confirmed_unread(wall: Path) -> None:
    settled = datetime(2026, 11, 24, tzinfo=UTC).timestamp()
    os.utime(wall.parent / "vu-viec.csv", (settled, settled))
    before = snapshot(wall)["sources"][0]
    after = snapshot(wall)["sources"][0]
    assert (before["records"], after["records"], after["state"]) == (4, 4, "live")
