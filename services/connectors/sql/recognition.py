"""What a database holds, and what a wall could take from it: a query for the first table that has
figures or is a list of some kind, else the count of every table's rows.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, cast

from services.database_url import SCHEMES, SqliteFile, place_of
from services.door import Answer, Request, SourceError
from services.draft import Advice, Certainty, Draft, Met, Remark
from services.json_text import read_json
from services.phrase import phrase
from services.plain import plain
from services.survey import Column, Holds, columns, hand
from services.survey.kinds import fit
from services.survey.remarks import assumptions, severities
from services.survey.rows import sense
from services.table.remarks import left, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.door import Door
    from services.survey import Hand
    from services.survey.rows import Sense
    from services.writing import Times

_LOOKED_INTO = 8
"""Tables of which rows are looked at."""
_ROWS = 200
_NAMED = 30
_FIGURES = 20
"""Columns of figures that are proposed."""


def recognised(met: Met, door: Door) -> Draft | Advice | None:
    if not met.address.startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
        return None
    if isinstance(met.outcome, SourceError):
        error = met.outcome
        remedy = error.remedy or phrase("sửa xong thì dò lại")
        return Advice(what=error.words, remedy=remedy)
    server, tables = _tables(met.outcome)
    settings: dict[str, object] = {"connector": "sql", "url": met.address, "every": "1 min"}
    names = ", ".join(name for name, _ in tables[:_NAMED]) + (", …" if len(tables) > _NAMED else "")
    path = place_of(met.address)
    remarks = list[Remark]()
    if isinstance(path, SqliteFile):
        remarks += [replace(one, at=("url",)) for one in place("file", path.path, "")]
    remarks += [Remark(words=phrase("Các bảng: {names}", names=names or "–"))]
    for name, spelt in tables[:_LOOKED_INTO]:
        made = _proposed(name, spelt, door)
        if made is not None:
            more, told = made
            settings |= more
            remarks += told
            break
    else:
        said = phrase("Chưa khai query: mỗi bảng là một chỉ số, giá trị là số dòng của bảng")
        remarks.append(Remark(words=said))
    return Draft(
        name=met.address.rpartition("/")[2].partition(".")[0] or "csdl",
        found=phrase("{server}, {count} bảng", server=server, count=len(tables)),
        settings=settings,
        certainty=Certainty.NAMED,
        remarks=tuple(remarks),
    )


def _tables(answer: Answer) -> tuple[str, list[tuple[str, str]]]:
    match read_json(answer.body):
        case {"server": str() as server, "tables": list() as tables}:
            found = [cast("dict[str, object]", one) for one in tables if isinstance(one, dict)]
            return plain(server, 60), [
                (plain(str(one.get("name")), 80), str(one.get("spelt"))) for one in found
            ]
        case _:
            return "SQL", []


def _proposed(name: str, spelt: str, door: Door) -> tuple[dict[str, object], list[Remark]] | None:
    """None of a table that can't be read, or says nothing that a wall shows."""
    try:
        statement = f"SELECT * FROM {spelt} LIMIT {_ROWS}"  # noqa: S608 - as the database spells it
        answered = read_json(door.ask(Request(body=statement.encode())).body)
    except SourceError:
        return None
    match answered:
        case {"columns": list() as named, "rows": list() as rows}:
            looked = columns([dict(zip(named, row, strict=True)) for row in rows])
        case _:
            return None
    written = hand([], [text for one in looked if one.holds is Holds.TIMES for text in one.texts])
    times = _times(looked, written)
    settings: dict[str, object] = {} if times == "iso" else {"times": times}
    if written.here and written.dated:
        settings["zone"] = "Asia/Ho_Chi_Minh"
    told = list(assumptions(settings))
    if (found := fit(name, looked, dated=written.dated)) is not None:
        fields = {field: one.name for field, one in found.fields.items()}
        known, remark = severities(_given(found.fields.get("severity")))
        more = {"severities": known} if known else {}
        told += [remark] if remark and "severity" in fields else []
        told += left([one.name for one in looked if one.name not in fields.values()], "query")
        told += _unfinished(found.kind, fields)
        return {"query": _select(fields, spelt), "records": found.kind, **more, **settings}, told
    made = sense(looked, written, times)
    if not made.figures:
        return None
    said = made.words(name, len(rows), islice(made.figures, _FIGURES))
    return {"query": _figures(made, spelt), **settings}, [*told, Remark(words=said, at=("query",))]


def _unfinished(kind: str, fields: dict[str, str]) -> Iterator[Remark]:
    """Of tasks of which nobody knows which are done all that were due would be overdue."""
    if kind == "tasks" and not {"finished", "state"} & fields.keys():
        said = phrase(
            "Chưa rõ cột nào nói việc đã xong lúc nào: thêm cột ấy vào query, “… AS finished”"
        )
        yield Remark(words=said, at=("query",))


def _given(column: Column | None) -> tuple[object, ...]:
    return () if column is None else column.given


def _figures(made: Sense, spelt: str) -> str:
    fields, labels = made.fields()
    chosen = {field: one.name for field, one in fields.items()}
    if made.called is not None:
        chosen |= {"indicator": made.called.name, "value": made.figures[0].name}
        rest = labels
    else:
        rest = [*labels, *made.figures[:_FIGURES]]
    return _select(chosen, spelt, [one.name for one in rest])


def _select(fields: dict[str, str], spelt: str, rest: list[str] | None = None) -> str:
    """Each column on its line, the way people read a query."""
    parts = [*_renamed(fields), *(_quoted(name) for name in rest or ())]
    return "SELECT " + ",\n       ".join(parts) + f"\n  FROM {spelt}"  # noqa: S608 - quoted


def _renamed(fields: dict[str, str]) -> Iterator[str]:
    for field, name in fields.items():
        quoted = _quoted(name)
        yield quoted if name == field else f"{quoted} AS {field}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _times(looked: list[Column], written: Hand) -> Times:
    holds = {one.holds for one in looked}
    if Holds.SECONDS in holds:
        return "epoch"
    return "epoch_ms" if Holds.MILLISECONDS in holds else written.times or "iso"
