"""The data files from which the province speaks: the article as printed, units, made-up words."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from services.territories import gazetteer
from services.wall_file.territories import Territories


def _read(name: str) -> dict[str, Any]:
    text = (files("resources") / "domain" / name).read_text(encoding="utf-8")
    whole: dict[str, Any] = json.loads(text)
    return whole


@cache
def article() -> dict[str, Any]:
    """`resources/domain/article.json`: publication, indicators, tasks, goals."""
    return _read("article.json")


@cache
def centres() -> dict[str, Any]:
    """`resources/domain/ioc.json`: which districts' operations centres dated press saw opened."""
    return _read("ioc.json")


@cache
def catalogue() -> dict[str, Any]:
    """`resources/domain/catalogue.json`: indicators beyond the article, their units, documents, rounds."""
    return _read("catalogue.json")


@cache
def invented() -> dict[str, Any]:
    """`resources/domain/invented.json`: words for what is made up."""
    return _read("invented.json")


_SIZES = {"672": 0.18, "673": 0.13, "678": 0.14, "676": 0.11, "679": 0.12}
"""By code."""


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    short: str
    point: tuple[float, float]
    """Longitude, latitude of its label."""

    @property
    def size(self) -> float:
        """About its share of the province's people: the larger ones', the others have alike."""
        rest = (1 - sum(_SIZES.values())) / (len(units()) - len(_SIZES))
        return _SIZES.get(self.code, rest)

    @property
    def committee(self) -> str:
        """`UBND huyện Di Linh`."""
        return f"UBND {self.name[0].lower()}{self.name[1:]}"


@cache
def units() -> tuple[Unit, ...]:
    """The twelve of 31/12/2023."""
    return tuple(
        Unit(unit.code, unit.name.vi, unit.name.short or unit.name.vi, unit.point)
        for unit in gazetteer(Territories()).at(date(2023, 12, 31))
        if unit.point is not None
    )


@dataclass(frozen=True, slots=True)
class Office:
    block: str
    name: str
    sign: str
    """As in a document's number: 123/STTTT-VP."""
    code: str
    """Made up, in the form of the identifiers of Decision 20/2020/QĐ-TTg."""

    @property
    def outside(self) -> bool:
        """Of the central government."""
        return self.block == "Bộ, ngành"


@cache
def own_offices() -> tuple[Office, ...]:
    """Those of the province, whose computers it looks after."""
    return tuple(office for office in offices() if office.block != "Bộ, ngành")


@cache
def offices() -> tuple[Office, ...]:
    """All that send and receive documents, the twelve units among them."""
    named = [(o["block"], o["name"], o["sign"]) for o in invented()["organs"]]
    named += [("Huyện, thành phố", unit.committee, "UBND") for unit in units()]
    return tuple(Office(*one, _code(number, one[0])) for number, one in enumerate(named))


def _code(number: int, block: str) -> str:
    return f"000.00.00.G{number:02}" if block == "Bộ, ngành" else f"000.00.{number:02}.H36"


def slug(words: str) -> str:
    """`cham-nuoc` of `Chạm nước`: as sites and catalogues write names in their addresses."""
    bare = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
