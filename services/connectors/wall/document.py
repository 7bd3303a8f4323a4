"""A wall.json as records: a pure function. Second-hand tiles, which that wall has from a wall itself, are
left out: two walls that read each other would hand the same figures to and fro under ever new names.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from services.door import SourceError
from services.json_text import read_json
from services.mapping import MOST, bounded_uid
from services.moments import moment
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import number, plain
from services.records import (
    Alert,
    AlertState,
    Observation,
    Record,
    Reply,
    ServiceHealth,
    labels,
    natural_uid,
)
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

type Object = dict[str, object]

VERSION = 1
"""Of wall.json. One that says none is of a program before it was said."""

_ISO = Writing()
_LIVE = "live"
_STATES = {_LIVE: Reply.ANSWERS, "disconnected": Reply.NONE}
"""Of a source there; the others by the name that they have here as well."""
_ALARMS = {"urgent": 5, "high": 4, "medium": 3, "low": 2}
_HANDLED = {
    "unack": AlertState.FIRING,
    "acked": AlertState.ACKNOWLEDGED,
    "rtn_unack": AlertState.RESOLVED,
    "shelved": AlertState.SUPPRESSED,
    "suppressed": AlertState.SUPPRESSED,
    "out_of_service": AlertState.SUPPRESSED,
}
_DEEP = 4
"""Levels of a tile's own figures that are looked through."""
_LABELS = 50
_POINTS = "series"
"""How many points a curve has is no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    records: tuple[Record, ...]
    at: datetime | None
    simulated: bool = False
    partial: bool = False
    missing: int | None = None
    notes: tuple[Phrase, ...] = ()


def normalise(body: bytes) -> Page:
    """Of a wall.json; raises `SourceError`."""
    whole = _whole(body)
    sources = _objects(whole.get("sources"))
    tiles = [
        tile for screen in _objects(whole.get("screens")) for tile in _objects(screen.get("tiles"))
    ]
    walls = {_text(one.get("id")) for one in sources if one.get("connector") == "wall"}
    own = [tile for tile in tiles if walls.isdisjoint(_texts(tile.get("sources")))]
    reading = _Reading(_time(whole.get("at")))
    for source in sources:
        reading.add(_source(source))
    for alarm in _objects(whole.get("alarms")):
        if _text(alarm.get("source")) not in walls:
            reading.add(_alarm(alarm))
    for tile in own:
        for figure in _figures(tile):
            reading.figure(figure)
    nameless = sum(map(_nameless, own))
    partial = [source for source in sources if source.get("partial") is True]
    lacking = [source.get("missing") for source in partial]
    counts = [count for count in lacking if isinstance(count, int)]
    cut, passed = reading.beyond, len(tiles) - len(own)
    notes = [phrase("Bỏ qua {count} mục vượt mức cho phép", count=cut)] if cut else []
    if nameless:
        notes.append(phrase("Bỏ qua {count} số liệu không có tên chỉ số", count=nameless))
    if passed:
        notes.append(
            phrase("Bỏ qua {count} ô mà tường kia lấy lại từ một tường khác", count=passed)
        )
    return Page(
        records=tuple(reading.records.values()),
        at=reading.at,
        simulated=any(one.get("simulated") is True for one in (*sources, *own)),
        partial=bool(partial) or cut + nameless > 0,
        missing=sum(counts) + cut + nameless if len(counts) == len(partial) else None,
        notes=tuple(notes),
    )


@dataclass(slots=True)
class _Reading:
    at: datetime | None
    records: dict[tuple[type, str], Record] = field(default_factory=dict)
    beyond: int = 0

    def add(self, record: Record | None) -> None:
        if record is None:
            return
        if len(self.records) >= MOST:
            self.beyond += 1
            return
        self.records.setdefault((type(record), record.uid), record)

    def figure(self, seen: Observation) -> None:
        """It may stand on several tiles; where one of them doubts it, it is doubted."""
        known = self.records.get((Observation, seen.uid))
        if isinstance(known, Observation) and known.flag is None and seen.flag is not None:
            self.records[Observation, seen.uid] = replace(known, flag=seen.flag)
        elif known is None:
            self.add(seen)


def _whole(body: bytes) -> Object:
    payload = read_json(body)
    match payload:
        case {"wall": str(), "at": str(), "sources": list(), "screens": list()}:
            whole = cast("Object", payload)
        case _:
            raise SourceError(
                Reason.MALFORMED,
                phrase("Câu trả lời không phải wall.json của một tường Langbiang"),
                remedy=phrase(
                    "ghi địa chỉ của tệp wall.json mà lệnh snapshot của tường kia viết ra"
                ),
            )
    said = whole.get("version", VERSION)
    if said != VERSION or isinstance(said, bool):
        raise SourceError(
            Reason.REFUSED,
            phrase(
                "Tường kia viết wall.json theo dạng {version}, tường này đọc được dạng {known}",
                version=plain(str(said), 20),
                known=VERSION,
            ),
            remedy=phrase("nâng cấp chương trình của tường này"),
        )
    return whole


def _source(source: Object) -> ServiceHealth | None:
    id, state = _text(source.get("id")), _text(source.get("state"))
    if not id:
        return None
    why = _text(source.get("words"))
    return ServiceHealth(
        uid=bounded_uid(id),
        service=id,
        instance=_text(source.get("system")) or None,
        state=_STATES.get(state, state or None),
        at=_time(source.get("last_answered")),
        words=phrase("Tường kia cho biết: {why}", why=why) if why else None,
    )


def _alarm(alarm: Object) -> Alert | None:
    id, priority = _text(alarm.get("id")), _text(alarm.get("priority"))
    if not id:
        return None
    return Alert(
        uid=bounded_uid(id),
        title=_text(alarm.get("title")) or id,
        severity=_ALARMS.get(priority),
        severity_word=priority or None,
        state=_HANDLED.get(_text(alarm.get("state")), AlertState.FIRING),
        starts=_time(alarm.get("since")),
        entity=_text(alarm.get("unit")) or _text(alarm.get("source")) or None,
    )


def _figures(tile: Object) -> Iterator[Observation]:
    """Those of indicators by the indicators' names; what a tile counts by the tile's and its own."""
    flag = _flag(tile)
    at = _time(tile.get("source_time")) or _time(tile.get("received"))
    yield from _within(tile.get("data"), _text(tile.get("id")), at, flag, _DEEP)


def _nameless(tile: Object) -> int:
    """Figures of a tile that don't say of which indicator they are."""
    match tile.get("data"):
        case {"figures": list() as figures}:
            named = [_text(one.get("indicator")) for one in _objects(figures)]
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
    where = labels({plain(key, 100): _text(value) for key, value in pairs})
    period, own = _text(seen.get("period")) or None, _text(seen.get("state"))
    natural: dict[str, object] = {"indicator": name, "period": period, "labels": where}
    value, text = _number(seen.get("value")), _text(seen.get("text")) or None
    return Observation(
        uid=bounded_uid(natural_uid(Observation, natural)),
        indicator=name,
        value=value,
        text=text,
        numerator=_number(seen.get("numerator")),
        denominator=_number(seen.get("denominator")),
        period=period,
        labels=where,
        at=at,
        flag=flag or (own if own not in {"", _LIVE, "None"} else None),
        fault=_fault(seen.get("value")) if value is None and text is None else None,
    )


