from __future__ import annotations

from typing import Any

import pytest

from services.freshness import State
from services.records import Alert, AlertState, Record
from tests.unit.tiles.mapped import figure, knowledge, seen
from tests.unit.tiles.world import drawn, faults, said, sheet_of
from widgets.drawing import Mark, Rect
from widgets.tiles.map import TILE
from widgets.tiles.map.settings import MapTile


def alert(id: str, entity: str, severity: int, **more: Any) -> Alert:
    return Alert(uid=id, title="Quét cổng", entity=entity, severity=severity, **more)


def test_records_are_tallied_by_the_place_that_they_name_and_a_unit_without_one_has_nought() -> (
    None
):
    told = [alert("a", "Đà Lạt", 5), alert("b", "Đà Lạt", 3), alert("c", "Di Linh", 2)]
    told.append(alert("d", "Đà Lạt", 3, state=AlertState.RESOLVED))
    told.append(alert("e", "Sở Y tế", 3))
    settings = MapTile.model_validate(
        {"map": "so-do", "tally": {"source": "ban-do", "title": "cảnh báo"}}
    )
    view = seen(settings, told)
    assert view.values["672"].number == 2
    assert sum(one.number == 0 for one in view.values.values()) == 10
    assert view.strangers == 1


def test_places_called_in_several_ways_are_tallied_together_and_strangers_by_their_records() -> (
    None
):
    told = [alert("a", "Đà Lạt", 5), alert("b", "Thành phố Đà Lạt", 3), alert("c", "672", 3)]
    told += [alert(f"x{n}", "Không rõ", 3) for n in range(4)]
    told.append(Alert(uid="none", title="Quét cổng", severity=3))
    view = seen(MapTile.model_validate({"map": "so-do", "tally": {"source": "ban-do"}}), told)
    assert view.values["672"].number == 3
    assert (view.strangers, view.standing.state) == (5, State.LIVE)


@pytest.mark.parametrize("by", ["tally", "count"])
def test_of_a_source_that_never_answered_nothing_is_counted_not_even_nought(by: str) -> None:
    settings = MapTile.model_validate({"map": "so-do", by: {"source": "ban-do"}})
    known = knowledge([], State.NEVER)
    assert TILE.look_up(settings, known).values == {}
    assert "0" not in said(drawn(TILE, settings, known, Rect(0, 0, 1864, 906), sheet_of()))


def test_layers_and_alerts_of_a_source_that_never_answered_are_not_none() -> None:
    layers = {"source": "ban-do", "title": "Trạm"}
    settings = MapTile.model_validate({"map": "so-do", "points": [layers], "alerts": "ban-do"})
    known = knowledge([], State.NEVER)
    data: Any = TILE.look_up(settings, known).figures()
    assert data["layers"] == [{"name": "Trạm", "count": None}]
    assert data["alerts"]["elsewhere"] is None
    legend = said(drawn(TILE, settings, known, Rect(0, 0, 1864, 906), sheet_of()), "legend")
    assert "Trạm: –" in legend
    data = TILE.look_up(settings, knowledge([])).figures()
    assert (data["layers"][0]["count"], data["alerts"]["elsewhere"]) == (0, 0)


@pytest.mark.parametrize(
    "how",
    [
        {"tally": {"source": "ban-do"}},
        {"alerts": "ban-do", "least": "medium"},
        {"tally": {"source": "ban-do"}, "alerts": "ban-do", "least": "medium"},
    ],
)
def test_how_many_alerts_are_suppressed_is_said_on_the_map(how: dict[str, Any]) -> None:
    told = [alert("a", "Đà Lạt", 5), alert("b", "Đà Lạt", 3, state=AlertState.SUPPRESSED)]
    told.append(alert("c", "Di Linh", 5, state=AlertState.RESOLVED))
    settings = MapTile.model_validate({"map": "so-do", **how})
    known = knowledge(told)
    assert TILE.look_up(settings, known).figures()["suppressed"] == 1
    items = drawn(TILE, settings, known, Rect(0, 0, 1864, 906), sheet_of())
    assert any("1 đang ẩn" in text for text in said(items, "context"))


ALARMED = MapTile.model_validate({"map": "so-do", "color": "bts", "alerts": "ban-do"})


def test_a_unit_wears_the_mark_of_its_worst_open_alert_and_the_legend_its_word() -> None:
    told: list[Record] = [figure("672", 30), figure("673", 10), figure("679", 12)]
    told += [alert("a", "Đà Lạt", 3), alert("b", "Đà Lạt", 5), alert("c", "Di Linh", 4)]
    told += [alert("d", "không đâu", 5), alert("e", "Bảo Lộc", 5, state=AlertState.RESOLVED)]
    view = seen(ALARMED, told)
    assert dict(view.alarms.worst) == {"672": "urgent", "679": "high"}
    assert dict(view.alarms.counts) == {"672": 1, "679": 1}
    assert (view.priority, view.alarms.elsewhere) == ("urgent", 1)
    box = Rect(0, 0, 1864, 906)
    items = drawn(TILE, ALARMED, knowledge(told), box, sheet_of())
    assert "Khẩn cấp: 1" in said(items, "legend")
    assert any("1 cảnh báo không rõ địa bàn" in text for text in said(items, "context"))
    shapes = [item.shape for item in items if isinstance(item, Mark)]
    assert shapes.count("diamond") == 3, "rim, mark and the legend's"
    assert faults(items, box, sheet_of()) == []


def test_alerts_alone_write_how_many_each_unit_has() -> None:
    told = [alert("a", "Đà Lạt", 3), alert("b", "Đà Lạt", 5)]
    alone = MapTile.model_validate({"map": "so-do", "alerts": "ban-do", "least": "medium"})
    items = drawn(TILE, alone, knowledge(told), Rect(0, 0, 1864, 906), sheet_of())
    assert said(items, "value") == ["2"]


def test_marks_are_of_what_is_worth_a_look_and_the_wall_file_may_ask_for_less() -> None:
    told = [alert("a", "Đà Lạt", 3), alert("b", "Di Linh", 4)]
    assert dict(seen(ALARMED, told).alarms.worst) == {"679": "high"}
    wanted = {"map": "so-do", "color": "bts", "alerts": "ban-do", "least": "low"}
    assert len(seen(MapTile.model_validate(wanted), told).alarms.worst) == 2
