"""What a feed shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from services.settings import Wording
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import timedelta

    from services.records import Tone
    from widgets.tile import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What was written, by one or by several: the first of them."""

    title: str
    where: Wording | str | None
    """Who published it: a source of the wall, or as a source calls it."""
    age: timedelta | None
    """In the steps in which it is said."""
    tone: Tone | None = None
    """The worst of all."""
    others: int = 0
    """Who else published the same."""
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView(View):
    headlines: tuple[Headline, ...]
    total: int
    """Headlines, each once."""
    known: bool

    @override
    def figures(self) -> dict[str, Json]:
        rows = [_row(one) for one in self.headlines]
        return {"total": self.total if self.known else None, "rows": [*rows]}


def _row(one: Headline) -> dict[str, Json]:
    return {
        "title": one.title,
        "where": one.where.vi if isinstance(one.where, Wording) else one.where,
        "tone": None if one.tone is None else one.tone.value,
        "others": one.others,
    }
