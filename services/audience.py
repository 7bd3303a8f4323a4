"""Who may see what of a wall.

Every way out of the wall (pictures, and whatever publishes, mails or exports) asks here what may
leave, for an audience that it names. The control room's own windows are no way out.

Sensitivity is declared on sources, indicators and tiles, the strictest counts; `check` refuses a
scene that shows more than its audience may see. Here it is judged once more, since a wall file of
the past may be held against stricter words of today.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.sensitivity import Sensitivity
from services.wall_file.derived import figures_behind, sources_behind
from services.wall_file.shown import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.settings import Source, Tile
    from services.wall_file.indicator import Indicator
    from services.wall_file.shape import Scene, WallFile


@dataclass(frozen=True, slots=True)
class Visible:
    """What of a wall an audience may see."""

    wall: WallFile
    """The wall as if there were nothing else: without the other scenes, indicators and sources."""
    hidden: Mapping[str, Sensitivity]
    """The scenes that are left out, and whom they are for."""


def visible(
    wall: WallFile, kinds: frozenset[str], audience: Sensitivity = Sensitivity.PUBLIC
) -> Visible:
    """Whoever doesn't say for whom hands it to the public: every way out defaults to that, save
    `snapshot`, which is made in the control room. `kinds`: the tile types.
    """
    needed = {name: _needed(scene, wall, kinds) for name, scene in wall.scenes.items()}
    hidden = {name: needs for name, needs in needed.items() if needs > audience}
    if audience is Sensitivity.RESTRICTED:
        return Visible(wall, hidden)
    sources = {id: wall.sources[id] for id in sources_for(wall, audience)}
    shown = {
        "scenes": {name: one for name, one in wall.scenes.items() if name not in hidden},
        "sources": sources,
        "indicators": {
            id: one for id, one in wall.indicators.items() if _may_see(id, wall, sources, audience)
        },
        "maintenance": tuple(one for one in wall.maintenance if one.source in sources),
    }
    return Visible(wall.model_copy(update=shown), hidden)


def _may_see(id: str, wall: WallFile, sources: Mapping[str, Source], audience: Sensitivity) -> bool:
    """Of what is reckoned nothing is told to whom a part of it isn't for."""
    behind = figures_behind(wall.indicators, [id])
    strictest = max(wall.indicators[name].sensitivity for name in behind)
    return strictest <= audience and sources_behind(wall.indicators, [id]) <= sources.keys()


def sources_for(wall: WallFile, audience: Sensitivity) -> tuple[str, ...]:
    """The sources of which this audience may know that there are such, in the wall file's order."""
    return tuple(id for id, one in wall.sources.items() if one.sensitivity <= audience)


def at_least_as_strict(wall: WallFile, today: WallFile) -> WallFile:
    """A wall file of the past, as strict as its own words and as those of today's file for what that
    still has by the same name: a picture of the past is no way round what was closed since, and what
    was opened since opens no past. Tiles have no name that lasts; for them their own file speaks.
    """
    return wall.model_copy(
        update={
            "sources": _stricter(wall.sources, today.sources),
            "indicators": _stricter(wall.indicators, today.indicators),
            "scenes": {
                name: one.model_copy(update={"audience": max(one.audience, now.audience)})
                if (now := today.scenes.get(name))
                else one
                for name, one in wall.scenes.items()
            },
        }
    )


def _stricter[S: (Source, Indicator)](
    then: Mapping[str, S], today: Mapping[str, S]
) -> dict[str, S]:
    return {
        id: one.model_copy(update={"sensitivity": max(one.sensitivity, now.sensitivity)})
        if (now := today.get(id))
        else one
        for id, one in then.items()
    }


def _needed(scene: Scene, wall: WallFile, kinds: frozenset[str]) -> Sensitivity:
    """The laxest audience that may see the scene."""
    every = (tile for panel in scene.panels.values() for tile in panel.tiles)
    return needed(scene.audience, every, wall, kinds)


def needed(
    audience: Sensitivity, tiles: Iterable[Tile], wall: WallFile, kinds: frozenset[str]
) -> Sensitivity:
    """The laxest audience that may see these tiles, wherever they stand in a scene for `audience`."""
    shown = (one.sensitivity for tile in tiles for one in stated(tile, wall, kinds))
    return max((audience, *shown))
