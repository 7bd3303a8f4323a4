"""What the columns of a table are, as settings of `csv`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.draft import Remark
from services.phrase import phrase
from services.survey import Column, Hand, Holds, hand
from services.survey.kinds import fit
from services.survey.remarks import HERE, assumptions, notes, open_questions, severities
from services.survey.rows import Sense, sense

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.connectors.csv.table import Table
    from services.survey.kinds import Fit
    from services.writing import Times

_LOOKED = 200
"""Rows."""
_NAMED = 12
"""Columns that one remark lists."""
_OF_FIGURES = frozenset({"organ", "period", "unit"})
"""Fields that no point of a series has."""
_SPACED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?")


_UNREAD = phrase("Chưa khai thì các số ấy không đọc được và ô của chúng báo lỗi")


@dataclass(frozen=True, slots=True)
class Proposal:
    settings: dict[str, object]
    remarks: tuple[Remark, ...]


def proposed(table: Table, called: str) -> Proposal | None:
    """None where there is neither a figure nor a kind of record. `called`: by which the table's kind may
    be told, beside its columns.
    """
    columns = _columns(table)
    written = hand(_texts(columns, Holds.NUMBERS), _texts(columns, Holds.TIMES))
    times = _times(columns, written)
    settings = _writing(written, times)
    remarks = [*assumptions(settings), *open_questions(written, _UNREAD), *_ragged(table)]
    names = _Names(table)
    if (found := fit(called, columns, dated=written.dated)) is not None:
        settings |= {found.kind: {field: names.of(one) for field, one in found.fields.items()}}
        remarks += _told(found, columns, settings)
        return Proposal(settings, tuple(remarks))
    found_sense = sense(columns, written, times)
    if not found_sense.figures:
        return None
    mapping = names.mapping(found_sense)
    if not found_sense.series or found_sense.rising:
        settings["observations"] = mapping
    if found_sense.series:
        settings["samples"] = names.mapping(found_sense, samples=True)
    key = "observations" if "observations" in settings else "samples"
    said = found_sense.words(called or "?", len(table.rows), found_sense.figures)
    remarks.append(Remark(words=said, at=(key,)))
    if (noted := notes(found_sense.notes)) is not None:
        remarks.append(Remark(words=noted, at=(key,)))
    told = {*found_sense.mentioned, *(one.path for one in found_sense.figures)}
    remarks += _left((one.name for one in columns if one.path not in told), key)
    return Proposal(settings, tuple(remarks))


class _Names:
    """How the wall file names a column: by its name, or by its place where others have it too."""

    def __init__(self, table: Table) -> None:
        self._count = Counter(name.casefold() for name in table.names)

    def of(self, column: Column) -> object:
        name, place = column.path
        if isinstance(name, str) and self._count[name.casefold()] == 1:
            return name
        assert isinstance(place, int)
        return {"column": place + 1}

    def mapping(self, found: Sense, *, samples: bool = False) -> dict[str, object]:
        fields, labels = found.fields()
        if samples:
            labels += [one for field, one in fields.items() if field in {"organ", "period"}]
            fields = {k: one for k, one in fields.items() if k not in _OF_FIGURES}
        made: dict[str, object] = {field: self.of(one) for field, one in fields.items()}
        if labels:
            made["labels"] = [self.of(one) for one in labels]
        if found.called is None:
            return {**made, "values": [self.of(one) for one in found.figures]}
        return {"indicator": self.of(found.called), "value": self.of(found.figures[0]), **made}


def _columns(table: Table) -> list[Column]:
    """Cells that are blank are none; what stands behind a number (%) or groups it is passed over."""
    rows = table.rows[:_LOOKED]
    return [
        Column((name, at), tuple(_cell(row[at]) if at < len(row) else None for row in rows))
        for at, name in enumerate(table.names)
        if name
    ]


def _cell(text: str) -> str | None:
    bare = text.strip()
    if bare.endswith("%") and len(bare) > 1:
        bare = bare[:-1].rstrip()
    if _SPACED.fullmatch(bare):
        # only where the decimal mark is a comma are thousands apart by spaces
        whole, _, part = bare.partition(",")
        bare = f"{re.sub(r'[^0-9+-]', '', whole)},{part or '0'}"
    return bare or None


def _texts(columns: Iterable[Column], holds: Holds) -> list[str]:
    return [text for one in columns if one.holds is holds for text in one.texts]


def _times(columns: Iterable[Column], written: Hand) -> Times:
    holds = {column.holds for column in columns}
    if Holds.SECONDS in holds:
        return "epoch"
    return "epoch_ms" if Holds.MILLISECONDS in holds else written.times or "iso"


def _writing(written: Hand, times: Times) -> dict[str, object]:
    settings: dict[str, object] = {}
    if times != "iso":
        settings["times"] = times
    if written.here and written.dated:
        settings["zone"] = HERE
    if written.decimals is not None:
        settings["decimals"] = written.decimals
    return settings


def _told(found: Fit, columns: list[Column], settings: dict[str, object]) -> list[Remark]:
    named = ", ".join(f"{name} ← {column.name}" for name, column in found.fields.items())
    said = phrase("Các dòng giống loại {kind}: {fields}", kind=found.kind, fields=named)
    remarks = [Remark(words=said, at=(found.kind,))]
    if (severity := found.fields.get("severity")) is not None:
        known, remark = severities(severity.given)
        if known:
            settings["severities"] = known
        if remark is not None:
            remarks.append(remark)
    rest = (one.name for one in columns if one not in found.fields.values())
    return [*remarks, *_left(rest, found.kind)]


def _ragged(table: Table) -> Iterable[Remark]:
    if table.short.count:
        said = phrase(
            "{count} dòng thiếu ô, đầu tiên là dòng {row}: ô thiếu coi như trống",
            count=table.short.count, row=table.short.first,
        )  # fmt: skip
        yield Remark(words=said)
    if table.long.count:
        said = phrase(
            "{count} dòng thừa ô, đầu tiên là dòng {row}: tường bỏ qua các dòng ấy",
            count=table.long.count, row=table.long.first,
        )  # fmt: skip
        yield Remark(words=said)


def _left(names: Iterable[str], key: str) -> list[Remark]:
    known = list(dict.fromkeys(filter(None, names)))
    if not known:
        return []
    more = ", …" if len(known) > _NAMED else ""
    return [
        Remark(
            words=phrase("Không lấy: {names}", names=", ".join(known[:_NAMED]) + more), at=(key,)
        )
    ]
