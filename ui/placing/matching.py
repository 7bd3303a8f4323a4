"""Which screen of the wall file has which monitor, and why. Pure: the same screens, monitors and
memory come to the same whatever order the monitors are told in.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from ui.geometry import areas
from ui.placing.assignment import assigned
from ui.placing.evidence import ASIDE, Claim, Memory, Trust, Witness, convincing
from ui.placing.output import by_place
from ui.placing.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from services.phrase import Phrase
    from services.wall_file.outputs import OutputMark
    from services.wall_file.shape import Screen
    from ui.geometry import Area
    from ui.placing.output import Output


@dataclass(frozen=True, slots=True)
class Found:
    output: Output
    by: Trust
    """The most trusted of what it was known by."""
    remarks: tuple[Phrase, ...] = ()
    """What is doubtful about it, or other than the wall file says."""


@dataclass(frozen=True, slots=True)
class Matching:
    found: Mapping[str, tuple[Found | None, ...]]
    """Every screen of the wall, in the order of the file: for each of its outputs (one a panel, row by
    row, where the file says so, else one) the monitor, None where that is missing.
    """
    reserved: tuple[Found | None, ...]
    """What was asked for beside the wall, in that order."""
    spare: tuple[Output, ...]
    """Neither the wall's nor reserved, by their places."""
    memory: Memory
    """For the next matching of this run."""

    @property
    def there(self) -> tuple[str, ...]:
        """Screens of which at least a panel is there."""
        return tuple(name for name, panels in self.found.items() if any(panels))

    @property
    def missing(self) -> tuple[str, ...]:
        """Screens of which nothing is there."""
        return tuple(name for name, panels in self.found.items() if not any(panels))

    @property
    def whole(self) -> bool:
        """Every panel of every screen is there."""
        return all(all(panels) for panels in self.found.values())

    def outputs(self, screen: str) -> tuple[Output | None, ...]:
        return tuple(None if one is None else one.output for one in self.found[screen])


NOTHING = Memory({})
"""At the start."""


def matched(
    screens: Sequence[Screen],
    outputs: Iterable[Output],
    before: Matching | None = None,
    reserved: Sequence[OutputMark] = (),
) -> Matching:
    """`before`: the last matching of this run, from which a screen keeps the monitor that it had, and
    takes none of the desk's when that goes. `reserved`: marks of monitors that are not the wall's, the
    console's: what they name by serial, connector or place is theirs before any screen's (but a monitor
    whose serial a screen declares), and of what a screen wants no less they are served.
    """
    memory = before.memory if before is not None else NOTHING
    claims = _claims(screens)
    others = [Claim(ASIDE, n, mark, (0, 0, 0, 0)) for n, mark in enumerate(reserved)]
    groups = by_place(outputs)
    witness = Witness([*others, *claims], [o for group in groups for o in group], memory)
    every = [*claims, *others]
    served = _given(every, groups, witness)
    given, aside = served[: len(claims)], served[len(claims) :]
    taken = [one.output for one in served if one is not None]
    spare = tuple(g[0] for g in groups if not any(output in g for output in taken))
    found: dict[str, tuple[Found | None, ...]] = {}
    for claim, one in zip(claims, given, strict=True):
        found[claim.screen] = (*found.get(claim.screen, ()), one)
    had = {c.place: one.output for c, one in zip(every, served, strict=True) if one is not None}
    ours = [one.output for one in given if one is not None]
    desk = [o for o in (*memory.spare, *spare) if not any(witness.same(o, one) for one in ours)]
    return Matching(
        found,
        tuple(aside),
        spare,
        Memory({**memory.held, **had}, tuple(dict.fromkeys(desk)), witness.twins),
    )


def real(screens: Iterable[Screen], matching: Matching, *, before: bool) -> bool:
    """Whether windows fill monitors; else the wall is shown in miniature, in one window. `before`: it
    was real in this run: then it stays so, with what is left. A wall that says what its monitors are
    found by is one as soon as one of them is there; any other needs all to begin with.
    """
    if before:
        return True
    marked = any(screen.outputs for screen in screens)
    return bool(matching.there) if marked else bool(matching.found) and matching.whole


def _claims(screens: Sequence[Screen]) -> list[Claim]:
    """In the order of the file."""
    placed = areas(screens)
    return [claim for screen in screens for claim in _of_screen(screen, placed[screen.name])]


