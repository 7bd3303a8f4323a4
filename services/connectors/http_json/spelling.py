"""JMESPath for places in a payload, written so that it finds exactly them, or nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from services.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.survey.columns import Path

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def path(steps: Path) -> str:
    """`a."b-c"[0]`; `@` for no step."""
    written = ""
    for step in steps:
        if isinstance(step, int):
            written += f"[{step}]"
        else:
            written += f"{'.' if written else ''}{key(step)}"
    return written or "@"


def rows(steps: Path, part: str = "*") -> str:
    """Each item of the list there; `part` `-1:` only the last. What is no list has none."""
    return f"{'' if not steps else path(steps)}[{part}]"


def key(name: str) -> str:
    if _BARE.fullmatch(name):
        return name
    return json.dumps(name, ensure_ascii=not name.isprintable())


def said(text: str) -> str:
    """A text of ours, such as the name of a figure."""
    return f"'{title(text)}'"


def title(text: str) -> str:
    """Without what a literal would have to escape."""
    return plain(text, 100).translate({ord("'"): "’", ord("\\"): "/"}) or "?"


def each(fields: Mapping[str, str]) -> str:
    """As in `{i: 'a.b', v: a.b}`."""
    return "{" + ", ".join(f"{name}: {expression}" for name, expression in fields.items()) + "}"


def count(steps: Path) -> str:
    """How many items are in the list there; 0 of what is no list."""
    return f"[{rows(steps)}][] | length(@)"


def together(parts: list[str]) -> str:
    """One list of all, a line each; what is missing adds nothing."""
    return "[\n  " + ",\n  ".join(parts) + "\n][]"
