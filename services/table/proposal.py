"""What the columns of a table are, as settings of `csv`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.draft import Remark
from services.phrase import phrase
from services.survey import Column, Hand, Holds, hand
from services.survey.kinds import fit
from services.survey.remarks import HERE, assumptions, notes, open_questions, severities
from services.survey.rows import Sense, sense
from services.table.columns import VALUES
from services.table.remarks import beyond, left, odd, ragged, total
from services.table.sample import sample

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.survey.kinds import Fit
    from services.table.table import Table
    from services.writing import Times

_OF_FIGURES = frozenset({"organ", "period", "unit"})
"""Fields that no point of a series has."""
_UNREAD = phrase("Chưa khai thì các số ấy không đọc được và ô của chúng báo lỗi")


@dataclass(frozen=True, slots=True)
class Proposal:
    settings: dict[str, object]
    remarks: tuple[Remark, ...]
    each: int = 1
    """Records of a row."""


def proposed(table: Table, called: str) -> Proposal | None:
    """None where there is neither a figure nor a kind of record. `called`: by which the table's kind may
    be told, beside its columns.
    """
    looked = sample(table)
    columns = looked.columns
    written = hand(_texts(columns, Holds.NUMBERS), _texts(columns, Holds.TIMES))
    times = _times(columns, written)
    settings = _writing(written, times)
    remarks = [*assumptions(settings), *open_questions(written, _UNREAD), *ragged(table)]
    names = _Names(table)
    if (found := fit(called, columns, dated=written.dated)) is not None:
        settings |= {found.kind: {field: names.of(one) for field, one in found.fields.items()}}
        remarks += _told(found, columns, settings)
        return Proposal(settings, tuple(remarks))
    found_sense = sense(columns, written, times)
    if not found_sense.figures:
        return None
    more = found_sense.figures[VALUES:]
    found_sense = replace(found_sense, figures=found_sense.figures[:VALUES])
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
    taken = {one.name for one in found_sense.figures}
    remarks += odd([one for one in looked.odd if one.column in taken], key)
    remarks += total(looked.total, key)
    remarks += beyond(more, key)
    told = {*found_sense.mentioned, *(one.path for one in (*found_sense.figures, *more))}
    remarks += left((one.name for one in columns if one.path not in told), key)
    return Proposal(settings, tuple(remarks), each=len(found_sense.figures))


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
    return [*remarks, *left(rest, found.kind)]
