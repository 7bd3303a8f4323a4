"""Reports that units owe: who owes what, how punctual each unit is, which rounds wait for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.duties import Filing, filed
from services.records import ReportDue, Round
from services.settings import Wording
from widgets.chosen import chosen
from widgets.tiles.reports.drawing import drawn
from widgets.tiles.reports.owed import (
    WAITING,
    asking_of,
    debts_of,
    period_at,
    units_of,
    within,
)
from widgets.tiles.reports.settings import ReportsTile
from widgets.tiles.reports.view import ReportsView

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room


class ReportsType:
    name = "reports"
    settings = ReportsTile
    own_notes = False

    def look_up(self, settings: ReportsTile, knowledge: Knowledge) -> ReportsView:
        source = settings.reports
        naming = knowledge.naming(settings.sources())
        facts = knowledge.facts((source,), ReportDue)
        kept, _ = chosen(settings.condition, source, knowledge, [fact.record for fact in facts])
        reports = [
            one
            for one in kept
            if isinstance(one, ReportDue)
            and (settings.unit is None or naming.alike(settings.unit, one.unit, one, heirs=True))
        ]
        uids = {one.uid for one in reports}
        rounds = knowledge.facts(settings.rounds, Round)
        reckoned = knowledge.confirmed((source,)) or knowledge.at
        period = period_at(settings.period, reckoned, knowledge)
        counted = within(reports, period, knowledge)
        debts, counts = debts_of(reports, reckoned, knowledge, naming)
        units, unit_count = units_of(reports, counted, reckoned, naming)
        shown = [*(fact for fact in facts if fact.record.uid in uids), *rounds]
        return ReportsView(
            title=settings.title or knowledge.wall.sources[source].name or _TITLE,
            standing=knowledge.standing(settings.sources(), shown),
            wanted=settings.view,
            period_of=period,
            filed=filed(counted, reckoned),
            debts=debts,
            owing=sum(counts[how] for how in WAITING),
            late=counts[Filing.LATE],
            returned=counts[Filing.RETURNED],
            units=units,
            unit_count=unit_count,
            rounds=asking_of(settings.rounds, knowledge, naming),
            known=knowledge.asked(source).last_answered is not None,
            any=bool(reports) or bool(rounds),
            day=knowledge.day,
        )

    def lay_out(self, view: ReportsView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = ReportsType()
_TITLE = Wording(vi="Báo cáo phải nộp", en="Reports due", short="Báo cáo", short_en="Reports")
