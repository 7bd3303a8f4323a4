"""What a tile of tasks shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from services.clock import iso
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import date, datetime

    from services.duties import Stage
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
class TasksView(View):
    counts: tuple[tuple[Stage, int], ...]
    """All five, what needs somebody first."""
    duties: tuple[Duty, ...]
    """Those that aren't done, the most urgent first; of very many only these."""
    waiting: int
    """All that aren't done."""
    known: bool
    day: date

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
        return {"stages": counts, "rows": rows}
