"""How the paths of a system are asked, and in which form they refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from services.simulation.answers import Question, Response

type Answering = Callable[[Question], Response]
type Path = Answering | Dialect
"""A plain function speaks the province's own JSON and takes GET and HEAD."""

READING = frozenset({"GET", "HEAD"})
POSTING = frozenset({"POST"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A path that speaks as a real system does. It takes questions without credentials, where the real
    one would say 401: the wall that comes along has none to give, and what a 401 or a 403 looks like is
    shown by the faults of that name.
    """

    answer: Answering
    refuse: Callable[[Question, int], Response]
    """What is said with a status of 400 or above: a wrong method (405), or a fault."""
    methods: frozenset[str] = READING


@dataclass(frozen=True, slots=True)
class Found:
    path: Path
    parts: Mapping[str, str] = field(default_factory=dict)
    """What stands in the place of each `{name}`."""


def found(paths: Mapping[str, Path], below: str) -> Found | None:
    """`/indexer/{index}/_search` is met by `/indexer/wazuh-alerts-*/_search`; a path without names goes
    before those with some.
    """
    if "{" not in below and below in paths:
        return Found(paths[below])
    asked = below.split("/")
    for pattern, path in paths.items():
        parts = _parts(pattern.split("/"), asked)
        if parts:
            return Found(path, parts)
    return None


def _parts(pattern: list[str], asked: list[str]) -> dict[str, str] | None:
    if len(pattern) != len(asked):
        return None
    parts: dict[str, str] = {}
    for said, given in zip(pattern, asked, strict=True):
        if said.startswith("{") and given:
            parts[said.strip("{}")] = unquote(given)
        elif said != given:
            return None
    return parts
