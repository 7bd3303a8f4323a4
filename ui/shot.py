"""A set of pictures: what decides what they show, and what they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.views import Knowledge
from ui.face import Stage, staged
from ui.fonts import measure
from ui.opening import speaker

if TYPE_CHECKING:
    from services.cache import Picture
    from services.moving import Seeing
    from services.sensitivity import Sensitivity
    from services.wall_file import Plugins
    from services.wall_file.shape import WallFile
    from ui.face import Face


@dataclass(frozen=True, slots=True)
class Shot:
    """All that decides what a set of pictures shows."""

    name: str
    wall: WallFile
    file_hash: str
    plugins: Plugins
    lang: str
    theme: str
    scenes: tuple[str, ...]
    audience: Sensitivity
    """For whom; `wall` has nothing that is for others."""
    moving: Seeing | None = None
    """What is kept of pages and cameras."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture's faces, looked up in one read of the cache."""

    knowledge: Knowledge
    faces: tuple[Face, ...]
    stage: Stage


def look(shot: Shot, picture: Picture) -> Taken:
    """All screens of all scenes."""
    knowledge = Knowledge(shot.wall, picture, shot.moving)
    stage = staged(shot.wall, shot.plugins, measure(), speaker(shot.wall, shot.lang))
    faces = [face for scene in shot.scenes for face in stage.faces(scene).values()]
    for face in faces:
        face.look_up(knowledge)
    # Sources are read once more for wall.json; what was read stays known to `knowledge`.
    knowledge.sources_of(None)
    return Taken(knowledge, tuple(faces), stage)