def _of_screen(screen: Screen, area: Area) -> list[Claim]:
    columns, rows = screen.panels
    if len(screen.outputs) < 2 or len(screen.outputs) != columns * rows:  # noqa: PLR2004 - a monitor alone
        marks = screen.outputs or (None,)
        return [Claim(screen.name, n, mark, area) for n, mark in enumerate(marks)]
    x, y, width, height = area
    wide, tall = width // columns, height // rows
    cells = [
        (x + c * wide, y + r * tall, wide, tall) for r, c in product(range(rows), range(columns))
    ]
    return [
        Claim(screen.name, n, mark, cell)
        for n, (mark, cell) in enumerate(zip(screen.outputs, cells, strict=True))
    ]


def _given(
    claims: Sequence[Claim], groups: Sequence[Sequence[Output]], witness: Witness
) -> list[Found | None]:
    """Each claim's monitor."""
    evident = {
        (n, m): _best(claim, group, witness)
        for (n, claim), (m, group) in product(enumerate(claims), enumerate(groups))
    }
    columns = _columns(claims, groups, evident)
    given: list[Found | None] = []
    for n, (claim, m) in enumerate(zip(claims, columns, strict=True)):
        if m is None:
            given.append(None)
            continue
        output, why = evident[n, m]
        rivals = [evident[n, other] for other in range(len(groups)) if other != m]
        given.append(
            Found(output, min(convincing(claim, why)), remarks(claim, output, why, rivals))
        )
    return given


def _columns(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Output]],
    evident: Mapping[tuple[int, int], tuple[Output, frozenset[Trust]]],
) -> Sequence[int | None]:
    """Which group each claim has: those that lie as the wall does if all then do, else in their order."""
    lying = _lying(claims, groups)
    columns: Sequence[int | None] = ()
    for there in dict.fromkeys((lying, frozenset[tuple[int, int]]())):
        worths = _Worths(claims, len(groups), there)
        columns = assigned(
            [
                [worths.of(n, m, evident[n, m][1]) for m in range(len(groups))]
                for n in range(len(claims))
            ]
        )
        if all(columns[n] == m for n, m in there):
            break
    return columns


def _best(
    claim: Claim, group: Sequence[Output], witness: Witness
) -> tuple[Output, frozenset[Trust]]:
    every = [(output, witness.evidence(claim, output)) for output in group]
    return max(every, key=lambda one: sum(1 << (len(Trust) - trust) for trust in one[1]))


_NAMED = frozenset({Trust.SERIAL, Trust.CONNECTOR, Trust.POSITION})


class _Worths:
    """What a monitor is worth to a screen, so that sums compare as trusts do: one serial more than any
    number of models, and so on; of equals the one that lies on the desktop as the screen does in the
    wall, if each has one; else the first on the desktop for the first of the wall, and in its order.
    """

    def __init__(
        self, claims: Sequence[Claim], outputs: int, there: frozenset[tuple[int, int]]
    ) -> None:
        def order(n: int) -> tuple[bool, int, int]:
            return claims[n].screen == ASIDE, claims[n].area[1], claims[n].area[0]

        self._rank = {n: rank for rank, n in enumerate(sorted(range(len(claims)), key=order))}
        self._aside = [claim.screen == ASIDE for claim in claims]
        most = max(len(claims), outputs) + 1
        self._crossing = most**3
        """More than all squares of differences of ranks together."""
        self._lying = self._crossing * (2 * most**2 + 1)
        self._there = there
        self._any = self._lying * (len(claims) + 1)
        """For what is not the wall's, where all else is equal."""
        weight = self._any * (len(claims) + 1)
        self._weights: dict[Trust, int] = {}
        for trust in reversed(Trust):
            self._weights[trust] = weight
            weight *= len(claims) + 1
        self._named = weight
        """For what is not the wall's, and is named by what one monitor alone has."""

    def of(self, claim: int, output: int, why: frozenset[Trust]) -> int:
        if not why:
            return 0
        apart = self._rank[claim] - output
        late = (output + self._rank[claim]) * self._crossing + apart * apart
        worth = sum(self._weights[trust] for trust in why) - late
        if (claim, output) in self._there:
            worth += self._lying
        if self._aside[claim]:
            worth += self._any + (self._named if why & _NAMED else 0)
        return worth


def _lying(
    claims: Sequence[Claim], groups: Sequence[Sequence[Output]]
) -> frozenset[tuple[int, int]]:
    """Screens without marks and the monitors that lie where they do; none unless each has one."""
    places = {output.area: m for m, group in enumerate(groups) for output in group}
    loose = {
        n: places.get(claim.area)
        for n, claim in enumerate(claims)
        if claim.mark is None and claim.screen != ASIDE
    }
    if None in loose.values():
        return frozenset()
    return frozenset((n, m) for n, m in loose.items() if m is not None)
