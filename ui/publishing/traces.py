"""What an issue leaves of itself in its folder, so that the next one knows what is ours there: the pictures
that it laid down, those that were still to go, and whether the folder is of our making. It stands behind what
the page is told, as a remark.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.leftovers import STATE, is_picture, named
from ui.publishing.state import BEGINS, ENDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_READ = 64 * 1024 * 1024
"""Bytes of a file that is looked at."""
_REMARK = "// "


@dataclass(frozen=True, slots=True)
class Traces:
    pictures: frozenset[str] = frozenset()
    made: bool = False
    """The folder, by us; it is no copy of such a one."""


def traces(folder: Path) -> Traces:
    """None where nothing of ours can be read."""
    told, remark = _told(folder)
    leaving = remark.get("leaving", [])
    names = (*told, *(leaving if isinstance(leaving, list) else []))
    pictures = frozenset(name for name in names if isinstance(name, str) and is_picture(name))
    return Traces(named(folder) | pictures, _is(folder, remark.get("made")))


def remark(folder: Path, *, leaving: Iterable[str], made: bool) -> bytes:
    """To stand behind what the page is told. `OSError`."""
    said: dict[str, object] = {}
    if made:
        said["made"] = folder.stat().st_ino
    if names := sorted(leaving):
        said["leaving"] = names
    return f"{_REMARK}{json.dumps(said)}\n".encode("ascii") if said else b""


def _told(folder: Path) -> tuple[list[object], dict[str, object]]:
    """What the page is told of pictures, and the remark behind it."""
    path = folder / STATE
    try:
        if not path.is_file() or path.stat().st_size > _READ:
            return [], {}
        first, _, last = path.read_text("ascii").partition("\n")
        state = json.loads(first.removeprefix(BEGINS).removesuffix(ENDS.strip()))
        said = json.loads(last.removeprefix(_REMARK)) if last else {}
        names = [panel["png"] for scene in state["scenes"] for panel in scene["panels"]]
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return [], {}
    return names, said if isinstance(said, dict) else {"leaving": said}


def _is(folder: Path, number: object) -> bool:
    try:
        return number == folder.stat().st_ino
    except OSError:
        return False
