"""A list: the records of a source (alerts, documents, tasks…) or the figures of indicators."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, Self, override

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from services.freshness import WORST_FIRST, State
from services.phrase import Phrase, phrase
from services.quantities import Code, Identifier, Text, WrongSetting
from services.records import KINDS, Alert, AlertState, Record
from services.settings import Section, Tile, Wording
from services.views import merged
from services.wall_file.faults import listed, nearest
from services.words import MISSING, age_step, plain
from widgets import kinds
from widgets.columns import Column, Grid, Line
from widgets.drawing import Ink, Item, Rect
from widgets.reader import LAST, NAMES, SHARES, Reader
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST
from widgets.tile import View
from widgets.values import Comparable, Reading, Value, When, as_json, cell, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from services.views import Figure, Knowledge
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room

INDICATORS = "indicators"
MOST = 60
"""Rows of a view: more than the tallest panel holds."""
_OLD = frozenset(State) - {State.LIVE, State.LATE, State.SKEWED}
_OPEN = frozenset({AlertState.FIRING, AlertState.ACKNOWLEDGED})
_KEPT = frozenset({kinds.PRIORITY, "value", "when"})
"""Columns that no narrow tile loses."""
_MAIN = frozenset({"title", "subject", "name", "text", "signature", "report", "service"})
"""What a row is about: it gets more of the room than other texts."""


class ColumnSetting(Section):
    """Một cột của bảng."""

    field: Code
    """Trường của bản ghi: title, starts, due…; nhãn ghi labels.TÊN."""
    title: Wording | None = None
    """Tên cột; mặc định theo trường."""
    weight: Annotated[float, Field(strict=True, gt=0, le=100)] | None = None
    """Phần chỗ được chia so với các cột khác; không khai thì theo nội dung."""
    align: Literal["left", "right"] | None = None
    """Canh trái hoặc phải; mặc định số canh phải, còn lại canh trái."""


class TableTile(Tile):
    """Bảng: bản ghi của một nguồn (cảnh báo, văn bản, nhiệm vụ…) hoặc nhiều chỉ số."""

    table: Annotated[Identifier, Field(examples=["soc", INDICATORS])]
    """Nguồn của các bản ghi, hoặc indicators để liệt kê chỉ số."""
    records: Annotated[
        str, WithJsonSchema({"type": "string", "enum": list(KINDS), "default": "alerts"})
    ] = "alerts"
    """Loại bản ghi của nguồn: alerts, documents, tasks…"""
    columns: Annotated[tuple[ColumnSetting, ...], Field(max_length=12)] = ()
    """Các cột, từ trái sang phải; mặc định theo loại bản ghi."""
    group: Identifier | None = None
    """Với indicators: liệt kê các chỉ số của nhóm này."""
    chosen: Annotated[tuple[Identifier, ...], Field(alias=INDICATORS, max_length=MOST)] = ()
    """Với indicators: liệt kê đúng các chỉ số này, theo thứ tự này."""
    sort: Annotated[Text, Field(examples=["-starts"])] | None = None
    """Sắp theo trường nào; thêm dấu - ở đầu để đảo ngược. Mặc định theo loại bản ghi."""
    limit: Annotated[int, Field(strict=True, ge=1, le=MOST)] = MOST
    """Số hàng nhiều nhất."""

    @field_validator("records")
    @classmethod
    def _known_kind(cls, value: str) -> str:
        if value not in KINDS:
            raise WrongSetting(
                "không có loại bản ghi “{value}”",
                "dùng {nearest}",
                value=value[:40],
                nearest=_nearest(value, tuple(KINDS)),
            )
        return value

    @field_validator("columns")
    @classmethod
    def _known_columns(
        cls, value: tuple[ColumnSetting, ...], told: ValidationInfo
    ) -> tuple[ColumnSetting, ...]:
        if "records" in told.data:
            for column in value:
                _check_field(column.field, told.data["records"])
        return value

    @field_validator("sort")
    @classmethod
    def _known_order(cls, value: str | None, told: ValidationInfo) -> str | None:
        records = told.data.get("table") != INDICATORS
        if value is not None and records and "records" in told.data:
            _check_field(value.removeprefix("-"), told.data["records"])
        if value is not None and not records and value.removeprefix("-") not in _ORDERS:
            raise WrongSetting(
                "bảng chỉ số không sắp theo “{value}” được",
                "dùng {nearest}",
                value=value[:40],
                nearest=_nearest(value, tuple(_ORDERS)),
            )
        return value

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        if self.table == INDICATORS:
            for key in ("records", "columns"):
                if key in self.model_fields_set:
                    raise WrongSetting(
                        "“{key}” không dùng cho bảng chỉ số",
                        "bỏ {key}, hoặc ghi table: kèm tên một nguồn",
                        key=key,
                    )
            return self
        for name, key in (("group", "group"), ("chosen", INDICATORS)):
            if name in self.model_fields_set:
                raise WrongSetting(
                    "“{key}” chỉ dùng cho bảng chỉ số",
                    "bỏ {key}, hoặc ghi table: indicators",
                    key=key,
                )
        return self

    @override
    def indicators(self) -> tuple[str, ...]:
        return self.chosen

    @override
    def sources(self) -> tuple[str, ...]:
        return () if self.table == INDICATORS else (self.table,)


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the field that it shows, its title, its share of the room."""

    field: str
    title: Wording | Phrase
    weight: float
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Value, ...]
    state: State | None = None
    """The row's own, in a table of figures."""

    @property
    def old(self) -> bool:
        return self.state in _OLD


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView(View):
    kind: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: int
    """Of all rows, those for which there is no room included."""
    known: bool
    """False when the source never answered; an empty table that was confirmed is no such thing."""
    empty: Phrase
    hidden: int = 0
    """Suppressed at the source: not among the rows."""
    day: date
    """The wall's date: a time of another day is written with its date."""

    @override
    def figures(self) -> dict[str, Json]:
        return {
            "records": self.kind,
            "total": self.total if self.known else None,
            "suppressed": self.hidden if self.known else None,
            "rows": [_row_json(self.heads, row) for row in self.rows],
        }


