"""Documents on their way between organs, each with edXML's states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import (
    DAY,
    HOUR,
    closing,
    floored,
    is_working,
    office,
    worked,
    worked_back,
)
from services.simulation.lore import Office, invented, offices

if TYPE_CHECKING:
    from services.simulation.chance import Chance

_BUSY_DAY, _QUIET_DAY = 320.0, 8.0
_BACK = 12
"""Days before today whose documents may still be open."""
_LISTED = HOUR * 7.5
"""Office time for which the axis still lists what was closed: one working day."""
DONE = "06"
_FINAL = {"02", DONE, "15", "16"}
_UNSIGNED = 0.004

type Stage = tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """One document's whole way; `stages` in time order, the first is its arrival."""

    key: str
    number: str
    subject: str
    sender: Office
    to: Office
    priority: int
    signed: bool
    due: datetime
    stages: tuple[Stage, ...]

    def stage(self, at: datetime) -> Stage:
        return [stage for stage in self.stages if stage[0] <= at][-1]

    def concerns(self, organ: str) -> bool:
        return organ in {self.sender.name, self.to.name}

    def is_open(self, at: datetime) -> bool:
        return self.stage(at)[1] not in _FINAL

    @property
    def is_punctual(self) -> bool:
        """Its last stage came by its due date."""
        return self.stages[-1][0] <= self.due


def recent(chance: Chance, at: datetime) -> list[Paper]:
    """All of the last days that have arrived, oldest first."""
    today = floored(at, DAY)
    days = (papers_of(chance, today - DAY * back) for back in range(_BACK, -1, -1))
    return [paper for day in days for paper in day if paper.stages[0][0] <= at]


def listed(papers: list[Paper], at: datetime) -> list[Paper]:
    """Those that an axis still lists: the open ones, and those closed within a working day."""
    since = worked_back(at, _LISTED)
    return [paper for paper in papers if paper.is_open(at) or paper.stage(at)[0] > since]


@lru_cache(maxsize=128)
def papers_of(chance: Chance, day: datetime) -> tuple[Paper, ...]:
    """All that arrive on the day, in order of arrival, more of them when offices work."""
    mean = _BUSY_DAY if is_working(day.date()) else _QUIET_DAY
    many = chance.count(mean, "docs", day.timestamp())
    weights = [office(day + HOUR * (step + 0.5) / 4) for step in range(96)]
    total, arrivals, step, passed = sum(weights), [], 0, 0.0
    for number in range(many):
        wanted = (number + chance.share("docs", day.timestamp(), number)) / many * total
        while step < len(weights) - 1 and passed + weights[step] < wanted:
            passed += weights[step]
            step += 1
        part = min((wanted - passed) / weights[step], 1.0)
        arrivals.append((day + HOUR * (step + part) / 4).replace(microsecond=0))
    return tuple(_paper(chance, day, number, at) for number, at in enumerate(arrivals))


def _paper(chance: Chance, day: datetime, number: int, arrives: datetime) -> Paper:
    words = ("docs", day.timestamp(), number)
    sender = chance.pick(offices(), *words, "from")
    to = chance.pick([o for o in offices() if o != sender], *words, "to")
    return Paper(
        key=f"vb-{day:%Y%m%d}-{number + 1:04d}",
        number=f"{chance.whole(11, 4900, *words, 'no')}/{sender.sign}-VP",
        subject=chance.pick(invented()["subjects"], *words, "subject"),
        sender=sender,
        to=to,
        priority=max(chance.whole(-9, 3, *words, "priority"), 0),
        signed=chance.share(*words, "signed") >= _UNSIGNED,
        due=closing(worked(arrives, HOUR * chance.pick((4, 8, 16, 24, 40), *words, "due"))),
        stages=_stages(chance, words, arrives),
    )


def _stages(chance: Chance, words: tuple[object, ...], arrives: datetime) -> tuple[Stage, ...]:
    """01 arrived, then 02 refused, or 03 accepted, 04 assigned, 05 in work and 06 done, or recalled
    (13, then 15 or 16). Work goes on in office hours only.
    """

    def later(since: datetime, low: float, high: float, name: str) -> datetime:
        return worked(since, HOUR * chance.between(low, high, *words, name))

    first: Stage = (arrives, "01")
    accepted = later(arrives, 0.02, 0.6, "accepted")
    fate = chance.share(*words, "fate")
    if fate < 0.012:  # noqa: PLR2004 - so many are refused
        return (first, (accepted, "02"))
    if fate < 0.02:  # noqa: PLR2004 - so many are asked back
        recalled = later(accepted, 0.2, 3, "recalled")
        agreed = "15" if chance.share(*words, "agreed") < 0.8 else "16"  # noqa: PLR2004 - a share of all documents
        answered = later(recalled, 0.3, 4, "answered")
        return (first, (accepted, "03"), (recalled, "13"), (answered, agreed))
    assigned = later(accepted, 0.05, 0.5, "assigned")
    begun = later(assigned, 0.05, 0.7, "begun")
    slow = chance.share(*words, "slow")
    # Most are done within half a day, some take days, few take longer than they were given.
    longest = 2 if slow < 0.74 else 9 if slow < 0.975 else 50  # noqa: PLR2004 - a share of all documents
    done = later(begun, 0.2, longest, "done")
    return (first, (accepted, "03"), (assigned, "04"), (begun, "05"), (done, "06"))
