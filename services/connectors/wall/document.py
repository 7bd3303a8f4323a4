"""A wall.json as records: a pure function. Second-hand tiles, which that wall has from a wall itself, are
left out: two walls that read each other would hand the same figures to and fro under ever new names.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from services.connectors.wall.fields import objects, text_of, texts, time_of
from services.connectors.wall.figures import LIVE, contradicted, figures, nameless, same
from services.door import SourceError
from services.json_text import read_json
from services.mapping import MOST, bounded_uid
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.records import Alert, AlertState, Observation, Record, Reply, ServiceHealth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from services.connectors.wall.fields import Object

VERSION = 1
"""Of wall.json. One that says none is of a program before it was said."""

_STATES = {LIVE: Reply.ANSWERS, "disconnected": Reply.NONE}
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
    sources = objects(whole.get("sources"))
    tiles = [
        tile for screen in objects(whole.get("screens")) for tile in objects(screen.get("tiles"))
    ]
    walls = {text_of(one.get("id")) for one in sources if one.get("connector") == "wall"}
    own = [tile for tile in tiles if walls.isdisjoint(texts(tile.get("sources")))]
    reading = _Reading(time_of(whole.get("at")))
    for source in sources:
        reading.add(_source(source))
    for alarm in objects(whole.get("alarms")):
        if text_of(alarm.get("source")) not in walls:
            reading.add(_alarm(alarm))
    for tile in own:
        for figure in figures(tile):
            reading.figure(figure)
    unnamed = sum(map(nameless, own))
    partial = [source for source in sources if source.get("partial") is True]
    lacking = [source.get("missing") for source in partial]
    counts = [count for count in lacking if isinstance(count, int)]
    cut, torn = reading.beyond, len(reading.torn)
    return Page(
        records=tuple(reading.records.values()),
        at=reading.at,
        simulated=any(one.get("simulated") is True for one in (*sources, *own)),
        partial=bool(partial) or cut + unnamed + torn > 0,
        missing=None if torn or len(counts) != len(partial) else sum(counts) + cut + unnamed,
        notes=tuple(_notes(cut, torn, unnamed, passed=len(tiles) - len(own))),
    )


def _notes(cut: int, torn: int, unnamed: int, *, passed: int) -> Iterator[Phrase]:
    """What was left out, and why."""
    if cut:
        yield phrase("Bỏ qua {count} mục vượt mức cho phép", count=cut)
    if torn:
        yield phrase(
            "{count} số liệu của tường kia có nhiều giá trị khác nhau, không rõ là của nơi nào; bỏ trống",
            count=torn,
        )
    if unnamed:
        yield phrase("Bỏ qua {count} số liệu không có tên chỉ số", count=unnamed)
    if passed:
        yield phrase("Bỏ qua {count} ô mà tường kia lấy lại từ một tường khác", count=passed)


@dataclass(slots=True)
class _Reading:
    at: datetime | None
    records: dict[tuple[type, str], Record] = field(default_factory=dict)
    beyond: int = 0
    torn: set[str] = field(default_factory=set)
    """Keys under which there stand several values."""

    def add(self, record: Record | None) -> None:
        if record is None:
            return
        if len(self.records) >= MOST:
            self.beyond += 1
            return
        self.records.setdefault((type(record), record.uid), record)

    def figure(self, seen: Observation) -> None:
        """It may stand on several tiles; where one of them doubts it, it is doubted. Which of several values
        is the right one nobody can say.
        """
        known = self.records.get((Observation, seen.uid))
        if not isinstance(known, Observation):
            self.add(seen)
            return
        stands = seen if known.fault is not None else known
        if seen.uid in self.torn or not same(known, seen):
            self.torn.add(seen.uid)
            stands = contradicted(known)
        self.records[Observation, seen.uid] = replace(stands, flag=known.flag or seen.flag)


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
    id, state = text_of(source.get("id")), text_of(source.get("state"))
    if not id:
        return None
    why = text_of(source.get("words"))
    return ServiceHealth(
        uid=bounded_uid(id),
        service=id,
        instance=text_of(source.get("system")) or None,
        state=_STATES.get(state, state or None),
        at=time_of(source.get("last_answered")),
        words=phrase("Tường kia cho biết: {why}", why=why) if why else None,
    )


def _alarm(alarm: Object) -> Alert | None:
    id, priority = text_of(alarm.get("id")), text_of(alarm.get("priority"))
    if not id:
        return None
    return Alert(
        uid=bounded_uid(id),
        title=text_of(alarm.get("title")) or id,
        severity=_ALARMS.get(priority),
        severity_word=priority or None,
        state=_HANDLED.get(text_of(alarm.get("state")), AlertState.FIRING),
        starts=time_of(alarm.get("since")),
        entity=text_of(alarm.get("unit")) or text_of(alarm.get("source")) or None,
    )
