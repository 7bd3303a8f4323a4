"""docs/performance.md, from the figures of one run."""

# ruff: noqa: E501 - the lines of a page
from __future__ import annotations

import json
import platform
import statistics
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks import record, trial, work

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from benchmarks import tiles
    from benchmarks.idle import Idle
    from benchmarks.mix import Mix
    from benchmarks.publishing import Published
    from benchmarks.record import Recall, Recording
    from benchmarks.switching import Switched
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
class Tiles:
    costs: tuple[tiles.Cost, ...]
    mix: Mix


@dataclass(frozen=True, slots=True)
class Run:
    when: datetime
    walls: tuple[Measured, ...]
    recording: Recording
    recall: Recall
    others: tuple[Other, ...]
    tiles: Tiles
    idle: tuple[Idle, ...]
    switched: tuple[Switched, ...]
    published: tuple[Published, ...]


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

{_others(run.others)}{_idle(run.idle)}{_switched(run.switched)}{_published(run.published)}{_tiles(run.tiles)}## The record

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


def _idle(found: tuple[Idle, ...]) -> str:
    rows = "\n".join(
        f"| {one.name} | {' / '.join(f'{cpu:.2f}' for cpu in one.cpu)} | {one.memory:.0f} |"
        for one in found
    )
    return f"""## An idle wall

The default wall on four screens of 1920 × 1080 (`benchmarks/idle.py`), nobody touching it: its province answers as it
does, or every source is silent. CPU of the wall's own process, its asking and recording included; Qt paints into memory.

| | CPU seconds a minute and screen | memory (PSS), MiB |
|---|---|---|
{rows}

"""


def _switched(found: tuple[Switched, ...]) -> str:
    rows = "\n".join(
        f"| {one.panels} | {one.name} | {statistics.median(one.spread):.0f} ({max(one.spread):.0f}) "
        f"| {statistics.median(one.stood):.0f} ({max(one.stood):.0f}) |"
        for one in found
    )
    return f"""## A change of scene

Two scenes of the default wall in turns on panels of 1920 × 1080, in one window each (`benchmarks/switching.py`), on an
Xvfb whose memory is looked at from outside: from the first pixel that changes to the last one, clocks apart. *plain*:
each window is told to paint itself; *prepared*: as the wall does it.

| panels | | first to last pixel, ms: median (worst) | event loop stands still, ms: median (worst) |
|---|---|---|---|
{rows}

"""


def _published(found: tuple[Published, ...]) -> str:
    rows = "\n".join(
        f"| {one.name} | {one.pictures or '–'} | {one.seconds:.1f} | {one.cpu:.1f} "
        f"| {one.usual:.1f} | {one.late:.1f} | {max(one.stood):.0f} |"
        for one in found
    )
    return f"""## Publishing

Every scene of the default wall, four screens of 1920 × 1080, made and laid down for others once while the wall runs
(`benchmarks/publishing.py`). *Stands still*: from one turn of the event loop to the next, where it is asked to turn every
millisecond; for so long no clock goes on.

| | pictures | s | CPU s | stands still, ms: median | 99 in 100 | worst |
|---|---|---|---|---|---|---|
{rows}

"""


def _tiles(found: Tiles) -> str:
    mix, rows = found.mix, "\n".join(map(_tile, found.costs))
    ours = mix.look + mix.paint
    return f"""## The mix of a control room

48 tiles on one screen of {work.WIDTH} × {work.HEIGHT}, all of them changed once a second (`benchmarks/mix.py`): 24 numbers with a trend,
12 line charts, 6 tables, 4 lamp panels, a map, a ticker. Milliseconds of CPU for one second of all 48, medians; the baseline
shows the same texts and curves by `QLabel`, `QTableWidget` and pyqtgraph, which are given to it ready-made.

| | Langbiang | ordinary widgets |
|---|---|---|
| record the answers | {mix.record:.1f} | – |
| look up, lay out | {mix.look:.1f} | – |
| paint | {mix.paint:.1f} | {mix.ordinary:.1f} |
| CPU seconds a minute at one a second, without recording | {ours * 0.06:.2f} | {mix.ordinary * 0.06:.2f} |

Langbiang keeps {mix.kept / MIB:.1f} MiB of painted letters and paths for it.

### Each tile type

The first specimen of each type, on one panel of 1920 × 1080 (`benchmarks/tiles.py`). Microseconds of CPU, medians of turns.
*Again* is a repaint of an unchanged tile, *new* that of one of which nothing is kept; an equal view is neither laid out
nor painted. The last column is the repaint of the same content by ordinary widgets.

| tile | look up | lay out | paint, new | paint, again | bytes: items, kept | widgets, again |
|---|---|---|---|---|---|---|
{rows}

"""


def _tile(one: tiles.Cost) -> str:
    spent = (one.look_up, one.lay_out, one.first, one.again)
    return (
        f"| `{one.name}` | {' | '.join(map(_thousands, spent))} | {_thousands(one.items)}, "
        f"{_thousands(one.kept)} | {_thousands(one.ordinary)} |"
    )


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    parts = [
        _system(),
        f"{psutil.cpu_count()} × {_processor()}",
        f"{memory:.0f} GiB",
        f"Python {platform.python_version()}",
        *(
            f"{name} {version(name)}"
            for name in ("PySide6-Essentials", "pyqtgraph", "pysqlite3", "requests")
        ),
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
