"""A wall's knowledge made by hand, and text measured without Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from services.cache.fact import Fact
from services.cache.journal import Asked
from services.cache.named import matches
from services.cache.pauses import Pause
from services.freshness import State
from services.news import Reason
from services.phrase import phrase
from services.records import KINDS, Observation
from services.views import Knowledge
from services.wall_file.shape import WallFile
from services.words import Words
from widgets.drawing import Text, Weight
from widgets.panel import draw
from widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.cache import Picture
    from services.phrase import Phrase
    from services.records import Labels, Record, Sample
    from services.settings import Tile
    from widgets.drawing import Item, Rect
    from widgets.tile import TileType, View

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
"""14:00 on the wall."""
ODD = [(451, 288), (300, 906), (451, 160), (608, 120), (1864, 120), (922, 100)]
"""Sizes that grids of many rows or columns give to tiles, in pixels."""
_KINDS = {kind: name for name, kind in KINDS.items()}
_WIDE = {Weight.REGULAR: 1.0, Weight.MEDIUM: 1.02, Weight.SEMIBOLD: 1.05, Weight.BOLD: 1.08}
_NARROW = frozenset(" .,:;|!'()[]ijlItfr·")


class PlainMeasure:
    """Widths near Inter's, in ems."""

    cap = 0.7275

    def width(self, text: str, size: float, weight: Weight) -> float:
        ems = sum(0.3 if letter in _NARROW else 0.62 for letter in text)
        return ems * size * _WIDE[weight]


@dataclass
class Told:
    """What the cache would say at `at`: asks and facts of each source."""

    at: datetime = AT
    asked: dict[str, Asked] = field(default_factory=dict)
    known: dict[str, list[Fact[Any]]] = field(default_factory=dict)
    pauses: frozenset[str] = frozenset()
    whys: dict[str, str] = field(default_factory=dict)
    """Why a source is paused, where somebody said."""
    series: tuple[Sample, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)
    """When briefings that are over began, ISO 8601 by name."""
    earlier: Told | None = None
    """What it would have said before."""

    def settings(self, kind: str) -> dict[str, str]:
        return self.kept if kind == "briefed" else {}

    def before(self, at: datetime) -> Told:
        """However long before: nothing is known of earlier still."""
        found = self.earlier
        return Told(at=at) if found is None or found.at > at else found

    def memory(self, owner: object) -> dict[object, Any]:
        """None: it may be told something else yet."""
        del owner
        return {}

    def touched(self, source: str, since: Told) -> frozenset[tuple[str, str]]:
        """Whatever is there in either."""
        every = [*self.known.get(source, []), *since.known.get(source, [])]
        return frozenset(
            (_KINDS[type(fact.record)], getattr(fact.record, "indicator", "")) for fact in every
        )

    @property
    def paused(self) -> dict[str, Pause]:
        return {source: Pause(self.whys.get(source, "")) for source in self.pauses}

    @property
    def now(self) -> datetime:
        return self.at

    def asks(self, source: str) -> Asked:
        return self.asked.get(source, Asked())

    def facts(self, source: str, kind: type[Record]) -> tuple[Fact[Any], ...]:
        return tuple(f for f in self.known.get(source, []) if type(f.record) is kind)

    def figures(
        self, source: str, indicator: str, where: Labels = ()
    ) -> tuple[Fact[Observation], ...]:
        return tuple(
            fact
            for fact in self.known.get(source, [])
            if isinstance(fact.record, Observation)
            and fact.record.indicator == indicator
            and matches(fact.record, where)
        )

    def samples(
        self, source: str, indicator: str, where: Labels, *, since: datetime, until: datetime
    ) -> tuple[Sample, ...]:
        return tuple(
            sample
            for sample in self.series
            if sample.indicator == indicator and since <= (sample.at or self.at) <= until
        )

    def answer(
        self,
        source: str,
        records: Iterable[Record] = (),
        *,
        ago: timedelta = timedelta(seconds=5),
        outages: tuple[Reason, ...] = (),
        words: Phrase | None = None,
        simulated: bool = False,
        source_time: datetime | None = None,
        partial: bool = False,
        missing: int | None = None,
    ) -> None:
        """The last answer that a source gave, and the outages since then."""
        received = self.at - ago
        told = list(records)
        self.asked[source] = Asked(
            last_asked=self.at - timedelta(seconds=5) if outages else received,
            last_answered=received,
            outages=outages,
            reason=outages[0] if outages else None,
            words=words,
            records=len(told),
            ever=True,
            simulated=simulated,
            source_time=source_time,
            partial=partial,
            missing=missing,
        )
        self.known[source] = [
            self._fact(source, record, received, simulated=simulated) for record in told
        ]

    def _fact(
        self, source: str, record: Record, received: datetime, *, simulated: bool
    ) -> Fact[Record]:
        return Fact(
            source=source,
            record=record,
            changed=received,
            confirmed=received,
            learned=received,
            fault=getattr(record, "fault", None),
            simulated=simulated,
            source_time=record.at,
            has_value=not isinstance(record, Observation)
            or record.value is not None
            or record.text is not None,
        )

    def be(
        self, source: str, state: State, records: Iterable[Record] = (), *, simulated: bool = False
    ) -> None:
        """A history after which a source asked once a minute is in that state."""
        minutes = timedelta(minutes=1)
        down = (Reason.UNREACHABLE, Reason.UNREACHABLE)
        match state:
            case State.NEVER:
                self.asked[source] = Asked(
                    last_asked=self.at, outages=down, reason=down[0], simulated=simulated
                )
            case State.LIVE:
                self.answer(source, records, simulated=simulated)
            case State.LATE:
                self.answer(source, records, ago=3 * minutes, simulated=simulated)
            case State.STALE:
                self.answer(source, records, ago=42 * minutes, simulated=simulated)
            case State.SKEWED:
                ahead = self.at + 10 * minutes
                self.answer(source, records, source_time=ahead, simulated=simulated)
            case State.FAULTY:
                bad = (Reason.MALFORMED, Reason.MALFORMED)
                self.answer(source, records, ago=9 * minutes, outages=bad, simulated=simulated)
            case State.DISCONNECTED:
                words = phrase("Máy chủ không nhận kết nối ở cổng {port}.", port="9093")
                self.answer(
                    source,
                    records,
                    ago=40 * minutes,
                    outages=down,
                    words=words,
                    simulated=simulated,
                )
            case State.MAINTENANCE:
                self.pauses |= {source}
                self.answer(source, records, ago=20 * minutes, simulated=simulated)

    def knowledge(self, wall: dict[str, Any] | None = None) -> Knowledge:
        """Under a wall file whose sources are those that were told of, and what `wall` says."""
        said: dict[str, Any] = {"wall": 1, **(wall or {})}
        sources = {id: source(id) for id in self.asked} | said.get("sources", {})
        shape = WallFile.model_validate({**said, "sources": sources})
        return Knowledge(shape, cast("Picture", self))

    def at_a_later(self, by: timedelta) -> Told:
        return replace(self, at=self.at + by)


