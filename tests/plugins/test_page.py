"""docs/plugins.md says what plug-ins may rely on: that it is there, and that the example needs no more."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.plugins.packages import LINES

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (both|connector|tile) \| `([\w.]+)` \| (.+) \|$", re.MULTILINE)
ALLOWED = [(who, module, re.findall(r"`(\w+)`", names)) for who, module, names in ROW.findall(PAGE)]
PROGRAM = ("main", "resources", "services", "tests", "tools", "ui", "widgets")
NEVER = ("PySide6", "qasync", "requests", "shiboken6", "socket", "urllib3")


def names_for(kind: str) -> set[tuple[str, str]]:
    return {
        (module, name) for who, module, names in ALLOWED if who in {"both", kind} for name in names
    }


def imported(file: Path) -> set[tuple[str, str]]:
    """Modules and the names taken from them; a module that is imported whole has the name ""."""
    found: set[tuple[str, str]] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                found |= {(one.name, "") for one in names}
            case ast.ImportFrom(module=str() as module, names=names):
                found |= {(module, one.name) for one in names}
            case _:
                pass
    return found


@pytest.mark.parametrize(("who", "module", "names"), ALLOWED, ids=lambda part: str(part)[:40])
def test_every_promised_name_is_there(who: str, module: str, names: list[str]) -> None:
    there = vars(importlib.import_module(module))
    assert [name for name in names if name not in there] == []


@pytest.mark.parametrize(("kind", "name"), [("connector", "lines.py"), ("tile", "light.py")])
def test_the_example_imports_what_is_promised_and_nothing_more_of_the_program(
    kind: str, name: str
) -> None:
    taken = imported(LINES / "langbiang_lines" / name)
    of_program = {one for one in taken if one[0].split(".")[0] in PROGRAM}
    assert of_program
    assert of_program - names_for(kind) == set()
    assert {module for module, _ in taken if module.split(".")[0] in NEVER} == set()


@pytest.mark.parametrize(
    "name", ["pyproject.toml", "langbiang_lines/lines.py", "langbiang_lines/light.py"]
)
def test_the_page_shows_the_example_as_it_is(name: str) -> None:
    told = re.search(rf"^`{re.escape(name)}`\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert told is not None
    assert told[1] == (LINES / name).read_text(encoding="utf-8")
