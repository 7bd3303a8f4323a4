"""The door of one ask to a database."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from services.database_url import SqliteFile, lacking
from services.door import Answer, SourceError
from services.news import Reason
from services.phrase import phrase
from services.sql import sqlite
from services.sql.rows import Cap

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

    from services.door import Request
    from services.sql.source import SourceSql

_OK = 200


@dataclass(eq=False)
class SqlDoor:
    """A `services.door.Door` to a database, for one ask. The answer to a statement is
    `{"columns": […], "rows": [[…]], "more": false}`; without one, `{"server", "tables": [{"name", "spelt",
    "rows", "estimated", "lacking"}], "more": 0}`, where `spelt` is the name as a statement writes it,
    `lacking` why its rows could not be counted, and `more` how many tables were left out.
    """

    source: SourceSql
    ends: float
    """Of the monotonic clock."""
    taken: int = 0
    """Bytes of all answers of this ask."""
    _cut: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.source.ended(self)

    def cut(self) -> None:
        """Whatever runs is stopped, whoever asked for it."""
        self._cut = True

    def now(self) -> datetime:
        return self.source.clock.now()

    def left(self) -> float:
        """Seconds; none once it was cut."""
        return 0.0 if self._cut else max(self.ends - self.source.clock.monotonic(), 0.0)

    def ask(self, request: Request) -> Answer:
        asked = self.now()
        if request.path:
            raise SourceError(Reason.REFUSED, phrase("Cơ sở dữ liệu không có đường dẫn nào để hỏi"))
        if self.left() <= 0:
            raise self.late()
        statement = None if request.body is None else request.body.decode()
        cap = Cap(self.source.settings.max_bytes - self.taken)
        place = self.source.database.place
        if (lacks := lacking(place)) is not None:
            raise SourceError(Reason.LACKING, lacks[0], remedy=lacks[1])
        if isinstance(place, SqliteFile):
            path = self.source.folder / place.path
            body = sqlite.answer(path, place.path, statement, cap, self)
        else:
            from services.sql import postgres  # noqa: PLC0415 - heavy, and an extra: only walls that ask one pay

            body = postgres.answer(place, self.source, statement, cap, self)
        self.taken += len(body)
        return Answer(
            status=_OK,
            headers={"content-type": "application/json"},
            body=body,
            asked=asked,
            received=self.now(),
            url=self.source.settings.url,
        )

    def late(self) -> SourceError:
        deadline = self.source.settings.deadline.total_seconds()
        return SourceError(
            Reason.DEADLINE,
            phrase(
                "Cơ sở dữ liệu không trả lời xong trong {seconds} giây",
                seconds=Decimal(str(deadline)).normalize(),
            ),
            remedy=phrase(
                "chọn ít dòng hơn, thêm chỉ mục cho cột đứng sau WHERE, hoặc tăng deadline của nguồn"
            ),
        )
