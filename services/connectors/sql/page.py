"""What a database answered, normalised: a pure function of its rows as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from services.conversion import field_types, required_fields
from services.door import SourceError
from services.json_text import read_json
from services.mapping import records_from
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.records import KINDS, Observation, Record, Sample
from services.survey.roles import Role, role
from services.survey.rows import WHERE
from services.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from services.connectors.sql.settings import Sql

type Cells = list[object]
type Search = Callable[[Cells], object]

_NAMED = 12
_LABEL = 100
"""Characters of a label's name."""
_BY_ROLE = {**WHERE, Role.TIME: "at"}
_COUNTING = frozenset({None, Role.VALUE})
"""Roles of columns that may hold figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    records: tuple[Record, ...]
    partial: bool = False
    missing: int | None = None
    notes: tuple[Phrase, ...] = ()


def normalise(settings: Sql, body: bytes) -> Page:
    """Raises `SourceError` of reason malformed."""
    match read_json(body):
        case {"columns": list() as named, "rows": list() as rows, "more": bool() as more}:
            columns = [str(one) for one in named]
            return _of_rows(settings, columns, _whole_rows(rows, len(columns)), more=more)
        case {"tables": list() as tables, "more": int() as more}:
            return _of_tables(tables, more)
        case _:
            raise _malformed(phrase("Câu trả lời không phải các dòng của cơ sở dữ liệu"))


def _of_tables(tables: list[object], more: int) -> Page:
    figures: list[Observation] = []
    for one in tables:
        match one:
            case {"name": str() as name}:
                said = cast("dict[str, object]", one)
                figures.append(_counted(plain(name, 200), said))
            case _:
                pass
    notes = [phrase("Còn {count} bảng chưa đếm", count=more)] if more else []
    if not figures:
        notes.append(phrase("Cơ sở dữ liệu chưa có bảng nào mà tài khoản này thấy được"))
    return Page(
        records=tuple(figures), partial=bool(more), missing=more or None, notes=tuple(notes)
    )


def _counted(name: str, said: dict[str, object]) -> Observation:
    rows, lacking = said.get("rows"), said.get("lacking")
    if not isinstance(rows, int):
        why = (
            phrase("Không đếm được dòng của bảng này: {why}", why=plain(lacking, 120))
            if isinstance(lacking, str)
            else phrase(
                "Chưa biết bảng có bao nhiêu dòng: tài khoản không có quyền, hoặc chưa có thống kê"
            )
        )
        return Observation(uid=name, indicator=name, unit="dòng", fault=why)
    return Observation(
        uid=name,
        indicator=name,
        value=Decimal(rows),
        unit="dòng",
        qualifier="ước" if said.get("estimated") else None,
    )


def _of_rows(settings: Sql, columns: list[str], rows: list[Cells], *, more: bool) -> Page:
    doubles = [name for name, count in Counter(map(_same, columns)).items() if count > 1]
    if doubles:
        raise _malformed(
            phrase(
                "query cho hai cột cùng tên “{name}”; đặt tên khác cho một cột bằng AS",
                name=plain(doubles[0], 60),
            )
        )
    kind = KINDS[settings.records]
    sense = _Sense(kind, columns, rows)
    sense.check(settings.records)
    tally, records = Tally(), list[Record]()
    for searches in sense.searches():
        records += records_from(kind, searches, rows, settings.writing(), tally)
    cut = phrase(
        "Chỉ lấy {count} dòng đầu; thêm điều kiện vào query để lấy ít hơn", count=len(rows)
    )
    return Page(
        records=tuple(records),
        partial=more or tally.partial,
        notes=(*([cut] if more else []), *tally.notes(), *sense.notes()),
    )


class _Sense:
    """Which column is what: by its name; of figures also by what it holds."""

    def __init__(self, kind: type[Record], columns: Sequence[str], rows: Sequence[Cells]) -> None:
        self._kind, self._columns = kind, columns
        self._of_figures = kind in {Observation, Sample}
        fields = field_types(kind)
        self._fields: dict[str, int] = {}
        self._rest: list[int] = []
        for at, name in enumerate(columns):
            called = name.strip().casefold()
            if called in fields and called != "labels":
                self._fields[called] = at
            else:
                self._rest.append(at)
        self._left: list[int] = []
        self._figures: list[int] = []
        if self._of_figures:
            self._by_role()
            if not self._whole:
                self._by_holding(rows)
        elif "labels" not in fields:
            self._left, self._rest = self._rest, []

    @property
    def _whole(self) -> bool:
        """Each row is one record, and every column with a field's name is that field."""
        return not self._of_figures or bool({"value", "text"} & self._fields.keys())

    def check(self, name: str) -> None:
        needed = set(required_fields(self._kind))
        if self._of_figures and not self._whole:
            needed = {"at"} if self._kind is Sample else set[str]()
            needed |= {"value"} if "indicator" in self._fields else set()
            if not self._figures:
                raise _malformed(
                    phrase(
                        "query không cho cột số nào; các cột có: {columns}", columns=self._listed()
                    )
                )
        elif self._kind is Sample:
            needed.add("at")
        lacking = sorted(needed - self._fields.keys())
        if lacking:
            raise _malformed(
                phrase(
                    "query thiếu cột {names} mà loại {kind} cần; đặt tên cột bằng AS. Các cột có: {columns}",
                    names=", ".join(lacking),
                    kind=name,
                    columns=self._listed(),
                )
            )

    def searches(self) -> Iterator[dict[str, Search]]:
        fields: dict[str, Search] = {name: _cell(at) for name, at in self._fields.items()}
        if self._rest:
            fields["labels"] = _labels([(self._columns[at], at) for at in self._rest])
        if self._whole:
            yield fields
        for at in self._figures:
            yield fields | {"indicator": _always(self._columns[at]), "value": _cell(at)}

    def notes(self) -> Iterator[Phrase]:
        if self._left:
            left = [self._columns[at] for at in self._left]
            yield phrase("Không lấy các cột: {columns}", columns=_list(left))

    def _by_role(self) -> None:
        """A figure's place, period and time go by the names that people give such columns. A note would
        be a label that makes a series of its own of each figure.
        """
        for at in tuple(self._rest):
            found = role(self._columns[at])
            field = _BY_ROLE.get(found) if found else None
            if field in field_types(self._kind) and field not in self._fields:
                self._fields[field] = at
                self._rest.remove(at)
            elif found is Role.NOTE:
                self._left.append(at)
                self._rest.remove(at)

    def _by_holding(self, rows: Sequence[Cells]) -> None:
        """Numbers are figures, unless the column's name says that they count nothing."""
        for at in tuple(self._rest):
            if role(self._columns[at]) in _COUNTING and _holds_numbers(at, rows):
                self._figures.append(at)
                self._rest.remove(at)
        if "indicator" in self._fields and len(self._figures) == 1:
            self._fields["value"] = self._figures.pop()

    def _listed(self) -> str:
        return _list(self._columns)


def _list(names: Sequence[str]) -> str:
    more = ", …" if len(names) > _NAMED else ""
    return (", ".join(plain(one, 40) for one in names[:_NAMED]) + more) or "–"


def _holds_numbers(at: int, rows: Sequence[Cells]) -> bool:
    """Or nothing at all."""
    return all(row[at] is None or _is_number(row[at]) for row in rows)


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _same(name: str) -> str:
    return name.strip().casefold()


def _whole_rows(rows: list[Any], width: int) -> list[Cells]:
    return [cast("Cells", row) for row in rows if isinstance(row, list) and len(row) == width]


def _cell(at: int) -> Search:
    return lambda row: row[at]


def _always(name: str) -> Search:
    return lambda _: name


def _labels(named: list[tuple[str, int]]) -> Search:
    return lambda row: {plain(name, _LABEL): row[at] for name, at in named if row[at] is not None}


def _malformed(words: Phrase) -> SourceError:
    return SourceError(Reason.MALFORMED, words)
