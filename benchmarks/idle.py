"""What an idle wall costs: the default one on four screens of 1920 × 1080, whose province answers as it does,
and whose sources are all silent. `python -m benchmarks.idle`.

CPU of the wall's own process alone; the province is apart, and Qt paints into memory, for what an X server
does is none of the wall's.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contenders import ROOT
from benchmarks.meter import Meter, memory

if TYPE_CHECKING:
    from collections.abc import Iterator

SCREENS = 4
_NOWHERE = "http://127.0.0.1:9/"
"""Nobody listens at it."""
_PROGRAM = (sys.executable, str(ROOT / "main.py"))


@dataclass(frozen=True, slots=True)
class Idle:
    name: str
    cpu: tuple[float, ...]
    """CPU seconds a minute and screen, of each round."""
    memory: float
    """MiB, PSS, at the end of the last round."""


def idle(rounds: int, warm: float, span: float) -> list[Idle]:
    """Each in turns. The silent wall remembers what the answering one was told."""
    found: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory(prefix="langbiang-idle-") as name:
        folder = Path(name)
        four = folder / "screens.json"
        four.write_text(json.dumps({"screens": _screens()}), encoding="utf-8")
        cache = folder / "cache"
        with _province() as root:
            walls = {
                "Langbiang, its province answers": _wall(root, cache),
                "Langbiang, all sources silent": _wall(_NOWHERE, cache),
                "plain Qt, four clocks": (sys.executable, "-m", "benchmarks.four_clocks"),
            }
            for _ in range(rounds):
                for said, command in walls.items():
                    cost = _cost(command, four, warm, span)
                    found.setdefault(said, []).append(cost)
                    print(f"idle: {said}: {cost[0]:.3f} CPU s/min and screen", flush=True)
    return [
        Idle(said, tuple(cpu for cpu, _ in costs), costs[-1][1]) for said, costs in found.items()
    ]


def _wall(province: str, cache: Path) -> tuple[str, ...]:
    return (*_PROGRAM, "run", "--province", province, "--cache", str(cache))


def _screens() -> list[dict[str, object]]:
    return [
        {
            "name": f"tam-{n}",
            "x": 1920 * (n % 2),
            "y": 1080 * (n // 2),
            "width": 1920,
            "height": 1080,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
        for n in range(SCREENS)
    ]


def _cost(command: tuple[str, ...], four: Path, warm: float, span: float) -> tuple[float, float]:
    """CPU seconds a minute and screen, and MiB."""
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={four}"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(warm)
        meter, began = Meter(process.pid, alone=True), time.monotonic()
        time.sleep(span)
        spent = meter.spent() / (time.monotonic() - began) * 60 / SCREENS
        if process.poll() is not None:
            sys.exit(f"{command[-1]} ended by itself")
        return spent, memory(process.pid)
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def _province() -> Iterator[str]:
    """The address of a simulated province in a process of its own."""
    with subprocess.Popen(
        (*_PROGRAM, "simulate"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().decode().strip()
        finally:
            process.terminate()
            process.wait(20)


def median(costs: tuple[float, ...]) -> float:
    return statistics.median(costs)


def main(said: list[str]) -> int:
    told = argparse.ArgumentParser(prog="python -m benchmarks.idle", description=__doc__)
    told.add_argument("--rounds", type=int, default=1)
    told.add_argument("--warm", type=float, default=25.0, help="seconds until it has settled")
    told.add_argument("--span", type=float, default=60.0, help="seconds that are measured")
    asked = told.parse_args(said)
    for one in idle(asked.rounds, asked.warm, asked.span):
        print(f"{one.name}: {median(one.cpu):.3f} CPU s/min and screen, {one.memory:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
