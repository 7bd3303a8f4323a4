"""The pages of the layers of one ask, put together."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from services.aside import LARGE, aside
from services.door import SIMULATED, SourceError
from services.geojson.collection import Page, normalise
from services.mapping import MOST
from services.news import Answered, Covers, Reason
from services.phrase import Phrase, phrase
from services.validators import NONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.door import Answer, Door, Request
    from services.geojson.settings import Layers
    from services.records import Record

    type Following = Callable[[Answer, Page, int], Request | None]

_REPEATED = phrase(
    "Trang sau lặp lại trang đã đọc, tường dừng ở đó; kiểm tra cách chia trang của nguồn"
)
_NOTES = 40
"""Of one ask; a server may have a hundred layers."""


class Gathering:
    """A lost page, a lost layer, a cap or the deadline leave a part; only where no layer gave anything
    the ask fails, with what the first one had.
    """

    def __init__(self, settings: Layers, door: Door) -> None:
        self._settings, self._door = settings, door
        self._answers: list[Answer] = []
        self._records: dict[tuple[object, ...], Record] = {}
        self._notes: dict[Phrase, None] = {}
        self._failures: list[SourceError] = []
        self._missing: int | None = 0
        self._partial = False
        self._over = False
        """Nothing more can be asked: of the deadline, the bytes, the pages or the records."""

    @property
    def over(self) -> bool:
        return self._over

    def layer(
        self,
        name: str | None,
        first: Request,
        following: Following,
        count: Callable[[], int | None] | None = None,
    ) -> None:
        """All pages of one layer. `following` gives the request of the page after one, of which so many
        features were read already; `count` asks how many there are, where pages don't say.
        """
        request: Request | None = first
        got, matched, seen = 0, None, set[bytes]()
        while request is not None and not self._over:
            try:
                answer = self._door.ask(request)
                page = self.read(answer, name)
            except SourceError as error:
                self._lose(name, error)
                break
            self._answers.append(answer)
            matched = page.matched if page.matched is not None else matched
            digest = sha256(answer.body).digest()
            if digest in seen and page.items:
                self.say(_REPEATED)  # it leads in a circle, or knows no pages
                break
            seen.add(digest)
            self._take(page)
            got += page.items
            try:
                request = following(answer, page, got)
            except SourceError as error:
                self._lose(name, error)
                break
            if request is not None:
                self._stop_at_a_cap()
        if request is not None or (matched is not None and got < matched):
            self._lack(got, matched if matched is not None or count is None else count())

    def read(self, answer: Answer, name: str | None) -> Page:
        quoting, room = answer.headers.get(SIMULATED), max(MOST - len(self._records), 0)
        if len(answer.body) <= LARGE:
            return normalise(self._settings, answer.body, name, quoting, room)
        begun = self._answers[0].asked if self._answers else answer.asked
        left = self._settings.deadline - max(self._door.now() - begun, timedelta())
        return aside(
            normalise, left.total_seconds(), self._settings, answer.body, name, quoting, room
        )

    def say(self, words: Phrase) -> None:
        self._notes |= {words: None}

    def leave_out(self, words: Phrase) -> None:
        """Layers that were not asked for."""
        self._partial, self._missing = True, None
        self.say(words)

    def answered(self) -> Answered:
        """Without a cursor: pages have no validator together."""
        if not self._answers:
            raise self._failures[0]
        return Answered(
            records=tuple(self._records.values()),
            asked=self._answers[0].asked,
            received=self._answers[-1].received,
            covers=Covers.PART if self._partial else Covers.ALL,
            missing=self._missing or None,
            cursor=NONE,
            simulated=any(answer.simulated for answer in self._answers),
            notes=tuple(self._notes)[:_NOTES],
        )

    def _take(self, page: Page) -> None:
        self._records |= {(type(one), one.uid): one for one in page.records}
        self._partial = self._partial or page.partial
        self._notes |= dict.fromkeys(page.notes)

    def _stop_at_a_cap(self) -> None:
        if len(self._answers) >= self._settings.max_pages:
            self._over = True
            self.say(phrase("Còn trang sau nhưng đã tới số trang nhiều nhất"))
        elif len(self._records) >= MOST:
            self._over = True
            self.say(phrase("Còn trang sau nhưng đã tới số bản ghi nhiều nhất"))

    def _lose(self, name: str | None, error: SourceError) -> None:
        self._failures.append(error)
        self._partial = True
        self._over = self._over or error.reason.of_connection or error.reason is Reason.TOO_LARGE
        self.say(phrase("Lớp “{layer}” chưa đọc hết:", layer=name or "?"))
        self.say(error.words)

    def _lack(self, got: int, matched: int | None) -> None:
        self._partial = True
        if matched is None or self._missing is None:
            self._missing = None
        else:
            self._missing += max(matched - got, 0)
