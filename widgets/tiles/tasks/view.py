"""What a tile of tasks shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from services.clock import iso
from services.duties import Stage
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import date, datetime

    from services.settings import Wording
    from widgets.tile import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    title: str
    unit: Wording | str | None
    """Who leads it, as the wall calls the organ, else as the source does."""
    stage: Stage
    due: datetime | None
    over: int | None
    """Days after the due date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The tasks of one unit, one assigner or one group of indicators."""

    name: Wording | str | None
    """None: of those that say none."""
    counts: tuple[tuple[Stage, int], ...]
    """All five, what needs somebody first."""
    done: int
    longest: int | None
    """Days that the longest overdue is over."""

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def overdue(self) -> int:
        return dict(self.counts)[Stage.OVERDUE]


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksView(View):
    counts: tuple[tuple[Stage, int], ...]
    """All five, what needs somebody first."""
    duties: tuple[Duty, ...]
    """Those that aren't done, the most urgent first; of very many only these."""
    waiting: int
    """All that aren't done."""
    known: bool
    day: date
    by: str | None = None
    """`unit`, `assigner` or `group`: then tasks are counted and none is listed."""
    shares: tuple[Share, ...] = ()
    """The first of very many."""
    gathered: int = 0
    """All of them."""

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @override
    def figures(self) -> dict[str, Json]:
        rows: list[Json] = [
            {
                "title": one.title,
                "stage": str(one.stage),
                "due": None if one.due is None else iso(one.due),
                "days_over": one.over,
            }
            for one in self.duties
        ]
        counts: dict[str, Json] = {
            str(stage): count if self.known else None for stage, count in self.counts
        }
        if self.by is None:
            return {"stages": counts, "rows": rows}
        shares: list[Json] = [_share_json(one) for one in self.shares]
        return {"stages": counts, "by": self.by, "total": self.gathered, "rows": shares}


def _share_json(share: Share) -> Json:
    name = share.name
    return {
        "name": name if isinstance(name, str) or name is None else name.vi,
        "stages": {str(stage): count for stage, count in share.counts},
        "done": share.done,
        "of": share.total,
        "longest": share.longest,
    }
