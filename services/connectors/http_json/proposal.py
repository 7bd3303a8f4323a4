"""A mapping of every number and every list that a payload holds, as settings of `http_json`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from services.connectors.http_json import spelling
from services.connectors.http_json.finds import Finds, Rows, finds
from services.connectors.http_json.geojson import features
from services.connectors.http_json.listing import Listing, dotted
from services.draft import Remark
from services.expression import LONGEST
from services.phrase import Phrase, phrase
from services.survey import Column, Hand, Holds, Role, hand
from services.survey.kinds import fit
from services.survey.remarks import HERE, assumptions, notes, open_questions, severities
from services.survey.rows import readable, sense

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from services.survey.kinds import Fit
    from services.writing import Times

_MORE = ("at", "territory", "organ", "period", "unit", "labels")
_OF_SAMPLES = ("at", "territory", "labels")
_NAMED = 12
"""Names that one remark lists."""


_READ_AS_POINT = phrase("Chưa khai thì các số ấy đọc theo dấu chấm thập phân")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Settings beside connector and address, and what is to be said of them."""

    settings: dict[str, object]
    remarks: tuple[Remark, ...]


def proposed(payload: object) -> Proposal | None:
    """None where there is neither a number nor a list."""
    found = finds(payload)
    if found.nothing:
        return None
    making = _Making(found)
    making.singles()
    for rows in found.rows:
        making.rows(rows, payload)
    return making.proposal()


