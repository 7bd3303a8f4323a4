"""What a wall says on its terminal as it opens, also for whoever sits at its console later."""

from __future__ import annotations

import sys
from collections import deque
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.clock import SystemClock
from services.words import Words
from tests.wall.system import WALL
from ui import run
from ui.defect import all_reported
from ui.outcome import Status
from ui.requests import Run
from ui.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from ui.opening import Opened


def test_the_warnings_of_a_wall_file_wait_for_its_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    had: list[Opened] = []

    def without_display(_asked: Run, opened: Opened, _clock: object) -> Status:
        had.append(opened)
        return Status.DONE

    monkeypatch.setattr(run, "_without_display", without_display)
    monkeypatch.setattr(run, "has_display", lambda _environment: False)
    path = tmp_path / "tuong.yaml"
    text = WALL.format(url="http://127.0.0.1:9/").replace("{number: tram},", "{drum: tram},")
    path.write_text(text.replace("name: thu", "name: thu\nplugins: [langbiang-vang]"), "utf-8")
    run.run(Run(wall=path), Terminal(Words("vi", ZoneInfo("UTC"))), SystemClock())
    (opened,) = had
    assert opened.terminal.remarks is not None
    assert any("langbiang-vang" in str(one.said) for one in opened.terminal.remarks)
    assert all(one.grave for one in opened.terminal.remarks)


def test_a_defect_of_a_slot_waits_for_the_console_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.defect.user_log_path", lambda *_, **__: tmp_path)
    terminal = Terminal(Words("vi", ZoneInfo("UTC")), remarks=deque())
    with all_reported(terminal, SystemClock()):
        for _ in range(2):
            error = ValueError("hỏng")
            sys.excepthook(ValueError, error, None)
    assert terminal.remarks is not None
    (remark,) = terminal.remarks
    assert remark.grave
