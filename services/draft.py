"""What `main.py probe` asks of connectors: whether an address is one of theirs, and what to write into
a wall file for it.

A connector that can tell has `recognise`, beside what a `Connector` must have. It is handed what the
first GET of the address came to and a door for a few questions more, and proposes nothing that it
did not see; what it had to assume it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable
from urllib.parse import urlsplit, urlunsplit

from services.door import Answer, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.door import Door
    from services.phrase import Phrase


type Local = Literal["file", "folder"]


class Certainty(IntEnum):
    """Of several that recognise an address the most certain is taken."""

    LOOK = 0
    """Nothing of it can be read, but it can be looked at from outside."""
    FORM = 1
    """What came has a form that it can read: some JSON, some table."""
    DECLARED = 2
    """What came says itself in which format it is: a feature collection, a feed."""
    NAMED = 3
    """The system said itself what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """An address and what its first GET came to."""

    address: str
    """The URL without fragment, or the path of a file or folder, as it was given."""
    outcome: Answer | SourceError
    local: Local | None = None
    """What a path leads to; the answer is then the file, or the folder's newest."""

    @property
    def body(self) -> bytes:
        """Empty where no answer came."""
        return self.outcome.body if isinstance(self.outcome, Answer) else b""

    @property
    def content_type(self) -> str:
        """`application/json`: in lower case, without parameters; empty where none was said."""
        if isinstance(self.outcome, SourceError):
            return ""
        return self.outcome.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def answers(self) -> bool:
        """Somebody speaks HTTP there, if only to refuse this path."""
        if not self.address.startswith(("http://", "https://")):
            return False
        return isinstance(self.outcome, Answer) or self.outcome.status is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was measured, assumed or left out: a comment in the file."""

    words: Phrase
    at: tuple[str, ...] = ()
    """The key of the source's settings that it stands above; empty: above the source."""
    choices: tuple[str, ...] = ()
    """Lines of YAML below the words, commented out: what somebody who knows may choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A source as a wall file would declare it."""

    name: str
    """What the source may be called; made a fit name where it is none."""
    found: Phrase
    """What answers there."""
    settings: Mapping[str, object]
    """Of the source, `connector` first: texts, whole numbers, true and false, lists, mappings."""
    indicators: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Without their `source`."""
    certainty: Certainty
    remarks: tuple[Remark, ...] = ()
    unfinished: bool = False
    """A setting without which the file can't be loaded is left to people; a remark says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The system is known, and can't be a source at this address: what it is, and what to do."""

    what: Phrase
    remedy: Phrase


@runtime_checkable
class Recogniser(Protocol):
    """A connector that can tell whether an address is one of its own."""

    def recognise(self, met: Met, door: Door) -> Draft | Advice | None:
        """None: not one of its own. `SourceError` of the door is taken for None too."""
        ...


def homes(address: str, pages: tuple[str, ...]) -> Iterator[str]:
    """Where a system may begin whose page or question `address` is, most likely first: the path cut
    before one of `pages` (`/graph`), the path as it is, the root. Without query.
    """
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    cuts = [path[:at] for page in pages if (at := f"{path}/".find(f"{page}/")) >= 0]
    for home in dict.fromkeys((*sorted(cuts, key=len, reverse=True), path, "")):
        yield urlunsplit((parts.scheme, parts.netloc, home, "", ""))
