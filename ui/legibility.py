"""Whether people in the farthest seat can read what the wall would show: judged on the same laid-out
text that is painted, of a wall that knows nothing yet and of one full of long answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from services.cache import Cache
from services.clock import HeldClock
from services.phrase import phrase
from services.views import Knowledge
from services.wall_file import includes, tree
from services.wall_file.faults import Fault, Place
from ui.asked import named_figures
from ui.face import staged
from ui.fonts import measure
from ui.opening import speaker
from ui.placeholders import answers
from widgets.drawing import Text
from widgets.palette import THEMES
from widgets.sheet import FLOOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from services.phrase import Phrase
    from ui.face import Face
    from ui.opening import Opened
    from widgets.drawing import Item
    from widgets.sheet import Sheet

CONTRAST = 7.0
_TENTH = Decimal("0.1")
_BIGGER = phrase("cho ô này rộng hơn, hoặc bớt ô trên màn hình")
_SHORTER = phrase("rút ngắn tên ở đầu màn hình, hoặc ghi thêm dạng short")
_NEARER = phrase("xem lại pitch và seat của màn hình; màn hình nhỏ thì bớt ô")
_AUTHOR = phrase("báo cho người viết gói; chi tiết nằm trong nhật ký chương trình")
_COLOURS = phrase("báo lỗi này cho người viết loại ô")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text, and the path in the wall file of what shows it."""

    path: tuple[str | int, ...]
    name: str
    """The tile's title, the screen's name where the text is of its heading."""
    heading: bool
    text: Text
    sheet: Sheet
    failed: Phrase | None = None
    """What kept the tile type of another package from showing anything."""


def warnings(opened: Opened, at: datetime) -> list[Fault]:
    """At most one warning of each kind for a tile or a heading, about its worst text."""
    app = QGuiApplication.instance() or QGuiApplication(["langbiang", "-platform", "offscreen"])
    shown = list(_texts(opened, at))
    del app
    root = includes.gathered(includes.Folder(opened.folder), opened.path.name).root
    worst: dict[tuple[object, ...], tuple[float, Fault]] = {}
    for one in shown:
        for kind, degree, what, remedy in _complaints(one):
            place = _place(root, one.path, opened)
            key = (kind, one.path)
            if key not in worst or degree < worst[key][0]:
                worst[key] = (degree, Fault.warning(place, what, remedy))
    return [fault for _, fault in worst.values()]


def _texts(opened: Opened, at: datetime) -> Iterator[_Shown]:
    clock = HeldClock(at)
    empty, full = Cache.in_memory(clock), Cache.in_memory(clock)
    stage = staged(opened.wall, opened.plugins, measure(), opened.terminal.words)
    try:
        full.name_figures(named_figures(opened.wall))
        for batch in answers(opened.wall, at):
            full.record(batch).result()
        for cache in (empty, full):
            for lang in ("vi", "en"):
                with cache.picture() as picture:
                    knowledge = Knowledge(opened.wall, picture)
                    stage = replace(stage, words=speaker(opened.wall, lang))
                    for scene in opened.wall.scenes:
                        for face in stage.faces(scene).values():
                            face.look_up(knowledge)
                            yield from _of_face(face, stage.ids, opened.terminal.words.lang)
    finally:
        empty.close()
        full.close()


def _of_face(face: Face, ids: Mapping[tuple[str, str, int], str], lang: str) -> Iterator[_Shown]:
    """`lang`: what the warnings are said in, whatever the face is laid out in."""
    panel = ("scenes", face.scene, face.screen.name)
    numbers = {
        ids[scene, screen, number]: number
        for scene, screen, number in ids
        if (scene, screen) == (face.scene, face.screen.name)
    }
    for text in _text_items(face.heading):
        yield _Shown(panel, face.screen.name, heading=True, text=text, sheet=face.sheet)
    for id, tile in face.tiles.items():
        name = tile.view.title.full_in(lang)
        failed = face.failed.get(id)
        for text in _text_items(tile.items):
            path = (*panel, "tiles", numbers[id])
            yield _Shown(path, name, heading=False, text=text, sheet=face.sheet, failed=failed)


def _text_items(items: Iterable[Item]) -> Iterator[Text]:
    return (item for item in items if isinstance(item, Text) and item.text)


def _complaints(shown: _Shown) -> Iterator[tuple[str, float, Phrase, Phrase]]:
    """Kind, degree (less is worse), what is wrong, what to do."""
    text = shown.text
    if shown.failed is not None:
        yield "failed", 0.0, shown.failed, _AUTHOR
    size = shown.sheet.arcmin(text.least)
    if size < FLOOR:
        yield "size", size, _small(shown, Decimal(size).quantize(_TENTH)), _NEARER
    contrast = min(palette.contrast(text.ink, text.ground) for palette in THEMES.values())
    if contrast < CONTRAST:
        yield "contrast", contrast, _faint(shown, Decimal(contrast).quantize(_TENTH)), _COLOURS
    if text.clipped:
        remedy = _SHORTER if shown.heading else _BIGGER
        yield "clipped", -float(len(text.full)), _clipped(shown), remedy


def _small(shown: _Shown, size: Decimal) -> Phrase:
    least = int(FLOOR)
    if shown.heading:
        return phrase(
            "chữ {size}′ trên màn hình “{screen}” < {least}′",
            size=size,
            screen=shown.name,
            least=least,
        )
    return phrase("chữ {size}′ trên ô “{tile}” < {least}′", size=size, tile=shown.name, least=least)


def _faint(shown: _Shown, contrast: Decimal) -> Phrase:
    text, least = shown.text.text, int(CONTRAST)
    if shown.heading:
        return phrase(
            "độ tương phản {contrast} của chữ “{text}” trên màn hình “{screen}” < {least}",
            contrast=contrast,
            text=text,
            screen=shown.name,
            least=least,
        )
    return phrase(
        "độ tương phản {contrast} của chữ “{text}” trên ô “{tile}” < {least}",
        contrast=contrast,
        text=text,
        tile=shown.name,
        least=least,
    )


def _clipped(shown: _Shown) -> Phrase:
    text = shown.text.full
    if shown.heading:
        return phrase(
            "chữ “{text}” trên màn hình “{screen}” không đủ chỗ", text=text, screen=shown.name
        )
    return phrase("chữ “{text}” trên ô “{tile}” không đủ chỗ", text=text, tile=shown.name)


def _place(root: tree.Mapping | None, path: tuple[str | int, ...], opened: Opened) -> Place:
    main = str(opened.path)
    if root is None:
        return Place(main)
    place = tree.key_place(root, path)
    named = main if place.file == opened.path.name else str(opened.folder / place.file)
    return replace(place, file=named)
