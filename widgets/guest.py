"""A tile type of another package, kept within its tile: it may raise, loop or hand back anything, and
no more than its own tile shows it.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import TYPE_CHECKING, Any

from services.phrase import Phrase, phrase
from services.watch import TookTooLong, within
from widgets.handed_back import GuestView, copied, sound

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.settings import Tile
    from services.views import Knowledge
    from services.wall_file.stand_ins import StandInType
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room, TileType, View

SECONDS = 2.0
"""After which the wall no longer waits for one look or one layout of a guest's tile."""
MOST_TOLD = 20
"""Failures of one tile type that the log tells apart."""

_log = logging.getLogger(__name__)


class GuestFailed(Exception):  # noqa: N818 - the guest's defect, not ours
    """What the tile says instead of showing anything."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words.text)
        self.words = words


class GuestLacked(GuestFailed):
    """There is no guest: its package is broken, or not installed."""


class Guest:
    """Stands in a wall's tile types where the guest would. Lives as long as the wall file is in force."""

    def __init__(self, kind: TileType[Any, Any], package: str) -> None:
        self.name: str = kind.name
        self.settings: type[Tile] = kind.settings
        self.own_notes = bool(kind.own_notes)
        self._kind, self._package = kind, package
        self._given_up: dict[int, Tile] = {}
        """The tiles that once took too long, by identity: settings need not be hashable."""
        self._told: set[str] = set()

    def look_up(self, settings: Tile, knowledge: Knowledge) -> View:
        def look() -> GuestView:
            return copied(self._kind.look_up(settings, knowledge), settings)

        return self._guarded(settings, look)

    def lay_out(self, view: View, room: Room, sheet: Sheet) -> list[Item]:
        if not isinstance(view, GuestView):
            raise TypeError("a view that is not the guest's")

        def lay() -> list[Item]:
            return sound(self._kind.lay_out(view.content, room, sheet))

        return self._guarded(view.settings, lay)

    def asked[T](self, settings: Tile, question: Callable[[], T]) -> T:
        """What the tile's settings answer: they are of the guest's code too. Raises `GuestFailed`."""
        return self._guarded(settings, question)

    def _guarded[T](self, settings: Tile, call: Callable[[], T]) -> T:
        if id(settings) in self._given_up:
            raise GuestFailed(self._too_long())
        try:
            with contextlib.redirect_stdout(sys.stderr):
                return within(SECONDS, call)
        except KeyboardInterrupt:
            raise
        except TookTooLong as late:
            self._given_up[id(settings)] = settings
            self._tell("chạy quá lâu", late.__cause__)
            raise GuestFailed(self._too_long()) from late
        except BaseException as error:  # a tile's border: `sys.exit` of a stranger ends no wall
            self._tell("bị lỗi", error)
            raise GuestFailed(
                phrase("Phần mở rộng “{package}” bị lỗi ở ô này", package=self._package)
            ) from error

    def _tell(self, what: str, error: BaseException | None) -> None:
        """In the log, for its author: once, not at every look."""
        said = f"{what}: {error!r:.500}"
        if said not in self._told and len(self._told) < MOST_TOLD:
            self._told.add(said)
            _log.error("%s: ô loại %s %s", self._package, self.name, what, exc_info=error)

    def _too_long(self) -> Phrase:
        return phrase(
            "Phần mở rộng “{package}” chạy quá lâu ở ô này nên đã dừng", package=self._package
        )


class StandIn:
    """Stands in a wall's tile types where a guest is lacked: each of its tiles says so."""

    own_notes = False

    def __init__(self, kind: StandInType) -> None:
        self.name: str = kind.name
        self.settings: type[Tile] = kind.settings
        self._words = kind.words

    def look_up(self, settings: Tile, knowledge: Knowledge) -> View:
        del settings, knowledge
        raise GuestLacked(self._words)

    def lay_out(self, view: View, room: Room, sheet: Sheet) -> list[Item]:
        del view, room, sheet
        raise GuestLacked(self._words)
