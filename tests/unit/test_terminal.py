from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.phrase import phrase
from services.words import Words
from ui.terminal import Remark, Terminal

if TYPE_CHECKING:
    import pytest

AT = datetime(2026, 11, 24, 7, 5, 9, tzinfo=UTC)


def test_a_wall_that_runs_says_when_it_says_something(capsys: pytest.CaptureFixture[str]) -> None:
    words = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
    running = Terminal(words, now=lambda: AT)
    running.tell(phrase("Tệp tường vừa sửa đã có hiệu lực."))
    running.give("kết quả")
    Terminal(words).note("xong")
    captured = capsys.readouterr()
    assert captured.err == "24/11/2026 14:05:09 Tệp tường vừa sửa đã có hiệu lực.\nxong\n"
    assert captured.out == "kết quả\n"


def test_a_remark_is_said_at_once_and_waits_for_a_console(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal = Terminal(Words("vi", ZoneInfo("UTC")), remarks=deque())
    terminal.remark(phrase("Chạy qua X11."), grave=False)
    terminal.remark("dòng 3: sai")
    terminal.tell(phrase("Tường đã mở."))
    assert capsys.readouterr().err == "Chạy qua X11.\ndòng 3: sai\nTường đã mở.\n"
    assert terminal.remarks is not None
    assert list(terminal.remarks) == [
        Remark(phrase("Chạy qua X11."), grave=False),
        Remark("dòng 3: sai", grave=True),
    ]
