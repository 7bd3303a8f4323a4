"""Tasks by how they stand, and those that somebody must see to: overdue ones with their days, then what is
due soon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, override

from pydantic import BeforeValidator, Field

from services.duties import STAGES, Stage, days_over, stage, stages
from services.plain import plain
from services.quantities import Code, Identifier
from services.records import Task
from services.settings import Tile, Wording
from services.views.naming import Naming
from services.words import sort_key
from widgets.tiles.tasks.drawing import drawn
from widgets.tiles.tasks.view import Duty, TasksView

if TYPE_CHECKING:
    from datetime import datetime

    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

_LISTED = {Stage.OVERDUE, Stage.DUE_SOON, Stage.RUNNING}
MOST = 200


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Sources = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=12)]


class TasksTile(Tile):
    """Nhiệm vụ theo năm trạng thái; nhiệm vụ quá hạn, sắp đến hạn kèm đơn vị và số ngày."""

    tasks: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=12),
        BeforeValidator(_several, json_schema_input_type=Identifier | Sources),
        Field(examples=["nhiem-vu"]),
    ]
    """Các nguồn cho nhiệm vụ."""
    assigner: Code | None = Field(None, examples=["Ban Chỉ đạo 35"])
    """Chỉ nhiệm vụ của nơi giao này."""
    group: Identifier | None = None
    """Chỉ nhiệm vụ thuộc nhóm chỉ số này."""
    unit: Code | None = None
    """Chỉ nhiệm vụ của đơn vị chủ trì này."""

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
        facts = [
            fact for fact in knowledge.facts(settings.tasks, Task) if _wanted(fact.record, settings)
        ]
        tasks = [fact.record for fact in facts]
        reckoned, soon = (
            knowledge.confirmed(settings.tasks) or knowledge.at,
            knowledge.wall.duties.soon,
        )
        naming = Naming(knowledge, settings.tasks)
        duties = [_duty(task, reckoned, knowledge, naming) for task in tasks]
        names = [knowledge.wall.sources[id].name for id in settings.tasks]
        return TasksView(
            title=settings.title or (names[0] if len(names) == 1 and names[0] else _TITLE),
            standing=knowledge.standing(settings.tasks, facts),
            counts=tuple(stages(tasks, reckoned, soon).items()),
            duties=tuple(
                sorted((one for one in duties if one.stage in _LISTED), key=_urgency)[:MOST]
            ),
            known=any(knowledge.asked(id).last_answered is not None for id in settings.tasks),
            day=knowledge.day,
        )

    def lay_out(self, view: TasksView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = TasksType()
_TITLE = Wording(vi="Nhiệm vụ", en="Tasks")


def _wanted(task: Task, settings: TasksTile) -> bool:
    asked = (settings.assigner, settings.group, settings.unit)
    return all(
        wanted is None or wanted == said
        for wanted, said in zip(asked, (task.assigner, task.group, task.lead_unit), strict=True)
    )


def _duty(task: Task, reckoned: datetime, knowledge: Knowledge, naming: Naming) -> Duty:
    unit = None if task.lead_unit is None else naming.organ(task.lead_unit, task)
    return Duty(
        title=plain(task.title),
        unit=unit,
        stage=stage(task, reckoned, knowledge.wall.duties.soon),
        due=task.due,
        over=days_over(task.due, task.finished, reckoned, knowledge.zone),
    )


def _urgency(one: Duty) -> tuple[int, int, float, object]:
    """The longest overdue first, then what is due next; without a due date last."""
    due = float("inf") if one.due is None else one.due.timestamp()
    return STAGES.index(one.stage), -(one.over or 0), due, sort_key(one.title)
