"""One issue of a publication, made beside a running wall: one tile at a time is looked up, and one painted,
and between them the wall has its loop. What costs time and needs no window is done on a thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from services.asking.threads import Raised
from services.audience import visible
from services.moving.thumbnails import Thumbnails, folder_of
from services.sensitivity import Sensitivity
from services.views import Knowledge
from ui.automatic import composed
from ui.canvas import blank, print_part
from ui.document import contents, screen, text_of
from ui.face import HEADING, staged
from ui.fonts import measure
from ui.leftovers import DOCUMENT, PAGE, STATE
from ui.opening import speaker
from ui.pictures import png, shown_of
from ui.publishing.folder import lay_down, refuse_home, shut_ours
from ui.publishing.page import page
from ui.publishing.state import Issue, script, state
from ui.shot import Shot
from widgets.look import palette_of
from widgets.painting import Painting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtGui import QImage

    from services.asking.threads import Outcome
    from services.cache import Cache, Picture
    from services.wall_file import Plugins
    from services.wall_file.publish import Publication
    from services.wall_file.shape import WallFile
    from ui.decided import Setting
    from ui.face import Face, Stage
    from ui.opening import Opened
    from ui.publishing.access import Hidden
    from widgets.tile import Json

BREATH = 0.004
"""Seconds that the wall has for itself between two tiles."""

type Waiting = Callable[[float], Awaitable[None]]


class Aside(Protocol):
    """Runs something on a thread; what that raises is a value too."""

    def __call__[T](self, work: Callable[[], T], /) -> Awaitable[Outcome[T]]: ...


class Sight:
    """What an audience may see of a wall. To find it takes a tenth of a second, so it is done aside, and once
    for a wall file.
    """

    def __init__(self) -> None:
        self._found: tuple[WallFile, Sensitivity, WallFile] | None = None

    async def of(
        self, wall: WallFile, plugins: Plugins, audience: Sensitivity, aside: Aside
    ) -> WallFile:
        match self._found:
            case (known, eyes, seen) if known is wall and eyes is audience:
                return seen
        kinds = frozenset(plugins.tiles)
        seen = await _done(aside(lambda: visible(wall, kinds, audience).wall))
        self._found = wall, audience, seen
        return seen


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published, of which wall, as people have it before them."""

    publication: Publication
    opened: Opened
    setting: Setting
    kept: Path
    """Where thumbnails of pages and cameras lie."""

    @property
    def folder(self) -> Path:
        return self.opened.folder / self.publication.to

    @property
    def private(self) -> bool:
        return self.publication.audience > Sensitivity.PUBLIC

    def shut(self) -> None:
        """On a thread: what was laid down for more eyes is closed."""
        shut_ours(self.folder, self.opened.name)


@dataclass(frozen=True, slots=True)
class Made:
    """Ready to be laid down."""

    issue: Issue
    pictures: dict[str, bytes]
    folder: Path
    home: Path
    """Where the wall file lies."""
    private: bool

    def lay_down(self) -> Hidden | None:
        """On a thread: pictures before the wall.json that names them, the page before what it is told. Raises
        `Blocked`.
        """
        refuse_home(self.folder, self.home)
        told = state(self.issue, self.pictures)
        files = {
            **self.pictures,
            DOCUMENT: text_of(dict(self.issue.contents)).encode(),
            PAGE: page(told),
            STATE: script(told),
        }
        wall = str(self.issue.contents["wall"])
        return lay_down(self.folder, files, wall, private=self.private)


async def made(
    order: Order,
    sight: Sight,
    cache: Cache,
    published: datetime,
    *,
    aside: Aside,
    waiting: Waiting,
) -> Made:
    """All pictures show one instant. Raises `CacheTrouble`."""
    with cache.picture() as picture:
        at, now = picture.at, picture.now
        wall = _composed(order, picture)
    seen = await sight.of(wall, order.opened.plugins, order.publication.audience, aside)
    shot = shot_of(order, seen)
    words = speaker(shot.wall, shot.lang)
    stage = staged(shot.wall, shot.plugins, measure(), words)
    faces = [face async for face in _looked_up(shot, stage, cache, at, waiting)]
    palette = palette_of(shot.wall, shot.theme)
    painting = Painting(palette)
    screens: list[Json] = []
    pictures: dict[str, bytes] = {}
    for face in faces:
        image = await _painted(face, painting, waiting)
        # What could not be painted is told as it was painted, so this comes after it.
        screens.append(screen(shown_of(face), palette))
        pictures[shown_of(face).file] = await _encoded(image, aside)
    await waiting(BREATH)
    with cache.picture(at) as picture:
        whole = contents(
            Knowledge(shot.wall, picture, shot.moving),
            screens,
            name=shot.name,
            file_hash=shot.file_hash,
            theme=palette.name,
            words=words,
        )
    issue = Issue(
        wall=shot.wall,
        scenes=shot.scenes,
        publication=order.publication,
        contents=whole,
        importance=_importance(stage),
        palette=palette,
        words=words,
        at=now,
        published=published,
    )
    return Made(issue, pictures, order.folder, order.opened.folder, order.private)


def _composed(order: Order, picture: Picture) -> WallFile:
    """Of a wall that composes its own pages, those for the screens of a snapshot."""
    opened, audience = order.opened, order.publication.audience
    return composed(opened.wall, opened.plugins, picture, audience)


def _importance(stage: Stage) -> dict[tuple[str, str, str], int]:
    scenes = stage.wall.scenes
    return {
        (scene, screen, id): scenes[scene].panels[screen].tiles[number].importance
        for (scene, screen, number), id in stage.ids.items()
    }


def shot_of(order: Order, seen: WallFile) -> Shot:
    """What the audience may not see is not there; where nothing is left, nothing is what is published: no
    older picture stays in its place.
    """
    publication, opened = order.publication, order.opened
    wanted = publication.scenes or tuple(seen.scenes)
    return Shot(
        name=opened.name,
        wall=seen,
        file_hash=opened.loaded.hash,
        plugins=opened.plugins,
        lang=publication.lang or order.setting.lang,
        theme=publication.theme or order.setting.theme,
        scenes=tuple(name for name in wanted if name in seen.scenes),
        audience=publication.audience,
        moving=Thumbnails(folder_of(order.kept, opened.name)),
    )


async def _looked_up(
    shot: Shot, stage: Stage, cache: Cache, at: datetime, waiting: Waiting
) -> AsyncIterator[Face]:
    for name in shot.scenes:
        for face in stage.faces(name).values():
            for id in face.ids:
                await waiting(BREATH)
                with cache.picture(at) as picture:
                    face.renew(Knowledge(shot.wall, picture, shot.moving), (id,))
            await waiting(BREATH)
            with cache.picture(at) as picture:
                knowledge = Knowledge(shot.wall, picture, shot.moving)
                face.renew_heading(knowledge, again=True)
            yield face


async def _painted(face: Face, painting: Painting, waiting: Waiting) -> QImage:
    image = blank(face, painting)
    for id in (HEADING, *face.ids):
        await waiting(BREATH)
        print_part(image, face, id, painting)
    await waiting(BREATH)
    return image


async def _encoded(image: QImage, aside: Aside) -> bytes:
    return await _done(aside(lambda: png(image)))


async def _done[T](asked: Awaitable[Outcome[T]]) -> T:
    outcome = await asked
    if isinstance(outcome, Raised):
        raise outcome.error
    return outcome.value
