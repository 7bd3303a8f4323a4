"""Whether the journal of acts is as it was written, looked at while the console is used."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from services.acts import ActsTrouble, Proof, verify
from services.phrase import phrase
from ui.console.errand import Errand
from ui.console.log import DEFECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from services.phrase import Phrase
    from services.words import Words

_BREATH = 0.005
"""Seconds that the interface has between two stretches of it."""
_SHORT = 12
"""Characters of the hash of the last entry, which people note elsewhere."""


class Proving(QObject):
    came = Signal()
    """It is known."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._path, self._now = path, now
        self._errand = Errand("proof of acts")
        self._errand.done.connect(self._take)
        self._errand.failed.connect(self._fail)
        self._proof: Proof | None = None
        self._at = now()
        """When it was looked at; it has grown since."""
        self.broken: Phrase | None = None
        """What isn't as it was written, with its place, or why nobody can say."""

    @property
    def begun(self) -> bool:
        return self._errand.under_way or self._proof is not None or self.broken is not None

    def begin(self) -> None:
        """Also anew."""
        if self._errand.start(partial(_proved, self._path, self._errand)):
            self._at = self._now()

    def end(self) -> None:
        self._errand.end()

    def said(self, words: Words) -> str:
        if self._errand.under_way:
            return words.say("đang kiểm nhật ký thao tác…")
        if self.broken is not None:
            return words.say(self.broken)
        if self._proof is None:
            return ""
        whole = words.count(self._proof.entries, "nhật ký thao tác nguyên vẹn, {n} mục")
        if self._proof.head is not None:
            head = self._proof.head[:_SHORT]
            whole = words.say("{whole}, mã mục cuối {hash}", whole=whole, hash=head)
        looked = words.since(self._at, self._now())
        return words.say("{whole}, kiểm lúc {time}", whole=whole, time=looked)

    def _take(self, found: Proof | ActsTrouble) -> None:
        match found:
            case ActsTrouble(words=why):
                self._proof, self.broken = None, _unproved(why)
            case Proof(broken=where):
                self._proof, self.broken = found, None
                if where is not None:
                    self.broken = phrase(
                        "Nhật ký thao tác không còn nguyên. {where} Giữ nguyên tệp {file} và báo người "
                        "phụ trách tường.",
                        where=where,
                        file=self._path.name,
                    )
        self.came.emit()

    def _fail(self) -> None:
        self._take(ActsTrouble(DEFECT))


def _unproved(why: Phrase) -> Phrase:
    return phrase("Không kiểm được nhật ký thao tác: {why}", why=why)


def _proved(path: Path, errand: Errand) -> Proof | ActsTrouble:
    try:
        return verify(path, partial(errand.rest, _BREATH))
    except ActsTrouble as trouble:
        return trouble
