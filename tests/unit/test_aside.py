from __future__ import annotations

import os
import time

import pytest

from services.aside import DefectError, Late, alarm, aside
from services.door import SourceError
from services.json_text import read_json
from services.news import Reason


def test_work_is_done_in_another_process() -> None:
    assert aside(os.getpid, 60) != os.getpid()


def test_an_expected_failure_comes_back_as_one() -> None:
    with pytest.raises(SourceError) as caught:
        aside(read_json, 60, b"<html>")
    assert caught.value.reason is Reason.MALFORMED
    assert "HTML" in caught.value.words.text


def test_work_that_takes_too_long_is_ended() -> None:
    with pytest.raises(SourceError) as caught:
        aside(time.sleep, 0.2, 3600)
    assert caught.value.reason is Reason.TOO_LARGE


def test_the_time_of_work_can_be_counted_from_its_begin() -> None:
    with pytest.raises(Late):
        aside(_hangs, 60, 0.2)


def _hangs(seconds: float) -> None:
    alarm(seconds)
    time.sleep(3600)


def test_work_that_needs_too_much_memory_is_ended() -> None:
    with pytest.raises(SourceError) as caught:
        aside(bytes, 60, 2**60)
    assert caught.value.reason is Reason.TOO_LARGE


def test_a_defect_aside_is_a_defect_with_its_traceback() -> None:
    with pytest.raises(DefectError, match=r"(?s)Traceback.*in read_json.*AttributeError"):
        aside(read_json, 60, 7)  # type: ignore[arg-type] # the defect


def test_a_task_that_can_not_even_be_read_aside_is_a_defect(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("services.json_text.read_gone", _stranger, raising=False)
    with pytest.raises(DefectError, match="read_gone"):
        aside(_stranger, 60)


def _stranger() -> None:
    """Found here by a name that the other process doesn't know."""


_stranger.__module__, _stranger.__qualname__ = "services.json_text", "read_gone"
