"""Which language the command line speaks, before any command is understood."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.words import Lang

_FIRST = 64 * 1024
"""Bytes of a wall file in which its `lang:` is looked for."""
_SAID = re.compile(r"^lang:\s*[\"']?(vi|en)\b", re.MULTILINE)
_WINDOWS_VIETNAMESE = 0x2A
_NO_LANGUAGE = ("", "c", "posix")


def asked_for(arguments: Sequence[str]) -> Lang | None:
    """What `--lang` says, wherever it stands; the last one holds."""
    found: Lang | None = None
    for here, after in pairwise([*arguments, ""]):
        said = after if here == "--lang" else here.removeprefix("--lang=")
        if here.startswith("--lang") and said in {"vi", "en"}:
            found = "vi" if said == "vi" else "en"
    return found


def of_wall_file(arguments: Sequence[str]) -> Lang | None:
    """That of the first argument that is a wall file; one that says none speaks Vietnamese."""
    for argument in arguments:
        if not argument.endswith((".yaml", ".yml")):
            continue
        try:
            with Path(argument).open("rb") as file:
                begin = file.read(_FIRST).decode("utf-8", errors="replace")
        except (OSError, ValueError):
            continue
        found = _SAID.search(begin)
        return "en" if found and found[1] == "en" else "vi"
    return None


def of_system(environment: Mapping[str, str]) -> Lang:
    """Vietnamese where the system has no language (`C`): it is the wall's own."""
    named = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)),
        "",
    )
    language = re.split(r"[_.@-]", named, maxsplit=1)[0].casefold()
    if language in _NO_LANGUAGE and sys.platform == "win32":
        ui_language = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "vi" if ui_language & 0x3FF == _WINDOWS_VIETNAMESE else "en"
    return "vi" if language in {*_NO_LANGUAGE, "vi"} else "en"


def spoken(arguments: Sequence[str]) -> Lang:
    return asked_for(arguments) or of_wall_file(arguments) or of_system(os.environ)
