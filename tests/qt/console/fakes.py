"""A fake of what asks the sources, called one: it does what it is told and remembers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.asking import LastAnswer, Next
from services.phrase import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from services.phrase import Phrase


@dataclass
class FakeAnswers:
    kept: dict[str, LastAnswer] = field(default_factory=dict)

    def of(self, source: str) -> LastAnswer | None:
        return self.kept.get(source)


@dataclass
class FakeFollowing:
    done: list[tuple[str, str, datetime | None]] = field(default_factory=list)
    coming: Next = field(default_factory=Next)
    answers: FakeAnswers = field(default_factory=FakeAnswers)
    refuses: bool = False

    def hold(self, source: str, until: datetime | None) -> None:
        self.done.append(("hold", source, until))

    def let_go(self, source: str) -> None:
        self.done.append(("let go", source, None))

    def call(self, source: str) -> Phrase | None:
        self.done.append(("call", source, None))
        return phrase("Tường chưa hỏi nguồn này") if self.refuses else None

    def next(self, source: str) -> Next | None:
        del source
        return self.coming
