"""Documents from organs through their states to done: as streams whose widths are counts, or as a bar for
each state; what is overdue apart from the rest.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import BeforeValidator, Field

from services.quantities import Identifier
from services.settings import Tile, Wording
from services.wall_file.built_in import document_states
from services.words import sort_key
from widgets.documents import WAY, label
from widgets.form import Form, form
from widgets.listing import unknown
from widgets.tiles.flow.funnel import Funnel
from widgets.tiles.flow.outcomes import OTHERS
from widgets.tiles.flow.papers import papers
from widgets.tiles.flow.sankey import sankey
from widgets.tiles.flow.streams import streams
from widgets.tiles.flow.view import OTHER, FlowView, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.flow.papers import Paper


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


MOST_UNNAMED = 20
"""States that nobody named, each counted by itself: more than the tallest panel holds."""
Few = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=4)]


class FlowTile(Tile):
    """Văn bản đi từ cơ quan, qua trạng thái xử lý, đến hoàn thành; văn bản quá hạn tách riêng."""

    flow: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=4),
        BeforeValidator(_listed, json_schema_input_type=Identifier | Few),
        Field(examples=["docs"]),
    ]
    """Nguồn văn bản, hoặc danh sách tối đa bốn nguồn, khi đó đếm chung."""
    form: Literal["auto", "sankey", "funnel"] = "auto"
    """Cách vẽ: sankey (dòng chảy từ cơ quan đến kết quả), funnel (mỗi trạng thái một thanh), auto (sankey
    khi đủ chỗ và biết cơ quan, không thì funnel). Ô không đủ chỗ cho sankey thì luôn vẽ funnel."""
    by: Literal["group", "sender", "to_group", "to"] = "group"
    """Đầu trái của sankey: nhóm cơ quan gửi (group, theo kind của cơ quan khai ở organs), từng cơ quan gửi
    (sender), nhóm nơi nhận (to_group), từng nơi nhận (to). Không cơ quan nào có nhóm thì liệt kê từng cơ
    quan."""
    through: Annotated[bool, Field(strict=True)] = False
    """Thêm cột trạng thái vào giữa sankey; cột phải khi đó nói về hạn: hoàn thành đúng hạn, hoàn thành
    muộn, còn trong hạn, quá hạn."""

    @override
    def sources(self) -> tuple[str, ...]:
        return self.flow

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"documents"})


class FlowType:
    name = "flow"
    settings = FlowTile
    own_notes = False

    def look_up(self, settings: FlowTile, knowledge: Knowledge) -> FlowView:
        every, read = papers(settings.flow, knowledge)
        return FlowView(
            title=settings.title or _called(settings.flow, knowledge),
            standing=knowledge.standing(settings.flow, read),
            stages=_stages(every, knowledge.wall.document_states),
            known=all(knowledge.asked(id).last_answered is not None for id in settings.flow),
            punctual=_punctual(every),
            streams=streams(every, settings.by, knowledge, through=settings.through),
            form=settings.form,
        )

    def lay_out(self, view: FlowView, room: Room, sheet: Sheet) -> list[Item]:
        if not view.known:
            return [unknown(room, sheet)]
        if not view.total:
            said = sheet.words.say("Không có văn bản nào")
            return [sheet.paragraph("cell", said, room.box, ink=room.ink, ground=room.ground)]
        if _streaming(view, room, sheet):
            drawn = sankey(view, room, sheet)
            if drawn:
                return drawn
        return Funnel(view, room, sheet).items()


TILE = FlowType()


def _streaming(view: FlowView, room: Room, sheet: Sheet) -> bool:
    if view.form == "auto":
        return view.streams.named and form(room.box, sheet) is not Form.COMPACT
    return view.form == "sankey"


def _called(sources: Sequence[str], knowledge: Knowledge) -> Wording:
    own = knowledge.wall.sources[sources[0]].name if len(sources) == 1 else None
    return own or Wording(vi="Văn bản theo trạng thái", en="Documents by state")


def _stages(every: Sequence[Paper], declared: Mapping[str, Wording]) -> tuple[Stage, ...]:
    counts = Counter(paper.code for paper in every)
    overdue = Counter(paper.code for paper in every if paper.overdue)
    own = _in_order(counts, declared)
    stages = [
        Stage(code=code, name=label(code, declared), count=counts[code], overdue=overdue[code])
        for code in own
    ]
    if rest := counts.keys() - set(own):
        among = len(own) - ("" in counts)
        together = Stage(
            code=OTHER,
            name=OTHERS,
            count=sum(counts[code] for code in rest),
            overdue=sum(overdue[code] for code in rest),
            states=len(rest),
        )
        stages.insert(among, together)
    return tuple(stages)


def _in_order(counts: Mapping[str, int], declared: Mapping[str, Wording]) -> list[str]:
    """The usual way, also where it is empty; then other codes that occur, of those that nobody named the most
    frequent; then those unsaid.
    """
    others = {code for code in counts if code not in WAY and code}
    named = others & (declared.keys() | document_states().keys())
    often = sorted(others - named, key=lambda code: (-counts[code], code))[:MOST_UNNAMED]
    known = sorted(named & document_states().keys())
    unknown = sorted([*(named - document_states().keys()), *often], key=sort_key)
    return [*WAY, *known, *unknown, *([""] if "" in counts else [])]


def _punctual(every: Sequence[Paper]) -> tuple[int, int] | None:
    judged = [paper.punctual for paper in every if paper.punctual is not None]
    return (sum(judged), len(judged)) if judged else None
