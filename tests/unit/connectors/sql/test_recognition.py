"""What is proposed of a table that is a list of some kind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("done", "asked"), [("xong", True), ("ngay_hoan_thanh", False)])
def test_columns_that_are_left_out_are_named_and_tasks_need_to_say_which_are_done(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    done: str,
    *,
    asked: bool,
) -> None:
    path = tmp_path / "nganh.db"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute(
            f"CREATE TABLE nhiem_vu (id INTEGER, noi_dung TEXT, han TEXT, {done} TEXT, mau TEXT)"
        )
        rows = [
            (n, f"Việc số {n}", f"2026-12-{n + 1:02}", f"2026-11-{n + 1:02}", "đỏ")
            for n in range(9)
        ]
        made.executemany("INSERT INTO nhiem_vu VALUES (?, ?, ?, ?, ?)", rows)
    assert obey(["probe", str(path)], SystemClock()) == 0
    said = " ".join(capsys.readouterr().out.replace("#", " ").split())
    assert "Không lấy:" in said
    assert "mau" in said.partition("Không lấy:")[2]
    assert ("Chưa rõ cột nào nói việc đã xong" in said) is asked