class TableType:
    name = "table"
    settings = TableTile
    own_notes = False

    def look_up(self, settings: TableTile, knowledge: Knowledge) -> TableView:
        if settings.table == INDICATORS:
            return _of_indicators(settings, knowledge)
        return _of_records(settings, knowledge)

    def lay_out(self, view: TableView, room: Room, sheet: Sheet) -> list[Item]:
        if not view.known or not view.rows:
            return _nothing(view, room, sheet)
        box, row = room.box, sheet.row
        fits = max(int((box.h + 0.5) / row), 1)
        headed = view.kind != INDICATORS and fits >= _HEADED and any(h.title for h in view.heads)
        rest_said = view.hidden > 0 or view.total > min(fits - headed, len(view.rows))
        shown = max(min(fits - headed - rest_said, len(view.rows)), 1)
        lines = tuple(_line(r, view, sheet.words) for r in view.rows[:shown])
        columns = tuple(_column(head, sheet.words) for head in view.heads)
        used = shown + headed + rest_said
        step = min(box.h / used, row * 1.25) if used <= fits else row
        grid = Grid(columns, lines, room, sheet, headed=headed)
        items = grid.items(box, step)
        said = _rest(view.total - shown, view.hidden, sheet.words)
        if said and used <= fits:
            place = Rect(box.x, box.y + (shown + headed) * step, box.w, row)
            items.append(sheet.line("context", said, place, ink=Ink.SECOND, ground=room.ground))
        return items


TILE = TableType()
_HEADED = 4
"""Rows of room from which on the columns' titles are worth one."""


# --- settings