@dataclass(slots=True)
class _Making:
    found: Finds
    hand: Hand = field(init=False)
    times: Times = field(init=False)
    severities: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, dict[str, str]] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        columns = [column for rows in self.found.rows for column in rows.columns]
        columns += [Column(one.path, (one.value,)) for one in self.found.singles + self.found.times]
        numbers = (text for one in columns if one.holds is Holds.NUMBERS for text in one.texts)
        times = (text for one in columns if one.holds is Holds.TIMES for text in one.texts)
        self.hand = hand(numbers, times)
        holds = [column.holds for column in columns]
        self.times = self.hand.times or "iso"
        if Holds.SECONDS in holds:
            self.times = "epoch"
        elif Holds.MILLISECONDS in holds:
            self.times = "epoch_ms"

    def singles(self) -> None:
        for single in self.found.singles:
            name = spelling.said(dotted(single.path) or "value")
            self.figures.append(spelling.each({"i": name, "v": spelling.path(single.path)}))
        if count := len(self.found.singles):
            self._note(
                phrase("{count} số đơn lẻ, gọi theo chỗ của nó trong câu trả lời", count=count)
            )
        for bare in self.found.bare:
            name = dotted(bare.path) or "items"
            figure = {"i": spelling.said(name), "v": spelling.count(bare.path)}
            self.figures.append(spelling.each(figure))
            self._note(phrase("“{name}”: các mục không có tên, chỉ đếm số mục", name=name))

    def rows(self, rows: Rows, payload: object) -> None:
        """The list's own kind, where its names tell one that no other list took; else its figures.
        Services have both.
        """
        listing = Listing(rows, sense(rows.columns, self.hand, self.times))
        drawn = features(rows, payload)
        found = None if drawn else fit(listing.name, rows.columns, dated=self.hand.dated)
        taken: tuple[Column, ...] = ()
        if drawn is not None:
            self.kinds["features"] = drawn
            self._note(phrase("“{name}” là lớp bản đồ (GeoJSON)", name=listing.name), "features")
        elif found is not None and found.kind not in self.kinds:
            self._kind(found, listing)
            taken = tuple(found.fields.values())
            if found.kind != "services":
                return
        figures = [column for column in listing.sense.figures if column not in taken]
        if figures:
            self._figures(listing, figures, taken)
        elif not taken:
            count = spelling.count(rows.path)
            self.figures.append(spelling.each({"i": spelling.said(listing.name), "v": count}))
            self._note(phrase("“{name}”: không có cột số nào, chỉ đếm số mục", name=listing.name))
            self._left(column.name for column in rows.columns)

    def proposal(self) -> Proposal:
        self._expressed("observations", self.figures, _MORE)
        self._expressed("samples", self.samples, _OF_SAMPLES)
        self._left_out()
        settings = self._writing()
        if at := self._answered_at():
            settings["answered_at"] = at
        if self.severities:
            settings["severities"] = self.severities
        keys = {*settings, *self.kinds}
        remarks = (one for one in self.remarks if not one.at or one.at[0] in keys)
        return Proposal({**settings, **self.kinds}, tuple(remarks))

    def _kind(self, found: Fit, listing: Listing) -> None:
        fields = {name: listing.expression(column) for name, column in found.fields.items()}
        self.kinds[found.kind] = {"each": spelling.path(listing.rows.path), **fields}
        named = ", ".join(f"{name} ← {column.name}" for name, column in found.fields.items())
        said = phrase(
            "“{name}” ({count} mục) giống loại {kind}: {fields}",
            name=listing.name,
            count=len(listing.rows.items),
            kind=found.kind,
            fields=named,
        )
        self._note(said, found.kind)
        if severity := found.fields.get("severity"):
            self._severity(severity, found.kind)
        rest = (one.name for one in listing.rows.columns if one not in found.fields.values())
        self._left(rest, found.kind)

    def _severity(self, column: Column, kind: str) -> None:
        table, remark = severities(column.given)
        self.severities |= table
        if remark is not None:
            self.remarks.append(replace(remark, at=(kind,)) if table else remark)

    def _figures(self, listing: Listing, figures: list[Column], taken: tuple[Column, ...]) -> None:
        for column in figures:
            self.figures.append(listing.figure(column))
            if listing.sense.series:
                self.samples.append(listing.sample(column))
        self._note(listing.sense.words(listing.name, len(listing.rows.items), figures))
        if (noted := notes(listing.sense.notes)) is not None:
            self._note(noted)
        told = {*listing.sense.mentioned, *(column.path for column in (*figures, *taken))}
        self._left(one.name for one in listing.rows.columns if one.path not in told)

    def _expressed(self, kind: str, parts: list[str], more: tuple[str, ...]) -> None:
        kept = list(_fitting(parts))
        self.found.beyond += len(parts) - len(kept)
        if kept:
            each = spelling.together(kept)
            fields = {name: name for name in more if f" {name}: " in each}
            self.kinds[kind] = {"each": each, "indicator": "i", "value": "v", **fields}

    def _left_out(self) -> None:
        found = self.found
        if found.keys:
            names = _listed(map(dotted, found.keys))
            self._note(phrase("Không lấy các số là mã theo tên: {names}", names=names), None)
        if found.empty:
            names = _listed(dotted(path) or "items" for path in found.empty)
            said = phrase("Danh sách rỗng lúc dò nên chưa biết khai thế nào: {names}", names=names)
            self._note(said, None)
        if found.beyond:
            said = phrase("Không lấy {count} phần quá sâu hoặc quá nhiều", count=found.beyond)
            self._note(said, None)

    def _writing(self) -> dict[str, object]:
        """What is declared of times and numbers, and what is left open."""
        hand, settings = self.hand, dict[str, object]()
        if self.times != "iso":
            settings["times"] = self.times
        if hand.here and hand.dated:
            settings["zone"] = HERE
        if hand.decimals == "comma":
            settings["decimals"] = hand.decimals
        self.remarks += assumptions(settings)
        self.remarks += open_questions(hand, _READ_AS_POINT)
        return settings

    def _answered_at(self) -> str | None:
        """The shallowest time that stands alone under a name of times."""
        for one in self.found.times:
            column = Column(one.path, (one.value,))
            if column.role is Role.TIME and readable(column, self.times, self.hand):
                name = dotted(one.path)
                self._note(phrase("Giờ lập câu trả lời: {name}", name=name), "answered_at")
                return spelling.path(one.path)
        return None

    def _note(self, words: Phrase, key: str | None = "observations") -> None:
        self.remarks.append(Remark(words=words, at=(key,) if key else ()))

    def _left(self, names: Iterable[str], kind: str = "observations") -> None:
        if listed := _listed(filter(None, names)):
            self._note(phrase("Không lấy: {names}", names=listed), kind)


def _fitting(parts: list[str]) -> Iterator[str]:
    long = len(spelling.together([]))
    for part in parts:
        long += len(spelling.together([part]))
        if long > LONGEST:
            return
        yield part


def _listed(names: Iterable[str]) -> str:
    known = list(dict.fromkeys(names))
    more = ", …" if len(known) > _NAMED else ""
    return ", ".join(known[:_NAMED]) + more
