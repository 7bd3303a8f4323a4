"""One thing that somebody can do on a wall: what it will do, said beforehand, and what undoes it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from services.acts import Answer
from services.cache import CacheTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.acts import What
    from services.phrase import Phrase
    from ui.acts import Acts

REMEMBERED = 50
"""Deeds that can be undone, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    what: What
    about: str = ""
    """The screen or the source; empty for the whole wall."""
    before: str | None
    after: str | None
    """As the journal of acts has them."""
    says: Phrase
    """What it will do, in the operator's words."""
    do: Callable[[], None]
    """Raises `CacheTrouble` or `NotDone` with nothing changed."""
    back: Callable[[], Deed] | None = None
    """What undoes it, as things stand when it is asked for; None: it can't be undone."""


class NotDone(Exception):  # noqa: N818 - said to whoever wished it
    """It turned out that it can't be done now; nothing was changed."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words.text)
        self.words = words


class Deeds(QObject):
    """Every act of whoever sits there goes through here: gate, deed, journal, and the way back."""

    done = Signal(object)
    """A `Deed` that was done."""
    refused = Signal(object)
    """A `Phrase`: why one was not."""
    changed = Signal()
    """Another one can be undone."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._acts = acts
        self._back: deque[Deed] = deque(maxlen=REMEMBERED)

    @property
    def undoes(self) -> Deed | None:
        """What `undo` would undo."""
        return self._back[-1] if self._back else None

    def perform(self, deed: Deed) -> Answer:
        """Done and in the journal, or refused in words with nothing changed."""
        return self._perform(deed, remembered=True)

    def undo(self) -> Answer | None:
        """None: nothing was done that can be undone. What turns out to be gone meanwhile is said, and the
        next time the deed before it is undone.
        """
        if not self._back:
            return None
        back = self._back[-1].back
        assert back is not None
        answer = self._perform(back(), remembered=False)
        if answer:
            self._forget()
        return answer

    def _forget(self) -> None:
        self._back.pop()
        self.changed.emit()

    def _perform(self, deed: Deed, *, remembered: bool) -> Answer:
        answer = self._acts.may(deed.what)
        if not answer:
            self.refused.emit(answer.why)
            return answer
        try:
            deed.do()
        except (CacheTrouble, NotDone) as trouble:
            if isinstance(trouble, NotDone) and not remembered:
                self._forget()
            self.refused.emit(trouble.words)
            return Answer(trouble.words)
        if deed.before != deed.after:
            self._acts.record(deed.what, about=deed.about, before=deed.before, after=deed.after)
        if remembered and deed.back is not None and deed.before != deed.after:
            self._back.append(deed)
            self.changed.emit()
        self.done.emit(deed)
        return answer
