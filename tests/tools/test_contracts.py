"""The import contracts bite: in a copy of the program, each misplaced import is refused for what it is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.set_up import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("contracts")

MISPLACED = {
    "a module of services that stands on no floor": ("services/odd.py", "X = 1", ""),
    "services import a window": ("services/views/knowledge.py", "import ui", "-> ui "),
    "the cache asks the network": (
        "services/cache/odd.py",
        "import services.http",
        "-> services.http ",
    ),
    "a connector knows another": (
        "services/connectors/odd.py",
        "import services.connectors.alertmanager",
        "-> services.connectors.alertmanager ",
    ),
    "a connector goes out by itself": (
        "services/connectors/odd.py",
        "import requests",
        "-> requests ",
    ),
    "a connector opens a socket": ("services/connectors/odd.py", "import socket", "-> socket "),
    "a connector asks by another library of the standard ones": (
        "services/connectors/odd.py",
        "import urllib.request",
        "says urllib.request ",
    ),
    "… by one of its names": (
        "services/connectors/odd.py",
        "from urllib import request as ask",
        "says urllib.request ",
    ),
    "… by the one beneath": (
        "services/connectors/odd.py",
        "from http.client import HTTPSConnection",
        "says http.client.HTTPSConnection ",
    ),
    "… by one that it says only where it is used": (
        "services/connectors/odd.py",
        "import http as h\nimport http.cookies\nasked = h.client.HTTPConnection",
        "says http.client.HTTPConnection ",
    ),
    "a connector joins an address of others by itself": (
        "services/connectors/odd.py",
        "from urllib.parse import urljoin",
        "says urllib.parse.urljoin ",
    ),
    "a connector opens a line of asyncio's": (
        "services/connectors/odd.py",
        "import asyncio as a\n\n\ndef go():\n    return a.open_connection('x', 1)",
        "says asyncio.open_connection ",
    ),
    "… under another name": (
        "services/connectors/odd.py",
        "from asyncio import open_connection as go",
        "says asyncio.open_connection ",
    ),
    "… of a loop's": (
        "services/asking/odd.py",
        "async def go(loop):\n    await loop.create_connection(None, 'x', 1)",
        "says .create_connection ",
    ),
    "a connector speaks TLS": ("services/connectors/odd.py", "import ssl", "-> ssl "),
    "a connector sends mail": ("services/connectors/odd.py", "import smtplib", "-> smtplib "),
    "a tile type opens a socket": (
        "widgets/tiles/odd.py",
        "from socket import create_connection",
        "-> socket ",
    ),
    "another module of the cache knows the database": (
        "services/cache/odd.py",
        "import sqlite3",
        "-> sqlite3 ",
    ),
    "… by its other library": (
        "services/cache/odd.py",
        "from sqlite_utils import Database",
        "-> sqlite_utils ",
    ),
    "a tile type paints": (
        "widgets/tiles/odd.py",
        "import widgets.painting",
        "-> widgets.painting ",
    ),
    "… through another module": (
        "widgets/bar.py",
        "def paint() -> None:\n    from widgets.painting import Painting",
        "-> widgets.painting ",
    ),
    "Qt in what tiles share": ("widgets/frame.py", "from PySide6 import QtGui", "-> PySide6 "),
    "Qt in a widget's module that no tile uses": (
        "widgets/odd.py",
        "from PySide6 import QtGui",
        "-> PySide6 ",
    ),
    "SQL outside the cache": ("services/odd.py", "import sqlite3", "-> sqlite3 "),
    "Qt below the widgets": (
        "services/words/odd.py",
        "from PySide6 import QtCore",
        "-> PySide6 ",
    ),
    "Qt in a tile type": ("widgets/tiles/odd.py", "from PySide6 import QtGui", "-> PySide6 "),
    "a tile type knows another": (
        "widgets/tiles/odd.py",
        "import widgets.tiles.number",
        "-> widgets.tiles.number ",
    ),
    "somebody imports the entry": ("ui/odd.py", "import main", "-> main "),
    "a module beside the cache asks the database": (
        "services/odd.py",
        "import services.database",
        "-> services.database ",
    ),
    "SQL in a window": ("ui/odd.py", "import pysqlite3", "-> pysqlite3 "),
}
"""Where what is written, and what is said of that module. Each odd one gets a name of its own."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the contracts look at."""
    copy = tmp_path_factory.mktemp("program")
    for package in ("ui", "widgets", "services", "tools"):
        shutil.copytree(
            ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    (copy / "resources").mkdir()
    (copy / "resources/__init__.py").touch()
    shutil.copy(ROOT / ".importlinter", copy)
    return copy


def looked_at(program: Path) -> tuple[int, str]:
    """How many contracts are broken, and what was said."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo"],
        cwd=program,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    count = re.search(r"(\d+) kept, (\d+) broken", done.stdout)
    return (int(count[2]) if count else -1), done.stdout + done.stderr


def test_the_program_keeps_every_contract(program: Path) -> None:
    count, said = looked_at(program)
    assert count == 0, said


@pytest.fixture(scope="module")
def refused(program: Path) -> Iterator[list[str]]:
    """What is said of a program in which everything is misplaced at once, line by line."""
    before: dict[Path, str] = {}
    for case, (_, text, _) in MISPLACED.items():
        file = program / file_of(case)
        if file.exists():
            before[file] = file.read_text("utf-8")
        file.write_text(f"{before.get(file, '')}\n{text}\n", encoding="utf-8")
    yield [f"{line.removeprefix('-').strip()} " for line in looked_at(program)[1].splitlines()]
    for case in MISPLACED:
        (program / file_of(case)).unlink()
    for file, text in before.items():
        file.write_text(text, encoding="utf-8")


def file_of(case: str) -> str:
    return MISPLACED[case][0].replace("odd", f"odd_{list(MISPLACED).index(case)}")


@pytest.mark.parametrize("case", MISPLACED)
def test_a_misplaced_import_is_refused(refused: list[str], case: str) -> None:
    module = file_of(case).removesuffix(".py").replace("/", ".")
    words = f"{module} {MISPLACED[case][2]}"
    assert any(line.startswith(words) for line in refused), refused
