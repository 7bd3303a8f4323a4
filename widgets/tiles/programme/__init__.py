"""Programmes and key projects: milestones reached, next and overdue; what was disbursed of the plan."""

from __future__ import annotations

from decimal import Decimal
from heapq import nsmallest
from typing import TYPE_CHECKING, Annotated, override

from pydantic import Field, field_validator

from services.formula import Condition
from services.plain import plain
from services.records import Programme
from services.settings import Tile, Wording
from services.words import sort_key
from widgets import kinds
from widgets.chosen import Sources, Where, check_condition
from widgets.tiles.programme.drawing import drawn
from widgets.tiles.programme.view import Money, ProgrammeView, Scheme, Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

_KIND = "programmes"
MOST = 60
"""Programmes of a view: more than the tallest panel holds."""
STEPS = 24
"""Of one programme that are told one by one."""
_NAME, _WORD = 200, 60
"""Characters."""
_LARGEST = Decimal("1e18")
"""Over which no amount of money is believed."""


class ProgrammeTile(Tile):
    """Chương trình, đề án: mốc đã qua, mốc tới, mốc quá hạn kèm số ngày; giải ngân so với kế hoạch vốn."""

    programme: Annotated[Sources, Field(examples=["nhiem-vu"])]
    """Các nguồn cho chương trình."""
    where: Where | None = None
    """Chỉ lấy chương trình thỏa điều kiện này, viết như trong công thức (docs/formulas.vi.md)."""
    unit: Wording | None = None
    """Đơn vị của kế hoạch vốn và số giải ngân; mặc định tỷ đồng."""

    @field_validator("where")
    @classmethod
    def _known_condition(cls, value: str | None) -> str | None:
        check_condition(value, _KIND)
        return value

    @override
    def sources(self) -> tuple[str, ...]:
        return self.programme

    @override
    def kinds(self) -> frozenset[str]:
        behind = frozenset() if self.condition is None else self.condition.kinds
        return frozenset({_KIND}) | behind

    @property
    def condition(self) -> Condition | None:
        return None if self.where is None else Condition(self.where, _KIND)


class ProgrammeType:
    name = "programme"
    settings = ProgrammeTile
    own_notes = False

    def look_up(self, settings: ProgrammeTile, knowledge: Knowledge) -> ProgrammeView:
        sources = settings.programme
        facts = knowledge.facts(sources, Programme)
        if settings.condition is not None:
            holds = settings.condition.of(knowledge.moment(sources))
            facts = tuple(fact for fact in facts if holds(fact.record))
        reckoned = knowledge.confirmed(sources)
        today = None if reckoned is None else reckoned.astimezone(knowledge.zone).date()
        schemes = [_scheme(fact.record, today) for fact in facts]
        # Which are the first needs no Vietnamese order, which takes its time; the order of these few does.
        first = nsmallest(MOST, schemes, key=lambda one: (_urgency(one), one.name))
        first.sort(key=lambda one: (_urgency(one), sort_key(one.name)))
        money = [scheme.money for scheme in schemes if scheme.money.share is not None]
        return ProgrammeView(
            title=settings.title or kinds.ALL[_KIND].title,
            standing=knowledge.standing(sources, facts),
            schemes=tuple(first),
            total=len(schemes),
            overdue=sum(scheme.overdue for scheme in schemes),
            money=_sum(money),
            money_of=len(money),
            unit=settings.unit or _UNIT,
            known=all(knowledge.asked(id).last_answered is not None for id in sources),
        )

    def lay_out(self, view: ProgrammeView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = ProgrammeType()
_UNIT = Wording(vi="tỷ đồng", en="billion VND", short="tỷ", short_en="bn")


def _scheme(record: Programme, today: date | None) -> Scheme:
    """`today`: the day of the source's last confirmation."""
    steps = [_step_of(one.name, one.due, one.done, today) for one in record.milestones]
    following = next((step for step in steps if step.done is None), None)
    late = [step for step in steps if step.over is not None]
    state = record.state
    return Scheme(
        name=plain(record.name, _NAME),
        period=record.period,
        steps=_around(steps, following),
        reached=sum(step.done is not None for step in steps),
        planned=len(steps),
        overdue=len(late),
        longest=max(late, key=lambda step: step.over or 0, default=None),
        next=following,
        money=Money(_amount(record.planned), _amount(record.disbursed)),
        state=kinds.TOLD.get(state) or plain(state, _WORD) if state else None,
    )


def _step_of(name: str, due: date | None, done: date | None, today: date | None) -> Step:
    late = done is None and due is not None and today is not None and due < today
    over = (today - due).days if late and today is not None and due is not None else None
    return Step(plain(name, _NAME), due, done, over)


def _around(steps: Sequence[Step], following: Step | None) -> tuple[Step, ...]:
    """Of very many those before and after the one that comes next, the last where none does."""
    place = len(steps) if following is None else steps.index(following)
    first = max(min(place - STEPS // 2, len(steps) - STEPS), 0)
    return tuple(steps[first : first + STEPS])


def _amount(value: Decimal | None) -> Decimal | None:
    if value is None or not value.is_finite() or abs(value) > _LARGEST:
        return None
    return value


def _sum(every: Sequence[Money]) -> Money:
    if not every:
        return Money(None, None)
    return Money(
        sum((one.planned or Decimal(0) for one in every), Decimal(0)),
        sum((one.disbursed or Decimal(0) for one in every), Decimal(0)),
    )


def _urgency(scheme: Scheme) -> int:
    """The longest overdue first."""
    longest = scheme.longest
    return -(longest.over or 0) if longest is not None else 1
