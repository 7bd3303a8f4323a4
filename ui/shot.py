"""A set of pictures: what decides what they show, and what they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.views import Knowledge
from ui.face import Face, Stage, restaged, staged
from ui.fonts import measure
from ui.opening import speaker
from ui.ruled import ruled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.cache import Picture
    from services.moving import Seeing
    from services.sensitivity import Sensitivity
    from services.wall_file import Plugins
    from services.wall_file.shape import WallFile
    from ui.eyes import Admitted
    from ui.stood import Stood
    from widgets.tile import Json


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
    told: Told | None = None
    """None: of all scenes, which is nobody's choice."""


@dataclass(frozen=True, slots=True)
class Told:
    """What `wall.json` tells besides of pictures of what stood on the wall."""

    rules: Mapping[str, Json]
    """By screen, as `ui.ruled` says them."""
    dark: Mapping[str, tuple[int, ...]]
    """Panels that weren't there, by the screens that they belong to; from 1."""
    missing: tuple[str, ...]
    """Screens that weren't there."""
    unshown: tuple[str, ...]
    """Ids of tiles for which no screen had room, the most important first."""


def look_at(shot: Shot, stood: Stood, seen: Admitted, picture: Picture) -> Taken:
    """What stood on the screens that are `seen`."""
    knowledge = Knowledge(shot.wall, picture, shot.moving)
    stage = restaged(stood.stage, shot.wall)
    compositions = [stood.arrangement.compositions[screen] for screen in seen.screens]
    faces = [Face(composition, stage) for composition in compositions]
    for face in faces:
        face.look_up(knowledge)
    knowledge.sources_of(None)
    told = Told(
        rules={
            one.screen.name: ruled(one, stood.layers, picture.now, stage.words)
            for one in compositions
        },
        dark=stood.then.dark,
        missing=seen.missing,
        unshown=seen.unshown,
    )
    return Taken(knowledge, tuple(faces), stage, told)


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
