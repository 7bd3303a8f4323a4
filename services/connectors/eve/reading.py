"""One ask: the part of a log that is new."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.eve.counting import HOURS, counts, kinds, together
from services.connectors.eve.events import Events, events
from services.connectors.eve.place import MARK, Place, mark_of, place
from services.door import Request, SourceError
from services.news import Covers, Reason
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from services.connectors.eve.settings import Eve
    from services.door import Answer, Door

_KIB, _MIB = 1024, 1024 * 1024
_AHEAD = timedelta(minutes=2)
"""How far the sensor's clock may be ahead."""
_DAY = timedelta(hours=HOURS)
_RANGE = re.compile(r"bytes (?:(?P<first>\d{1,18})-\d{1,18}|\*)/(?P<size>\d{1,18})", re.ASCII)
_NO_RANGES = phrase(
    "bật Range cho tệp nhật ký trên máy chủ web (nginx có sẵn, tắt gzip cho tệp này), hoặc tăng max_bytes"
)


def _begins(body: bytes) -> bool:
    """Whether a line that is still being written may begin so. What may not is read as it stands: a page
    without an end of line is no log.
    """
    return body.lstrip()[:1] in {b"", b"{"}


@dataclass(frozen=True, slots=True)
class Part:
    """What came of a log, and where it stands in it."""

    answer: Answer
    first: int
    body: bytes
    size: int
    """Of the whole log."""


class Reading:
    def __init__(self, settings: Eve, door: Door, cursor: str | None) -> None:
        self._settings, self._door = settings, door
        self._before = place(cursor)
        self._notes: list[Phrase] = []
        self._behind = False
        """Something of the log is left for the next ask."""
        self._passed = False
        """Something of it was passed over."""

    def answered(self) -> Answered:
        if self._before is None:
            return self._read(self._asked(self._tail()), Place())
        before = self._before
        last = before.begins + self._settings.chunk - 1
        part = self._asked(f"bytes={before.begins}-{last}", before.etag)
        if part.answer.unchanged:
            return self._standing(part, before)
        if part.answer.beyond and part.size == before.offset:
            return self._standing(part, before)
        if part.answer.beyond or not self._same(part, before):
            self._notes.append(
                phrase("Tệp nhật ký đã bị thay hoặc cắt ngắn; tường đọc lại từ đầu tệp")
            )
            afresh = replace(before, offset=0, mark="", marked=0, etag="")
            part = self._asked(f"bytes=0-{self._settings.chunk - 1}")
            return self._read(part, afresh)
        return self._read(part, before)

    def _tail(self) -> str:
        return f"bytes=-{min(self._settings.tail * _KIB, self._settings.chunk)}"

    def _asked(self, span: str, etag: str = "") -> Part:
        """Unpacked, or its bytes could not be counted."""
        headers = [("Range", span), ("Accept-Encoding", "identity")]
        if etag:
            headers.append(("If-None-Match", etag))
        try:
            answer = self._door.ask(Request(headers=tuple(headers)))
        except SourceError as error:
            if error.reason is Reason.TOO_LARGE:
                raise error.cured(_NO_RANGES) from None
            raise
        found = _RANGE.fullmatch(answer.headers.get("content-range", "").strip())
        if answer.beyond:
            return Part(answer, 0, b"", int(found["size"]) if found else 0)
        if found is None or found["first"] is None:  # the whole, whatever was asked for
            return Part(answer, 0, answer.body, len(answer.body))
        first, size = int(found["first"]), int(found["size"])
        return Part(answer, first, answer.body, max(size, first + len(answer.body)))

    def _same(self, part: Part, before: Place) -> bool:
        """Whether the bytes before the place are those that were read."""
        if part.size < before.offset or part.first > before.begins:
            return False
        begins = before.begins - part.first
        read = part.body[begins : begins + before.marked]
        return not before.marked or mark_of(read) == before.mark

    def _standing(self, part: Part, before: Place) -> Answered:
        """Nothing new but the time: the counts of a day still fall."""
        now = replace(before, etag=part.answer.headers.get("etag", before.etag))
        return self._answered(part.answer, now, Events())

    def _read(self, part: Part, before: Place) -> Answered:
        start, body = max(before.offset - part.first, 0), part.body
        if not before.marked and part.first + start > 0:  # it begins within a line
            start = body.find(b"\n", start) + 1
        end = max(body.rfind(b"\n") + 1, start)
        if not part.size and not self._notes:
            self._notes.append(phrase("Tệp nhật ký chưa có dòng nào"))
        if part.first + end == 0 and not _begins(body):
            end = len(body)
        more = part.first + len(body) < part.size
        stuck = end == start and part.first + end <= before.offset
        if stuck and more and len(body) >= self._settings.chunk:
            self._notes.append(phrase("Bỏ qua một dòng nhật ký dài quá mức cho phép"))
            self._passed = True
            after = replace(before, offset=part.first + len(body), mark="", marked=0, etag="")
            return self._answered(part.answer, after, Events())
        if body[start : start + 1] == b"<":  # a page, though it may have no whole line
            end = len(body)
        found = self._events(part.answer, body[start:end])
        marked = min(end, MARK, self._settings.chunk // 4)
        after = replace(
            before,
            offset=part.first + end,
            mark=mark_of(body[end - marked : end]),
            marked=marked,
            etag="" if more else part.answer.headers.get("etag", ""),
        )
        return self._answered(part.answer, self._caught_up(after, part), found)

    def _events(self, answer: Answer, lines: bytes) -> Events:
        until = answer.received + _AHEAD
        if len(lines) <= LARGE:
            return events(self._settings, lines, until)
        left = self._settings.deadline - max(self._door.now() - answer.asked, timedelta())
        return aside(events, left.total_seconds(), self._settings, lines, until)

    def _caught_up(self, after: Place, part: Part) -> Place:
        """What is left for the next ask is said; what is too much is passed over."""
        left = part.size - part.first - len(part.body)
        self._behind = left > 0
        if left > self._settings.behind * _MIB:
            offset = part.size - self._settings.chunk // 2
            passed_over = (offset - after.offset) // _KIB
            said = phrase(
                "Nhật ký tồn quá nhiều: bỏ qua {count} KiB cũ, đọc tiếp phần mới", count=passed_over
            )
            self._notes.append(said)
            self._passed = True
            return replace(after, offset=offset, mark="", marked=0)
        if left > 0:
            said = phrase(
                "Còn {count} KiB nhật ký chưa đọc, lần hỏi sau đọc tiếp", count=left // _KIB + 1
            )
            self._notes.append(said)
        return after

    def _answered(self, answer: Answer, after: Place, found: Events) -> Answered:
        latest = answer.received + _AHEAD
        times = [time for time in (after.newest, found.newest) if time and time <= latest]
        since = None if self._passed else after.since or found.first or answer.received
        whole = since is not None and answer.received - since >= _DAY and not self._behind
        hours = together(after.hours, found.hours, answer.received)
        known = kinds(after.kinds, hours)
        newest = max(times, default=None)
        after = replace(after, newest=newest, since=since, hours=hours, kinds=known)
        return Answered(
            records=(*found.alerts.values(), *found.stats, *counts(known, hours, whole=whole)),
            asked=answer.asked,
            received=answer.received,
            covers=Covers.NEW,
            at=newest,
            cursor=after.written(),
            simulated=answer.simulated,
            keeps=self._settings.keeps,
            notes=(*self._notes, *found.notes()),
        )
