"""What a heading says of the sources, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.freshness import State
from services.settings import Wording
from tests.unit.tiles.world import Told, faults, said, sheet_of, source
from widgets import heading
from widgets.drawing import Rect
from widgets.panel import heading_box

if TYPE_CHECKING:
    from widgets.drawing import Item

SCENE = Wording(vi="Số liệu công bố")


def headed(
    spoken_of: tuple[str, ...] | None, *, declared: tuple[str, ...], simulated: bool = False
) -> list[Item]:
    """Of a wall whose source `soc` is lost and simulated, and whose others are well."""
    told = Told()
    for id in declared:
        lost = id == "soc"
        told.be(id, State.DISCONNECTED if lost else State.LIVE, simulated=lost)
    wall = {"sources": {id: source(id) for id in declared}, "unit": "Sở Thông tin"}
    view = heading.look_up(
        told.knowledge(wall), title=None, scene=SCENE, simulated=simulated, spoken_of=spoken_of
    )
    sheet = sheet_of()
    return heading.lay_out(view, heading_box(sheet), sheet)


def test_all_sources_are_counted_where_all_may_be_known() -> None:
    items = headed(None, declared=("bao", "soc"))
    assert said(items, "summary") == ["1 mất kết nối · 1/2 nguồn đang cập nhật"]
    assert said(items, "mark") == ["MÔ PHỎNG"]


def test_a_source_that_may_not_be_known_is_neither_counted_nor_marked() -> None:
    items = headed(("bao",), declared=("bao", "soc"))
    assert said(items, "summary") == ["1 nguồn đang cập nhật"]
    assert said(items, "mark") == []


def test_over_figures_that_were_all_published_nothing_is_said_of_simulated_sources_that_are_well() -> (
    None
):
    told = Told()
    told.be("av", State.LIVE, simulated=True)
    knowledge = told.knowledge({"sources": {"av": source("av")}})
    view = heading.look_up(knowledge, title=None, scene=SCENE, simulated=False)
    items = heading.lay_out(view, heading_box(sheet_of()), sheet_of())
    assert said(items, "summary") == []
    assert said(items, "mark") == []


def test_that_a_source_is_not_well_is_said_over_published_figures_too() -> None:
    items = headed(None, declared=("soc",))
    assert said(items, "summary") == ["1 mất kết nối · 0/1 nguồn đang cập nhật"]
    assert said(items, "mark") == ["MÔ PHỎNG"]


@pytest.mark.parametrize("state", [state for state in State if state is not State.LIVE])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_however_long_its_scene_is_called_a_heading_says_that_sources_are_not_well(
    state: State, lang: str
) -> None:
    told = Told()
    ids = [f"s{n}" for n in range(28)]
    for n, id in enumerate(ids):
        told.be(id, State.LIVE if n < 4 else state, simulated=True)
    wall = {"sources": {id: source(id) for id in ids}, "unit": "Sở Thông tin và Truyền thông"}
    scene = Wording(vi="Lĩnh vực: thông tin điện tử, xuất bản, bưu chính, viễn thông")
    for simulated in (False, True):
        view = heading.look_up(told.knowledge(wall), title=None, scene=scene, simulated=simulated)
        sheet = sheet_of(lang=lang)
        box = heading_box(sheet)
        room = Rect(box.x, box.y, box.w - heading.time_width(sheet) - sheet.px(16), box.h)
        items = heading.lay_out(view, room, sheet)
        assert "24" in " ".join(said(items, "summary"))
        assert faults(items, room, sheet) == []


def test_over_simulated_figures_simulated_sources_are_counted_and_marked() -> None:
    items = headed(None, declared=("soc",), simulated=True)
    assert said(items, "summary") == ["1 mất kết nối · 0/1 nguồn đang cập nhật"]
    assert said(items, "mark") == ["MÔ PHỎNG"]


def test_where_no_source_may_be_known_nothing_is_said_of_sources() -> None:
    items = headed((), declared=("soc",))
    assert said(items, "summary") == []
    assert said(items, "unit") == ["Sở Thông tin"]


def test_a_wall_without_sources_says_so() -> None:
    assert said(headed(None, declared=()), "summary") == ["không có nguồn nào"]


def test_a_summary_that_has_no_room_is_left_out_not_cut_to_dots() -> None:
    told = Told()
    told.be("soc", State.DISCONNECTED, simulated=True)
    knowledge = told.knowledge({"sources": {"soc": source("soc")}})
    view = heading.look_up(knowledge, title=None, scene=SCENE, simulated=True)
    sheet = sheet_of(lang="en")
    whole = heading_box(sheet)
    told_at = {
        width: said(heading.lay_out(view, Rect(whole.x, whole.y, width, whole.h), sheet), "summary")
        for width in range(340, 1800, 20)
    }
    assert not any("…" in text for texts in told_at.values() for text in texts)
    assert told_at[340] == []
    assert told_at[1780] == [heading.summary(view, sheet.words)[0]]
