"""Rows by columns, a sign in each cell: units by reports, services by hours, protected systems by checks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.records import KINDS
from widgets import kinds
from widgets.chosen import chosen
from widgets.reader import Reader
from widgets.tiles.matrix.checks import by_check, limits
from widgets.tiles.matrix.crossed import crossed
from widgets.tiles.matrix.drawing import drawn
from widgets.tiles.matrix.hours import before, by_hour
from widgets.tiles.matrix.pages import FEW
from widgets.tiles.matrix.settings import CHECKS, HOURS, MatrixTile
from widgets.tiles.matrix.view import MOST_ROWS, Beyond, MatrixView, worst_first
from widgets.turning import USUAL, turn

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.views import Knowledge, Standing
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room


class MatrixType:
    name = "matrix"
    settings = MatrixTile
    own_notes = False

    def look_up(self, settings: MatrixTile, knowledge: Knowledge) -> MatrixView:
        source, kind = settings.matrix, settings.records
        facts = knowledge.facts((source,), KINDS[kind])
        told = [fact.record for fact in facts]
        records, hidden = chosen(settings.condition, source, knowledge, told)
        uids = {record.uid for record in records}
        reader = Reader(kind, knowledge, source, records)
        note: Phrase | None = None
        beyond = Beyond()
        match settings.column_field:
            case "hours":
                columns, rows = by_hour(settings, knowledge, reader, records)
                note = before(settings, knowledge, columns)
            case "checks":
                columns, rows = by_check(settings, reader, records)
                note = limits(settings)
            case _:
                columns, rows, beyond = crossed(settings, reader, records)
        ordered = worst_first(rows, latest=settings.column_field == HOURS)
        name = knowledge.wall.sources[source].name
        troubled = sum(row.troubled for row in ordered)
        standing = knowledge.standing((source,), [f for f in facts if f.record.uid in uids])
        count, standing = _turned(standing, troubled, knowledge)
        return MatrixView(
            title=settings.title or name or kinds.ALL[kind].title,
            standing=standing,
            columns=columns,
            rows=ordered[:MOST_ROWS],
            total=len(ordered),
            troubled=troubled,
            empty=kinds.ALL[kind].empty,
            known=knowledge.asked(source).last_answered is not None,
            day=knowledge.day,
            note=note,
            beyond=beyond,
            hidden=hidden,
            noun=_noun(settings),
            turn=count,
        )

    def lay_out(self, view: MatrixView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = MatrixType()


def _noun(settings: MatrixTile) -> str:
    """Units, or records that have a row each."""
    if settings.row_field in {"unit", "lead_unit"}:
        return "unit"
    return settings.records if settings.column_field in {HOURS, CHECKS} else ""


def _turned(standing: Standing, troubled: int, knowledge: Knowledge) -> tuple[int, Standing]:
    """Which turn it is, and until when; nothing turns while few are in trouble."""
    if troubled <= FEW:
        return 0, standing
    count, edge = turn(USUAL, knowledge.at)
    until = edge if standing.until is None else min(edge, standing.until)
    return count, replace(standing, until=until)
