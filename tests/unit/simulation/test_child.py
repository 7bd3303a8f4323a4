from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest

from services.simulation.child import ProvinceFailed, start_province
from services.simulation.day import HOME

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 11, 24, 14, 5, 37, tzinfo=HOME)
PARENT = """
import sys, time
from services.simulation.child import start_province
province = start_province(seed=5)
print(province.pid, province.root_url, flush=True)
time.sleep(600)
"""


def read(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.loads(answer.read())


def test_a_child_answers_with_its_seed_clock_and_faults_and_ends_when_it_is_closed() -> None:
    province = start_province(seed=5, clock=NOON, faults={"docs": "500", "av": "stale"})
    child = psutil.Process(province.pid)
    try:
        root = read(province.root_url)
        at = datetime.fromisoformat(read(province.root_url + "map")["cap_nhat"])
    finally:
        province.close()

    assert root["seed"] == 5
    faults = {one["id"]: one["fault"] for one in root["systems"]}
    assert (faults["docs"], faults["av"], faults["soc"]) == ("500", "stale", "none")
    assert NOON - timedelta(minutes=10) < at < NOON + timedelta(minutes=30)
    assert not child.is_running()


def test_a_child_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert parent.stdout is not None
    with parent.stdout:
        pid, root = parent.stdout.readline().split()
        child = psutil.Process(int(pid))
        assert read(root)["seed"] == 5
        parent.kill()
        parent.wait(30)

    assert child.wait(30) is None


def test_sigterm_ends_a_province_in_order() -> None:
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "simulate", "--port", "0"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.terminate()
        process.wait(30)

    assert process.returncode == (1 if sys.platform == "win32" else 0)


def test_a_program_that_says_something_else_is_a_failure_in_its_own_words() -> None:
    with pytest.raises(ProvinceFailed) as failed:
        start_province(seed=1, called=(sys.executable, "-c", "raise SystemExit('không có cổng')"))

    assert "không có cổng" in str(dict(failed.value.words.values)["why"])


def test_a_program_that_is_not_there_is_a_failure_in_words() -> None:
    with pytest.raises(ProvinceFailed):
        start_province(seed=1, called=(str(ROOT / "no-such-program"),))


def test_a_program_that_says_nothing_is_given_up_and_ended() -> None:
    silent = (sys.executable, "-c", "import sys; sys.stdin.read()")
    with pytest.raises(ProvinceFailed) as failed:
        start_province(seed=1, called=silent, deadline=timedelta(seconds=1))

    assert dict(failed.value.words.values)["seconds"] == 1
