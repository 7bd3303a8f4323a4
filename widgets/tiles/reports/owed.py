"""Who owes which report, how punctual each unit is, which rounds wait for whom."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from services.duties import Filing, days_over, filed, filing
from services.periods import period_of
from services.plain import plain
from services.records import Round
from services.words import sort_key
from widgets.tiles.reports.view import MOST, NAMED, Asking, Debt, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from services.records import ReportDue
    from services.views import Knowledge
    from services.views.naming import Naming

WAITING = (Filing.LATE, Filing.RETURNED, Filing.DUE_SOON)
"""Owed now, or within the next days."""


def period_at(span: str, reckoned: datetime, knowledge: Knowledge) -> str | None:
    """The month, quarter or year of the last confirmation, by the wall's clock; None: of all times."""
    day = reckoned.astimezone(knowledge.zone).date()
    match span:
        case "month":
            return f"{day.year}-{day.month:02}"
        case "quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case "year":
            return str(day.year)
        case _:
            return None


def within(
    reports: Iterable[ReportDue], written: str | None, knowledge: Knowledge
) -> list[ReportDue]:
    """Those due in a period."""
    period = None if written is None else period_of(written)
    if period is None:
        return [*reports]
    return [
        one
        for one in reports
        if one.due is not None
        and period.first <= one.due.astimezone(knowledge.zone).date() <= period.last
    ]


def debts_of(
    reports: Sequence[ReportDue], reckoned: datetime, knowledge: Knowledge, naming: Naming
) -> tuple[tuple[Debt, ...], dict[Filing, int]]:
    """The first of those that wait, the longest overdue first; and how many reports stand how."""
    soon = knowledge.wall.duties.soon
    counts = dict.fromkeys(Filing, 0)
    waiting: list[tuple[ReportDue, Filing]] = []
    for one in reports:
        how = filing(one, reckoned, soon)
        counts[how] += 1
        if how in WAITING:
            waiting.append((one, how))

    def pressure(pair: tuple[ReportDue, Filing]) -> tuple[int, float]:
        one, how = pair
        return WAITING.index(how), float("inf") if one.due is None else one.due.timestamp()

    # Which are the first needs no Vietnamese order, which takes its time; the order of these few does.
    first = nsmallest(MOST, waiting, key=lambda p: (*pressure(p), p[0].unit, p[0].report))
    first.sort(key=lambda p: (*pressure(p), sort_key(p[0].unit), sort_key(p[0].report)))

    debts = tuple(
        Debt(
            unit=naming.organ(one.unit, one),
            report=plain(one.report),
            filing=how,
            due=one.due,
            over=days_over(one.due, None, reckoned, knowledge.zone),
        )
        for one, how in first
    )
    return debts, counts


def units_of(
    every: Iterable[ReportDue], counted: Iterable[ReportDue], reckoned: datetime, naming: Naming
) -> tuple[tuple[Unit, ...], int]:
    """The least punctual first, of very many only these, and of how many the source knows."""
    own: dict[str, list[ReportDue]] = {}
    first: dict[str, ReportDue] = {}
    for one in every:
        key = naming.key(one.unit, one)
        first.setdefault(key, one)
        own.setdefault(key, [])
    for one in counted:
        own[naming.key(one.unit, one)].append(one)
    units = [
        Unit(name=naming.organ(one.unit, one), filed=filed(own[key], reckoned))
        for key, one in first.items()
    ]

    def order(unit: Unit) -> tuple[bool, float, int]:
        share = unit.filed.share
        return share is None, share or 0.0, -unit.filed.due

    worst = nsmallest(MOST, units, key=lambda unit: (*order(unit), _named(unit)))
    worst.sort(key=lambda unit: (*order(unit), sort_key(_named(unit))))
    return tuple(worst), len(units)


def _named(unit: Unit) -> str:
    return unit.name if isinstance(unit.name, str) else unit.name.vi


def asking_of(sources: Iterable[str], knowledge: Knowledge, naming: Naming) -> tuple[Asking, ...]:
    """Rounds that are open, the one due first before the others; each as of its source's confirmation."""
    made: list[tuple[float, str, Asking]] = []
    for id in sources:
        reckoned = knowledge.confirmed((id,)) or knowledge.at
        for fact in knowledge.facts((id,), Round):
            one = fact.record
            if one.closed is None:
                due = float("inf") if one.due is None else one.due.timestamp()
                made.append((due, one.uid, _asking(one, reckoned, naming)))
    return tuple(asking for *_, asking in sorted(made, key=lambda one: one[:2])[:MOST])


def _asking(one: Round, reckoned: datetime, naming: Naming) -> Asking:
    """Whatever a unit calls itself in its answer."""
    expected = {naming.key(unit, one): unit for unit in one.expected}
    answered = {naming.key(unit, one) for unit in one.answered}
    waits = [unit for key, unit in expected.items() if key not in answered]
    return Asking(
        name=plain(one.name),
        answered=len(expected.keys() & answered) if expected else len(answered),
        expected=len(expected),
        due=one.due,
        overdue=one.due is not None and one.due < reckoned,
        waits=tuple(naming.organ(unit, one) for unit in waits[:NAMED]),
        waiting=len(waits),
    )
