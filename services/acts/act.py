"""What people can do on a wall, and the one gate that every act passes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from datetime import datetime


class What(StrEnum):
    SCENE = "scene"
    THEME = "theme"
    LANGUAGE = "language"
    PUT = "put"
    """Of a tile on the screen that `Act.about` names; None: it was taken down."""
    HOLD = "hold"
    """Until when the scene that was chosen holds; empty: for good; None: the schedule goes on."""
    BRIEFING = "briefing"
    """Which briefing is at which step; None: none."""
    ASK = "ask"
    """A source, which `Act.about` names, was asked out of its turn."""
    PAUSE = "pause"
    """Of a source, which `Act.about` names; `before` and `after` tell why and until when it is paused
    (`services.cache.Pause`), None: it isn't."""
    RELOAD = "reload"
    """Another wall file took effect; `before` and `after` are hashes of the files."""
    RENEWED = "renewed"
    """The program's own, never a person's: this journal follows one that was set aside, whose file
    `before` names."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts. Until walls know people, there is one without a name."""

    name: str | None = None


UNNAMED = Person()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    who: Person
    at: datetime
    what: What | str
    """A text is what a newer program did and this one has no name for."""
    about: str = ""
    """The source of a pause; empty where the act is about the whole wall."""
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """True where the act may be done; else `why` not."""

    why: Phrase | None = None

    def __bool__(self) -> bool:
        return self.why is None


def may(person: Person, what: What) -> Answer:
    """Whether the person may do it. Ask it before every act, however the wish came."""
    if what is What.RENEWED:
        return Answer(phrase("Chỉ chương trình mới bắt đầu nhật ký thao tác mới."))
    if person != UNNAMED:
        return Answer(
            phrase(
                "Tường này chưa khai người dùng nào nên không nhận thao tác của “{name}”.",
                name=(person.name or "")[:80],
            )
        )
    return Answer()
