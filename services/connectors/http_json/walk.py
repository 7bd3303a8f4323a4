"""From page to page of one ask."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.http_json.page import Page, normalise
from services.door import SIMULATED, Answer, Request, SourceError
from services.links import joined
from services.mapping import MOST
from services.news import Covers
from services.phrase import Phrase, phrase
from services.records import Sample
from services.validators import NONE, Validators

if TYPE_CHECKING:
    from datetime import datetime

    from services.connectors.http_json.settings import HttpJson
    from services.door import Door
    from services.records import Record

_READING = "4"
"""Raised when the same answer would be read differently."""


_REPEATED = phrase(
    "Trang sau lặp lại trang đã đọc, tường dừng ở đó; kiểm tra cách chia trang của nguồn"
)
_RANGE = re.compile(r"(?!bytes)(?:[a-z]+ )?(?:\d+-\d+|\*)/(\d{1,12})", re.ASCII)


class Walk:
    """From page to page. What a lost page, a cap or the deadline leaves out makes the batch
    partial; only the first page can fail the ask.
    """

    def __init__(self, settings: HttpJson, door: Door, cursor: str | None) -> None:
        self._settings, self._door = settings, door
        self._validators = Validators(settings, _READING)
        self._kept = self._validators.headers(cursor)
        self._cursor = cursor
        self._answers: list[Answer] = []
        self._records: dict[tuple[object, ...], Record] = {}
        self._ats: list[datetime] = []
        self._notes: dict[Phrase, None] = {}
        self._seen: set[str] = set()
        self._items = 0
        self._total: int | None = None
        self._partial = False

    def first(self) -> Request:
        pages = self._settings.pages
        more: list[tuple[str, str]] = []
        if pages and pages.limit:
            more.append((pages.limit, str(pages.size)))
        if pages and pages.offset:
            more.append((pages.offset, str(pages.first)))
        return self._request(more)

    def step(self, request: Request) -> Request | None:
        """Asks for one page; the request for the one that follows."""
        try:
            answer = self._door.ask(request)
            if answer.unchanged:
                self._answers.append(answer)
                return None
            page = self._read(answer)
        except SourceError as error:
            if not self._answers:
                raise
            self._cut_short(error.words)
            return None
        self._answers.append(answer)
        digest = sha256(answer.body).hexdigest()
        if digest in self._seen:
            self._led_back()  # or the system knows no pages
            return None
        self._seen.add(digest)
        self._take(page)
        if page.total is None:
            self._total = _counted(answer.headers.get("content-range", "")) or self._total
        return self._following(answer, page)

    def answered(self) -> Answered:
        first, last = self._answers[0], self._answers[-1]
        simulated = any(answer.simulated for answer in self._answers)
        if first.unchanged:
            return Answered(
                asked=first.asked,
                received=last.received,
                cursor=self._cursor,
                simulated=simulated,
                unchanged=True,
            )
        self._cut_off()
        missing = self._missing()
        return Answered(
            records=tuple(self._records.values())[:MOST],
            asked=first.asked,
            received=last.received,
            covers=Covers.PART if self._partial else Covers.ALL,
            at=min(self._ats, default=None),
            cursor=self._next_cursor(first),
            simulated=simulated,
            missing=missing,
            notes=tuple(self._notes),
        )

    def _missing(self) -> int | None:
        """What the source has and did not hand over, whether or not it knows pages."""
        if self._total is None:
            return None
        beyond = self._total - min(self._items, MOST)
        self._partial = self._partial or beyond > 0
        return beyond if beyond > 0 else None

    def _read(self, answer: Answer) -> Page:
        quoting = answer.headers.get(SIMULATED)
        if len(answer.body) <= LARGE:
            return normalise(self._settings, answer.body, quoting)
        begun = self._answers[0].asked if self._answers else answer.asked
        left = self._settings.deadline - max(self._door.now() - begun, timedelta())
        return aside(normalise, left.total_seconds(), self._settings, answer.body, quoting)

    def _take(self, page: Page) -> None:
        for record in page.records:
            at = record.at if isinstance(record, Sample) else None
            self._records[(type(record), record.uid, at)] = record
        self._items += page.items
        self._total = page.total if page.total is not None else self._total
        self._partial = self._partial or page.partial
        self._notes |= dict.fromkeys(page.notes)
        if page.at is not None:
            self._ats.append(page.at)

    def _cut_off(self) -> None:
        beyond = len(self._records) - MOST
        if beyond > 0:
            self._partial = True
            said = phrase("Bỏ qua {count} mục vượt mức cho phép", count=beyond)
            self._notes |= {said: None}

    def _cut_short(self, words: Phrase) -> None:
        self._partial = True
        said = phrase("Chỉ đọc được {count} trang đầu", count=len(self._answers))
        self._notes |= {said: None, words: None}

    def _led_back(self) -> None:
        """Where a source says how many items there are, and all were read, nothing is lacking."""
        if self._total is not None and self._items >= self._total:
            return
        self._partial = True
        self._notes |= {_REPEATED: None}

    def _following(self, answer: Answer, page: Page) -> Request | None:
        try:
            request = self._after(answer, page)
        except SourceError as error:
            self._cut_short(error.words)
            return None
        if request is None:
            return None
        if len(self._answers) >= self._settings.max_pages:
            self._cut_short(phrase("Còn trang sau nhưng đã tới số trang nhiều nhất"))
            return None
        if len(self._records) >= MOST:
            self._cut_short(phrase("Còn trang sau nhưng đã tới số bản ghi nhiều nhất"))
            return None
        return request

    def _after(self, answer: Answer, page: Page) -> Request | None:
        pages = self._settings.pages
        if pages is None:
            return None
        if pages.offset is not None:
            if page.items == 0 or (self._total is not None and self._items >= self._total):
                return None
            count = len(self._answers) if pages.step == "pages" else self._items
            more = [(pages.offset, str(pages.first + count))]
            if pages.limit:
                more.append((pages.limit, str(pages.size)))
            return self._request(more)
        found = _link(answer.headers.get("link", "")) if pages.header else page.next
        mark = joined(answer.url, found) if found and pages.cursor is None else found
        if not mark:
            return None
        if mark in self._seen or mark == answer.url:
            self._led_back()
            return None
        self._seen |= {mark, answer.url} if pages.cursor is None else {mark}
        if pages.cursor is None:
            return self._request([], path=mark)
        more = [(pages.param or "", mark)]
        if pages.limit:
            more.append((pages.limit, str(pages.size)))
        return self._request(more)

    def _request(self, more: list[tuple[str, str]], path: str | None = None) -> Request:
        settings = self._settings
        in_body = bool(settings.pages and settings.pages.body)
        headers = dict(settings.headers)
        body: bytes | None = None
        if settings.method == "POST":
            asked = _placed(settings.body, more) if in_body else settings.body
            body = json.dumps(asked, ensure_ascii=False).encode()
            headers = {"Content-Type": "application/json", **headers}
        if settings.pages is None and settings.method == "GET":
            headers |= self._kept
        params = [] if path is not None else [*settings.params.items()]
        return Request(
            path=settings.path if path is None else path,
            params=tuple(params + ([] if in_body else more)),
            method=settings.method,
            headers=tuple(headers.items()),
            body=body,
        )

    def _next_cursor(self, answer: Answer) -> str:
        if self._settings.pages is not None or self._partial:
            return NONE
        return self._validators.cursor(answer.headers)


def _link(header: str) -> str | None:
    """The address of rel=next in a `Link` header."""
    for part in re.split(r",\s*<", header):
        address, _, rest = part.lstrip(" <").partition(">")
        if 'rel="next"' in rest or "rel=next" in rest:
            return address
    return None


def _counted(header: str) -> int | None:
    """Of all items, by `Content-Range: 0-14/3573`; a range of bytes says nothing of items."""
    found = _RANGE.fullmatch(header.strip())
    return int(found[1]) if found else None


def _placed(body: object, more: list[tuple[str, str]]) -> object:
    """The body with each dotted path set; `variables.after` makes `{"variables": {"after": …}}`."""
    made: object = json.loads(json.dumps(body))
    root = cast("dict[str, Any]", made) if isinstance(made, dict) else {}
    for path, value in more:
        *ahead, last = path.split(".")
        place = root
        for name in ahead:
            inner = place.setdefault(name, {})
            place = inner if isinstance(inner, dict) else {}
        place[last] = int(value) if value.isascii() and value.isdigit() else value
    return root
