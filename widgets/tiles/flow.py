"""Documents by state, what is overdue first: a bar for each state on the way from arrival to done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from services.quantities import Identifier
from services.records import Document, DocumentState
from services.settings import Tile, Wording
from services.wall_file.built_in import document_states
from services.words import MISSING, sort_key
from widgets.documents import DONE, WAY, is_overdue, label, standing_at
from widgets.funnel import Funnel, Stage
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST
from widgets.tile import View

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room


class FlowTile(Tile):
    """Văn bản theo trạng thái xử lý, văn bản quá hạn lên trước."""

    flow: Identifier
    """Nguồn văn bản."""

    @override
    def sources(self) -> tuple[str, ...]:
        return (self.flow,)

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"documents"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView(View):
    stages: tuple[Stage, ...]
    """On the way from arrival to done, then the other states."""
    known: bool
    """False when the source never answered, which is not the same as no document."""
    punctual: tuple[int, int] | None = None
    """Done in time, and done with a due date and a time of finishing; None where there are none."""

    @property
    def total(self) -> int:
        return sum(stage.count for stage in self.stages)

    @property
    def overdue(self) -> int:
        return sum(stage.overdue for stage in self.stages)

    @property
    def done(self) -> int:
        return sum(stage.count for stage in self.stages if stage.code == DONE)

    @override
    def figures(self) -> dict[str, Json]:
        punctual: Json = None
        if self.punctual is not None:
            punctual = {"numerator": self.punctual[0], "denominator": self.punctual[1]}
        return {
            "total": self.total if self.known else None,
            "overdue": self.overdue if self.known else None,
            "completed": self.done if self.known else None,
            "on_time": punctual,
            "states": [
                {
                    "code": stage.code or None,
                    "count": stage.count if self.known else None,
                    "overdue": stage.overdue if self.known else None,
                }
                for stage in self.stages
            ],
        }


class FlowType:
    name = "flow"
    settings = FlowTile
    own_notes = False

    def look_up(self, settings: FlowTile, knowledge: Knowledge) -> FlowView:
        sources = (settings.flow,)
        found = knowledge.facts(sources, Document)
        moves = knowledge.facts(sources, DocumentState)
        documents = [fact.record for fact in found]
        where = standing_at(documents, [fact.record for fact in moves])
        reckoned = knowledge.confirmed(sources)
        due = {document.uid: document.due for document in documents}
        counts = Counter(state.code if state else "" for state in where.values())
        overdue = Counter(
            state.code if state else ""
            for uid, state in where.items()
            if is_overdue(due.get(uid), state, reckoned)
        )
        return FlowView(
            title=settings.title
            or knowledge.wall.sources[settings.flow].name
            or Wording(vi="Văn bản theo trạng thái", en="Documents by state"),
            standing=knowledge.standing(sources, [*found, *moves]),
            stages=tuple(
                Stage(
                    code=code,
                    name=label(code, knowledge.wall.document_states),
                    count=counts[code],
                    overdue=overdue[code],
                )
                for code in _in_order(counts)
            ),
            known=knowledge.asked(settings.flow).last_answered is not None,
            punctual=_punctual(where, due),
        )

    def lay_out(self, view: FlowView, room: Room, sheet: Sheet) -> list[Item]:
        if not view.known:
            size = min(sheet.size(FIGURE_LEAST), room.box.h / FIGURE_HEIGHT)
            return [
                sheet.figure(
                    "value",
                    MISSING,
                    room.box,
                    size=max(float(int(size)), sheet.reading),
                    least=sheet.reading,
                    ink=room.ink,
                    ground=room.ground,
                )
            ]
        if not view.total:
            said = sheet.words.say("Không có văn bản nào")
            return [sheet.paragraph("cell", said, room.box, ink=room.ink, ground=room.ground)]
        return Funnel(view.stages, view.punctual, room, sheet).items()


TILE = FlowType()


def _in_order(counts: Mapping[str, int]) -> list[str]:
    """The usual way, also where it is empty; then other codes that occur; then those unsaid."""
    others = {code for code in counts if code not in WAY and code}
    known = sorted(others & set(document_states()))
    unknown = sorted(others - set(document_states()), key=sort_key)
    return [*WAY, *known, *unknown, *([""] if "" in counts else [])]


def _punctual(
    where: Mapping[str, DocumentState | None], due: Mapping[str, datetime | None]
) -> tuple[int, int] | None:
    judged = [
        state.since <= limit
        for uid, state in where.items()
        if state is not None
        and state.code == DONE
        and state.since is not None
        and (limit := due.get(uid)) is not None
    ]
    return (sum(judged), len(judged)) if judged else None
