"""The import contracts bite: in a copy of the program, each misplaced import is refused."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.set_up import ROOT

MISPLACED = {
    "a module of services that stands on no floor": ("services/odd.py", "X = 1"),
    "services import a window": ("services/views/knowledge.py", "import ui"),
    "the cache asks the network": ("services/cache/odd.py", "import services.http"),
    "a connector knows another": (
        "services/connectors/odd.py",
        "import services.connectors.alertmanager",
    ),
    "a connector goes out by itself": ("services/connectors/odd.py", "import requests"),
    "a connector opens a socket": ("services/connectors/odd.py", "import socket"),
    "a connector asks by another library of the standard ones": (
        "services/connectors/odd.py",
        "import urllib.request",
    ),
    "… by one of its names": (
        "services/connectors/odd.py",
        "from urllib import request as ask",
    ),
    "… by the one beneath": (
        "services/connectors/odd.py",
        "from http.client import HTTPSConnection",
    ),
    "… by one that it says only where it is used": (
        "services/connectors/odd.py",
        "import http as h\nimport http.cookies\nasked = h.client.HTTPConnection",
    ),
    "a connector opens a line of asyncio's": (
        "services/connectors/odd.py",
        "import asyncio as a\n\n\ndef go():\n    return a.open_connection('x', 1)",
    ),
    "… under another name": (
        "services/connectors/odd.py",
        "from asyncio import open_connection as go",
    ),
    "… of a loop's": (
        "services/asking/odd.py",
        "async def go(loop):\n    await loop.create_connection(None, 'x', 1)",
    ),
    "a connector speaks TLS": ("services/connectors/odd.py", "import ssl"),
    "a connector sends mail": ("services/connectors/odd.py", "import smtplib"),
    "a tile type opens a socket": ("widgets/tiles/odd.py", "from socket import create_connection"),
    "another module of the cache knows the database": ("services/cache/odd.py", "import sqlite3"),
    "… by its other library": ("services/cache/odd.py", "from sqlite_utils import Database"),
    "a tile type paints": ("widgets/tiles/odd.py", "import widgets.painting"),
    "… through another module": (
        "widgets/bar.py",
        "def paint() -> None:\n    from widgets.painting import Painting",
    ),
    "Qt in what tiles share": ("widgets/frame.py", "from PySide6 import QtGui"),
    "Qt in a widget's module that no tile uses": ("widgets/odd.py", "from PySide6 import QtGui"),
    "SQL outside the cache": ("services/odd.py", "import sqlite3"),
    "Qt below the widgets": ("services/words/odd.py", "from PySide6 import QtCore"),
    "Qt in a tile type": ("widgets/tiles/odd.py", "from PySide6 import QtGui"),
    "a tile type knows another": ("widgets/tiles/odd.py", "import widgets.tiles.number"),
    "somebody imports the entry": ("ui/odd.py", "import main"),
    "a module beside the cache asks the database": ("services/odd.py", "import services.database"),
    "SQL in a window": ("ui/odd.py", "import pysqlite3"),
}


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


def broken(program: Path) -> tuple[int, str]:
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
    count, said = broken(program)
    assert count == 0, said


@pytest.mark.parametrize("case", MISPLACED)
def test_a_misplaced_import_is_refused(program: Path, case: str) -> None:
    name, line = MISPLACED[case]
    file = program / name
    before = file.read_text("utf-8") if file.exists() else None
    file.write_text((before or "") + f"\n{line}\n", encoding="utf-8")
    try:
        count, said = broken(program)
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before, encoding="utf-8")
    assert count >= 1, said
