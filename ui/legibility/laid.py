"""Every tile and heading of a wall as it would be laid out: of a wall that knows nothing yet and of one
full of long answers, in both languages.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from services.cache import Cache
from services.clock import HeldClock
from services.phrase import phrase
from services.views import Knowledge
from services.wall_file.placement import placement
from ui.asked import named_figures
from ui.automatic import composed
from ui.face import staged
from ui.fonts import measure
from ui.opening import speaker
from ui.placeholders import answers
from widgets.automatic import is_automatic
from widgets.drawing import Rect
from widgets.frame import frame
from widgets.panel import cells, draw
from widgets.tile import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from services.phrase import Phrase
    from services.settings import Tile
    from services.wall_file.placement import Placed
    from services.wall_file.shape import Screen
    from ui.face import Face, Stage
    from ui.opening import Opened
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import TileType

_DEFECT = phrase("Lỗi của chương trình ở ô này")

type Path = tuple[str | int, ...]
"""In the wall file."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a tile shows, ready to be laid out in another room."""

    type: str
    kind: TileType[Tile, View]
    view: View
    placed: Placed
    grid: tuple[int, int]
    taken: frozenset[tuple[int, int]] = frozenset()
    """Cells of the other tiles."""

    @property
    def code(self) -> str | None:
        """What a QR code says, of a tile that has one."""
        said = getattr(self.view, "qr", None)
        return said if isinstance(said, str) else None

    @property
    def broken(self) -> bool:
        """What is laid out is only that the tile type itself failed."""
        return type(self.view) is View

    def over(self, columns: int, rows: int) -> Placed:
        """Where it would stand over so many cells."""
        column = min(self.placed.column, self.grid[0] - columns + 1)
        row = min(self.placed.row, self.grid[1] - rows + 1)
        return replace(self.placed, column=column, row=row, columns=columns, rows=rows)

    def free(self, columns: int, rows: int) -> bool:
        """Whether no other tile is in the way."""
        return not self.over(columns, rows).cells & self.taken

    def bare_frame(self, laid: Laid) -> bool:
        """Whether the frame is all that there is room for."""
        if self.broken or self.view.silent:
            return False
        items, _ = frame(self.view, laid.rect, laid.sheet, own_notes=self.kind.own_notes)
        return len(items) == len(laid.items)


@dataclass(frozen=True, slots=True)
class Laid:
    """A tile or a heading on its sheet."""

    path: Path
    name: str
    """The tile's title in the language of the warnings; the screen's name of a heading."""
    screen: str
    rect: Rect
    sheet: Sheet
    items: tuple[Item, ...]
    content: Content | None = None
    """None of a heading."""
    failed: Phrase | None = None
    """What kept a tile type from showing anything."""

    def nearer(self, seat: float) -> Laid:
        """As it would be for a reader at so many millimetres."""
        sheet, content = replace(self.sheet, seat=seat), self._shown
        # The heading is as high as its letters are.
        spot, around = content.placed, cells(content.grid, sheet)
        return self._again(sheet, around.rect(spot.column, spot.row, spot.columns, spot.rows))

    def in_grid(self, columns: int, rows: int) -> Laid:
        """As it would be in the first cells of another grid."""
        spot = self._shown.placed
        span = min(spot.columns, columns), min(spot.rows, rows)
        return self._again(self.sheet, cells((columns, rows), self.sheet).rect(1, 1, *span))

    def spanning(self, columns: int, rows: int) -> Laid:
        """As it would be over so many cells, moved to the left or up where they would leave the grid."""
        grid = self._shown.grid
        spot = self._shown.over(columns, rows)
        rect = cells(grid, self.sheet).rect(spot.column, spot.row, columns, rows)
        return self._again(self.sheet, rect)

    def coding(self, length: int) -> Laid:
        """As it would be with a QR code of only so many characters."""
        content = self._shown
        coded: dict[str, Any] = {"qr": (content.code or "")[:length]}
        shorter = replace(content, view=replace(content.view, **coded))
        items = draw(shorter.kind, shorter.view, self.rect, self.sheet)
        return replace(self, content=shorter, items=items)

    @property
    def _shown(self) -> Content:
        if self.content is None:
            raise ValueError("a heading is laid out once")
        return self.content

    def _again(self, sheet: Sheet, rect: Rect) -> Laid:
        content = self._shown
        items = draw(content.kind, content.view, rect, sheet)
        return replace(self, sheet=sheet, rect=rect, items=items)


@contextmanager
def laid(opened: Opened, at: datetime) -> Iterator[Iterator[Laid]]:
    """One by one; each can be laid out again until the end."""
    clock = HeldClock(at)
    empty, full = Cache.in_memory(clock), Cache.in_memory(clock)
    try:
        full.name_figures(named_figures(opened.wall))
        for batch in answers(opened.wall, at):
            full.record(batch).result()
        yield _each(opened, (empty, full))
    finally:
        empty.close()
        full.close()


def _each(opened: Opened, caches: tuple[Cache, ...]) -> Iterator[Laid]:
    said = opened.terminal.words.lang
    for cache in caches:
        with cache.picture() as picture:
            wall = composed(opened.wall, opened.plugins, picture)
            stage = staged(wall, opened.plugins, measure(), opened.terminal.words)
            knowledge = Knowledge(wall, picture)
            for lang in ("vi", "en"):
                spoken = replace(stage, words=speaker(wall, lang))
                for scene in wall.scenes:
                    for face in spoken.faces(scene).values():
                        face.look_up(knowledge)
                        if is_automatic(opened.wall):
                            yield from _of_page(face, opened.wall.screens)
                        else:
                            yield from _of_face(face, spoken, said)


def _of_page(face: Face, declared: Sequence[Screen]) -> Iterator[Laid]:
    """Of what the wall composes itself only the heading, by the screen's place: tiles are dealt out as they
    have room, so all that an operator can mend is how large and how far the screen is said to be.
    """
    screen, sheet = face.screen.name, face.sheet
    whole = Rect(0, 0, sheet.width, sheet.height)
    for n, one in enumerate(declared):
        if one.name == screen:
            yield Laid(("screens", n), screen, screen, whole, sheet, face.heading)


def _of_face(face: Face, stage: Stage, lang: str) -> Iterator[Laid]:
    """`lang`: what the warnings are said in, whatever the face is laid out in."""
    screen, sheet = face.screen.name, face.sheet
    panel = stage.wall.scenes[face.scene].panels[screen]
    path: Path = ("scenes", face.scene, screen)
    whole = Rect(0, 0, sheet.width, sheet.height)
    yield Laid(path, screen, screen, whole, sheet, face.heading)
    spots = placement(panel).tiles
    for spot in spots:
        id, named = stage.named(face.scene, screen, spot.number)
        shown = face.tiles[id]
        taken = frozenset(cell for one in spots if one is not spot for cell in one.cells)
        content = Content(named, stage.types[named], shown.view, spot, panel.grid, taken)
        yield Laid(
            path=(*path, "tiles", spot.number),
            name=shown.view.title.full_in(lang),
            screen=screen,
            rect=shown.place.rect,
            sheet=sheet,
            items=shown.items,
            content=content,
            failed=face.failed.get(id, _DEFECT if content.broken else None),
        )
