"""The state of every source: what is late or down first, since when, and whom to call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import BeforeValidator, Field

from services.clock import iso
from services.freshness import WORST_FIRST, State
from services.quantities import Identifier
from services.settings import Tile, Wording
from services.views import Standing
from services.wall_file import built_in
from services.words import age_step
from widgets.drawing import Ink, Item
from widgets.roster import Roster
from widgets.rows import Rows
from widgets.system_row import Line, SystemRow
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import date

    from services.settings import Source
    from services.views import Knowledge, SourceStanding
    from services.wall_file.shape import WallFile
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room

ALL = "all"


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) and value != ALL else value


class SystemsTile(Tile):
    """Trạng thái của các nguồn: nguồn hỏng hoặc chậm lên trước, từ lúc nào, gọi ai."""

    systems: Annotated[
        Literal["all"] | tuple[Identifier, ...],
        BeforeValidator(
            _listed, json_schema_input_type=Literal["all"] | Identifier | tuple[Identifier, ...]
        ),
        Field(examples=["all"]),
    ] = "all"
    """Các nguồn được hiện, mỗi nguồn một dòng; all là mỗi hệ thống một dòng, theo nguồn xấu nhất."""

    @override
    def sources(self) -> tuple[str, ...]:
        return () if isinstance(self.systems, str) else self.systems


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemsView(View):
    rows: tuple[SystemRow, ...]
    """Worst first; of one state in the wall file's order."""
    day: date
    """The wall's date: a time of another day is written with its date."""

    @override
    def figures(self) -> dict[str, Json]:
        return {"rows": [_row_json(row) for row in self.rows]}


class SystemsType:
    name = "systems"
    settings = SystemsTile
    own_notes = False

    def look_up(self, settings: SystemsTile, knowledge: Knowledge) -> SystemsView:
        chosen = None if isinstance(settings.systems, str) else settings.systems
        sources = knowledge.sources_of(chosen)
        rows = [_row(source, knowledge.wall) for source in sources]
        if chosen is None:
            rows = _by_system(rows, knowledge.wall)
        rows.sort(key=lambda row: WORST_FIRST.index(row.state))
        edges = [source.until for source in sources if source.until is not None]
        return SystemsView(
            title=settings.title or Wording(vi="Các hệ thống", en="Systems"),
            standing=Standing(
                simulated=_simulated(rows),
                day=knowledge.day,
                until=min(edges, default=None),
            ),
            rows=tuple(rows),
            day=knowledge.day,
        )

    def lay_out(self, view: SystemsView, room: Room, sheet: Sheet) -> list[Item]:
        if not view.rows:
            said = sheet.words.say("Không có nguồn nào")
            return [sheet.line("cell", said, room.box, ink=Ink.SECOND, ground=room.ground)]
        lines = [Line(row, view.day, view.standing.simulated, sheet.words) for row in view.rows]
        return Roster(lines, Rows(room, sheet)).items()


TILE = SystemsType()


def short_name(source: Source, wall: WallFile, id: str) -> Wording:
    """What the wall file calls the source, else its system, else its key there."""
    if source.name is not None:
        return source.name
    system = source.system or ""
    declared = wall.systems.get(system) or built_in.systems().get(system)
    return Wording(vi=id) if declared is None else declared.name


def _row(standing: SourceStanding, wall: WallFile) -> SystemRow:
    asked, source = standing.asked, standing.source
    declared = wall.providers.get(source.provider or "")
    live = standing.state is State.LIVE
    return SystemRow(
        id=standing.id,
        name=short_name(source, wall, standing.id),
        system=source.system,
        state=standing.state,
        simulated=asked.simulated,
        age=None if standing.age is None else age_step(standing.age),
        since=None if live else asked.last_answered,
        reason=None if live else asked.reason,
        words=None if live else standing.words,
        paused="" if standing.pause is None else standing.pause.why,
        provider=source.provider if declared is None else declared.name.vi,
        contact=source.contact or (declared.contact if declared else None),
        lacks=((standing.id, standing.missing),) if standing.partial else (),
    )


def _by_system(rows: list[SystemRow], wall: WallFile) -> list[SystemRow]:
    """One row a system: that of its worst source, under the system's name; all of it is simulated only
    when every source is. A source of no system keeps its own row.
    """
    systems: dict[str, list[SystemRow]] = {}
    for row in rows:
        systems.setdefault(f"system {row.system}" if row.system else f"source {row.id}", []).append(
            row
        )
    return [_together(several, wall) for several in systems.values()]


def _together(rows: list[SystemRow], wall: WallFile) -> SystemRow:
    worst = min(rows, key=lambda row: WORST_FIRST.index(row.state))
    declared = wall.systems.get(worst.system or "") or built_in.systems().get(worst.system or "")
    if declared is None:
        return worst
    lacks = tuple(lack for row in rows for lack in row.lacks)
    worst = replace(worst, lacks=lacks)
    simulated = _simulated(rows)
    ages = [row.age for row in rows if row.age is not None]
    if not worst.live:
        return replace(worst, name=declared.name, simulated=simulated)
    return replace(worst, name=declared.name, simulated=simulated, age=max(ages, default=None))


def _simulated(rows: list[SystemRow]) -> bool:
    """All that is known is simulated: what never answered speaks neither for nor against."""
    known = [row for row in rows if row.state is not State.NEVER] or rows
    return bool(known) and all(row.simulated for row in known)


def _row_json(row: SystemRow) -> Json:
    return {
        "id": row.id,
        "system": row.system,
        "state": str(row.state),
        "since": None if row.since is None else iso(row.since),
        "simulated": row.simulated,
    }
