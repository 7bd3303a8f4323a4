"""What a connector sees of the network: a door to ask through, and what comes back.

The doors themselves live elsewhere: `services.http` goes out to real systems, the simulated
province answers in the same process when a history is played. A connector can't tell them apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from services.news import Reason
    from services.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to one system. `path` is joined to the source's URL unless it is absolute and of
    the same origin; `params` are appended to the query.
    """

    path: str = ""
    params: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    """With `If-None-Match` or `If-Modified-Since` a 304 may come back, with `Range` a 206 or a 416."""
    body: bytes | None = None
    follow: bool = True
    """Where the system says to go, within its own origin; False: being sent elsewhere is a failure."""
    anonymous: bool = False
    """Without the source's credentials: some systems refuse them where they need none."""
    until: bytes | None = None
    """Of a bare line (`tcp://`), which takes this and `body` alone: what the answer ends with; None: with
    the line. Without a body the line is only opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer: never longer than the source's cap, never later than its deadline. Statuses
    that mean an outage were raised as `SourceError`; what arrives here is 2xx, 304, or 416 of a range
    that was asked for.
    """

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = field(repr=False)
    asked: datetime
    received: datetime
    url: str
    """Where it came from after redirects: what relative links are joined to."""
    unfinished: bool = False
    """Of a file that is still being written: its last line may be cut, and more may follow."""
    passed_over: tuple[str, ...] = ()
    """Names of a folder's files that could not even be looked at."""

    @property
    def unchanged(self) -> bool:
        return self.status == 304  # noqa: PLR2004 - Not Modified

    @property
    def beyond(self) -> bool:
        """The range that was asked for begins where there is nothing."""
        return self.status == 416  # noqa: PLR2004 - Range Not Satisfiable

    @property
    def simulated(self) -> bool:
        """The answer says of itself that it is simulated."""
        return SIMULATED in self.headers


SIMULATED = "langbiang-simulated"
"""The header of simulated answers. Its value names the field of an item that quotes a publication
(`cong_bo`): such an item is a quotation, not an invention, and wears its publication instead. A wall
file's mapping has no say in either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What a source reads that is no address: one file, or a folder's. The answer to a request without
    a path is the first file; a `link` header (rel=next) has the path of the one that follows.
    """

    path: str
    """From the wall file's folder, unless it is absolute."""
    pattern: str | None = None
    """Of the names in the folder `path`; None: `path` is one file."""
    newest_only: bool = True
    """Of a folder's files the one that was changed last, else all of them by their names."""


type Redirects = Literal["follow", "home", "none"]
"""Whether a look goes where it is sent: anywhere, on the same host only, nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A look at somebody's address from outside, without credentials."""

    address: str
    """http(s)://…, tcp://host:port (whether it opens), tls://host:port (its certificate alone), or what is
    joined to the source's URL."""
    redirects: Redirects = "follow"
    certificate: bool = True
    """Whether that of an https address is looked at."""
    within: timedelta = timedelta(seconds=5)
    """How long one look may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a server shows of itself, also where nobody would trust it."""

    subject: str
    issuer: str
    begins: datetime
    until: datetime
    trusted: bool
    """Its issuer is known here; its name and dates are told apart from that."""
    named: bool
    """It is of the host that was asked for."""
    flaw: SourceError | None = None
    """Why a browser would refuse it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What a look came to."""

    visit: Visit
    answer: Answer | None = None
    """Of HTTP: a good one, or a redirect that is not followed. Of others `failure` has the status."""
    took: timedelta | None = None
    """Until the answer was whole, or the line stood."""
    failure: SourceError | None = None
    """Why there is no answer, or no good one."""
    certificate: Certificate | None = None
    set_out: bool = True
    """False: there was no name, or no way, to go by: perhaps this computer's own network is gone."""


class SourceError(Exception):
    """An expected failure of an ask: nobody's defect. The poller makes an `Outage` of it. `status` is
    that of an HTTP answer, where there was one; `remedy`, what to do first, where that is more than can be
    said of every failure of the reason.
    """

    def __init__(
        self,
        reason: Reason,
        words: Phrase,
        retry_after: timedelta | None = None,
        status: int | None = None,
        remedy: Phrase | None = None,
    ) -> None:
        super().__init__(f"{reason}: {words.text}")
        self.reason, self.words = reason, words
        self.retry_after, self.status, self.remedy = retry_after, status, remedy
        self.answer: Answer | None = None
        """What came with it, where something did: its beginning."""

    def saying(self, words: Phrase) -> SourceError:
        """The same failure in other words."""
        return self._again(words, self.remedy)

    def cured(self, remedy: Phrase) -> SourceError:
        """The same failure with something better to do about it."""
        return self._again(self.words, remedy)

    def _again(self, words: Phrase, remedy: Phrase | None) -> SourceError:
        made = SourceError(self.reason, words, self.retry_after, self.status, remedy)
        made.answer = self.answer
        return made


class Door(Protocol):
    """Open for one ask: all its requests share one deadline and one byte cap."""

    def ask(self, request: Request) -> Answer:
        """The answer, or `SourceError`. Blocks; runs on a network thread."""
        ...

    def now(self) -> datetime: ...


class Scout(Door, Protocol):
    """Of a source that looks at many addresses (`Source.scouts()`)."""

    def visits(self, visits: Sequence[Visit]) -> Iterator[Visited]:
        """As they end, a few at a time. Those that are not among them when the ask's time is over were not
        reached.
        """
        ...
