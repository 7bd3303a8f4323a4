"""What the log says of screens that go and come. Transitions, never looks."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.words import Words
    from ui.placing.present import Present

_log = logging.getLogger(__name__)


class Absences:
    """Of the screens of one wall."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._since: dict[str, float] = {}
        """When each went; seconds that never stand still."""
        self._connectors: dict[str, str] = {}
        """Where each was seen last."""

    def hear(self, present: Present, ran: float) -> None:
        for screen in present.matching.found:
            outputs = [one for one in present.matching.outputs(screen) if one is not None]
            if outputs:
                self._connectors[screen] = ", ".join(output.name for output in outputs)
        if not present.real:
            return
        missing = present.missing
        for screen in missing:
            if screen not in self._since:
                self._since[screen] = ran
                _log.warning("%s", self._lost(screen))
        for screen in [screen for screen in self._since if screen not in missing]:
            lasted = timedelta(seconds=ran - self._since.pop(screen))
            if screen in present.matching.found:
                _log.info("%s", self._back(screen, lasted))

    def _lost(self, screen: str) -> str:
        connector = self._connectors.get(screen)
        if connector is None:
            return self._words.say("chưa thấy màn hình {screen}", screen=screen)
        return self._words.say(
            "mất màn hình {screen} ({connector})", screen=screen, connector=connector
        )

    def _back(self, screen: str, lasted: timedelta) -> str:
        if screen not in self._connectors:
            return self._words.say("đã thấy màn hình {screen}", screen=screen)
        return self._words.say(
            "màn hình {screen} đã trở lại sau {time}",
            screen=screen,
            time=self._words.duration(lasted),
        )
