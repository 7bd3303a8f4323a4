"""The last answer of each source, as it came: its beginning, in memory alone, without secrets."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, Self

from services.door import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from types import TracebackType

    from services.door import Answer, Request, Visit, Visited
    from services.mask import Mask
    from services.phrase import Phrase

KEPT = 64 * 1024
"""Bytes of one ask's answers."""
IN_ALL = 8 * 1024 * 1024
"""Characters of all sources; the longest unheard goes first."""
PARTS = 20
"""Answers of one ask: pages, details."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
"""What no text shows, or what turns the text about it round."""
_BINARY = 8
"""One in so many unseen characters, and it is no text."""
_DUMPED = 512
"""Bytes of what is no text."""
_ADDRESS = 300
"""Characters."""
_TYPE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One answer of an ask."""

    url: str
    status: int
    type: str
    """Its content type, as it said; empty where it said none."""
    size: int
    """Bytes of all of it."""
    received: datetime
    text: str = field(repr=False)
    """Its beginning; of what is no text, its bytes in hexadecimal."""
    cut: bool
    """There is more than `text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAnswer:
    """What one ask brought."""

    parts: tuple[Part, ...] = ()
    more: int = 0
    """Answers of the same ask beyond `parts`."""
    repeated: datetime | None = None
    """When the source last said that nothing has changed since."""
    failed: Phrase | None = None
    """How the ask after it, or this one itself, ended without an answer."""
    failed_at: datetime | None = None

    @property
    def length(self) -> int:
        return sum(len(part.text) for part in self.parts)


class LastAnswers:
    """Heard on network threads, read by whoever shows them."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._lock = threading.Lock()
        self._answers: OrderedDict[str, LastAnswer] = OrderedDict()

    def of(self, source: str) -> LastAnswer | None:
        """None: nothing was heard of it since the wall began, or too much of others since."""
        with self._lock:
            return self._answers.get(source)

    def forget(self, source: str) -> None:
        with self._lock:
            self._answers.pop(source, None)

    def keep(self, source: str, ask: Ask) -> None:
        """What an ask that is over brought."""
        with self._lock:
            before = self._answers.pop(source, None) or LastAnswer()
            self._answers[source] = ask.after(before)
            length = sum(one.length for one in self._answers.values())
            while length > IN_ALL and len(self._answers) > 1:
                _, oldest = self._answers.popitem(last=False)
                length -= oldest.length

    def part(self, answer: Answer, room: int) -> Part:
        """At most `room` bytes of it."""
        body = answer.body[:room]
        text = _text(body)
        cut = len(answer.body) > len(body)
        if text is None:
            cut = len(answer.body) > _DUMPED
            text = _dumped(answer.body[:_DUMPED])
        # By the ellipsis the mask knows that the beginning of a secret may stand before it.
        masked = self._mask.masked(f"{text}…" if cut else text)
        return Part(
            url=_line(self._mask.masked(answer.url), _ADDRESS),
            status=answer.status,
            type=_line(self._mask.masked(answer.headers.get("content-type", "")), _TYPE),
            size=len(answer.body),
            received=answer.received,
            text=masked,
            cut=cut,
        )


class Ask:
    """What is heard of one ask."""

    def __init__(self, answers: LastAnswers) -> None:
        self._answers = answers
        self._parts: list[Part] = []
        self._more, self._room = 0, KEPT
        self._repeated: datetime | None = None
        self._failed: tuple[Phrase, datetime] | None = None

    def hear(self, answer: Answer) -> None:
        self._failed = None
        if answer.unchanged or answer.beyond:
            self._repeated = answer.received
        elif len(self._parts) >= PARTS or self._room <= 0:
            self._more += 1
        else:
            part = self._answers.part(answer, self._room)
            self._room -= min(len(answer.body), self._room)
            self._parts.append(part)

    def fail(self, words: Phrase, at: datetime, answer: Answer | None = None) -> None:
        """`answer`: what came with the failure, a page that says why."""
        if answer is not None:
            self.hear(answer)
        self._failed = words, at

    def after(self, before: LastAnswer) -> LastAnswer:
        words, at = self._failed or (None, None)
        if self._parts:
            return LastAnswer(parts=tuple(self._parts), more=self._more, failed=words, failed_at=at)
        repeated = self._repeated or before.repeated
        return replace(before, repeated=repeated, failed=words, failed_at=at)


class Opened(Protocol):
    """A door for one ask."""

    def ask(self, request: Request) -> Answer: ...

    def now(self) -> datetime: ...

    def __enter__(self) -> object: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


class OpenedScout(Opened, Protocol):
    def visits(self, visits: Sequence[Visit]) -> Iterator[Visited]: ...


class Overheard:
    """A door at which somebody listens; to who asks it is the door itself."""

    def __init__(self, door: Opened, source: str, answers: LastAnswers) -> None:
        self._door, self._source, self._answers = door, source, answers
        self._heard = Ask(answers)

    def __enter__(self) -> Self:
        self._door.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            self._door.__exit__(kind, error, traceback)
        finally:
            self._answers.keep(self._source, self._heard)

    def now(self) -> datetime:
        return self._door.now()

    def ask(self, request: Request) -> Answer:
        try:
            answer = self._door.ask(request)
        except SourceError as error:
            self._heard.fail(error.words, self.now(), error.answer)
            raise
        self._heard.hear(answer)
        return answer


class OverheardScout(Overheard):
    """Of a source that looks at many addresses."""

    def __init__(self, door: OpenedScout, source: str, answers: LastAnswers) -> None:
        super().__init__(door, source, answers)
        self._scout = door

    def visits(self, visits: Sequence[Visit]) -> Iterator[Visited]:
        for visited in self._scout.visits(visits):
            if visited.answer is not None:
                self._heard.hear(visited.answer)
            yield visited


def _text(body: bytes) -> str | None:
    """None of what is no text. Its last character may have been cut."""
    text = body.decode("utf-8", "replace")
    if b"\0" in body[:4] and len(body) > 1:
        return None
    unseen = len(_UNSEEN.findall(text)) + text.count("\ufffd")
    if unseen > max(len(text) // _BINARY, 1):
        return None
    return _UNSEEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _dumped(body: bytes) -> str:
    return "\n".join(body[n : n + 16].hex(" ") for n in range(0, len(body), 16))


def _line(text: str, most: int) -> str:
    shown = _UNSEEN.sub("\ufffd", text)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
