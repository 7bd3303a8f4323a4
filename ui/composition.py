"""What one screen shows: a panel whose tiles are the wall file's, wherever they stand in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.wall_file.shape import Panel

if TYPE_CHECKING:
    from services.program import Rule
    from services.sensitivity import Sensitivity
    from services.settings import Tile, Wording
    from services.wall_file.shape import Screen


@dataclass(frozen=True, slots=True)
class Named:
    """A tile by the id and the type that `wall.json` knows it by."""

    id: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Equal compositions are equal pictures of one instant."""

    screen: Screen
    """As it is laid out: what is connected may be larger or turned."""
    scene: str
    """Whose audience decides what its heading tells."""
    panel: Panel
    names: tuple[Named, ...]
    """Of the panel's tiles, in their order."""
    grows: bool = False
    """Its letters may be larger than the seat wants: one tile has the whole screen."""
    covers: Sensitivity | None = None
    """Who looks on, where the scene isn't for them and the heading tells nothing of it; None: it is."""
    rule: Rule | None = None
    """By which it is shown now; None where nobody decides by the time, as in a snapshot."""

    def named(self, number: int) -> tuple[str, str]:
        """Id and type of the n-th tile."""
        one = self.names[number]
        return one.id, one.type


def alone(screen: Screen, scene: str, tile: Tile, named: Named) -> Composition:
    """One tile as large as the screen; its heading is the screen's."""
    large = tile.model_copy(update={"at": (1, 1), "span": (1, 1), "across": True})
    panel = Panel(grid=(1, 1), tiles=(large,), title=screen.title)
    return Composition(screen=screen, scene=scene, panel=panel, names=(named,), grows=True)


def bare(screen: Screen, scene: str) -> Composition:
    """A heading and nothing else."""
    panel = Panel(grid=(1, 1), tiles=(), title=screen.title)
    return Composition(screen=screen, scene=scene, panel=panel, names=())


def titled(composition: Composition, title: Wording) -> Composition:
    """The same under another heading."""
    return replace(composition, panel=composition.panel.model_copy(update={"title": title}))
