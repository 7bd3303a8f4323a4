"""What the log says of monitors that may not be the ones that were meant. Transitions, never looks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.words import Words
    from ui.placing.matching import Matching

_log = logging.getLogger(__name__)


class Doubts:
    """Of the screens of one wall."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._told: dict[str, tuple[Phrase, ...]] = {}

    def hear(self, matching: Matching) -> None:
        for screen, panels in matching.found.items():
            there = [one for one in panels if one is not None]
            now = tuple(remark for one in there for remark in one.remarks)
            before = self._told.get(screen, ())
            for remark in now:
                if remark not in before:
                    said = self._words.say(remark)
                    _log.warning(
                        "%s",
                        self._words.say("màn hình {screen}: {said}", screen=screen, said=said),
                    )
            if there:  # one that is away has nothing new to say when it returns
                self._told[screen] = now
