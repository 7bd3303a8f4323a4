"""Measures everything and writes docs/performance.md: `make bench`, some thirty minutes. `--short` tries it
in five, for nobody to quote, and writes nothing.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from benchmarks import record, report, trial
from benchmarks.contenders import ROOT, baseline, langbiang
from benchmarks.idle import idle
from benchmarks.mix import mix
from benchmarks.publishing import publishing
from benchmarks.switching import switching
from benchmarks.tiles import costs

if TYPE_CHECKING:
    from benchmarks.contenders import Contender
    from benchmarks.trial import Cost, Lengths

PAGE = ROOT / "docs" / "performance.md"
_SHORT = (
    *("--rounds", "1", "--warm", "5", "--span", "15", "--delays", "10"),
    *("--versions", "480000", "--turns", "7", "--seconds", "10"),
)
_SETTLES = 30.0
"""Seconds after which a wall that nobody touches has asked and shown everything."""
OTHERS = ROOT / "benchmarks" / "others.json"


class Wall:
    """One contender and what was measured of it so far."""

    def __init__(self, contender: Contender, *, remembers: bool) -> None:
        self.contender = contender
        self._remembers = remembers
        self._cold: list[float] = []
        self._remembered: list[float] = []
        self._costs: list[Cost] = []

    def measure(self, port: int, folder: Path, lengths: Lengths) -> None:
        """Cold, then its cost, then from what it remembers with no system there."""
        folder.mkdir()
        with trial.systems(port) as asked:
            self._cold.append(trial.start(self.contender, folder))
            _say(f"{self.contender.name}: cold {self._cold[-1]:.2f} s")
            self._costs.append(trial.cost(self.contender, port, asked, folder, lengths))
            cost = self._costs[-1]
            _say(
                f"{self.contender.name}: {cost.cpu:.2f} CPU s/min, {cost.memory:.0f} MiB,"
                f" {trial.median(cost.delays):.1f} ms of {len(cost.delays)} (others {cost.others:.1f})"
            )
        if self._remembers:
            self._remembered.append(trial.start(self.contender, folder))
            _say(f"{self.contender.name}: from the cache {self._remembered[-1]:.2f} s")

    def measured(self) -> report.Measured:
        return report.Measured(
            self.contender.name,
            tuple(self._cold),
            tuple(self._remembered) if self._remembers else None,
            tuple(self._costs),
        )


def main(said: list[str]) -> int:
    asked = _arguments(said)
    lengths = trial.Lengths(asked.warm, asked.span, asked.delays)
    with tempfile.TemporaryDirectory(prefix="langbiang-bench-") as name:
        folder = Path(name)
        walls = _rounds(asked.rounds, folder, lengths)
        store = folder / "store"
        store.mkdir()
        recording = record.recording(store)
        _say(f"record: {recording.facts:,.0f} facts/s, plain {recording.rows:,.0f} rows/s")
        recall = record.recall(store, folder / "round-0" / "bench.yaml", asked.versions)
        _say(
            f"at T: {record.median(recall.knowledge):.2f} ms, {record.median(recall.statement):.2f} ms"
        )
    quiet = idle(asked.rounds, _SETTLES, asked.span)
    switched = switching(15 if not asked.short else 4)
    app = QApplication(["bench", "-platform", "offscreen"])
    published = publishing(2 if not asked.short else 1)
    found, whole = costs(asked.turns), mix(asked.seconds)
    del app
    run = report.Run(
        datetime.now(UTC),
        tuple(wall.measured() for wall in walls),
        recording,
        recall,
        report.noted(OTHERS),
        report.Tiles(tuple(found), whole),
        tuple(quiet),
        tuple(switched),
        tuple(published),
    )
    if asked.short:
        _say(report.page(run))
        return 0
    asked.page.write_text(report.page(run), encoding="utf-8", newline="\n")
    _say(f"written: {asked.page}")
    return 0


def _rounds(many: int, folder: Path, lengths: trial.Lengths) -> list[Wall]:
    port = _free_port()
    walls: list[Wall] = []
    for n in range(many):
        here = folder / f"round-{n}"
        here.mkdir()
        with trial.systems(port):
            ours = langbiang(port, here)
        round_of = [Wall(ours, remembers=True), Wall(baseline(port), remembers=False)]
        walls = walls or round_of
        for wall, this in zip(walls, round_of, strict=True):
            wall.contender = this.contender
            wall.measure(port, here / wall.contender.name.split()[0], lengths)
    return walls


def _arguments(said: list[str]) -> argparse.Namespace:
    told = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    told.add_argument("--rounds", type=int, default=2)
    told.add_argument("--warm", type=float, default=130.0, help="seconds; a trend fills in 120")
    told.add_argument("--span", type=float, default=60.0, help="seconds of CPU that are measured")
    told.add_argument("--delays", type=float, default=60.0, help="seconds of looking at pixels")
    told.add_argument("--versions", type=int, default=10_000_000)
    told.add_argument("--page", type=Path, default=PAGE)
    told.add_argument("--turns", type=int, default=25, help="of each tile type")
    told.add_argument("--seconds", type=int, default=60, help="of the mix")
    told.add_argument("--short", action="store_true")
    return told.parse_args([*(_SHORT if "--short" in said else ()), *said])


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
