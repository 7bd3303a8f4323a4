"""An entry of the journal: an act in its place of a chain. Its identity is its hash."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from services.acts.act import Act, Person, What
from services.clock import from_iso, iso

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self

FORM = 1
"""Of the canonical bytes; another one is another number."""


@dataclass(frozen=True, slots=True)
class Seal:
    """An HMAC of the entry's bytes, and the id of the key it was made with. Not part of the bytes."""

    key: str
    mac: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    origin: str
    """The id of the journal that it was written to first."""
    sequence: int
    """From 1, without gaps."""
    previous: str | None
    """The hash of the origin's entry before; None of the first."""
    act: Act
    seal: Seal | None = None
    """None as long as no key is configured."""

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes, 64 hexadecimal digits."""
        return sha256(self.content()).hexdigest()

    def content(self) -> bytes:
        """Canonical: JSON in UTF-8 with its keys in order, without blanks (RFC 8785)."""
        act = self.act
        told = {
            "about": act.about,
            "after": act.after,
            "before": act.before,
            "form": FORM,
            "origin": self.origin,
            "previous": self.previous,
            "sequence": self.sequence,
            "what": str(act.what),
            "when": iso(act.at),
            "who": act.who.name,
        }
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return text.encode("utf-8")

    @classmethod
    def read(cls, content: bytes) -> Self:
        """`ValueError` where these aren't the canonical bytes of an entry."""
        match _loaded(content):
            case {
                "about": str(about),
                "after": str() | None as after,
                "before": str() | None as before,
                "origin": str(origin),
                "previous": str() | None as previous,
                "sequence": int(sequence),
                "what": str(what),
                "when": str(when),
                "who": str() | None as who,
            }:
                act = Act(
                    who=Person(who),
                    at=_instant(when),
                    what=_known(what),
                    about=about,
                    before=before,
                    after=after,
                )
                entry = cls(origin, sequence, previous, act)
            case _:
                raise ValueError(content[:80])
        if entry.content() != content:
            raise ValueError(content[:80])
        return entry


def _loaded(content: bytes) -> object:
    try:
        return json.loads(content)
    except RecursionError as error:
        raise ValueError(content[:80]) from error


def _instant(when: str) -> datetime:
    try:
        return from_iso(when)
    except OverflowError as error:
        raise ValueError(when[:80]) from error


def _known(what: str) -> What | str:
    """A wall that goes back to an older program keeps its journal."""
    try:
        return What(what)
    except ValueError:
        return what
