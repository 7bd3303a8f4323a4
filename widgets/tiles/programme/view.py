"""What a tile of programmes shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, override

from widgets.tile import View

if TYPE_CHECKING:
    from datetime import date

    from services.phrase import Phrase
    from services.settings import Wording
    from widgets.tile import Json

_PLACES = Decimal("0.01")
_LARGEST = 9
"""Digits of a percentage that says anything, as of a plan reached."""


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone; `over`: days since it was due, where nobody has reached it."""

    name: str
    due: date | None
    done: date | None
    over: int | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """What was planned and what of it was disbursed, as the source wrote them."""

    planned: Decimal | None
    disbursed: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """Percent; None where nothing was planned, one isn't told or both are out of proportion."""
        if self.planned is None or self.disbursed is None or self.planned <= 0:
            return None
        share = self.disbursed / self.planned * 100
        return share if not share or share.adjusted() < _LARGEST else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One programme."""

    name: str
    period: str | None
    steps: tuple[Step, ...]
    """Of very many those around the one that comes next."""
    reached: int
    planned: int
    """Of how many steps so many are reached, those for which there is no room included."""
    overdue: int
    longest: Step | None
    """Of all: what is over for the most days."""
    next: Step | None
    """Of all: the first that nobody has reached."""
    money: Money
    state: Phrase | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView(View):
    schemes: tuple[Scheme, ...]
    """What is overdue first; of very many only these."""
    total: int
    overdue: int
    """Milestones, of all."""
    money: Money
    """Of all that tell both what was planned and what was disbursed."""
    money_of: int
    """How many these are."""
    unit: Wording
    known: bool

    @override
    def figures(self) -> dict[str, Json]:
        return {
            "total": self.total if self.known else None,
            "overdue": self.overdue if self.known else None,
            **_money_json(self.money),
            "money_of": self.money_of if self.known else None,
            "unit": self.unit.vi,
            "rows": [_json(scheme) for scheme in self.schemes],
        }


def _json(scheme: Scheme) -> Json:
    state = scheme.state
    steps: list[Json] = [
        {
            "name": step.name,
            "due": None if step.due is None else step.due.isoformat(),
            "done": None if step.done is None else step.done.isoformat(),
            "days_over": step.over,
        }
        for step in scheme.steps
    ]
    return {
        "name": scheme.name,
        "period": scheme.period,
        "milestones": steps,
        "reached": scheme.reached,
        "of": scheme.planned,
        **_money_json(scheme.money),
        "state": state if isinstance(state, str) or state is None else state.text,
    }


def _money_json(money: Money) -> dict[str, Json]:
    share = money.share
    return {
        "planned": None if money.planned is None else str(money.planned),
        "disbursed": None if money.disbursed is None else str(money.disbursed),
        "share": None if share is None else str(share.quantize(_PLACES)),
    }
