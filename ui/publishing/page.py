"""The page itself: one file with its own style and script, which asks for nothing but what lies beside it."""

from __future__ import annotations

import base64
import hashlib
import html
from functools import cache
from string import Template
from typing import TYPE_CHECKING, cast

from ui.opening import resources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from widgets.tile import Json

MARK = '<meta name="generator" content="Langbiang">'
"""By which a page is known to be ours."""


def page(state: Mapping[str, Json]) -> bytes:
    """As it opens; from then on the state alone changes what it shows. Without scripts it shows every
    picture and is loaded anew every `every`.
    """
    style, script = _part("page.css"), _part("page.js")
    words = cast("Mapping[str, str]", state["words"])
    colours = cast("Mapping[str, str]", state["colours"])
    own = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    first = f":root{{{own}color-scheme:{'dark' if state['dark'] else 'light'}}}\n"
    said = {
        "lang": state["lang"],
        "title": state["title"],
        "refresh": max(int(cast("float", state["every"])), 1),
        "waiting": words["waiting"],
        "invented": words["invented"] if state["simulated"] else "",
        "taken": words["taken"].replace("{moment}", str(state["at"])),
    }
    return (
        Template(_part("page.html"))
        .substitute(
            {name: html.escape(str(value)) for name, value in said.items()},
            mark=MARK,
            policy=_policy((first + style,), (script,)),
            style=first + style,
            script=script,
            pictures=_pictures(state),
        )
        .encode()
    )


def _pictures(state: Mapping[str, Json]) -> str:
    """For readers without scripts."""
    scenes = cast("list[dict[str, Json]]", state["scenes"])
    return "\n".join(
        f'<img src="{html.escape(str(panel["png"]))}" alt="{html.escape(_says(panel))}">'
        for scene in scenes
        for panel in cast("list[dict[str, Json]]", scene["panels"])
    )


def _says(panel: Mapping[str, Json]) -> str:
    tiles = cast("list[dict[str, Json]]", panel["tiles"])
    return ". ".join((str(panel["title"]), *(str(tile["says"]) for tile in tiles)))


def _policy(styles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    """Nothing from elsewhere, and of what stands in the page nothing but what we put there."""
    return "; ".join(
        (
            "default-src 'none'",
            "img-src 'self' blob: data:",
            "connect-src 'self'",
            f"script-src 'self' {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hashes(texts: tuple[str, ...]) -> str:
    sums = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{one}'" for one in sums)


@cache
def _part(name: str) -> str:
    path: Path = resources() / "page" / name
    return path.read_text(encoding="utf-8")