def _fault(raw: object) -> Phrase:
    if raw is None or raw == "":
        return phrase("Tường kia chưa có giá trị này")
    said = raw if isinstance(raw, str) else "…"
    return phrase("Giá trị “{value}” không phải là số", value=plain(said, 40))


def _flag(tile: Object) -> str | None:
    """The badge that it wears there, in that wall's language."""
    state = _text(tile.get("state"))
    if state in {"", _LIVE}:
        return None
    badges = (
        _text(one.get("full")) or _text(one.get("text"))
        for one in _objects(tile.get("texts"))
        if one.get("role") == "badge"
    )
    return next(filter(None, badges), state)


def _objects(found: object) -> list[Object]:
    items = cast("list[object]", found) if isinstance(found, list) else []
    return [cast("Object", item) for item in items if isinstance(item, dict)]


def _texts(found: object) -> list[str]:
    items = cast("list[object]", found) if isinstance(found, list) else []
    return [item for item in items if isinstance(item, str)]


def _text(found: object) -> str:
    return plain(found, 300) if isinstance(found, str) else ""


def _number(found: object) -> Decimal | None:
    match found:
        case bool():
            return None
        case int() | Decimal():
            return Decimal(found)
        case str():
            return number(found)
        case _:
            return None


def _time(found: object) -> datetime | None:
    try:
        return moment(found, _ISO)
    except Unreadable:
        return None
