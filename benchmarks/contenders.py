"""The walls that are measured: how each is opened, and where its figures stand."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks import plain_qt, work
from benchmarks.screen import Box

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Contender:
    name: str
    command: tuple[str, ...]
    boxes: tuple[Box, ...]
    """Of the figures, in the order of the sources."""


def baseline(port: int) -> Contender:
    rects = [plain_qt.value_box(n) for n in range(work.SOURCES)]
    boxes = tuple(Box(r.x(), r.y(), r.width(), r.height()) for r in rects)
    command = (sys.executable, "-m", "benchmarks.plain_qt", str(port))
    return Contender("Qt trần · plain Qt", command, boxes)


def langbiang(port: int, folder: Path) -> Contender:
    """Its boxes are those that its own `wall.json` names after a look at the sources. Its cache lies in
    `folder/cache` and has nothing of the wall yet.
    """
    wall = folder / "bench.yaml"
    wall.write_text(json.dumps(_wall(port), ensure_ascii=False), encoding="utf-8")
    program = (sys.executable, str(ROOT / "main.py"))
    out, aside = folder / "out", folder / "aside"
    subprocess.run(
        [*program, "snapshot", str(wall), "--out", str(out), "--cache", str(aside)],
        check=True,
        capture_output=True,
    )
    tiles = json.loads((out / "wall.json").read_text("utf-8"))["screens"][0]["tiles"]
    boxes = tuple(_value_box(tile) for tile in tiles)
    command = (*program, "run", str(wall), "--cache", str(folder / "cache"))
    return Contender("Langbiang", command, boxes)


def _value_box(tile: dict[str, list[dict[str, object]]]) -> Box:
    rect = next(text["rect"] for text in tile["texts"] if text["role"] == "value")
    assert isinstance(rect, list)
    x, y, width, height = (round(side) for side in rect)
    return Box(x, y, width, height)


def _source(url: str, name: str) -> dict[str, object]:
    of = {"each": "@", "indicator": f"'{name}'", "value": "value"}
    return {
        "connector": "http_json",
        "url": url,
        "every": "1 s",
        "deadline": "1 s",
        "connect": "1 s",
        "answered_at": "time",
        "observations": of,
        "samples": {**of, "at": "time"},
    }


def _wall(port: int) -> dict[str, object]:
    """YAML 1.2 takes JSON as it is."""
    names = [f"chi-so-{n:02d}" for n in range(work.SOURCES)]
    return {
        "wall": 1,
        "name": "bench",
        "sources": {
            name: _source(f"http://127.0.0.1:{port}/s/{n}", name) for n, name in enumerate(names)
        },
        "indicators": {
            name: {"name": work.title(n), "unit": work.unit(n), "source": name, "decimals": 2}
            for n, name in enumerate(names)
        },
        "screens": [
            {
                "name": "man-hinh",
                "size": [work.WIDTH, work.HEIGHT],
                "pitch": "0.31 mm",
                "seat": "80 cm",
            }
        ],
        "scenes": {
            "tat-ca": {
                "man-hinh": {
                    "grid": [work.COLUMNS, work.ROWS],
                    "tiles": [{"number": name, "trend": "2 min"} for name in names],
                }
            }
        },
    }
