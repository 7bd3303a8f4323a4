"""What a running wall costs: `python benchmarks/idle_wall.py [SECONDS] [WALL]`.

Opens the wall unseen, lets it settle for as long as it is then measured, and prints CPU seconds a minute
and memory in MiB, of the wall itself and of the processes that it started (the simulated province).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent


def spent(process: psutil.Process) -> float:
    """CPU seconds so far, user and system."""
    times = process.cpu_times()
    return float(times.user + times.system)


def measure(wall: list[str], seconds: float) -> None:
    with tempfile.TemporaryDirectory() as cache:
        running = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "run", "--cache", cache, *wall],
            env=dict(os.environ, QT_QPA_PLATFORM="offscreen"),
        )
        try:
            time.sleep(seconds)
            root = psutil.Process(running.pid)
            processes = [root, *root.children(recursive=True)]
            before = [spent(process) for process in processes]
            time.sleep(seconds)
            for process, earlier in zip(processes, before, strict=True):
                a_minute = (spent(process) - earlier) * 60 / seconds
                memory = process.memory_info().rss / 2**20
                name = "wall" if process is root else "started by it"
                print(f"{name}: {a_minute:.2f} CPU s/min, {memory:.0f} MiB")
        finally:
            running.terminate()
            running.wait(30)


if __name__ == "__main__":
    measure(sys.argv[2:3], float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)
