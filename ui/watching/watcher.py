"""Hears the wall's beats, has its screens looked at, and tells what begins and what is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ui.watching.judging import Judged, Kind
from ui.watching.telling import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.clock import Clock
    from ui.watching.beats import Beat, Paces, Place
    from ui.watching.sight import Look

LATER = 1.0
"""Seconds after a hang was told until what the wall was doing is read: it writes that itself."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be looked at."""

    second: int
    """Of the wall's clock, when it was painted."""
    places: tuple[tuple[Place, bool], ...]
    """And whether at more than the heartbeat."""


class Watcher:
    """Waits for nobody: whoever owns it says when to `wake` it. `tell` hears turns, `linger` that a hang goes
    on whose cause can be read by now.
    """

    def __init__(
        self,
        paces: Paces,
        clock: Clock,
        tell: Callable[[Turn], None],
        linger: Callable[[], None],
    ) -> None:
        self._paces, self._clock, self._tell, self._linger = paces, clock, tell, linger
        self._screens: dict[str, Judged] = {}
        self._standing: dict[tuple[Kind, str], tuple[Turn, float]] = {}
        """Troubles that hold, and from when on, in seconds that never stand still."""
        self._heard = clock.monotonic()
        """When the last beat came, or the wall began."""
        self._lingers: float | None = None
        self._looked: int | None = None
        """The wall's second at the last look."""
        self._passed = False
        self._opens = self._heard + paces.opening
        self._due = self._opens

    @property
    def rest(self) -> float:
        """Seconds until it is to be woken; it may be earlier."""
        due = self._due if self._lingers is None else self._lingers
        return max(due - self._clock.monotonic(), 0.0)

    def beat(self, beat: Beat, *, free: bool = True) -> Wanted | None:
        """Also says what is to be looked at, if anything now; the answer is handed to `seen`. `free`: no
        earlier look is still under way.
        """
        ran = self._clock.monotonic()
        self._heard = ran
        self._due, self._lingers = max(ran + self._paces.patience, self._opens), None
        if (Kind.STUCK, "") in self._standing:
            self._end(Kind.STUCK, "", ran)
            for one in self._screens.values():
                one.pause(ran)
        names = {place.screen for place in beat.places}
        for name in self._screens.keys() - names:
            self._stand(name, None, ran, ran)
            del self._screens[name]
        for name in names - self._screens.keys():
            self._screens[name] = Judged(self._paces, ran)
        if not free or self._pass(beat.second):
            return None
        self._looked = beat.second
        places = ((place, self._screens[place.screen].wide) for place in beat.places)
        return Wanted(beat.second, tuple(places))

    def _pass(self, second: int) -> bool:
        """Over an even number of seconds a heartbeat is the same, be it frozen or not: rather at the next
        beat, but of two in a row at one.
        """
        gone = 0 if self._looked is None else second - self._looked
        self._passed = gone != 0 and gone % 2 == 0 and not self._passed
        return self._passed

    def seen(self, wanted: Wanted, looks: Mapping[str, Look | None]) -> None:
        ran = self._clock.monotonic()
        for place, _ in wanted.places:
            judged = self._screens.get(place.screen)
            if judged is not None:
                well = judged.well
                judged.judge(place, looks.get(place.screen), ran, wanted.second)
                self._stand(place.screen, judged.kind, well, ran)

    def wake(self) -> None:
        """Nothing came until now."""
        ran = self._clock.monotonic()
        if self._lingers is not None and ran >= self._lingers:
            self._lingers = None
            self._linger()
        if ran < self._due:
            return
        late, self._due = ran - self._due, ran + self._paces.patience
        if (Kind.STUCK, "") in self._standing:
            return
        if late > self._paces.overslept:
            # The computer slept, or had no time for us either: the wall has its turn first.
            self._due = ran + self._paces.overslept
            return
        self._begin(Kind.STUCK, "", self._heard, ran)
        self._lingers = ran + LATER

    def _stand(self, screen: str, kind: Kind | None, well: float, ran: float) -> None:
        """Of a screen this holds now, and nothing else."""
        for about in [one for one in self._standing if one[1] == screen and one[0] is not kind]:
            self._end(*about, ran)
        if kind is not None and (kind, screen) not in self._standing:
            self._begin(kind, screen, well, ran)

    def _begin(self, kind: Kind, screen: str, since: float, ran: float) -> None:
        turn = Turn(kind, screen, self._clock.now() - timedelta(seconds=ran - since))
        self._standing[turn.about] = turn, since
        self._tell(turn)

    def _end(self, kind: Kind, screen: str, ran: float) -> None:
        turn, since = self._standing.pop((kind, screen))
        self._tell(Turn(kind, screen, turn.since, round(ran - since, 1)))
