"""docs/performance.md, from the figures of one run."""

# ruff: noqa: E501 - the lines of a page
from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks import record, trial, work

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from benchmarks.record import Recall, Recording
    from benchmarks.trial import Cost

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one wall, a figure of each round."""

    name: str
    cold: tuple[float, ...]
    """Seconds from the command to every figure, with nothing remembered."""
    remembered: tuple[float, ...] | None
    """The same from the cache, with no system there; None where nothing is remembered."""
    costs: tuple[Cost, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Another wall that was given the same work beside this run, by the tools of whoever measured it."""

    name: str
    """With its version and what it stands on."""
    when: str
    cpu: float
    """CPU seconds a minute."""
    memory: float
    """MiB, PSS."""
    start: float
    """Seconds from the command to all figures."""
    delay: float
    late: float
    """Milliseconds from the answer to the changed pixel: median, nine in ten."""


@dataclass(frozen=True, slots=True)
class Run:
    when: datetime
    walls: tuple[Measured, ...]
    recording: Recording
    recall: Recall
    others: tuple[Other, ...] = ()


def noted(path: Path) -> tuple[Other, ...]:
    """What was written down of others; nothing where nobody did."""
    if not path.exists():
        return ()
    return tuple(Other(**one) for one in json.loads(path.read_text(encoding="utf-8")))


def page(run: Run) -> str:
    """Markdown."""
    return f"""# What it costs

Made by `make bench` on {run.when:%Y-%m-%d}; figures of another computer are other figures, so each stands beside a
baseline that was measured in the same run, in turns. Figures of several rounds are set apart by “/”.

{_machine()}

## The wall

{work.SOURCES} number tiles with a trend of two minutes on one screen of {work.WIDTH} × {work.HEIGHT}, from {work.SOURCES} systems over HTTP, each asked
once a second, on an Xvfb without a graphics processor. Langbiang records everything that it is told. The baseline
(`benchmarks/plain_qt.py`) is one Qt widget and one thread that asks: no record, no age, no state, no restart.

| | {" | ".join(wall.name for wall in run.walls)} |
|---|{"---|" * len(run.walls)}
{_row("CPU seconds a minute", run.walls, lambda wall: _each(wall.costs, lambda cost: f"{cost.cpu:.1f}"))}
{_row("the X server's, apart", run.walls, lambda wall: _each(wall.costs, lambda cost: f"{cost.screen:.2f}"))}
{_row("memory (PSS), MiB", run.walls, lambda wall: _each(wall.costs, lambda cost: f"{cost.memory:.0f}"))}
{_row("command to all figures, nothing remembered, s", run.walls, lambda wall: _all(wall.cold))}
{_row("command to all figures, from the cache, no system there, s", run.walls, lambda wall: _all(wall.remembered))}
{_row("answer to changed pixel, ms: median (9 in 10)", run.walls, lambda wall: _each(wall.costs, _delay))}

- CPU: user and system time of the wall and all that it started, once it had settled, reckoned to a minute.
- A figure counts as shown when half of its final ink is there; the picture is looked at every 10 ms.
- Answer to pixel: from the moment the system gave the first answer with a new value of the first figure to the
  moment its pixels changed, looked at every millisecond, while that value changed at uneven moments.

{_others(run.others)}## The record

| | Langbiang | baseline |
|---|---|---|
| facts a second, 50 an answer, each a new version | {_thousands(run.recording.facts)} | {_thousands(run.recording.rows)} rows by plain `executemany` |
| “what did the wall know at T”, 48 tiles, {_thousands(run.recall.versions)} versions, ms: median (99 in 100) | {_recalled(run.recall.knowledge)} | {_recalled(run.recall.statement)} one bare statement, values alone |

Langbiang's answer to “at T” has every figure's state, age, marks and reason; the bare statement has the values. The
versions lie evenly over a year; the instants are chosen at random.
"""


def _others(others: tuple[Other, ...]) -> str:
    if not others:
        return ""
    rows = "\n".join(
        f"| {one.name} | {one.when} | {one.cpu:.1f} | {one.memory:.0f} | {one.start:.1f} "
        f"| {one.delay:.1f} ({one.late:.1f}) |"
        for one in others
    )
    return f"""### Others on the same work

Noted in `benchmarks/others.json`: the same 48 figures with trends at one a second over HTTP on the same computer, none of
them recording anything. They were measured by tools of their own that look at the pixels every 5 ms.

| | when | CPU s/min | PSS, MiB | command to all figures, s | answer to changed pixel, ms: median (9 in 10) |
|---|---|---|---|---|---|
{rows}

"""


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    parts = [
        _system(),
        f"{psutil.cpu_count()} × {_processor()}",
        f"{memory:.0f} GiB",
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in ("PySide6-Essentials", "pysqlite3", "requests")),
    ]
    return "; ".join(parts) + "."


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()


def _processor() -> str:
    said = Path("/proc/cpuinfo")
    lines = said.read_text("utf-8").splitlines() if said.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _row(said: str, walls: tuple[Measured, ...], cell: Callable[[Measured], str]) -> str:
    return f"| {said} | {' | '.join(cell(wall) for wall in walls)} |"


def _each(costs: tuple[Cost, ...], one: Callable[[Cost], str]) -> str:
    return " / ".join(one(cost) for cost in costs)


def _all(seconds: tuple[float, ...] | None) -> str:
    return "–" if seconds is None else " / ".join(f"{one:.2f}" for one in seconds)


def _delay(cost: Cost) -> str:
    return f"{trial.median(cost.delays):.1f} ({trial.late(cost.delays):.1f})"


def _recalled(milliseconds: tuple[float, ...]) -> str:
    return f"{record.median(milliseconds):.2f} ({record.late(milliseconds):.2f})"


def _thousands(number: float) -> str:
    return f"{number:,.0f}".replace(",", " ")
