"""One wall on one screen: its start, its cost, its delay."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks import meter, work
from benchmarks.contenders import ROOT
from benchmarks.screen import Screen
from tools import debian
from tools.set_up import QT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.contenders import Contender

_LONGEST_START = 60.0
_SETTLED = 3.0
"""Seconds in which a picture that is whole stays so."""
_SHOWN = 0.5
"""Of a figure's final ink: a dash has less, a figure with other digits more."""
_LOOK = 0.001
"""Seconds between looks at a figure whose change is awaited."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Seconds of each part of a trial."""

    warm: float = 20.0
    span: float = 60.0
    delays: float = 60.0


@dataclass(frozen=True, slots=True)
class Cost:
    cpu: float
    """CPU seconds a minute of the wall and all that it started."""
    screen: float
    """CPU seconds a minute of the X server, apart."""
    others: float
    """CPU seconds a minute that the computer spent on what is no part of the trial."""
    memory: float
    """MiB, PSS."""
    delays: tuple[float, ...]
    """Milliseconds from the answer to the changed figure."""


@contextmanager
def systems(port: int) -> Iterator[int]:
    """The pid of what is asked, which ends with the block."""
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.sources", str(port)], cwd=ROOT)
    try:
        give_up = time.monotonic() + _LONGEST_START
        while True:
            try:
                _get(port, "/served")
                break
            except OSError:
                if time.monotonic() > give_up or process.poll() is not None:
                    raise
                time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def opened(contender: Contender, screen: Screen, log: Path) -> Iterator[tuple[int, float]]:
    """Its pid and when it was started (`time.monotonic`)."""
    environment = debian.environment(QT) | {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
    with log.open("ab") as said:
        began = time.monotonic()
        process = subprocess.Popen(
            contender.command, cwd=ROOT, env=environment, stdout=said, stderr=said
        )
        try:
            yield process.pid, began
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def start(contender: Contender, folder: Path) -> float:
    """Seconds from the command to the first picture in which every figure stands."""
    seen: list[tuple[float, list[int]]] = []
    with (
        Screen(folder / f"start-{time.monotonic_ns()}") as screen,
        opened(contender, screen, folder / "log") as (_, began),
    ):
        whole = 0
        changed = began
        while time.monotonic() - changed < _SETTLED or not whole:
            inks = [screen.ink(box) for box in contender.boxes]
            now = time.monotonic()
            if now - began > _LONGEST_START:
                break
            if sum(inks) > whole * 1.02:
                whole, changed = sum(inks), now
            seen.append((now - began, inks))
            time.sleep(0.01)
    final = seen[-1][1]
    stood = (
        at
        for at, inks in seen
        if all(ink > _SHOWN * last > 0 for ink, last in zip(inks, final, strict=True))
    )
    return next(stood, float("nan"))


def cost(contender: Contender, port: int, asked: int, folder: Path, lengths: Lengths) -> Cost:
    """`asked` is the pid of the systems at `port`."""
    with (
        Screen(folder / f"cost-{time.monotonic_ns()}") as screen,
        opened(contender, screen, folder / "log") as (pid, _),
    ):
        time.sleep(lengths.warm)
        meters = [meter.Meter(one) for one in (pid, screen.pid, asked)]
        meters.append(meter.Meter(os.getpid(), alone=True))
        before, began = meter.busy(), time.monotonic()
        while time.monotonic() - began < lengths.span:
            time.sleep(1.0)
            meters[0].look()
        minutes = (time.monotonic() - began) / 60
        wall, drawing, serving, looking = (one.spent() / minutes for one in meters)
        whole = (meter.busy() - before) / minutes
        memory = meter.memory(pid)
        delays = _delays(contender, screen, port, lengths.delays)
    return Cost(wall, drawing, whole - wall - drawing - serving - looking, memory, delays)


def _delays(contender: Contender, screen: Screen, port: int, seconds: float) -> tuple[float, ...]:
    """Of source 0, which changes unevenly from now on: each change of its figure belongs to the latest
    answer that had been served by then and not yet been seen.
    """
    box = contender.boxes[0]
    _get(port, "/uneven")
    changes: list[float] = []
    last, ends = screen.print(box), time.monotonic() + seconds
    while time.monotonic() < ends:
        found = screen.print(box)
        if found != last:
            changes.append(time.time())
            last = found
        time.sleep(_LOOK)
    served = [at for _, at in json.loads(_get(port, "/served"))][1:]
    seen: list[float] = []
    for at, after in pairwise([*served, float("inf")]):
        shown = next((change for change in changes if at <= change < after), None)
        if shown is not None:
            seen.append((shown - at) * 1000)
    return tuple(seen)


def median(values: tuple[float, ...]) -> float:
    return statistics.median(values) if values else float("nan")


def late(values: tuple[float, ...]) -> float:
    """Nine in ten are quicker."""
    return statistics.quantiles(values, n=10)[-1] if len(values) > 1 else float("nan")


def _get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return bytes(answer.read())


assert work.COLUMNS * work.ROWS == work.SOURCES
