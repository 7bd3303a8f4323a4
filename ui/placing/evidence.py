"""Why a monitor may be the one that a screen of the wall file means."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from services.wall_file.outputs import OutputMark, factory_made, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ui.geometry import Area
    from ui.placing.output import Output

ASIDE = ""
"""In place of a screen's name: of what is reserved beside the wall."""
type Place = tuple[str, int, OutputMark | None]
"""A screen, which of its panels, and the mark it is found by: another mark is another place."""
type Twins = Mapping[str, frozenset[str]]
"""Serials that several monitors have, and at which connectors those hang; all folded."""


class Trust(IntEnum):
    """What a monitor is known by, the most trusted first."""

    SERIAL = 0
    MODEL = 1
    MAKER = 2
    CONNECTOR = 3
    MONITOR = 4
    """The very one that the screen had before in this run."""
    SOCKET = 5
    """Another one where the screen had its own before in this run."""
    SIZE = 6
    POSITION = 7


MEANT = frozenset({Trust.SERIAL, Trust.MODEL, Trust.MAKER, Trust.CONNECTOR, Trust.POSITION})
"""What counts only where a mark says it."""
_STATED = (Trust.SERIAL, Trust.MODEL, Trust.MAKER, Trust.CONNECTOR)
_VAGUE = {Trust.SIZE, Trust.POSITION}
_KIND = _VAGUE | {Trust.MODEL, Trust.MAKER, Trust.SOCKET}
"""What another monitor may have as well: where many hang at one cable, its sockets are numbered anew."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A screen, or one panel of a screen of several, that wants a monitor."""

    screen: str
    panel: int
    mark: OutputMark | None
    area: Area
    """Within the wall."""

    @property
    def place(self) -> Place:
        return self.screen, self.panel, self.mark


@dataclass(frozen=True, slots=True)
class Memory:
    """What was seen in this run."""

    held: Mapping[Place, Output]
    """What each screen had last."""
    spare: tuple[Output, ...] = ()
    """Those that no screen had: the desk's."""
    twins: Twins = MappingProxyType({})


def twins_of(outputs: Iterable[Output], before: Twins) -> Twins:
    """Serials that several monitors had at once, as long as not all but one of their cables showed another
    monitor after that: while cables are swapped, one may be told of at both for a moment.
    """
    every = [output for output in outputs if not output.mute]
    shown = {folded(output.name): folded(output.serial) for output in every}
    counts = Counter(folded(output.serial) for output in every if output.serial)
    found: dict[str, frozenset[str]] = {}
    for serial in {*before, *counts}:
        now = {name for name, said in shown.items() if said == serial}
        known = {name for name in before.get(serial, ()) if shown.get(name, serial) == serial}
        if max(counts[serial], len(known)) > 1:
            found[serial] = frozenset(now | known)
    return found


def convincing(claim: Claim, why: frozenset[Trust]) -> frozenset[Trust]:
    """Without what only tells equals apart: a size that no mark says."""
    said = claim.mark is None or claim.mark.size is not None
    return why if said else why - {Trust.SIZE}


