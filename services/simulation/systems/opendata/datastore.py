"""CKAN's DataStore: each dataset has one table, a row a month since the portal began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.day import HOME
from services.simulation.systems.opendata.catalogue import BEGUN

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.answers import Question
    from services.simulation.systems.opendata.catalogue import Offered

_FIELDS = {"_id": "int", "ky": "text", "so_luong": "numeric"}
_MONTHS = 12


class WrongSort(Exception):  # noqa: N818 - it becomes a validation error, nothing else
    pass


def table(question: Question, one: Offered, id: str, span: tuple[int, int]) -> dict[str, object]:
    """`span`: offset and limit."""
    start, most = span
    records = [_row(question, one, number) for number in range(_months(one.updated))]
    wanted = question.param("sort")
    if wanted:
        name, _, order = wanted.strip().partition(" ")
        name = name.strip('"')
        if name not in _FIELDS or order not in {"", "asc", "desc"}:
            raise WrongSort(f'field "{name[:60]}" not in table')
        records.sort(key=lambda row: str(row[name]).zfill(20), reverse=order == "desc")
    return {
        "include_next_page": False,
        "include_total": True,
        "limit": most,
        "records_format": "objects",
        "resource_id": id,
        **({"sort": wanted} if wanted else {}),
        "records": records[start : start + most],
        "fields": [{"id": name, "type": kind} for name, kind in _FIELDS.items()],
        "total": len(records),
    }


def _months(until: datetime) -> int:
    """Whole months from the beginning to what was last handed in."""
    last = until.astimezone(HOME)
    return max((last.year - BEGUN.year) * _MONTHS + last.month - BEGUN.month, 0)


def _row(question: Question, one: Offered, number: int) -> dict[str, object]:
    years, month = divmod(number, _MONTHS)
    usual = question.chance.whole(60, 1800, "datastore", one.name)
    return {
        "_id": number + 1,
        "ky": f"{BEGUN.year + years}-{month + 1:02}",
        "so_luong": round(
            usual * question.chance.between(0.85, 1.2, "datastore", one.name, number)
        ),
    }
