"""What the page is told: which pictures there are, where they lie in the wall, and what they say.

It comes as a script (`state.js`), since a page that was opened from a folder may load one and may not read a
file. Pictures keep their names; the page takes one for what it is told of only when its check sum agrees.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from services.clock import iso
from services.settings import Wording
from services.words.ages import STEPS
from ui.geometry import areas, bounds
from ui.publishing.sentences import sentences
from widgets.drawing import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from services.wall_file.publish import Publication
    from services.wall_file.shape import Screen, WallFile
    from services.words import Words
    from widgets.palette import Palette
    from widgets.tile import Json

VERSION = 1
"""Raised when an older page would misread it."""
OLD = 3
"""Times `every` after which what is shown is old."""
BEGINS, ENDS = "langbiang(", ");\n"

_DAYS = 60
"""Ages beyond are said as that."""
_UNSAID = frozenset({"axis", "title", "clock"})
"""What of a tile is not read out: marks along an axis, and the title, which comes first by itself."""
_LAST = frozenset({"age", "period", "mark", "badge"})
"""What stands in a tile's corner, first in its picture, and is read out after what it is about."""
_LONGEST = 1500
"""Characters that are read out for one tile."""
_COLOURS = {
    "ground": Ink.GROUND,
    "tile": Ink.TILE,
    "line": Ink.LINE,
    "outline": Ink.OUTLINE,
    "text": Ink.TEXT,
    "second": Ink.SECOND,
    "data": Ink.DATA,
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One publication at one instant, apart from its pictures."""

    wall: WallFile
    """What its audience may see of it."""
    scenes: tuple[str, ...]
    publication: Publication
    contents: Mapping[str, Json]
    """Of wall.json."""
    importance: Mapping[tuple[str, str, str], int]
    """Of each tile, by scene, screen and its id."""
    palette: Palette
    words: Words
    at: datetime
    """What the wall's clock read."""
    published: datetime
    """By the computer's own clock: a wall's may be told."""

    @property
    def title(self) -> str:
        titled = self.publication.title or self.wall.title
        return str(self.contents["wall"]) if titled is None else titled.full_in(self.words.lang)

    @property
    def short(self) -> str:
        titled = self.publication.title or self.wall.title
        return (titled and titled.short_in(self.words.lang)) or self.title

    @property
    def taken(self) -> str:
        """When, by the wall's clock; with the day where that isn't today's."""
        days = (self.words.date(at) for at in (self.at, self.published))
        return self.words.time(self.at) if len({*days}) == 1 else self.words.moment(self.at)


def script(state: Mapping[str, Json]) -> bytes:
    """In ASCII: no text of a source can end a line, a script or a comment."""
    return f"{BEGINS}{json.dumps(state, allow_nan=False)}{ENDS}".encode("ascii")


def state(issue: Issue, pictures: Mapping[str, bytes]) -> dict[str, Json]:
    """`pictures`: the PNGs by their file names."""
    screens = _objects(issue.contents["screens"])
    every = issue.publication.every
    return {
        "version": VERSION,
        "title": issue.title,
        "short": issue.short,
        "lang": issue.words.lang,
        "dark": issue.palette.name != "sang",
        "colours": {name: issue.palette.inks[ink] for name, ink in _COLOURS.items()},
        "at": issue.taken,
        "published": iso(issue.published),
        "every": every.total_seconds(),
        "old": (OLD * every).total_seconds(),
        "simulated": any(_simulated(one) for one in screens),
        "words": sentences(issue.words),
        "ages": _ages(issue.words),
        "scenes": [_scene(issue, name, screens, pictures) for name in issue.scenes],
    }


def _ages(words: Words) -> Json:
    """Seconds from which on an age is said so."""
    days = (timedelta(days=n) for n in range(1, _DAYS + 1))
    return [[int(step.total_seconds()), words.age(step)] for step in (*STEPS, *days)]


def _scene(
    issue: Issue,
    name: str,
    screens: Sequence[Mapping[str, Json]],
    pictures: Mapping[str, bytes],
) -> Json:
    shown = {str(one["name"]): one for one in screens if one["scene"] == name}
    places = areas([one for one in issue.wall.screens if one.name in shown])
    left, top, width, height = bounds(places) if places else (0, 0, 0, 0)
    order = sorted(shown, key=lambda screen: (places[screen][1], places[screen][0]))
    by_name = {one.name: one for one in issue.wall.screens}
    return {
        "name": name,
        "title": _scene_title(issue, name).full_in(issue.words.lang),
        "size": [width, height],
        "panels": [
            {
                "area": [places[one][0] - left, places[one][1] - top, *places[one][2:]],
                "title": _panel_title(issue, name, by_name[one]),
                **_panel(issue, shown[one], pictures),
            }
            for one in order
        ],
    }


def _scene_title(issue: Issue, name: str) -> Wording:
    return issue.wall.scenes[name].title or Wording(vi=name)


def _panel_title(issue: Issue, scene: str, screen: Screen) -> str:
    titled = issue.wall.scenes[scene].panels[screen.name].title or screen.title
    return (titled or _scene_title(issue, scene)).full_in(issue.words.lang)


def _panel(
    issue: Issue, screen: Mapping[str, Json], pictures: Mapping[str, bytes]
) -> dict[str, Json]:
    png = str(screen["png"])
    tiles = sorted(_objects(screen["tiles"]), key=_reading)
    texts = [*_objects(screen["texts"]), *(text for one in tiles for text in _texts(one))]
    caps = [cap for one in texts if isinstance(cap := one["cap_px"], int | float) and cap > 0]
    return {
        "png": png,
        "sum": zlib.crc32(pictures[png]),
        "cap": min(caps, default=0),
        "says": _joined(_said(one) for one in _objects(screen["texts"])),
        "tiles": [
            {
                "rect": one["rect"],
                "importance": issue.importance[
                    str(screen["scene"]), str(screen["name"]), str(one["id"])
                ],
                "says": _tile_says(one),
            }
            for one in tiles
        ],
    }


def _reading(tile: Mapping[str, Json]) -> tuple[float, float]:
    match tile["rect"]:
        case [int() | float() as x, int() | float() as y, *_]:
            return float(y), float(x)
        case _:
            return 0.0, 0.0


def _tile_says(tile: Mapping[str, Json]) -> str:
    said = [one for one in _texts(tile) if one["role"] not in _UNSAID]
    said.sort(key=lambda one: one["role"] in _LAST)
    return _joined((str(tile["title"]), *map(_said, said)))


def _joined(texts: Iterable[str]) -> str:
    said = "; ".join(text for text in texts if text.strip())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def _said(text: Mapping[str, Json]) -> str:
    return str(text["full"] or text["text"])


def _texts(tile: Mapping[str, Json]) -> list[dict[str, Json]]:
    return _objects(tile["texts"])


def _simulated(screen: Mapping[str, Json]) -> bool:
    return any(tile["simulated"] is True for tile in _objects(screen["tiles"]))


def _objects(found: Json) -> list[dict[str, Json]]:
    items = found if isinstance(found, list) else []
    return [one for one in items if isinstance(one, dict)]
