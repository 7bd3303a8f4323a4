"""What a group of figures shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from widgets.comparisons import figure_json
from widgets.tile import View

if TYPE_CHECKING:
    from widgets.reading import Number
    from widgets.tile import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView(View):
    numbers: tuple[Number, ...]
    """In the wall file's order."""
    total: int
    """Of the group, those for which a tile has no place at all included."""

    @override
    def figures(self) -> dict[str, Json]:
        return {"total": self.total, "figures": [figure_json(number) for number in self.numbers]}
