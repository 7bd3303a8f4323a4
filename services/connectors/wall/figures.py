"""Figures of a tile of a wall.json, as observations."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from services.connectors.wall.fields import number_of, objects, text_of, time_of
from services.mapping import bounded_uid
from services.phrase import Phrase, phrase
from services.plain import plain
from services.records import Observation, labels, natural_uid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from services.connectors.wall.fields import Object

LIVE = "live"
_DEEP = 4
"""Levels of a tile's own figures that are looked through."""
_LABELS = 50
_POINTS = "series"
"""How many points a curve has is no figure."""


def figures(tile: Object) -> Iterator[Observation]:
    """Those of indicators by the indicators' names; what a tile counts by the tile's and its own."""
    flag = _flag(tile)
    at = time_of(tile.get("source_time")) or time_of(tile.get("received"))
    yield from _within(tile.get("data"), text_of(tile.get("id")), at, flag, _DEEP)


def nameless(tile: Object) -> int:
    """Figures of a tile that don't say of which indicator they are."""
    match tile.get("data"):
        case {"figures": list() as figures}:
            named = [text_of(one.get("indicator")) for one in objects(figures)]
            return len(cast("list[object]", figures)) - sum(map(bool, named))
        case {"figures": found}:
            return found is not None
        case _:
            return 0


def _within(
    found: object, name: str, at: datetime | None, flag: str | None, deep: int
) -> Iterator[Observation]:
    match found:
        case {"indicator": str() as indicator} if plain(indicator):
            yield _indicator(cast("Object", found), plain(indicator, 100), at, flag)
        case {"indicator": _}:  # whose it is can't be read: its parts are no figures of their own
            return
        case dict() if deep:
            for key, inner in cast("Object", found).items():
                if key == _POINTS:
                    continue
                yield from _within(inner, f"{name}.{plain(key, 60)}", at, flag, deep - 1)
        case list() if deep:
            for inner in cast("list[object]", found):
                if isinstance(inner, dict) and "indicator" in inner:
                    yield from _within(inner, name, at, flag, deep - 1)
        case int() | Decimal() if not isinstance(found, bool):
            yield Observation(
                uid=bounded_uid(name),
                indicator=plain(name, 100),
                value=Decimal(found),
                at=at,
                flag=flag,
            )
        case _:
            return


def _indicator(seen: Object, name: str, at: datetime | None, flag: str | None) -> Observation:
    said = seen.get("labels")
    pairs = [*cast("Object", said).items()][:_LABELS] if isinstance(said, dict) else []
    where = labels({plain(key, 100): text_of(value) for key, value in pairs})
    period, own = text_of(seen.get("period")) or None, text_of(seen.get("state"))
    place, organ = text_of(seen.get("territory")) or None, text_of(seen.get("organ")) or None
    natural: dict[str, object] = {
        "indicator": name,
        "territory": place,
        "organ": organ,
        "period": period,
        "labels": where,
    }
    value, text = number_of(seen.get("value")), text_of(seen.get("text")) or None
    return Observation(
        uid=bounded_uid(natural_uid(Observation, natural)),
        indicator=name,
        value=value,
        text=text,
        territory=place,
        organ=organ,
        numerator=number_of(seen.get("numerator")),
        denominator=number_of(seen.get("denominator")),
        period=period,
        labels=where,
        at=at,
        flag=flag or (own if own not in {"", LIVE, "None"} else None),
        fault=_fault(seen.get("value")) if value is None and text is None else None,
    )


def same(one: Observation, other: Observation) -> bool:
    """Whether they say the same, or one of them nothing."""
    lacking = one.fault is not None or other.fault is not None
    return lacking or (one.value, one.text) == (other.value, other.text)


def contradicted(seen: Observation) -> Observation:
    return replace(
        seen,
        value=None,
        text=None,
        numerator=None,
        denominator=None,
        fault=phrase("Tường kia có nhiều giá trị khác nhau cho cùng một số liệu này"),
    )


def _fault(raw: object) -> Phrase:
    if raw is None or raw == "":
        return phrase("Tường kia chưa có giá trị này")
    said = raw if isinstance(raw, str) else "…"
    return phrase("Giá trị “{value}” không phải là số", value=plain(said, 40))


def _flag(tile: Object) -> str | None:
    """The badge that it wears there, in that wall's language."""
    state = text_of(tile.get("state"))
    if state in {"", LIVE}:
        return None
    badges = (
        text_of(one.get("full")) or text_of(one.get("text"))
        for one in objects(tile.get("texts"))
        if one.get("role") == "badge"
    )
    return next(filter(None, badges), state)
