"""What keys do about the source that a page has chosen: it is asked, paused, asked on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.console.offer import Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.phrase import Phrase
    from ui.console.page import Page
    from ui.console.pausing import PauseForm
    from ui.deed import Deed
    from ui.steering_sources import SourceSteering


@dataclass(frozen=True, slots=True)
class Labels:
    """As the page calls its source."""

    ask: Phrase
    pause: Phrase
    resume: Phrase


class SourceKeys:
    def __init__(
        self,
        page: Page,
        form: PauseForm,
        steering: SourceSteering,
        chosen: Callable[[], str | None],
        labels: Labels,
    ) -> None:
        self._page, self._form, self._steering = page, form, steering
        self._chosen, self._labels = chosen, labels

    def offers(self) -> list[Offer]:
        source = self._chosen()
        if source is None:
            return []
        asked = Offer(label=self._labels.ask, keys=("A",), deed=self._ask)
        if self._steering.pause_of(source) is not None:
            return [asked, Offer(label=self._labels.resume, keys=("B",), deed=self._resume)]
        return [asked, Offer(label=self._labels.pause, keys=("B",), go=self._pause)]

    def _ask(self) -> Deed | None:
        source = self._chosen()
        return None if source is None else self._steering.ask(source)

    def _resume(self) -> Deed | None:
        source = self._chosen()
        return None if source is None else self._steering.resume(source)

    def _pause(self) -> None:
        source = self._chosen()
        if source is not None:
            self._form.begin(source, self._page.desk.words)
            self._page.offered.emit()
