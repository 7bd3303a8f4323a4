"""Which outputs a running wall is on, from when it opens until it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from services.phrase import phrase
from ui.placing.absences import Absences
from ui.placing.doubts import Doubts
from ui.placing.hotplug import Hotplug
from ui.placing.matching import matched
from ui.placing.present import present
from ui.placing.remembered import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from services.wall_file.console import Console
    from services.wall_file.shape import Screen
    from services.words import Words
    from ui.acts import Acts
    from ui.placing.output import Output
    from ui.placing.present import Present
    from ui.trouble import Troubles

OUTPUTS = "outputs"
"""As what the cache keeps them: a picture of the past is one of the screens that were there."""


class Presence(QObject):
    stirred = Signal()
    settled = Signal()
    """As those of `Hotplug`."""
    taken = Signal(object)
    """`Present`: what is there from now on; also when it is what was there."""

    def __init__(
        self, acts: Acts, words: Words, ran: Callable[[], float], kept: str | None = None
    ) -> None:
        """`kept`: what the cache knows of the last time that the wall was open."""
        super().__init__()
        self._kept = kept
        self.present: Present | None = None
        self._screens: tuple[Screen, ...] = ()
        self._acts, self._ran = acts, ran
        self._absences, self._doubts = Absences(words), Doubts(words)
        self._hotplug = Hotplug()
        self._hotplug.stirred.connect(self.stirred)
        self._hotplug.settled.connect(self.settled)

    @property
    def outputs(self) -> tuple[Output, ...]:
        return self._hotplug.outputs

    @property
    def troubles(self) -> Troubles:
        """Screens of a wall on monitors that are shown nowhere."""
        missing = () if self.present is None else self.present.missing
        return tuple(
            phrase(
                "Không thấy màn hình {screen}; ô quan trọng hơn của nó thay ô ít quan trọng hơn "
                "trên những màn hình còn lại.",
                screen=screen,
            )
            for screen in missing
        )

    @property
    def unsettled(self) -> bool:
        """Something is other than it was, and the wall hasn't answered yet."""
        return self._hotplug.unsettled

    def begin(self) -> None:
        self._hotplug.begin()

    def end(self) -> None:
        self._hotplug.end()

    def again(self) -> None:
        """What was to be done about the last change could not be; it is tried again."""
        self._hotplug.again()

    def of(self, screens: Sequence[Screen], console: Console) -> Present:
        """What of these is there now. A wall file that declares other screens begins anew. What the console
        claims is no screen's.
        """
        if self.present is None:
            return opened(screens, self.outputs, self._kept, console.outputs)
        before = self.present if tuple(screens) == self._screens else None
        return present(screens, self.outputs, before, console.outputs)

    def free(self, console: Console) -> tuple[Output, ...]:
        """What the console doesn't claim; of several that show the same the first."""
        return matched((), self.outputs, reserved=console.outputs).spare

    def take(self, screens: Sequence[Screen], there: Present) -> None:
        """What was found of them is shown from now on."""
        self.present, self._screens = there, tuple(screens)
        self._absences.hear(there, self._ran())
        if there.real:
            self._doubts.hear(there.matching)
        self._acts.keep_as(OUTPUTS, "", there.as_json())
        self.taken.emit(there)
