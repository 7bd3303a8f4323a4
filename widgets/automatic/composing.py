"""A wall of its sources alone: what its file leaves out is made of what the sources gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.settings import Wording
from services.views import Knowledge
from services.wall_file.shape import Scene, Screen
from services.wall_file.shown import stated
from widgets.automatic.dealing import dealt
from widgets.automatic.grid import panel
from widgets.automatic.naming import source_name
from widgets.automatic.packing import laid
from widgets.automatic.piece import Piece
from widgets.automatic.pieces import offer
from widgets.automatic.survey import Surveyed, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from services.cache import Asked, Picture
    from services.settings import Tile
    from services.wall_file.fitting import TileType
    from services.wall_file.shape import Panel, WallFile
    from widgets.automatic.pieces import Offer
    from widgets.automatic.room import Division
    from widgets.automatic.survey import Survey

SCENE = "tu-dong"
STAND_IN = (
    Screen.model_validate(
        {"name": "man-hinh", "size": (1920, 1080), "pitch": "0.63 mm", "seat": "3 m"}
    ),
)
"""Where no screen can be asked how large it is."""
_MOST_NAMED = 3


def is_automatic(wall: WallFile) -> bool:
    """It has something to show and doesn't say how."""
    return bool(wall.sources) and not wall.scenes


def composed(
    wall: WallFile,
    picture: Picture,
    types: Mapping[str, TileType],
    screens: Sequence[Screen],
    divides: Callable[[Screen], Division],
) -> WallFile:
    """`wall` with screens, indicators and scenes where it left them out; one that has scenes is
    returned as it is. `screens`: those that are there, for a wall that declares none.
    """
    return Composer(wall, types, screens, divides).composed(picture)


class Composer:
    """Composes a wall again and again: the same object as long as nothing of it changes. What a source
    gave is looked at again only after it was asked again.
    """

    def __init__(
        self,
        wall: WallFile,
        types: Mapping[str, TileType],
        screens: Sequence[Screen],
        divides: Callable[[Screen], Division],
    ) -> None:
        self._declared, self._types = wall, types
        self._screens = wall.screens or tuple(screens)
        self._divides = divides
        self._surveys: dict[str, tuple[Asked, Survey]] = {}
        self._found: list[Surveyed] = []
        """What the last composition is made of."""
        self._last: tuple[Offer, WallFile] | None = None
        self.until: datetime | None = None
        """The earliest instant at which time alone may compose the wall otherwise."""

    def composed(self, picture: Picture) -> WallFile:
        if not is_automatic(self._declared):
            return self._declared
        knowledge = Knowledge(self._declared, picture)
        standings = knowledge.sources_of(None)
        self.until = min((one.until for one in standings if one.until is not None), default=None)
        found = [Surveyed(self._survey(one.id, knowledge), one.state) for one in standings]
        if self._last is not None and self._found == found:
            return self._last[1]
        divisions = [self._divides(screen) for screen in self._screens]
        blocks = [bearing for division in divisions for bearing in division.blocks]
        least = min(blocks, key=lambda bearing: bearing.columns * bearing.rows)
        made = offer(self._declared, found, least)
        if self._last is None or self._last[0] != made:
            self._last = made, self._wall(made, divisions)
        self._found = found
        return self._last[1]

    def _survey(self, id: str, knowledge: Knowledge) -> Survey:
        asked = knowledge.asked(id)
        known = self._surveys.get(id)
        if known is None or known[0] != asked:
            known = asked, survey(id, self._declared.sources[id], knowledge)
            self._surveys[id] = known
        return known[1]

    def _wall(self, made: Offer, divisions: Sequence[Division]) -> WallFile:
        pages = dealt(made.pieces, [one for division in divisions for one in division.blocks])
        scenes = {
            SCENE if n == 0 else f"{SCENE}-{n + 1}": self._scene(page, n, len(pages), divisions)
            for n, page in enumerate(pages)
        }
        indicators = {**self._declared.indicators, **made.indicators}
        wall = self._declared.model_copy(
            update={"screens": self._screens, "indicators": indicators, "scenes": scenes}
        )
        kinds = frozenset(self._types)
        opened = {name: _for_whom(scene, wall, kinds) for name, scene in scenes.items()}
        return wall.model_copy(update={"scenes": opened})

    def _scene(
        self,
        page: Sequence[tuple[Piece, ...]],
        number: int,
        of: int,
        divisions: Sequence[Division],
    ) -> Scene:
        """`page`: of each block of each screen."""
        left = iter(page)
        panels = {
            screen.name: self._panel([next(left) for _ in division.blocks], division)
            for screen, division in zip(self._screens, divisions, strict=True)
        }
        said = f" · trang {number + 1}/{of}", f" · page {number + 1}/{of}"
        vi, en = said if of > 1 else ("", "")
        title = Wording(vi=f"Tự động{vi}", en=f"Automatic{en}")
        return Scene.model_validate({"title": title, **panels})

    def _systems(self) -> Piece:
        """Where nothing else is left for a screen, or for one of its panels."""
        return Piece(
            type="systems",
            settings=(("systems", "all"),),
            sources=tuple(self._declared.sources),
            rank=0,
        )

    def _panel(self, blocks: Sequence[tuple[Piece, ...]], division: Division) -> Panel:
        """Of several blocks for which nothing is left the first says how the sources are, where no other
        does; the others stay empty, for what is said twice is read twice.
        """
        shown = list(blocks)
        if () in shown and not any(one.type == "systems" for block in shown for one in block):
            shown[shown.index(())] = (self._systems(),)
        bands = [
            laid(block, bearing) if block else ()
            for block, bearing in zip(shown, division.blocks, strict=True)
        ]
        made = panel(bands, division, self._tile)
        every = [piece for block in shown for piece in block]
        return made.model_copy(update={"title": self._title(every)})

    def _title(self, pieces: Sequence[Piece]) -> Wording | None:
        """The sources that a panel shows, where they are few; the wall's own title where it has one."""
        if self._declared.title is not None:
            return None
        named = [piece for piece in pieces if piece.type != "systems"] or pieces
        shown = dict.fromkeys(id for piece in named for id in piece.sources)
        names = [source_name(id, self._declared.sources[id], self._declared) for id in shown]
        few = names[:_MOST_NAMED]
        more = len(names) - len(few)
        vi = " · ".join(
            [*(n.short or n.vi for n in few), *([f"{more} nguồn khác"] if more else [])]
        )
        en = " · ".join(
            [
                *(n.short_in("en") or n.full_in("en") for n in few),
                *([f"{more} more sources"] if more else []),
            ]
        )
        return Wording(vi=vi[:500], en=en[:500])

    def _tile(self, piece: Piece) -> Tile:
        said = dict(piece.settings)
        shown = [self._declared.sources[id].sensitivity for id in piece.sources]
        settings = self._types[piece.type].settings
        return settings.model_validate({**said, "sensitivity": max(shown)})


def _for_whom(scene: Scene, wall: WallFile, kinds: frozenset[str]) -> Scene:
    """Who may see the strictest of what it shows."""
    tiles = [tile for panel in scene.panels.values() for tile in panel.tiles]
    said = [one.sensitivity for tile in tiles for one in stated(tile, wall, kinds)]
    return scene.model_copy(update={"audience": max(said)})
