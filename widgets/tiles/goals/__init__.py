"""Goals by who set them: those with a measure beside the figure that it is held against, the others apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from heapq import nsmallest
from typing import TYPE_CHECKING, Annotated, override

from pydantic import Field, field_validator

from services.formula import Condition
from services.plain import plain
from services.quantities import Code, Identifier, Text
from services.records import Goal
from services.settings import Tile
from services.views import merged
from services.words import sort_key
from widgets import kinds
from widgets.chosen import Sources, Where, check_condition
from widgets.reading import Number
from widgets.tiles.goals.drawing import drawn
from widgets.tiles.goals.view import GoalsView, Section, Target
from widgets.turning import USUAL, Turn, turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.phrase import Phrase
    from services.settings import Wording
    from services.views import Knowledge
    from services.views.naming import Naming
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

_KIND = "goals"
MOST = 200
"""Goals of a view: more than anybody waits for."""
_FEW = 3
"""Goals that one page has in any case: nothing turns."""
_TIED = 60
"""Goals that may be tied to an indicator."""
_STATES = 5
"""That are counted one by one."""
_TEXT, _WORD = 300, 60
"""Characters."""


class GoalsTile(Tile):
    """Mục tiêu theo người giao: mục tiêu có số đo kèm số hiện tại, mục tiêu chưa có số đo để riêng."""

    goals: Annotated[Sources, Field(examples=["cong-bo"])]
    """Các nguồn cho mục tiêu."""
    assigner: Code | None = None
    """Chỉ mục tiêu của người hay nơi giao này."""
    where: Where | None = None
    """Chỉ lấy mục tiêu thỏa điều kiện này, viết như trong công thức (docs/formulas.vi.md)."""
    measures: Annotated[dict[Text, Identifier], Field(max_length=_TIED)] = Field(
        {}, examples=[{"g24_accounts": "ht_cong_dan_so"}]
    )
    """Chỉ số cho biết mục tiêu đến đâu: mã hoặc nguyên văn mục tiêu, rồi tên chỉ số."""

    turn: Turn = USUAL
    """Không đủ chỗ cho mọi mục tiêu thì bao lâu lật sang trang sau."""

    @field_validator("where")
    @classmethod
    def _known_condition(cls, value: str | None) -> str | None:
        check_condition(value, _KIND)
        return value

    @override
    def sources(self) -> tuple[str, ...]:
        return self.goals

    @override
    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.measures.values()))

    @override
    def kinds(self) -> frozenset[str]:
        behind = frozenset() if self.condition is None else self.condition.kinds
        return frozenset({_KIND}) | behind

    @property
    def condition(self) -> Condition | None:
        return None if self.where is None else Condition(self.where, _KIND)


class GoalsType:
    name = "goals"
    settings = GoalsTile
    own_notes = False

    def look_up(self, settings: GoalsTile, knowledge: Knowledge) -> GoalsView:
        sources, naming = settings.goals, knowledge.naming(settings.goals)
        facts = [
            fact
            for fact in knowledge.facts(sources, Goal)
            if settings.assigner is None
            or naming.alike(settings.assigner, fact.record.assigner, fact.record)
        ]
        if settings.condition is not None:
            holds = settings.condition.of(knowledge.moment(sources))
            facts = [fact for fact in facts if holds(fact.record)]
        numbers = {id: Number.of(knowledge.figure(id)) for id in settings.indicators()}
        goals = [fact.record for fact in facts]
        targets = [(_target(goal, settings, numbers), goal) for goal in goals]
        tied = {one.number.id for one, _ in targets if one.number is not None}
        standings = [knowledge.standing(sources, facts), *(numbers[id].standing for id in tied)]
        standing = merged(standings) if tied else standings[0]
        years = {goal.year for goal in goals}
        turns, edge = turn(settings.turn, knowledge.at) if len(targets) > _FEW else (0, None)
        edges = [at for at in (standing.until, edge) if at is not None]
        return GoalsView(
            title=settings.title or kinds.ALL[_KIND].title,
            standing=replace(standing, until=min(edges, default=None)),
            period=str(min(years)) if len(years) == 1 else None,
            several_years=len(years) > 1,
            turn=turns,
            sections=_sections(targets, knowledge, naming),
            total=len(targets),
            measured=sum(one.measured for one, _ in targets),
            states=_states(one for one, _ in targets),
            known=all(knowledge.asked(id).last_answered is not None for id in sources),
        )

    def lay_out(self, view: GoalsView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = GoalsType()


def _target(goal: Goal, settings: GoalsTile, numbers: dict[str, Number]) -> Target:
    tied = settings.measures.get(goal.uid) or settings.measures.get(goal.text)
    return Target(
        text=plain(goal.text, _TEXT),
        year=goal.year,
        measure=plain(goal.measure, _WORD) if goal.measure else None,
        state=kinds.TOLD.get(goal.state) or plain(goal.state, _WORD) if goal.state else None,
        number=None if tied is None else numbers[tied],
    )


def _sections(
    targets: Sequence[tuple[Target, Goal]], knowledge: Knowledge, naming: Naming
) -> tuple[Section, ...]:
    """By assigner as the wall file orders them, others by name; what nobody is said to have set last."""
    order = {naming.key(name): n for n, name in enumerate(knowledge.wall.duties.assigners)}
    gathered: dict[str | None, list[Target]] = {}
    called: dict[str | None, Wording | str | None] = {None: None}
    for target, goal in targets:
        who = goal.assigner
        key = None if not who else naming.key(who, goal)
        gathered.setdefault(key, []).append(target)
        if who:
            called.setdefault(key, _plain(naming.organ(who, goal)))

    def rank(key: str | None) -> tuple[int, object]:
        if key is None:
            return len(order) + 1, ()
        return order.get(key, len(order)), sort_key(key)

    left, sections = MOST, []
    first = nsmallest(
        MOST, gathered, key=lambda key: (key is None, order.get(key or "", len(order)), key)
    )
    for key in sorted(first, key=rank):
        mine = gathered[key]
        shown = nsmallest(
            max(left, 0), mine, key=lambda one: (not one.measured, -one.year, one.text)
        )
        sections.append(
            Section(
                assigner=called[key],
                targets=tuple(sorted(shown, key=_place)),
                total=len(mine),
                measured=sum(one.measured for one in mine),
            )
        )
        left -= len(mine)
    return tuple(section for section in sections if section.targets)


def _place(target: Target) -> tuple[object, ...]:
    """Those with a measure first, the latest year first."""
    return not target.measured, -target.year, sort_key(target.text)


def _plain(name: Wording | str) -> Wording | str:
    return plain(name, _WORD * 2) if isinstance(name, str) else name


def _states(targets: Iterable[Target]) -> tuple[tuple[Phrase | str, int], ...]:
    counts = Counter(one.state for one in targets)
    told = [(state, count) for state, count in counts.most_common() if state is not None]
    return tuple(told[:_STATES])
