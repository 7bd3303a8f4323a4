"""Tasks by how they stand, and those that somebody must see to: overdue ones with their days, then what is
due soon; or how the tasks of each unit, assigner or group stand.
"""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import Field

from services.duties import STAGES, Stage, days_over, stage, stages
from services.plain import plain
from services.quantities import Code, Identifier
from services.records import Task
from services.settings import Tile, Wording
from services.words import sort_key
from widgets.chosen import Sources
from widgets.tiles.tasks.drawing import drawn
from widgets.tiles.tasks.gathered import gathered
from widgets.tiles.tasks.view import Duty, Share, TasksView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from services.views import Knowledge
    from services.views.naming import Naming
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

_LISTED = {Stage.OVERDUE, Stage.DUE_SOON, Stage.RUNNING}
MOST = 200


class TasksTile(Tile):
    """Nhiệm vụ theo năm trạng thái; nhiệm vụ quá hạn, sắp đến hạn kèm đơn vị và số ngày."""

    tasks: Annotated[Sources, Field(examples=["nhiem-vu"])]
    """Các nguồn cho nhiệm vụ."""
    assigner: Code | None = Field(None, examples=["Ban Chỉ đạo 35"])
    """Chỉ nhiệm vụ của nơi giao này."""
    group: Identifier | None = None
    """Chỉ nhiệm vụ thuộc nhóm chỉ số này."""
    unit: Code | None = None
    """Chỉ nhiệm vụ của đơn vị chủ trì này."""

    by: Literal["unit", "assigner", "group"] | None = None
    """Thay vì liệt kê: mỗi hàng một đơn vị chủ trì (unit, nhiều việc quá hạn lên trước), một nơi giao
    (assigner) hay một nhóm chỉ số (group), với năm trạng thái, số hoàn thành, số quá hạn và số ngày.
    """

    @override
    def sources(self) -> tuple[str, ...]:
        return self.tasks

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"tasks"})


class TasksType:
    name = "tasks"
    settings = TasksTile
    own_notes = False

    def look_up(self, settings: TasksTile, knowledge: Knowledge) -> TasksView:
        naming = knowledge.naming(settings.tasks)
        facts = [
            fact
            for fact in knowledge.facts(settings.tasks, Task)
            if _wanted(fact.record, settings, naming)
        ]
        tasks = [fact.record for fact in facts]
        reckoned = knowledge.confirmed(settings.tasks) or knowledge.at
        shares: tuple[Share, ...] = ()
        if settings.by is not None:
            shares = gathered(tasks, settings.by, reckoned, knowledge, naming)
        counts = stages(tasks, reckoned, knowledge.wall.duties.soon)
        names = [knowledge.wall.sources[id].name for id in settings.tasks]
        return TasksView(
            title=settings.title or (names[0] if len(names) == 1 and names[0] else _TITLE),
            standing=knowledge.standing(settings.tasks, facts),
            counts=tuple(counts.items()),
            duties=() if settings.by else _urgent(tasks, reckoned, knowledge, naming),
            waiting=sum(counts[stage] for stage in _LISTED),
            known=all(knowledge.asked(id).last_answered is not None for id in settings.tasks),
            day=knowledge.day,
            by=settings.by,
            shares=shares[:MOST],
            gathered=len(shares),
        )

    def lay_out(self, view: TasksView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = TasksType()
_TITLE = Wording(vi="Nhiệm vụ", en="Tasks")


def _wanted(task: Task, settings: TasksTile, naming: Naming) -> bool:
    """Whatever each of them calls an assigner or a unit; a unit that is gone left its tasks to its heir."""
    if settings.group not in {None, task.group}:
        return False
    assigner, unit = settings.assigner, settings.unit
    if assigner is not None and not naming.alike(assigner, task.assigner, task):
        return False
    return unit is None or naming.alike(unit, task.lead_unit, task, heirs=True)


def _urgent(
    tasks: Iterable[Task], reckoned: datetime, knowledge: Knowledge, naming: Naming
) -> tuple[Duty, ...]:
    """Those that aren't done, the most urgent first; of very many only these."""
    soon = knowledge.wall.duties.soon
    waiting = ((task, stage(task, reckoned, soon)) for task in tasks)
    pressing = nsmallest(
        MOST,
        ((task, how) for task, how in waiting if how in _LISTED),
        key=lambda pair: (_pressure(*pair), pair[0].title),
    )
    order = {naming.key(name): n for n, name in enumerate(knowledge.wall.duties.assigners)}
    ranked = sorted(pressing, key=lambda pair: (_pressure(*pair), *_rank(pair[0], order, naming)))
    return tuple(_duty(task, how, reckoned, knowledge, naming) for task, how in ranked)


def _pressure(task: Task, how: Stage) -> tuple[int, float]:
    """What was due first comes first: the longest overdue; without a due date last."""
    due = float("inf") if task.due is None else task.due.timestamp()
    return STAGES.index(how), due


def _rank(task: Task, order: Mapping[str, int], naming: Naming) -> tuple[int, object, object]:
    """Of tasks due at the same time: by who assigned them, as the wall file orders them, others by name;
    those that nobody is said to have assigned last.
    """
    if task.assigner is None:
        return len(order) + 1, (), sort_key(task.title)
    known = order.get(naming.key(task.assigner, task), len(order))
    other = sort_key(task.assigner) if known == len(order) else ()
    return known, other, sort_key(task.title)


def _duty(task: Task, how: Stage, reckoned: datetime, knowledge: Knowledge, naming: Naming) -> Duty:
    return Duty(
        title=plain(task.title),
        unit=None if task.lead_unit is None else naming.organ(task.lead_unit, task),
        stage=how,
        due=task.due,
        over=days_over(task.due, task.finished, reckoned, knowledge.zone),
    )
