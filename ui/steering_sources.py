"""What can be done to a source, each as a deed: pausing it with a reason and an end, resuming it, asking it
out of its turn.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from services.acts import What
from services.cache import LONGEST_WHY, PAUSE, CacheTrouble, Pause
from services.phrase import phrase
from services.plain import plain
from ui.deed import Deed, NotDone
from ui.deed_words import DeedWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import datetime

    from services.cache import Cache
    from services.phrase import Phrase
    from ui.acts import Acts
    from ui.following import Following
    from ui.wall import Wall

_ASKED = "1"
"""In the journal."""


class SourceSteering(QObject):
    """`following` None: the wall's past is told, nobody is asked. `now` is the wall's clock."""

    _kept = Signal(str)
    """The cache has what was chosen for this source, as its writer's thread says."""

    def __init__(
        self,
        wall: Wall,
        acts: Acts,
        cache: Cache,
        following: Following | None,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._wall, self._acts, self._cache = wall, acts, cache
        self._following, self._now = following, now
        self._words = DeedWords(wall)
        self._chosen: dict[str, Pause | None] = {}
        """What the cache is being told."""
        self._telling: dict[str, Future[datetime]] = {}
        """The last of what it is being told of each source."""
        self._read: dict[str, Pause] = {}
        """As the cache had them when it could last be read."""
        self._kept.connect(self._look_again)

    def pause(self, source: str, why: str, until: datetime | None) -> Deed:
        """`until` None: until somebody resumes it."""
        return self._paused(source, Pause(plain(why, LONGEST_WHY), until))

    def resume(self, source: str) -> Deed:
        return self._paused(source, None)

    def ask(self, source: str) -> Deed:
        """Done, it can't be taken back."""

        def do() -> None:
            refused = self.unasked(source)
            if refused is None and self._following is not None:
                refused = self._following.call(source)
            if refused is not None:
                raise NotDone(refused)

        return Deed(
            what=What.ASK,
            about=source,
            before=None,
            after=_ASKED,
            says=self._words.ask(source),
            do=do,
        )

    def unasked(self, source: str) -> Phrase | None:
        """Why it can't be asked now."""
        if self._following is None:
            return phrase("Tường này chiếu lại quá khứ, không hỏi nguồn nào")
        if self.pause_of(source) is not None:
            return phrase("Nguồn đang tạm dừng; tiếp tục rồi mới hỏi được")
        coming = self._following.next(source)
        if coming is not None and coming.under_way is not None:
            return phrase("Đang hỏi nguồn này, chờ câu trả lời")
        return None

    def pause_of(self, source: str) -> Pause | None:
        """That is in force now."""
        if source in self._chosen:
            return self._chosen[source]
        with suppress(CacheTrouble), self._cache.picture() as picture:
            self._read = picture.paused
        known = self._read.get(source)
        return None if known is None or known.over(self._now()) else known

    def called(self, source: str) -> str:
        return self._words.called_source(source)

    def _paused(self, source: str, pause: Pause | None) -> Deed:
        before = self.pause_of(source)

        def do() -> None:
            if pause is not None and source not in self._wall.stage.wall.sources:
                raise NotDone(phrase("Tệp tường không còn nguồn “{source}”", source=source))
            self._chosen[source] = pause
            kept = None if pause is None else pause.as_json()
            self._telling[source] = written = self._acts.keep_as(PAUSE, source, kept)
            written.add_done_callback(partial(self._was_kept, source))
            if self._following is None:
                return
            if pause is None:
                self._following.let_go(source)
            else:
                self._following.hold(source, pause.until)

        return Deed(
            what=What.PAUSE,
            about=source,
            before=None if before is None else before.as_json(),
            after=None if pause is None else pause.as_json(),
            says=self._words.pause(source, pause, self._now()),
            do=do,
            back=lambda: self._back(source, before),
        )

    def _back(self, source: str, before: Pause | None) -> Deed:
        """A pause that has ended meanwhile isn't begun anew."""
        gone = before is None or before.over(self._now())
        return self._paused(source, None if gone else before)

    def _was_kept(self, source: str, written: Future[datetime]) -> None:
        """On whichever thread; the wall may be gone by then."""
        if not written.cancelled():
            with suppress(RuntimeError):
                self._kept.emit(source)

    def _look_again(self, source: str) -> None:
        telling = self._telling.get(source)
        if telling is not None and telling.done():
            del self._telling[source]
            if (found := self._chosen.pop(source, None)) is None:
                self._read = {id: one for id, one in self._read.items() if id != source}
            else:
                self._read = {**self._read, source: found}
        self._wall.refresh(frozenset({source}))
