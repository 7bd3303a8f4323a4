"""Tasks gathered by who leads them, who assigned them, or the group of indicators that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.duties import Stage, days_over, stages
from services.plain import plain
from services.words import sort_key
from widgets.tiles.tasks.view import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from services.records import Task
    from services.settings import Wording
    from services.views import Knowledge
    from services.views.naming import Naming

_NAME = 120
"""Characters."""
_DONE = (Stage.DONE_IN_TIME, Stage.DONE_LATE)


def gathered(
    tasks: Iterable[Task], by: str, reckoned: datetime, knowledge: Knowledge, naming: Naming
) -> tuple[Share, ...]:
    """Units worst first; assigners and groups as the wall file orders them, others by name; what says none
    last.
    """
    mine: dict[str | None, list[Task]] = {}
    names: dict[str | None, Wording | str | None] = {None: None}
    for task in tasks:
        key, name = _of(task, by, knowledge, naming)
        mine.setdefault(key, []).append(task)
        names.setdefault(key, name)
    shares = {key: _share(names[key], found, reckoned, knowledge) for key, found in mine.items()}
    order = _order(by, knowledge, naming)

    def rank(key: str | None) -> tuple[object, ...]:
        share = shares[key]
        named = sort_key(_said(share.name))
        if by == "unit":
            soon = dict(share.counts)[Stage.DUE_SOON]
            return (key is None, -share.overdue, -(share.longest or 0), -soon, named)
        return (key is None, order.get(key or "", len(order)), named)

    return tuple(shares[key] for key in sorted(shares, key=rank))


def _of(
    task: Task, by: str, knowledge: Knowledge, naming: Naming
) -> tuple[str | None, Wording | str | None]:
    """What it is gathered under, and what that is called."""
    if by == "group":
        group = task.group
        known = None if not group else knowledge.wall.groups.get(group)
        return group or None, known.name if known else plain(group, _NAME) if group else None
    who = task.lead_unit if by == "unit" else task.assigner
    if not who:
        return None, None
    name = naming.organ(who, task)
    return naming.key(who, task), plain(name, _NAME) if isinstance(name, str) else name


def _order(by: str, knowledge: Knowledge, naming: Naming) -> dict[str, int]:
    if by == "group":
        return {id: n for n, id in enumerate(knowledge.wall.groups)}
    assigners = knowledge.wall.duties.assigners
    return {naming.key(name): n for n, name in enumerate(assigners)}


def _share(
    name: Wording | str | None, tasks: Sequence[Task], reckoned: datetime, knowledge: Knowledge
) -> Share:
    counts = stages(tasks, reckoned, knowledge.wall.duties.soon)
    late = [
        days_over(task.due, None, reckoned, knowledge.zone)
        for task in tasks
        if task.finished is None
    ]
    return Share(
        name=name,
        counts=tuple(counts.items()),
        done=sum(counts[stage] for stage in _DONE),
        longest=max((days for days in late if days is not None), default=None),
    )


def _said(name: Wording | str | None) -> str:
    return name if isinstance(name, str) else "" if name is None else name.vi
