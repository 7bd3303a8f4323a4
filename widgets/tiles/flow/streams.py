"""Documents counted into streams: as many leave each node as reach it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from widgets.tiles.flow import outcomes
from widgets.tiles.flow.organs import LAST, OTHERS, REST, Organs
from widgets.tiles.flow.view import LATE, OTHER, Link, Node, Streams

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from services.settings import Wording
    from services.views import Knowledge
    from widgets.tiles.flow.organs import By
    from widgets.tiles.flow.papers import Paper

_FEWEST = 2
"""Organs that are never one: a single stream is no flow."""
_WORTH = 0.6
"""Of the crossings, what another order must leave at most before it is taken: one that follows every
small change would let the names jump.
"""


def streams(papers: Sequence[Paper], by: By, knowledge: Knowledge, *, through: bool) -> Streams:
    """`through`: with the states in between, what comes after them is then told by dates."""
    organs = Organs(by, papers, knowledge)
    declared = knowledge.wall.document_states
    shown = organs.shown()
    own = set(shown)
    of_end = outcomes.of_end if through else outcomes.of_state
    ways = [
        (key if key in own else REST, outcomes.standing(paper), of_end(paper))
        for key, paper in zip(organs.keys, papers, strict=True)
    ]
    ends = _occurring((end for _, _, end in ways), outcomes.ENDS if through else outcomes.STATES)
    between = _occurring((state for _, state, _ in ways), outcomes.BETWEEN) if through else []
    weights = Counter((key, state if through else end) for key, state, end in ways)
    first = _uncrossed(shown, between or ends, weights)
    layers = [first, *([between] if through else []), ends]
    steps = [(key, *((state,) if through else ()), end) for key, state, end in ways]
    names = [
        {key: organs.name(key) for key in first},
        *([{id: outcomes.named(id, declared, by_end=False) for id in between}] if through else []),
        {id: outcomes.named(id, declared, by_end=through) for id in ends},
    ]
    counts = [Counter(step[n] for step in steps) for n in range(len(layers))]
    return Streams(
        about=organs.about,
        named=organs.named,
        layers=tuple(
            tuple(_node(id, names[n], counts[n], last=layer is layers[-1]) for id in layer)
            for n, layer in enumerate(layers)
        ),
        links=tuple(
            _links(layers[n], layers[n + 1], Counter((step[n], step[n + 1]) for step in steps))
            for n in range(len(layers) - 1)
        ),
    )


def _node(id: str, names: Mapping[str, Wording], counts: Mapping[str, int], *, last: bool) -> Node:
    """`last`: it is an end, so that it may be late."""
    return Node(id=id or "unknown", name=names[id], count=counts[id], late=id == LATE and last)


def _occurring(ids: Iterable[str], order: Sequence[str]) -> list[str]:
    """In their order; what matters most also where it doesn't occur."""
    found = {*ids, LATE, order[0]}
    return [id for id in order if id in found]


def _uncrossed(
    usual: list[str], ends: Sequence[str], weights: Mapping[tuple[str, str], int]
) -> list[str]:
    """The usual order, or that of the nodes' barycentres where it has far fewer crossings. What isn't
    known and the rest stay last.
    """
    own = [key for key in usual if key not in LAST]
    other = sorted(own, key=lambda key: _barycentre(key, ends, weights))
    tail = [key for key in usual if key in LAST]
    few = _crossings(other, ends, weights) < _WORTH * _crossings(own, ends, weights)
    return [*(other if few else own), *tail]


def _barycentre(key: str, ends: Sequence[str], weights: Mapping[tuple[str, str], int]) -> float:
    own = [weights.get((key, end), 0) for end in ends]
    return sum(n * count for n, count in enumerate(own)) / (sum(own) or 1)


def _crossings(
    order: Sequence[str], ends: Sequence[str], weights: Mapping[tuple[str, str], int]
) -> int:
    """Pairs of documents whose ways cross."""
    total, above = 0, [0] * len(ends)
    for key in order:
        own = [weights.get((key, end), 0) for end in ends]
        total += sum(count * sum(above[n + 1 :]) for n, count in enumerate(own))
        above = [one + count for one, count in zip(above, own, strict=True)]
    return total


def _links(
    starts: Sequence[str], ends: Sequence[str], counts: Mapping[tuple[str, str], int]
) -> tuple[Link, ...]:
    return tuple(
        Link(n, m, counts[start, end])
        for n, start in enumerate(starts)
        for m, end in enumerate(ends)
        if counts.get((start, end))
    )


def fewer(streams: Streams) -> Streams | None:
    """With two nodes of the longest layer as one: of the first the two smallest organs, of the others the two
    states least told of, never what is done or overdue. None where there are none.
    """
    for layer in sorted(range(len(streams.layers)), key=lambda n: -len(streams.layers[n])):
        nodes = streams.layers[layer]
        if layer:
            kept = {streams.layers[layer][0].id, LATE}
            rest, name = OTHER, outcomes.OTHERS
        else:
            kept, rest, name = set[str](), REST, OTHERS
        free = [n for n, node in enumerate(nodes) if node.id not in kept]
        if len(free) > (1 if layer else _FEWEST):
            free.sort(key=lambda n: (nodes[n].id != rest, nodes[n].count))
            return _together(streams, layer, set(free[:2]), rest, name)
    return None


def _together(streams: Streams, layer: int, gone: set[int], id: str, name: Wording) -> Streams:
    """They stand where the last of them stood."""
    nodes = streams.layers[layer]
    one = Node(id=id, name=name, count=sum(nodes[n].count for n in gone))
    kept = [n for n in range(len(nodes)) if n not in gone or n == max(gone)]
    place = {n: kept.index(max(gone) if n in gone else n) for n in range(len(nodes))}
    layers, links = [*streams.layers], [*streams.links]
    layers[layer] = tuple(one if n in gone else nodes[n] for n in kept)
    if layer:
        ends = ((link.start, place[link.end], link.count) for link in links[layer - 1])
        links[layer - 1] = _summed(ends)
    if layer < len(links):
        starts = ((place[link.start], link.end, link.count) for link in links[layer])
        links[layer] = _summed(starts)
    return replace(streams, layers=tuple(layers), links=tuple(links))


def _summed(every: Iterable[tuple[int, int, int]]) -> tuple[Link, ...]:
    counts: Counter[tuple[int, int]] = Counter()
    for start, end, count in every:
        counts[start, end] += count
    return tuple(Link(start, end, count) for (start, end), count in sorted(counts.items()))
