"""A database, read only: a SQLite file, or a PostgreSQL server where psycopg is installed.

The query is the mapping: columns carry the names of the record's fields. Without one every table's rows
are counted, so that an address alone says something.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.sql.page import Page, normalise
from services.connectors.sql.recognition import recognised
from services.connectors.sql.settings import Sql
from services.door import Request
from services.news import Covers

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Advice, Draft, Met

__all__ = ["CONNECTOR", "Page", "Sql", "normalise"]


class SqlConnector:
    name = "sql"
    settings = Sql

    def ask(self, settings: Sql, door: Door, cursor: str | None) -> Answered:
        del cursor  # each answer is the whole truth
        answer = door.ask(Request(body=None if settings.query is None else settings.query.encode()))
        if len(answer.body) > LARGE:
            left = settings.deadline - max(door.now() - answer.asked, timedelta())
            page = aside(normalise, left.total_seconds(), settings, answer.body)
        else:
            page = normalise(settings, answer.body)
        return Answered(
            records=page.records,
            asked=answer.asked,
            received=answer.received,
            covers=Covers.PART if page.partial else Covers.ALL,
            cursor="",
            missing=page.missing,
            notes=page.notes,
        )

    def recognise(self, met: Met, door: Door) -> Draft | Advice | None:
        return recognised(met, door)


CONNECTOR = SqlConnector()
