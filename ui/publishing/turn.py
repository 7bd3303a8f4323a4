"""One issue of a publication, made beside a running wall: one panel at a time is looked up, and one painted,
and between them the wall has its loop. What costs time and needs no window is done on a thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.asking.threads import Raised
from services.audience import visible
from services.moving.thumbnails import Thumbnails, folder_of
from services.sensitivity import Sensitivity
from services.views import Knowledge
from ui.automatic import composed
from ui.canvas import panel_image
from ui.document import contents, screen, text_of
from ui.face import staged
from ui.fonts import measure
from ui.leftovers import DOCUMENT, PAGE, STATE
from ui.opening import speaker
from ui.pictures import png, shown_of
from ui.publishing.folder import lay_down
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
    from services.wall_file.publish import Publication
    from ui.face import Face, Stage
    from ui.opening import Opened
    from ui.wall import Setting
    from widgets.tile import Json

BREATH = 0.004
"""Seconds that the wall has for itself between two panels."""

type Waiting = Callable[[float], Awaitable[None]]
type Aside = Callable[[Callable[[], bytes]], Awaitable[Outcome[bytes]]]


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


@dataclass(frozen=True, slots=True)
class Made:
    """Ready to be laid down."""

    issue: Issue
    pictures: dict[str, bytes]
    folder: Path
    private: bool

    def lay_down(self) -> None:
        """On a thread: pictures before the wall.json that names them, the page before what it is told. Raises
        `Blocked`.
        """
        told = state(self.issue, self.pictures)
        files = {
            **self.pictures,
            DOCUMENT: text_of(dict(self.issue.contents)).encode(),
            PAGE: page(told),
            STATE: script(told),
        }
        lay_down(self.folder, files, str(self.issue.contents["wall"]), private=self.private)


async def made(
    order: Order, cache: Cache, published: datetime, aside: Aside, waiting: Waiting
) -> Made:
    """All pictures show one instant. `aside` runs something on a thread. Raises `CacheTrouble`."""
    with cache.picture() as picture:
        shot, at, now = shot_of(order, picture), picture.at, picture.now
    words = speaker(shot.wall, shot.lang)
    stage = staged(shot.wall, shot.plugins, measure(), words)
    faces = [face async for face in _looked_up(shot, stage, cache, at, waiting)]
    palette = palette_of(shot.wall, shot.theme)
    painting = Painting(palette)
    screens: list[Json] = []
    pictures: dict[str, bytes] = {}
    for face in faces:
        await waiting(BREATH)
        image = panel_image(face, painting)
        await waiting(BREATH)
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
    return Made(issue, pictures, order.folder, shot.audience > Sensitivity.PUBLIC)


def _importance(stage: Stage) -> dict[tuple[str, str, str], int]:
    scenes = stage.wall.scenes
    return {
        (scene, screen, id): scenes[scene].panels[screen].tiles[number].importance
        for (scene, screen, number), id in stage.ids.items()
    }


def shot_of(order: Order, picture: Picture) -> Shot:
    """Of a wall that composes its own pages, those for the screens of a snapshot. What the audience may not
    see is not there; where nothing is left, nothing is what is published: no older picture stays in its
    place.
    """
    publication, opened, plugins = order.publication, order.opened, order.opened.plugins
    wall = composed(opened.wall, plugins, picture, publication.audience)
    seen = visible(wall, frozenset(plugins.tiles), publication.audience)
    wanted = publication.scenes or tuple(seen.wall.scenes)
    return Shot(
        name=opened.name,
        wall=seen.wall,
        file_hash=opened.loaded.hash,
        plugins=plugins,
        lang=publication.lang or order.setting.lang,
        theme=publication.theme or order.setting.theme,
        scenes=tuple(name for name in wanted if name in seen.wall.scenes),
        audience=publication.audience,
        moving=Thumbnails(folder_of(order.kept, opened.name)),
    )


async def _looked_up(
    shot: Shot, stage: Stage, cache: Cache, at: datetime, waiting: Waiting
) -> AsyncIterator[Face]:
    for name in shot.scenes:
        for face in stage.faces(name).values():
            await waiting(BREATH)
            with cache.picture(at) as picture:
                face.look_up(Knowledge(shot.wall, picture, shot.moving))
            yield face


async def _encoded(image: QImage, aside: Aside) -> bytes:
    done = await aside(lambda: png(image))
    if isinstance(done, Raised):
        raise done.error
    return done.value
