"""The presets that come with the program. A wall keeps the text of those that it uses, so that a
replay shows what was in force under whatever version of the program.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_PREFIX = "langbiang:presets/"
"""No file of a wall can be called so: an include has no colon."""


def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def called(name: str) -> str:
    """The name of its text among those of a wall file."""
    return f"{_PREFIX}{name}.yaml"


def path(text_name: str) -> Path | None:
    """Where the text lies, None for one that is no preset of the program's."""
    if not text_name.startswith(_PREFIX):
        return None
    return _folder() / text_name.removeprefix(_PREFIX)


def _folder() -> Path:
    return Path(str(files("resources"))) / "presets"
