"""One ask of a portal: who the wall is to it, its catalogue, its organisations, a table."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.aside import LARGE, aside
from services.connectors.ckan.catalogue import (
    Listed,
    Unit,
    figures,
    fresh,
    organisations,
    packages,
)
from services.connectors.ckan.envelope import action, listed, result
from services.connectors.ckan.illness import anonymous, dead_index, emptied_index
from services.connectors.ckan.table import Rows, rows
from services.door import SourceError
from services.mapping import MOST
from services.news import Answered, Covers
from services.phrase import Phrase, phrase
from services.validators import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from services.connectors.ckan.settings import Ckan
    from services.door import Answer, Door, Request
    from services.records import Record

_REPEATED = phrase(
    "Trang sau lặp lại trang đã đọc, tường dừng ở đó; kiểm tra cách chia trang của nguồn"
)
_ROWS = 1000
"""Rows of a page of a table."""


class Asking:
    """Only the first page of the catalogue can fail the ask; what is lost later leaves a part."""

    def __init__(self, settings: Ckan, door: Door) -> None:
        self._settings, self._door = settings, door
        self._answers: list[Answer] = []
        self._records: dict[tuple[object, ...], Record] = {}
        self._notes: dict[Phrase, None] = {}
        self._missing = 0
        self._partial = False

    def answered(self) -> Answered:
        settings = self._settings
        if settings.auth is not None and (settings.auth.header or settings.auth.bearer):
            self._ask_who_we_are()
        if settings.catalogue:
            self._ask_catalogue()
        if settings.resource is not None:
            self._ask_table(settings.resource)
        return Answered(
            records=tuple(self._records.values())[:MOST],
            asked=self._answers[0].asked,
            received=self._answers[-1].received,
            covers=Covers.PART if self._partial else Covers.ALL,
            missing=self._missing or None,
            cursor=NONE,
            simulated=any(answer.simulated for answer in self._answers),
            notes=tuple(self._notes),
        )

    def _ask_who_we_are(self) -> None:
        """Whoever it knows may read something; whom it doesn't know has no organisation and no account."""
        asked = action("organization_list_for_user", ("permission", "read"))
        if listed(result(self._ask(asked).body)):
            return
        try:
            known = result(self._ask(action("user_show")).body)
        except SourceError as error:
            if error.reason.of_connection:
                raise
            known = None
        if not (isinstance(known, dict) and known.get("name")):
            raise anonymous()

    def _ask_catalogue(self) -> None:
        count, read = self._ask_datasets()
        units = self._ask_units()
        self._take(one.dataset for one in read)
        self._take(unit.organ for unit in units)
        whole = len(read) >= count and not self._partial
        self._take(figures(count, read, units, whole=whole))
        within = self._settings.fresh_within
        if whole and within is not None:
            share = fresh(read, within, self._answers[-1].received)
            self._take([share] if share is not None else [])

    def _ask_datasets(self) -> tuple[int, list[Listed]]:
        """How many there are, and those that were read."""
        read: dict[str, Listed] = {}
        got, count, lost, undated, more = 0, 0, 0, 0, True
        while more:
            try:
                page = self._read(packages, self._search(got))
            except SourceError as error:
                if not got:
                    raise dead_index(self._door, error) from None
                self._lose(phrase("Danh mục chưa đọc hết:"), error.words)
                break
            known = len(read)
            read |= {one.dataset.uid: one for one in page.datasets}
            got, count = got + page.items, page.count
            lost, undated = lost + page.lost, undated + page.undated
            repeated = got < count and len(read) == known
            more = got < count and not repeated and self._allowed(len(read))
            if repeated and page.datasets:
                self._notes |= {_REPEATED: None}
        if not count and self._settings.filter is None:
            emptied_index(self._door)
        if lost:
            self._lose(phrase("Bỏ qua {count} bộ dữ liệu không có mã hay tên", count=lost))
        if undated:
            words = phrase("Không đọc được giờ cập nhật của {count} bộ dữ liệu", count=undated)
            self._notes |= {words: None}
        if (beyond := count - len(read) - lost) > 0:
            self._partial = True
            self._lack(beyond)
        return count, [*read.values()]

    def _allowed(self, read: int) -> bool:
        """Whether one page more may be asked for."""
        allowed = len(self._answers) < self._settings.max_pages and read < MOST
        if not allowed:
            self._lose(phrase("Còn trang sau nhưng đã tới số trang nhiều nhất"))
        return allowed

    def _search(self, start: int) -> Request:
        params = [("rows", str(self._settings.size)), ("start", str(start))]
        params.append(("sort", "name asc"))  # what changes in between moves nothing
        if self._settings.filter is not None:
            params.append(("fq", self._settings.filter))
        return action("package_search", *params)

    def _ask_units(self) -> list[Unit]:
        """Asked for until a page brings none that is new: its cap is silent."""
        units: dict[str, Unit] = {}
        for _ in range(self._settings.max_pages):
            asked = action(
                "organization_list",
                ("all_fields", "true"),
                ("include_dataset_count", "true"),
                ("limit", "1000"),
                ("offset", str(len(units))),
            )
            try:
                page = self._read(organisations, asked)
            except SourceError as error:
                self._lose(phrase("Không đọc được danh sách đơn vị:"), error.words)
                return []
            new = {unit.organ.uid: unit for unit in page if unit.organ.uid not in units}
            units |= new
            if not new:
                break
        return [*units.values()]

    def _ask_table(self, resource: str) -> None:
        got, found, seen = 0, None, set[str]()
        while found is None or self._more(found, got):
            params = [("resource_id", resource), ("limit", str(_ROWS)), ("offset", str(got))]
            params += [("sort", self._settings.sort)] if self._settings.sort else []
            try:
                found = self._read(rows, action("datastore_search", *params), self._settings)
            except SourceError as error:
                if not self._records:
                    raise
                self._lose(phrase("Bảng của kho dữ liệu chưa đọc hết:"), error.words)
                return
            if found.mark in seen:  # the server knows no pages
                self._partial = True
                self._lack(max((found.total or 0) - got, 0))
                return
            seen.add(found.mark)
            got += found.items
            self._take(found.records)
            self._notes |= dict.fromkeys(found.notes)
            self._partial = self._partial or found.partial

    def _more(self, found: Rows, got: int) -> bool:
        if not found.items or found.total is None or got >= found.total:
            return False
        allowed = self._allowed(len(self._records))
        if not allowed:
            self._lack(found.total - got)
        return allowed

    def _ask(self, request: Request) -> Answer:
        answer = self._door.ask(request)
        self._answers.append(answer)
        return answer

    def _read[T](self, normalise: Callable[..., T], request: Request, *given: object) -> T:
        """`normalise` is a function of a module, of what is given and of the answer's bytes."""
        answer = self._ask(request)
        if len(answer.body) <= LARGE:
            return normalise(*given, answer.body)
        left = self._settings.deadline - max(self._door.now() - self._answers[0].asked, timedelta())
        return aside(normalise, left.total_seconds(), *given, answer.body)

    def _take(self, records: Iterable[Record]) -> None:
        self._records |= {(type(one), one.uid): one for one in records}

    def _lose(self, *words: Phrase) -> None:
        self._partial = True
        self._notes |= dict.fromkeys(words)

    def _lack(self, count: int) -> None:
        self._missing += count