class Witness:
    """Judges every pair of a claim and a monitor by all that is known of all of them."""

    def __init__(self, claims: Iterable[Claim], outputs: Iterable[Output], memory: Memory) -> None:
        every = tuple(claims)
        marks = [claim.mark for claim in every if claim.mark is not None]
        stated = Counter(folded(mark.serial) for mark in marks if mark.serial)
        self.twins = twins_of(outputs, memory.twins)
        self._dull = {*self.twins, *(serial for serial, n in stated.items() if n > 1)}
        self._owned = {serial for serial in stated if self._telling(serial)}
        self._memory = memory
        aside = (claim for claim in every if claim.screen == ASIDE)
        self._desks = [(c, memory.held[c.place]) for c in aside if c.place in memory.held]

    def evidence(self, claim: Claim, output: Output) -> frozenset[Trust]:
        """All that speaks for it; empty where it is not to be taken."""
        serial = folded(output.serial)
        own = folded(claim.mark.serial or "") if claim.mark is not None else ""
        if serial != own and serial in self._owned:
            return frozenset()
        agreed = self._stated(claim, output) | self._remembered(claim, output)
        against = self._against(claim, output)
        why = convincing(claim, agreed)
        if not why:
            return frozenset()
        # The connector alone is believed against a serial: there hangs another panel in its stead, unless it
        # is the desk's own, which only came to hang there.
        stands_in = Trust.CONNECTOR in agreed and not self._is_desks(claim, output)
        if against and min(why) > min(against) and not stands_in:
            return frozenset()
        return agreed if self._becoming(claim, output, why) else frozenset()

    def _becoming(self, claim: Claim, output: Output, why: frozenset[Trust]) -> bool:
        """A screen that has lost its own monitor takes no other for what monitors have in common."""
        had = self._memory.held.get(claim.place)
        if had is None or not why <= _KIND:
            return True
        if why <= _VAGUE and claim.mark is None:
            return False
        elsewhere = [o for place, o in self._memory.held.items() if place != claim.place]
        return not any(self.same(output, one) for one in (*elsewhere, *self._memory.spare))

    def _is_desks(self, claim: Claim, output: Output) -> bool:
        """It is what is reserved beside the wall, and was that last."""
        return claim.screen != ASIDE and any(
            self.same(had, output) and self.evidence(desk, output) for desk, had in self._desks
        )

    def _stated(self, claim: Claim, output: Output) -> frozenset[Trust]:
        size = claim.area[2:] == output.area[2:]
        mark = claim.mark
        if mark is None:
            named = size and folded(claim.screen) == folded(output.name)
            return frozenset({Trust.CONNECTOR} if named else ()) | ({Trust.SIZE} if size else set())
        pairs = {
            Trust.MODEL: (mark.model, output.model),
            Trust.MAKER: (mark.maker, output.maker),
            Trust.CONNECTOR: (mark.connector, output.name),
        }
        agreed = {
            trust for trust, (said, is_) in pairs.items() if said and folded(said) == folded(is_)
        }
        if mark.serial and folded(mark.serial) == folded(output.serial):
            if self._telling(folded(mark.serial)):
                agreed.add(Trust.SERIAL)
            elif mark == OutputMark(serial=mark.serial):
                agreed.add(Trust.MODEL)  # no monitor's own, and all that there is
        if mark.size == output.area[2:] or (mark.size is None and size):
            agreed.add(Trust.SIZE)
        if mark.at == output.area[:2]:
            agreed.add(Trust.POSITION)
        return frozenset(agreed)

    def _remembered(self, claim: Claim, output: Output) -> frozenset[Trust]:
        had = self._memory.held.get(claim.place)
        if had is None:
            return frozenset()
        if self.same(had, output):
            return frozenset({Trust.MONITOR})
        return frozenset({Trust.SOCKET} if folded(had.name) == folded(output.name) else ())

    def _against(self, claim: Claim, output: Output) -> frozenset[Trust]:
        mark = claim.mark
        if mark is None:
            return frozenset()
        pairs = zip(
            _STATED,
            (mark.serial, mark.model, mark.maker, mark.connector),
            (output.serial, output.model, output.maker, output.name),
            strict=True,
        )
        return frozenset(
            trust
            for trust, said, is_ in pairs
            if said
            and is_
            and folded(said) != folded(is_)
            and not (trust is Trust.SERIAL and (factory_made(said) or factory_made(is_)))
        )

    def same(self, one: Output, other: Output) -> bool:
        """The same monitor, by its serial or, where that tells nothing, by its connector."""
        serials = folded(one.serial), folded(other.serial)
        if serials[0] == serials[1] and self._telling(serials[0]):
            return True
        unlike = all(serials) and serials[0] != serials[1]
        return folded(one.name) == folded(other.name) and not unlike

    def _telling(self, serial: str) -> bool:
        return bool(serial) and serial not in self._dull and not factory_made(serial)
