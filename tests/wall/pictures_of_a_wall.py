"""What the pictures of a wall say, by its wall.json: which figures, tasks and goals can be read on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from services.words import MISSING, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from services.settings import Wording
    from services.wall_file.shape import WallFile

type Json = dict[str, Any]

FLOOR = 16.0
"""Arc minutes."""
PAGED = frozenset({"catalogue", "goals"})
"""Types whose rows have their turn, which their own tests hold them to."""
NOT_OF_FIGURES = frozenset({"title", "age", "period", "mark", "axis", "clock", "date"})
"""Roles of texts that say something else, may they be numbers too."""
_NUMBER = re.compile(r"-?\d[\d.,]*")
_PAGE = re.compile(r"trang \d+/\d+")
_WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))


@dataclass(frozen=True)
class Hung:
    """A tile where it hangs."""

    scene: str
    screen: str
    tile: Json

    @property
    def place(self) -> str:
        return f"{self.scene}/{self.screen}/{self.tile['id']}"

    @cached_property
    def rows(self) -> list[Json]:
        """Of indicators, wherever the tile's type keeps them."""
        return list(_of_indicators(self.tile["data"]))

    @cached_property
    def said(self) -> list[Json]:
        """Its texts but for those that are no content."""
        return [text for text in self.tile["texts"] if text["role"] not in NOT_OF_FIGURES]

    def shows(self, row: Json, called: Wording) -> bool:
        """The row's figure, and which one it is where there are several."""
        alone = len({one["indicator"] for one in self.rows}) == 1
        return self._figure(row) and (alone or self._names(row, called))

    def _figure(self, row: Json) -> bool:
        if row.get("text") is not None:
            return any(row["text"] in text["text"] for text in self.said)
        values = [row[key] for key in ("value", "last") if row.get(key) is not None]
        of = [row[key] for key in ("numerator", "denominator") if row.get(key) is not None]
        if not values:
            return any(text["text"] == MISSING for text in self.said)
        return any(
            says(text["text"], values[0]) or (of and all(says(text["text"], part) for part in of))
            for text in self.said
        )

    def _names(self, row: Json, called: Wording) -> bool:
        names = {called.vi, called.short, row.get("name"), row.get("word")} - {None}
        return any(
            text[key].startswith(name) or name in text["text"]
            for text in self.said
            for key in ("text", "full")
            for name in names
        )

    def lists(self, sentence: str) -> bool:
        """A row that is called so is painted, or has its turn."""
        if any(text["full"] == sentence for text in self.said):
            return True
        turns = any(_PAGE.fullmatch(text["text"]) for text in self.tile["texts"])
        held = any(sentence in row.values() for row in self.tile["data"].get("rows", ()))
        return held and turns and self.tile["type"] in PAGED


@dataclass(frozen=True)
class Pictures:
    """Of all scenes of a wall."""

    wall: WallFile
    document: Json

    @cached_property
    def tiles(self) -> list[Hung]:
        return [
            Hung(screen["scene"], screen["name"], tile)
            for screen in self.document["screens"]
            for tile in screen["tiles"]
        ]

    def tile(self, id: str) -> Hung | None:
        return next((hung for hung in self.tiles if hung.tile["id"] == id), None)

    @property
    def texts(self) -> Iterator[str]:
        for hung in self.tiles:
            yield from (text["text"] for text in hung.tile["texts"])

    def told(self, indicator: str) -> list[Hung]:
        """The tiles on which its figure is read."""
        called = self.wall.indicators[indicator].name
        return [
            hung
            for hung in self.tiles
            if any(hung.shows(row, called) for row in hung.rows if row["indicator"] == indicator)
        ]

    def known(self, indicator: str) -> bool:
        """It has a value, or a text, on a tile."""
        return any(
            row.get("value") is not None or row.get("text") is not None or row.get("last")
            for hung in self.tiles
            for row in hung.rows
            if row["indicator"] == indicator
        )

    def why_not(self, indicator: str) -> str:
        """Where its figure would stand had it room."""
        held = [
            hung.place
            for hung in self.tiles
            if any(row["indicator"] == indicator for row in hung.rows)
        ]
        return f"{indicator}: {'not painted on ' + ', '.join(held) if held else 'on no tile'}"

    def listed(self, sentence: str) -> bool:
        return any(hung.lists(sentence) for hung in self.tiles)

    def faults(self) -> list[str]:
        """Texts that are cut off, too small, over one another or off their tile."""
        found = [f"{screen['scene']}: heading" for screen in self._screens() if _meets(screen)]
        found += [f"{hung.place}: overlaps" for hung in self.tiles if _meets(hung.tile)]
        for place, texts in self._all_texts():
            found += [f"{place}: {fault}" for text in texts if (fault := _fault(text))]
        return found

    def _screens(self) -> list[Json]:
        screens: list[Json] = self.document["screens"]
        return screens

    def _all_texts(self) -> Iterator[tuple[str, Iterable[Json]]]:
        for screen in self._screens():
            yield f"{screen['scene']}/{screen['name']}", screen["texts"]
        for hung in self.tiles:
            yield hung.place, hung.tile["texts"]


def says(text: str, value: str) -> bool:
    """One of the numbers in `text` is `value`, rounded as it is written there."""
    for written in _NUMBER.findall(text):
        number = _WORDS.read_number(written.rstrip(".,"))
        if number is not None:
            places = Decimal(1).scaleb(int(number.as_tuple().exponent))
            if Decimal(value).quantize(places, ROUND_HALF_UP) == number:
                return True
    return False


def _of_indicators(data: object) -> Iterator[Json]:
    match data:
        case dict():
            if isinstance(data.get("indicator"), str):
                yield data
            for part in data.values():
                yield from _of_indicators(part)
        case list():
            for part in data:
                yield from _of_indicators(part)


def _meets(one: Mapping[str, Any]) -> bool:
    return bool(one["overlaps"] or one["outside"])


def _fault(text: Json) -> str | None:
    if text["clipped"]:
        return f"clipped: {text['full']}"
    if text["arcmin"] < FLOOR:
        return f"{text['arcmin']} arc minutes: {text['text']}"
    return None
