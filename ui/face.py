"""What one screen shows in one scene: looked up and laid out tile by tile, and only where it changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, cast

from services.cache import CacheTrouble
from services.freshness import State
from services.program.orientation import is_turned, turned
from services.wall_file.derived import sources_behind
from services.wall_file.fitting import TILES
from services.wall_file.placement import tile_ids, tile_type
from services.wall_file.stand_ins import StandInType
from ui.broken import broken, broken_heading
from ui.composition import Composition, Named
from ui.defects import Defects
from ui.glow import glowing
from ui.growing import grown
from ui.head import Head
from ui.spans import sheet_of
from widgets.guest import Guest, GuestFailed, GuestLacked, StandIn
from widgets.panel import (
    PanelPicture,
    Place,
    TilePicture,
    draw,
    places,
)
from widgets.tile import View

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from services.phrase import Phrase
    from services.settings import Tile
    from services.views import Knowledge
    from services.wall_file import Plugins
    from services.wall_file.shape import Screen, WallFile
    from services.words import Words
    from widgets.drawing import Item, Rect
    from widgets.sheet import Measure, Sheet
    from widgets.tile import TileType

HEADING = ""
"""Stands for the heading where a tile's id could stand; no id is empty."""

type Types = Mapping[str, TileType[Tile, View]]


def showing(plugins: Plugins) -> Types:
    """A wall file only wants a name and settings of a tile type; one that is drawn has all of it. Those
    of other packages are kept within their tiles.
    """
    types = cast("Types", plugins.tiles)
    guests = {name: package for (group, name), package in plugins.guests.items() if group == TILES}
    lacked = {name: kind for name, kind in plugins.tiles.items() if isinstance(kind, StandInType)}
    return {
        name: StandIn(lacked[name])
        if name in lacked
        else Guest(kind, guests[name])
        if name in guests
        else kind
        for name, kind in types.items()
    }


@dataclass(frozen=True, slots=True)
class Stage:
    """All that faces of one wall have in common."""

    wall: WallFile
    types: Types
    measure: Measure
    words: Words
    ids: Mapping[tuple[str, str, int], str]
    """Of each tile by scene, screen and number."""
    defects: Defects = field(default_factory=Defects, compare=False)

    def named(self, scene: str, screen: str, number: int) -> tuple[str, str]:
        """Id and type of the n-th tile of a panel."""
        tile = self.wall.scenes[scene].panels[screen].tiles[number]
        return self.ids[scene, screen, number], tile_type(tile, frozenset(self.types))

    def sheet(self, screen: Screen) -> Sheet:
        return sheet_of(screen, self.measure, self.words)

    def composition(self, scene: str, screen: Screen) -> Composition | None:
        """What the wall file says that a screen shows in a scene; None: nothing. On one that is turned the
        tiles stand otherwise.
        """
        panel = self.wall.scenes[scene].panels.get(screen.name)
        if panel is None:
            return None
        declared = next((one for one in self.wall.screens if one.name == screen.name), screen)
        if is_turned(declared.size, screen.size):
            panel = turned(panel, declared.size)
        names = tuple(
            Named(*self.named(scene, screen.name, number)) for number in range(len(panel.tiles))
        )
        return Composition(screen=screen, scene=scene, panel=panel, names=names)

    def faces(self, scene: str) -> dict[str, Face]:
        """By screen, in the wall file's order; a screen that the scene leaves out has none."""
        composed = (self.composition(scene, screen) for screen in self.wall.screens)
        return {one.screen.name: Face(one, self) for one in composed if one is not None}


def staged(
    wall: WallFile,
    plugins: Plugins,
    measure: Measure,
    words: Words,
    defects: Defects | None = None,
) -> Stage:
    """All of a wall's own tiles, drawn by the plug-ins. `defects`: that were told before."""
    return Stage(
        wall=wall,
        types=showing(plugins),
        measure=measure,
        words=words,
        ids=tile_ids(wall, frozenset(plugins.tiles)),
        defects=defects or Defects(),
    )


def restaged(stage: Stage, wall: WallFile) -> Stage:
    """Another wall by the same tile types and letters."""
    return replace(stage, wall=wall, ids=tile_ids(wall, frozenset(stage.types)))


