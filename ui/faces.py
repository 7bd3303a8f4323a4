"""The faces of a wall: those that are shown, and those that time will bring, looked up ahead of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.face import Face

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.views import Knowledge
    from ui.composition import Composition
    from ui.face import Stage


def looked_up(
    stage: Stage,
    composed: Mapping[str, Composition],
    knowledge: Knowledge,
    known: Iterable[Face] = (),
) -> dict[str, Face]:
    """By screen. Those of `known` that show the very same are not looked up anew, the last of them first."""
    kept = {
        face.screen.name: face
        for face in known
        if face.stage is stage and composed.get(face.screen.name) == face.composition
    }
    faces = {name: kept.get(name) or Face(one, stage) for name, one in composed.items()}
    for name, face in faces.items():
        if name not in kept:
            face.look_up(knowledge)
    return faces