def _nearest(value: str, known: Iterable[str]) -> str:
    known = tuple(known)
    return nearest(value.removeprefix("-"), known) or listed(known, most=30)


def _check_field(field: str, kind: str) -> None:
    known = kinds.fields_of(kind)
    if field in known or (field.startswith(kinds.LABEL) and kinds.has_labels(kind)):
        return
    raise WrongSetting(
        "bản ghi {kind} không có trường “{field}”",
        "dùng {nearest}",
        kind=kind,
        field=field[:40],
        nearest=_nearest(field, known),
    )


# --- records


def _of_records(settings: TableTile, knowledge: Knowledge) -> TableView:
    sources, kind = (settings.table,), kinds.ALL[settings.records]
    records = [fact.record for fact in knowledge.facts(sources, KINDS[settings.records])]
    shown = [r for r in records if not isinstance(r, Alert) or r.state in _OPEN]
    reader = Reader(settings.records, knowledge, settings.table, shown)
    order = settings.sort or kind.order
    shown = reader.ordered(shown, order)
    chosen = settings.columns or tuple(ColumnSetting(field=name) for name in kind.columns)
    heads = tuple(_head(column, reader, shown) for column in chosen)
    rows = tuple(
        Row(tuple(reader.value(record, head.field) for head in heads))
        for record in shown[: min(settings.limit, MOST)]
    )
    worst = min((reader.rank(r) for r in shown if isinstance(r, Alert)), default=None)
    return TableView(
        title=settings.title or kind.title,
        standing=knowledge.standing(sources, records),
        priority=None if worst is None else NAMES[worst],
        kind=settings.records,
        heads=heads,
        rows=rows,
        total=len(shown),
        known=knowledge.asked(settings.table).last_answered is not None,
        empty=kind.empty,
        hidden=sum(isinstance(r, Alert) and r.state is AlertState.SUPPRESSED for r in records),
        day=knowledge.day,
    )


def _head(column: ColumnSetting, reader: Reader, shown: Sequence[Record]) -> Head:
    field = column.field
    values = [reader.value(record, field) for record in shown[:MOST]]
    numbers = field in SHARES or any(
        isinstance(v, int | Decimal) and not isinstance(v, bool) for v in values
    )
    texts = field not in SHARES and any(isinstance(v, str | Wording | Phrase) for v in values)
    usual = 3.0 if field in _MAIN else 1.5 if texts or not values else 0.0
    named = field.removeprefix(kinds.LABEL)
    return Head(
        field=field,
        title=column.title or kinds.HEADS.get(field) or Wording(vi=named[:60]),
        weight=column.weight or usual,
        align=column.align or ("right" if numbers and not texts else "left"),
    )


# --- indicators


def _name(figure: Figure) -> Comparable | None:
    return comparable(figure.indicator.name)


def _value(figure: Figure) -> Comparable | None:
    seen = figure.observation
    return None if seen is None else comparable(seen.value)


def _state(figure: Figure) -> Comparable | None:
    state = figure.standing.state
    return None if state is None else (0, WORST_FIRST.index(state), ())


_ORDERS: Mapping[str, Callable[[Figure], Comparable | None]] = {
    "name": _name,
    "value": _value,
    "state": _state,
}
"""What a table of indicators can be sorted by; `state`: worst first."""


