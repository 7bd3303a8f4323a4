"""What a wall file says of the operator's console."""

from __future__ import annotations

import pytest

from services.wall_file import Severity, installed, load_texts

SCREEN = "screens: [{name: trai, size: [1920, 1080], pitch: 0.5 mm, seat: 4 m, output: {connector: DP-1}}]\n"


def faults(text: str) -> list[tuple[int, Severity, str]]:
    loaded = load_texts({"tuong.yaml": f"wall: 1\n{text}"}, "tuong.yaml", installed())
    found = (*loaded.faults, *loaded.warnings)
    return [(f.line, f.severity, f.what.text) for f in found]


def test_a_monitor_of_its_own_is_no_fault() -> None:
    assert faults(f"{SCREEN}console: {{output: {{connector: HDMI-2}}, open: always}}\n") == []


@pytest.mark.parametrize(
    "mark", ["connector: DP-1", "connector: dp-1", "connector: DP-1, model: DELL P2419H"]
)
def test_a_monitor_that_the_wall_means_too_is_warned_of(mark: str) -> None:
    found = faults(f"{SCREEN}console: {{output: {{{mark}}}}}\n")
    assert [severity for _, severity, _ in found] == [Severity.WARNING]
    assert found[0][0] == 3


@pytest.mark.parametrize(
    "said",
    [
        "{open: sometimes}",
        "{output: {}}",
        "{output: 7}",
        "{opens: auto}",
        "[]",
        "{output: {serial: ''}}",
    ],
)
def test_what_no_console_can_be_is_a_fault_with_its_line(said: str) -> None:
    found = faults(f"{SCREEN}console: {said}\n")
    assert found
    assert {(line, severity) for line, severity, _ in found} == {(3, Severity.ERROR)}