def source(id: str, **more: object) -> dict[str, Any]:
    return {"connector": "http_json", "url": f"http://10.1.0.9/{id}", "every": "1 min", **more}


def sheet_of(
    width: float = 1920, height: float = 1080, *, lang: str = "vi", seat: float = 4000
) -> Sheet:
    words = Words("en" if lang == "en" else "vi", ZoneInfo("Asia/Ho_Chi_Minh"))
    return Sheet(width, height, 0.63, seat, PlainMeasure(), words)


def faults(items: Iterable[Item], box: Rect, sheet: Sheet) -> list[str]:
    """Every text that leaves its tile, meets another, is too small for its reader or clipped."""
    texts = [item for item in items if isinstance(item, Text)]
    found = [f"outside: {text.full}" for text in texts if not box.holds(text.rect)]
    found += [f"small: {text.full}" for text in texts if sheet.arcmin(text.least) < 16.0]
    found += [f"clipped: {text.full}" for text in texts if text.clipped]
    for i, one in enumerate(texts):
        found += [
            f"meet: {one.full} / {other.full}"
            for other in texts[i + 1 :]
            if one.rect.meets(other.rect)
        ]
    return found


def said(items: Iterable[Item], role: str | None = None) -> list[str]:
    return [
        item.text
        for item in items
        if isinstance(item, Text) and (role is None or item.role == role)
    ]


def drawn(type: Any, settings: Tile, knowledge: Knowledge, box: Rect, sheet: Sheet) -> list[Item]:
    """A whole tile: frame and content."""
    kind = cast("TileType[Tile, View]", type)
    view = kind.look_up(settings, knowledge)
    return painted(kind, view, box, sheet)


def painted(type: Any, view: View, box: Rect, sheet: Sheet) -> list[Item]:
    return list(draw(type, view, box, sheet))