def _of_indicators(settings: TableTile, knowledge: Knowledge) -> TableView:
    ids = _chosen(settings, knowledge)
    figures = [knowledge.figure(id) for id in ids]
    if settings.sort is not None:
        by = _ORDERS[settings.sort.removeprefix("-")]
        known = [figure for figure in figures if by(figure) is not None]
        known.sort(key=lambda f: by(f) or LAST, reverse=settings.sort.startswith("-"))
        figures = known + [figure for figure in figures if by(figure) is None]
    shown = figures[: min(settings.limit, MOST)]
    periods = {f.observation.period if f.observation else None for f in shown}
    period = periods.pop() if len(periods) == 1 else None
    live = all(figure.standing.state is State.LIVE for figure in shown)
    heads = _FIGURE_HEADS[:2] if period and live else _FIGURE_HEADS
    rows = tuple(_figure_row(figure, heads) for figure in shown)
    group = knowledge.wall.groups.get(settings.group or "")
    return TableView(
        title=settings.title
        or (group.name if group else Wording(vi="Các chỉ số", en="Indicators")),
        standing=merged([figure.standing for figure in figures]),
        period=period,
        dimmed=bool(rows) and all(row.old for row in rows),
        kind=INDICATORS,
        heads=heads,
        rows=rows,
        total=len(figures),
        known=True,
        empty=phrase("Không có chỉ số nào"),
        day=knowledge.day,
    )


_FIGURE_HEADS = (
    Head("name", phrase("Chỉ số"), 3.0),
    Head("value", phrase("Giá trị"), 0.0, "right"),
    Head("when", phrase("Kỳ"), 0.0, "right"),
)


def _chosen(settings: TableTile, knowledge: Knowledge) -> list[str]:
    """Those that are named, then those of the group; all where neither is said."""
    wall = knowledge.wall.indicators
    if not settings.chosen and settings.group is None:
        return list(wall)
    grouped = [id for id, indicator in wall.items() if settings.group in indicator.groups]
    return list(dict.fromkeys([*settings.chosen, *grouped]))


def _figure_row(figure: Figure, heads: tuple[Head, ...]) -> Row:
    seen, standing, indicator = figure.observation, figure.standing, figure.indicator
    old = None if standing.age is None else age_step(standing.age)
    period = seen.period if seen else None
    reading = Reading(figure.id, seen, indicator.unit, indicator.decimals)
    when = When(standing.state, period, None if period else old)
    return Row((indicator.name, reading, when)[: len(heads)], standing.state)


# --- for wall.json


def _row_json(heads: Sequence[Head], row: Row) -> Json:
    said: dict[str, Json] = {
        head.field: as_json(value) for head, value in zip(heads, row.cells, strict=True)
    }
    for value in row.cells:
        if isinstance(value, Reading):
            said["indicator"] = value.indicator
            said["period"] = value.observation.period if value.observation else None
    if row.state is not None:
        said["state"] = str(row.state)
    return said


# --- words


def _column(head: Head, words: Words) -> Column:
    title = head.title
    said = title.full_in(words.lang) if isinstance(title, Wording) else words.say(title)
    keep = head.field in _KEPT
    return Column(plain(said), head.weight, keep, keep and head.field == "value", head.align)


def _line(row: Row, view: TableView, words: Words) -> Line:
    return Line(tuple(cell(value, view.day, words) for value in row.cells), row.old)


def _rest(more: int, hidden: int, words: Words) -> str:
    said = [words.say("và {n} mục khác", n=more)] if more > 0 else []
    said += [words.say("{n} đang ẩn", n=hidden)] if hidden else []
    return " · ".join(said)


def _nothing(view: TableView, room: Room, sheet: Sheet) -> list[Item]:
    """Never heard is a dash; heard and empty says what is empty."""
    if not view.known:
        size = float(int(min(sheet.size(FIGURE_LEAST), room.box.h / FIGURE_HEIGHT)))
        return [
            sheet.figure(
                "value",
                MISSING,
                room.box,
                size=max(size, sheet.reading),
                least=sheet.reading,
                ink=room.ink,
                ground=room.ground,
            )
        ]
    said = sheet.paragraph(
        "cell", sheet.words.say(view.empty), room.box, lines=2, ink=room.ink, ground=room.ground
    )
    below = room.box.below(said.rect.h)
    note = _rest(0, view.hidden, sheet.words)
    if not note or below.h < sheet.row:
        return [said]
    return [said, sheet.line("context", note, below, ink=Ink.SECOND, ground=room.ground)]
