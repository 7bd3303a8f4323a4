"""What a wall shows at an instant, and until when time alone changes nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.program.standing import Ruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from services.program.choices import Choices
    from services.program.rule import Rule
    from services.program.standing import Standing
    from services.wall_file.shape import WallFile

_MOST_EDGES = 500
"""Instants that are looked at for a change; where none of them brings one, it is looked again at the last."""
_MOST_CHANGES = 24
"""Of which one may bring another scene: the others change colours, pins or the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    scene: str
    """Of the wall; empty where the wall file has none."""
    screens: Mapping[str, str]
    """The scenes of screens that show another one."""
    theme: str
    rule: Rule
    rules: Mapping[str, Rule]
    """Of screens that have one of their own, be their scene the wall's."""
    until: datetime | None
    """The first instant at which any of it is otherwise if nobody chooses, or from which on nobody knows yet;
    None: not within a year.
    """
    next_scene: str | None
    """The wall's next scene that is another one, so that it may be painted beforehand."""
    next_at: datetime | None

    def scene_of(self, screen: str) -> str:
        return self.screens.get(screen, self.scene)

    def rule_of(self, screen: str) -> Rule:
        return self.rules.get(screen, self.rule)


def program(wall: WallFile, choices: Choices, at: datetime) -> Program:
    ruled = Ruled(wall, choices, at)
    now = ruled.at(at)
    changes = list(_to_another_scene(ruled, now, at))
    when, then = changes[-1] if changes else (None, now)
    other = then.scene != now.scene
    return Program(
        scene=now.scene,
        screens=now.screens,
        theme=now.theme,
        rule=now.rule,
        rules=now.rules,
        until=changes[0][0] if changes else None,
        next_scene=then.scene if other else None,
        next_at=when if other else None,
    )


def _to_another_scene(
    ruled: Ruled, now: Standing, at: datetime
) -> Iterator[tuple[datetime, Standing]]:
    """The changes after `at`, the last of them the first that brings the wall another scene."""
    standing = now
    for _ in range(_MOST_CHANGES):
        change = _change(ruled, standing, at)
        if change is None:
            return
        yield change
        (at, then), before = change, standing
        if then == before or then.scene != now.scene:
            return
        standing = then


def _change(ruled: Ruled, standing: Standing, at: datetime) -> tuple[datetime, Standing] | None:
    for _ in range(_MOST_EDGES):
        edge = ruled.edge(standing, at)
        if edge is None:
            return None
        then = ruled.at(edge)
        if then != standing:
            return edge, then
        at = edge
    return at, standing
