"""What the palette finds: whatever has a name on this wall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.words import fold
from ui.console.offer import key_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from services.words import Words
    from ui.console.desk import Desk
    from ui.console.offer import Offer
    from ui.deed import Deed, Deeds
    from ui.wall import Wall

ACTION, SCENE, TILE, SOURCE, INDICATOR = (
    phrase("việc"),
    phrase("cảnh"),
    phrase("ô"),
    phrase("nguồn"),
    phrase("chỉ tiêu"),
)
"""Kinds of entries, in the order in which they stand where nothing is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    kind: Phrase
    name: str
    also: str = ""
    """By which it is found too: its id, its short name."""
    key: str = ""
    """Which does the same without the palette."""
    says: Callable[[], Phrase]
    """What Enter will do."""
    perform: Callable[[Deeds], None]

    @property
    def known_as(self) -> tuple[str, str]:
        """By which a recent one is known again."""
        return self.kind.text, self.also or self.name

    def folded(self) -> str:
        return fold(f"{self.name} {self.also}")


@dataclass(frozen=True, slots=True)
class Ways:
    """Where entries lead."""

    tile: Callable[[str], None]
    source: Callable[[str], None]
    indicator: Callable[[str], None]


def entries(desk: Desk, offers: Iterable[Offer], ways: Ways) -> list[Entry]:
    """`offers`: what can be done now; those of one label once."""
    return [
        *_actions(offers, desk.words),
        *_scenes(desk),
        *_tiles(desk, ways),
        *_sources(desk, ways),
        *_indicators(desk, ways),
    ]


def _actions(offers: Iterable[Offer], words: Words) -> Iterator[Entry]:
    seen = set()
    for offer in offers:
        name = words.say(offer.label)
        if offer.listed and name not in seen:
            seen.add(name)
            yield Entry(
                kind=ACTION,
                name=name,
                key=key_names(offer.keys[:1], words),
                says=offer.says,
                perform=offer.perform,
            )


def _scenes(desk: Desk) -> Iterator[Entry]:
    lang = desk.words.lang
    for name, scene in desk.wall.stage.wall.scenes.items():
        deed = partial(desk.steering.scene, name)
        yield Entry(
            kind=SCENE,
            name=name if scene.title is None else scene.title.full_in(lang),
            also=name,
            says=partial(_said, deed),
            perform=partial(_perform, deed),
        )


def _tiles(desk: Desk, ways: Ways) -> Iterator[Entry]:
    """Of all scenes; those that are shown by the name that they have there."""
    stage, lang = desk.wall.stage, desk.words.lang
    shown = {
        id: tile.view.title.full_in(lang)
        for face in desk.wall.faces.values()
        for id, tile in face.tiles.items()
    }
    for (scene, screen, number), id in stage.ids.items():
        title = stage.wall.scenes[scene].panels[screen].tiles[number].title
        declared = id if title is None else title.full_in(lang)
        yield Entry(
            kind=TILE,
            name=shown.get(id, declared),
            also=id,
            says=partial(phrase, "mở chi tiết ô “{tile}”", tile=shown.get(id, declared)),
            perform=partial(_go, ways.tile, id),
        )


def _sources(desk: Desk, ways: Ways) -> Iterator[Entry]:
    lang = desk.words.lang
    for id, source in desk.wall.stage.wall.sources.items():
        name = id if source.name is None else source.name.full_in(lang)
        yield Entry(
            kind=SOURCE,
            name=name,
            also=id,
            says=partial(phrase, "xem nguồn “{source}”", source=name),
            perform=partial(_go, ways.source, id),
        )


def _indicators(desk: Desk, ways: Ways) -> Iterator[Entry]:
    lang = desk.words.lang
    for id, indicator in desk.wall.stage.wall.indicators.items():
        name = indicator.name.full_in(lang)
        yield Entry(
            kind=INDICATOR,
            name=name,
            also=id,
            says=partial(phrase, "mở ô có chỉ tiêu “{indicator}”", indicator=name),
            perform=partial(_go, ways.indicator, id),
        )


def showing(wall: Wall, indicator: str) -> str | None:
    """The id of a tile that shows it: of those that people see now, else of any scene."""
    seen = {id for face in wall.faces.values() for id in face.tiles}
    scenes = wall.stage.wall.scenes
    found = [
        id
        for (scene, screen, number), id in wall.stage.ids.items()
        if indicator in scenes[scene].panels[screen].tiles[number].indicators()
    ]
    return next((id for id in found if id in seen), next(iter(found), None))


def _said(deed: Callable[[], Deed]) -> Phrase:
    return deed().says


def _perform(deed: Callable[[], Deed], deeds: Deeds) -> None:
    deeds.perform(deed())


def _go(way: Callable[[str], None], id: str, deeds: Deeds) -> None:
    del deeds
    way(id)