class Face:
    """The picture of one screen; `picture` is whole after the first `look_up`."""

    def __init__(self, composition: Composition, stage: Stage) -> None:
        self.composition, self.stage = composition, stage
        self.screen, self.scene = composition.screen, composition.scene
        self.sheet = stage.sheet(self.screen)
        self._head = Head(composition, stage, self.sheet)
        self._places = places(composition.panel, self.sheet, composition.named)
        self.tiles: dict[str, TilePicture] = {}
        self.failed: dict[str, Phrase] = {}
        """What the tile types of other packages can't show now, by the tile's id."""
        self._named = {place.id: self._names(place) for place in self._places}
        self._shows = dict(self._named)
        """The sources on which each tile depends; one that names none shows them all."""

    @property
    def heading(self) -> tuple[Item, ...]:
        return self._head.items

    @property
    def strip(self) -> Rect:
        """The pixels that belong to the heading, down to the first tiles."""
        return self._head.strip

    @property
    def touched(self) -> Rect:
        """What of the heading changed last: once a second that is the clock alone."""
        return self._head.touched

    @property
    def picture(self) -> PanelPicture:
        return PanelPicture(tuple(self.tiles[p.id] for p in self._places), self.heading)

    def look_up(self, knowledge: Knowledge) -> None:
        """Everything, at the knowledge's instant."""
        self.renew(knowledge, self.ids)
        self.renew_heading(knowledge, again=True)

    @property
    def ids(self) -> tuple[str, ...]:
        """Of its tiles, in their order."""
        return tuple(place.id for place in self._places)

    def renew(self, knowledge: Knowledge, chosen: Collection[str]) -> list[str]:
        """Looks the chosen tiles up again; the ids of those that look different now."""
        # Whole or not at all: what fails on its way has changed nothing.
        made = {p.id: self._tile(p, knowledge) for p in self._places if p.id in chosen}
        before = {id: self.tiles[id] for id in made if id in self.tiles}
        self.tiles |= made
        for id, tile in made.items():
            self._shows[id] = self._named[id].union(tile.view.standing.sources)
        return [id for id, tile in made.items() if not _as_before(before.get(id), tile)]

    def showing(self, sources: frozenset[str]) -> set[str]:
        """The tiles that depend on any of `sources`."""
        return {
            id for id, named in self._shows.items() if not named or not named.isdisjoint(sources)
        }

    def due(self, at: datetime) -> set[str]:
        """The tiles of which time alone has changed what they say."""
        return {
            id
            for id, tile in self.tiles.items()
            for end in (tile.view.standing.until, tile.glows)
            if end is not None and end <= at
        }

    def renew_heading(self, knowledge: Knowledge, *, again: bool) -> bool:
        """The heading at the knowledge's instant; False when it looks as before. `again`: the sources
        may stand otherwise than at the last time.
        """
        simulated = any(tile.view.standing.simulated for tile in self.tiles.values())
        try:
            items = self._head.looked_up(knowledge, again=again, simulated=simulated)
        except CacheTrouble:
            raise
        except Exception as error:  # noqa: BLE001 - the heading's border, as a tile's
            self._head.forget()
            items = broken_heading(self.sheet, self._report(HEADING, error) or "")
        return self._head.become(items)

    def items(self, id: str) -> tuple[Item, ...]:
        """Of a tile, or of the `HEADING`."""
        return self.heading if id == HEADING else self.tiles[id].painted(self.sheet)

    def fail(self, id: str, error: Exception) -> tuple[Item, ...]:
        """It could be laid out but not be painted; what is to be painted instead."""
        code = self._report(id, error)
        if id == HEADING:
            self._head.give_way(broken_heading(self.sheet, code or ""))
        else:
            self.tiles[id] = broken(self.tiles[id].place, self.sheet, error, code)
        return self.items(id)

    def _names(self, place: Place) -> frozenset[str]:
        """The sources that a tile's settings name; those of another package answered when the file was
        read, and may fail now.
        """
        kind, ask = (
            self.stage.types[place.type],
            partial(_sources, place.settings, self.stage.wall),
        )
        try:
            return kind.asked(place.settings, ask) if isinstance(kind, Guest) else ask()
        except Exception as error:  # noqa: BLE001 - a tile's border
            self._report(place.id, error)
            return frozenset()

    def _tile(self, place: Place, knowledge: Knowledge) -> TilePicture:
        try:
            kind = self.stage.types[place.type]
            view = kind.look_up(place.settings, knowledge)
            kept = None if isinstance(kind, Guest) else self._kept(place.id, view)
            items = self._drawn(kind, view, place.rect) if kept is None else kept
        except CacheTrouble:
            raise  # the disk's, not the tile's: the whole picture stays as it was
        except Exception as error:  # noqa: BLE001 - a tile's border
            return broken(place, self.sheet, error, self._report(place.id, error))
        self.failed.pop(place.id, None)
        glows = glowing(view, knowledge.at) if self.stage.wall.glow else None
        return TilePicture(place, view, items, glows)

    def _drawn(self, kind: TileType[Tile, View], view: View, rect: Rect) -> tuple[Item, ...]:
        if not self.composition.grows:
            return draw(kind, view, rect, self.sheet)
        return grown(partial(draw, kind, view, rect), rect, self.sheet)

    def _kept(self, id: str, view: View) -> tuple[Item, ...] | None:
        """What was laid out for an equal view."""
        before = self.tiles.get(id)
        if before is None or before.defect is not None or before.view != view:
            return None
        old, new = before.view.standing, view.standing
        # A badge says since when; that alone of what isn't compared is shown.
        if new.state not in {None, State.LIVE} and old.received != new.received:
            return None
        return before.items

    def _report(self, id: str, error: Exception) -> str | None:
        """The code of a defect, which is told when it appears, not at every look; a guest has told its own,
        and the wall file's warnings tell of one that isn't there.
        """
        if isinstance(error, GuestLacked):
            return None
        if isinstance(error, GuestFailed):
            self.failed[id] = error.words
            return None
        where = f"ô {id}" if id != HEADING else "đầu màn hình"
        return self.stage.defects.told(f"{where} trên màn hình {self.screen.name}", error)


def _as_before(before: TilePicture | None, tile: TilePicture) -> bool:
    if before is None or (before.glows is None) != (tile.glows is None):
        return False
    return before.items is tile.items or before.items == tile.items


def _sources(tile: Tile, wall: WallFile) -> frozenset[str]:
    return sources_behind(wall.indicators, tile.indicators()) | set(tile.sources())
