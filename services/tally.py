"""What of an answer was passed over, counted and said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.records import Record


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that its field can't take."""

    raw: object = None
    words: Phrase | None = None
    """Which setting would make it readable, where one would."""


@dataclass(slots=True)
class Tally:
    """What was passed over."""

    lost: int = 0
    """Items without a field that their kind must have, of which no record was made."""
    nameless: int = 0
    """Those of the lost whose key may be one that stands."""
    unread: Counter[str] = field(default_factory=Counter)
    """Fields that could not be read, of items that were kept."""
    why: dict[str, Phrase] = field(default_factory=dict)
    """By field, of the first that a setting would have made readable: which one."""
    doubles: int = 0
    """Items that have their key with another, and no time that tells which of them is the later."""
    older: int = 0
    """Items of whose key a later one is there, by the times that they say themselves."""
    beyond: int = 0

    def notes(self) -> Iterator[Phrase]:
        if self.lost:
            yield phrase("Bỏ qua {count} mục thiếu trường bắt buộc", count=self.lost)
        for name, count in sorted(self.unread.items()):
            yield phrase("Không đọc được trường {name} của {count} mục", name=name, count=count)
        yield from dict.fromkeys(self.why.values())
        if self.doubles:
            yield phrase("{count} mục trùng khóa với mục khác", count=self.doubles)
        if self.older:
            yield phrase(
                "{count} mục là số cũ hơn của cùng một đối tượng; số hiện tại lấy ở mục mới nhất",
                count=self.older,
            )
        if self.beyond:
            yield phrase("Bỏ qua {count} mục vượt mức cho phép", count=self.beyond)

    def keeps(self, stands: Record | None, comes: Record) -> bool:
        """Whether `comes` takes the place of `stands`, which has its key: the later one by its own time,
        else the one that comes later.
        """
        if stands is None:
            return True
        if stands.at is None or comes.at is None or stands.at == comes.at:
            self.doubles += 1
            return True
        self.older += 1
        return comes.at > stands.at

    def count(self, unread: dict[str, Unread]) -> None:
        """Of an item that was kept."""
        self.unread.update(unread.keys())
        self.explain(unread)

    def explain(self, unread: dict[str, Unread]) -> None:
        for name, one in unread.items():
            if one.words is not None:
                self.why.setdefault(name, one.words)

    @property
    def partial(self) -> bool:
        """A key that the answer holds may be missing among the records."""
        return bool(self.nameless or self.beyond)
