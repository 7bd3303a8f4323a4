"""What a flow shows at an instant: documents by state, and streams from organs to outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, override

from widgets.documents import DONE
from widgets.tile import View

if TYPE_CHECKING:
    from services.settings import Wording
    from widgets.tile import Json

type Form = Literal["auto", "sankey", "funnel"]
LATE = "overdue"
"""Id of the outcome of open documents whose due date has passed."""
OTHER = "other"
"""Id of the states that have no node of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Documents in one state."""

    code: str
    """Empty for documents whose state nobody said."""
    name: Wording
    count: int
    overdue: int
    states: int = 1
    """More where rare ones are counted together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Documents of one organ or group of organs, or with one outcome."""

    id: str
    name: Wording
    count: int
    late: bool = False
    """The outcome of what is overdue, not an organ that happens to be called so."""


@dataclass(frozen=True, slots=True)
class Link:
    """Documents that go from a node to one of the next layer; both by their place in their layer."""

    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """Nodes in layers from left to right, `links[n]` from layer n to n + 1. As many documents leave a node
    as it has, and as many reach it.
    """

    about: Wording
    """What the first layer lists: senders, recipients."""
    named: bool
    """Of any document it is known whose it is."""
    layers: tuple[tuple[Node, ...], ...]
    links: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView(View):
    stages: tuple[Stage, ...]
    """On the way from arrival to done, then the other states."""
    known: bool
    """False when a source never answered, which is not the same as no document."""
    punctual: tuple[int, int] | None = None
    """Done in time, and done with a due date and a time of finishing; None where there are none."""
    streams: Streams
    form: Form = "auto"

    @property
    def total(self) -> int:
        return sum(stage.count for stage in self.stages)

    @property
    def overdue(self) -> int:
        return sum(stage.overdue for stage in self.stages)

    @property
    def done(self) -> int:
        return sum(stage.count for stage in self.stages if stage.code == DONE)

    @override
    def figures(self) -> dict[str, Json]:
        punctual: Json = None
        if self.punctual is not None:
            punctual = {"numerator": self.punctual[0], "denominator": self.punctual[1]}
        return {
            "total": self.total if self.known else None,
            "overdue": self.overdue if self.known else None,
            "completed": self.done if self.known else None,
            "on_time": punctual,
            "states": [
                {
                    "code": stage.code or None,
                    "count": stage.count if self.known else None,
                    "overdue": stage.overdue if self.known else None,
                }
                for stage in self.stages
            ],
            "nodes": [*self._nodes()] if self.known else [],
            "links": [*self._links()] if self.known else [],
        }

    def _nodes(self) -> list[Json]:
        return [
            {"layer": n, "id": node.id, "name": node.name.vi, "count": node.count}
            for n, layer in enumerate(self.streams.layers)
            for node in layer
        ]

    def _links(self) -> list[Json]:
        layers = self.streams.layers
        return [
            {
                "layer": n,
                "from": layers[n][link.start].id,
                "to": layers[n + 1][link.end].id,
                "count": link.count,
            }
            for n, links in enumerate(self.streams.links)
            for link in links
        ]
