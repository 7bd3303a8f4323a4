"""wall.json: what the pictures say, from the same views and the same laid-out text that were painted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from services.clock import iso
from ui import layout
from widgets.drawing import Rect, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from services.views import Knowledge, SourceStanding
    from services.words import Words
    from widgets.drawing import Item
    from widgets.palette import Palette
    from widgets.panel import PanelPicture, TilePicture
    from widgets.sheet import Sheet
    from widgets.tile import Json


VERSION = 1
"""Raised when a key no longer means what it did; other walls read this file."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen in one scene, as it was painted."""

    screen: str
    scene: str
    sheet: Sheet
    picture: PanelPicture
    rule: Json = None
    """By which it was shown (`ui.ruled`); None where nobody decided by the time, as in all pictures of all
    scenes.
    """
    dark: tuple[int, ...] = ()
    """Those of its panels that weren't there, row by row from 1."""

    @property
    def file(self) -> str:
        return f"{self.scene}--{self.screen}.png"


def document(
    knowledge: Knowledge,
    shown: Iterable[Shown],
    *,
    name: str,
    file_hash: str,
    palette: Palette,
    words: Words,
    more: Mapping[str, Json] = MappingProxyType({}),
) -> str:
    """The text of wall.json. Equal pictures are equal texts. `more`: what stands at its end."""
    screens = [screen(one, palette) for one in shown]
    whole = contents(
        knowledge, screens, name=name, file_hash=file_hash, theme=palette.name, words=words
    )
    return text_of({**whole, **more})


def contents(
    knowledge: Knowledge,
    screens: Iterable[Json],
    *,
    name: str,
    file_hash: str,
    theme: str,
    words: Words,
) -> dict[str, Json]:
    """What it holds; `screens` as `screen` makes them. Needs a picture that is still open."""
    return {
        "wall": name,
        "at": iso(knowledge.at),
        "lang": words.lang,
        "theme": theme,
        "file_hash": file_hash,
        "sources": [_source(source, words) for source in knowledge.sources_of(None)],
        "alarms": [],
        "screens": list(screens),
        "version": VERSION,
    }


def text_of(whole: dict[str, Json]) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _source(source: SourceStanding, words: Words) -> Json:
    asked = source.asked
    return {
        "id": source.id,
        "system": source.source.system,
        "connector": source.source.connector,
        "simulated": asked.simulated,
        "state": source.state.value,
        "last_asked": _time(asked.last_asked),
        "last_answered": _time(asked.last_answered),
        "reason": None if asked.reason is None else asked.reason.value,
        "words": None if source.words is None else words.say(source.words),
        "records": asked.records,
        "partial": source.partial,
        "missing": source.missing,
    }


def screen(shown: Shown, palette: Palette) -> Json:
    """One of the pictures and all that it says; needs nothing of the cache."""
    sheet = shown.sheet
    whole = Rect(0, 0, sheet.width, sheet.height)
    return {
        "name": shown.screen,
        "scene": shown.scene,
        "png": shown.file,
        "size": [int(side) for side in sheet.span.size],
        "texts": texts(shown.picture.heading, sheet, palette),
        "tiles": [_tile(tile, sheet, palette) for tile in shown.picture.tiles],
        "panels": list(sheet.panels),
        **({"rims": list(sheet.rims)} if any(sheet.rims) else {}),
        "overlaps": _overlaps(shown.picture.heading),
        "outside": list(layout.outside(layout.texts(shown.picture.heading), whole)),
        "shortened": _shortened(shown.picture.heading),
        **({} if shown.rule is None else {"rule": shown.rule}),
        **({"dark": list(shown.dark)} if shown.dark else {}),
    }


def _tile(tile: TilePicture, sheet: Sheet, palette: Palette) -> Json:
    view, place = tile.view, tile.place
    standing = view.standing
    return {
        "id": place.id,
        "type": place.type,
        "title": view.title.full_in(sheet.words.lang),
        "rect": _rect(sheet.span.seen(place.rect)),
        "sources": list(standing.sources),
        "state": None if standing.state is None else standing.state.value,
        "simulated": standing.simulated,
        "period": view.period,
        "source_time": _time(standing.source_time),
        "received": _time(standing.received),
        "changed": _time(standing.changed),
        "priority": view.priority,
        "texts": texts(tile.items, sheet, palette),
        "data": view.figures(),
        "reason": None if standing.reason is None else standing.reason.value,
        "words": None if standing.words is None else sheet.words.say(standing.words),
        "partial": standing.partial,
        "missing": standing.missing,
        "overlaps": _overlaps(tile.items),
        "outside": list(layout.outside(layout.texts(tile.items), place.rect)),
        "across": layout.across(place.rect, sheet),
        "colours": list(layout.colours(tile.items)),
        "glow": tile.glows is not None,
        "shortened": _shortened(tile.items),
    }


def _overlaps(items: Sequence[Item]) -> Json:
    """Pairs of texts that meet, by their numbers in `texts`."""
    return [list(pair) for pair in layout.overlaps(layout.texts(items))]


def _shortened(items: Sequence[Item]) -> Json:
    """Texts that end in an ellipsis, and how many characters are left out, where that is known: no fault, but
    who reads the picture from afar should know.
    """
    return [
        {"text": text.text, "full": text.full, "missing": layout.lacking(text)}
        for text in layout.texts(items)
        if layout.shortened(text)
    ]


def texts(items: Sequence[Item], sheet: Sheet, palette: Palette) -> list[Json]:
    return [_text(text, sheet, palette) for text in layout.texts(items)]


def _text(text: Text, sheet: Sheet, palette: Palette) -> Json:
    return {
        "role": text.role,
        "text": text.text,
        "full": text.full,
        "rect": _rect(sheet.span.seen(text.rect)),
        "cap_px": round(text.cap, 2),
        "arcmin": round(sheet.arcmin(text.cap), 2),
        "contrast": round(palette.contrast(text.ink, text.ground), 2),
        "clipped": text.clipped,
    }


def _rect(rect: Rect) -> list[Json]:
    """Whole pixels of the picture where they are, else tenths."""
    return [_short(side) for side in (rect.x, rect.y, rect.w, rect.h)]


def _short(side: float) -> int | float:
    tenths = round(side, 1)
    return int(tenths) if tenths.is_integer() else tenths


def _time(at: datetime | None) -> str | None:
    return None if at is None else iso(at)
