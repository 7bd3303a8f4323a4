"""What the tiles of a wall file are called, be they shown or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cache import CacheTrouble
from services.views import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.cache import Cache
    from services.settings import Tile, Wording
    from ui.face import Face, Stage
    from widgets.tile import View


class Titles:
    """Those that say nothing of it themselves are looked up, once for a wall file."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._stage: Stage | None = None
        self._known: dict[str, Wording | None] = {}

    def of(self, tile: str, stage: Stage, shown: Iterable[Face]) -> Wording | None:
        """None: the wall file has no such tile (any more), or it can't be looked up."""
        face = next((one for one in shown if tile in one.tiles), None)
        if face is not None:
            return face.tiles[tile].view.title
        where = next((where for where, id in stage.ids.items() if id == tile), None)
        if where is None:
            return None
        scene, screen, number = where
        settings = stage.wall.scenes[scene].panels[screen].tiles[number]
        if settings.title is not None:
            return settings.title
        if stage is not self._stage:
            self._stage, self._known = stage, {}
        if tile not in self._known:
            try:
                with self._cache.picture() as picture:
                    knowledge = Knowledge(stage.wall, picture)
                    view = view_of(stage, stage.named(*where)[1], settings, knowledge)
            except CacheTrouble:
                return None  # the wall tells of it
            self._known[tile] = None if view is None else view.title
        return self._known[tile]


def view_of(stage: Stage, kind: str, settings: Tile, knowledge: Knowledge) -> View | None:
    """None: it can't be looked up, of which the wall tells where it shows it. Raises `CacheTrouble`."""
    try:
        return stage.types[kind].look_up(settings, knowledge)
    except CacheTrouble:
        raise
    except Exception:  # noqa: BLE001 - a tile's border: the wall itself has told of it
        return None
