"""What a tile of goals shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from widgets.tile import View

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.settings import Wording
    from widgets.reading import Number
    from widgets.tile import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One goal, with the figure that the wall file ties it to."""

    text: str
    measure: str | None
    state: Phrase | str | None
    year: int
    number: Number | None = None

    @property
    def measured(self) -> bool:
        return self.measure is not None or self.number is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The goals that one assigner set: those with a measure first."""

    assigner: Wording | str | None
    targets: tuple[Target, ...]
    """The first of very many."""
    total: int
    measured: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsView(View):
    sections: tuple[Section, ...]
    total: int
    measured: int
    """Of all: how many say by what they are to be judged."""
    states: tuple[tuple[Phrase | str, int], ...]
    """How many stand how, the most frequent first; those that say nothing left out."""
    known: bool
    several_years: bool = False
    """Then each goal says of which it is."""
    turn: int = 0
    """Counts up at each turn: which page that is depends on how many there are."""

    @override
    def figures(self) -> dict[str, Json]:
        states: dict[str, Json] = {_word(state): count for state, count in self.states}
        return {
            "total": self.total if self.known else None,
            "measured": self.measured if self.known else None,
            "unmeasured": self.total - self.measured if self.known else None,
            "states": states,
            "rows": [
                _json(target, section) for section in self.sections for target in section.targets
            ],
        }


def _json(target: Target, section: Section) -> Json:
    assigner, number = section.assigner, target.number
    seen = None if number is None else number.observation
    return {
        "text": target.text,
        "year": target.year,
        "assigner": assigner if isinstance(assigner, str) or assigner is None else assigner.vi,
        "measure": target.measure,
        "state": None if target.state is None else _word(target.state),
        "indicator": None if number is None else number.id,
        "value": None if seen is None or seen.value is None else str(seen.value),
        "period": None if seen is None else seen.period,
    }


def _word(state: Phrase | str) -> str:
    return state if isinstance(state, str) else state.text
