"""Modules without a row in ARCHITECTURE.md, and names there that lead nowhere: `python -m tools.rows`.

A row names a file by its path, or by its name alone after a path of the same folder; `folder/` names all in
it, unless files of it follow at once.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HOME = Path(__file__).parent.parent
ROOTS = ("services", "widgets", "ui")
_QUOTED = re.compile(r"`([^`]+)`")
_ONE_BY_ONE = re.compile(r"`(?:: | \()`[^`/]+\.py`")
"""After a folder: only these of it are meant."""


def named(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Files, and folders that are named as a whole, by their paths from the project's folder."""
    files, folders = set[str](), set[str]()
    for row in (line for line in text.splitlines() if line.startswith("|")):
        beside = ""
        for found in _QUOTED.finditer(row):
            said = found[1]
            if said.endswith("/"):
                beside = said
                if not _ONE_BY_ONE.match(row, found.end() - 1):
                    folders.add(said)
            elif said.endswith(".py"):
                beside = said[: said.rindex("/") + 1] if "/" in said else beside
                files.add(said if "/" in said else beside + said)
    return frozenset(files), frozenset(folders)


def unnamed(text: str) -> list[str]:
    """Modules that a newcomer doesn't find."""
    files, folders = named(text)
    return [
        path
        for root in ROOTS
        for file in sorted((HOME / root).rglob("*.py"))
        if (path := file.relative_to(HOME).as_posix()) not in files
        and file.name != "__init__.py"
        and not path.startswith(tuple(folders))
    ]


def gone(text: str) -> list[str]:
    """Names that lead nowhere."""
    files, _ = named(text)
    return sorted(path for path in files if not (HOME / path).is_file())


def main() -> int:
    text = (HOME / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for path in unnamed(text):
        print(f"no row: {path}")
    for path in gone(text):
        print(f"gone: {path}")
    return int(bool(unnamed(text) or gone(text)))


if __name__ == "__main__":
    sys.exit(main())
