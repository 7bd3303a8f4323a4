"""Tasks, reports, and what their organs and territories are called."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from services.freshness import State
from services.records import Observation, ReportDue, Task
from tests.unit.tiles.world import AT, Told, drawn, said, sheet_of
from widgets.drawing import Rect
from widgets.tiles.table import TILE
from widgets.tiles.table.settings import TableTile

if TYPE_CHECKING:
    from services.records import Record
    from services.views import Knowledge

DAY = timedelta(days=1)


def tile(records: str, *fields: str, **more: Any) -> TableTile:
    columns = [{"field": field} for field in fields]
    return TableTile.model_validate({"table": "s", "records": records, "columns": columns, **more})


def knowledge(*records: Record, **wall: Any) -> Knowledge:
    told = Told()
    told.be("s", State.LIVE, records)
    return told.knowledge(wall)


def column(settings: TableTile, known: Knowledge, field: str) -> list[Any]:
    data: Any = TILE.look_up(settings, known).figures()
    return [row[field] for row in data["rows"]]


def shown(settings: TableTile, known: Knowledge, lang: str = "vi") -> list[str]:
    return said(drawn(TILE, settings, known, Rect(0, 0, 1240, 620), sheet_of(lang=lang)))


@pytest.mark.parametrize("lasts", [timedelta(), DAY - timedelta(microseconds=1)])
@pytest.mark.parametrize("ago", [0, 3])
def test_a_date_without_an_hour_is_given_none(lasts: timedelta, ago: int) -> None:
    here = AT.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    day = here.replace(hour=0, minute=0, second=0, microsecond=0) - ago * DAY
    due = tile("tasks", "title", "due")
    texts = shown(due, knowledge(Task(uid="a", title="A", due=day + lasts)))
    assert f"{day:%d/%m/%Y}" in texts
    texts = shown(due, knowledge(Task(uid="a", title="A", due=day + timedelta(minutes=1))))
    assert any("00:01" in text for text in texts)


TASKS = (
    Task(uid="a", title="Rà soát", due=AT - 5 * DAY),
    Task(uid="b", title="Báo cáo", due=AT + 2 * DAY),
    Task(uid="c", title="Tập huấn", due=AT - 9 * DAY, finished=AT - 7 * DAY),
    Task(uid="d", title="Diễn tập", due=AT, finished=AT - DAY),
    Task(uid="e", title="Triển khai"),
)


def test_tasks_say_in_which_of_five_states_they_are_and_how_many_days_they_are_over() -> None:
    told = shown(tile("tasks", "title", "stage"), knowledge(*TASKS))
    for words in (
        "Quá hạn 5 ngày",
        "Sắp đến hạn",
        "Hoàn thành quá hạn 2 ngày",
        "Hoàn thành đúng hạn",
        "Đang thực hiện trong hạn",
    ):
        assert words in told


def test_tasks_can_be_sorted_by_who_needs_somebody_first() -> None:
    settings = tile("tasks", "title", "stage", sort="stage")
    stages = column(settings, knowledge(*TASKS), "stage")
    assert stages[0] == {"stage": "quá hạn", "days": 5}
    assert [one["stage"] for one in stages[1:]] == [
        "sắp đến hạn",
        "đang thực hiện trong hạn",
        "hoàn thành quá hạn",
        "hoàn thành đúng hạn",
    ]


def test_how_long_before_it_is_due_a_task_is_due_soon_is_a_setting() -> None:
    known = knowledge(TASKS[1], duties={"soon": "1 d"})
    assert column(tile("tasks", "stage"), known, "stage")[0]["stage"] == "đang thực hiện trong hạn"


def test_reports_say_where_they_stand() -> None:
    late = ReportDue(uid="r", report="Báo cáo tháng", unit="Di Linh", due=AT - 3 * DAY)
    back = ReportDue(
        uid="s", report="Báo cáo quý", unit="Di Linh", due=AT - 3 * DAY, submitted=AT, returned=AT
    )
    told = shown(tile("reports_due", "report", "stage"), knowledge(late, back))
    assert "Chậm nộp 3 ngày" in told
    assert "Bị trả lại" in told


def test_organs_are_called_as_the_wall_file_calls_them_and_unknown_ones_as_they_came() -> None:
    known = knowledge(
        Task(uid="a", title="Một", lead_unit="H36.19", cooperating=("stc", "Sở Lạ")),
        Task(uid="b", title="Hai", lead_unit="Sở Lạ"),
        organs={
            "so-tttt": {"name": "Sở Thông tin và Truyền thông", "ids": ["H36.19"]},
            "stc": {"name": "Sở Tài chính"},
        },
    )
    settings = tile("tasks", "lead_unit", "cooperating")
    assert column(settings, known, "lead_unit") == ["Sở Thông tin và Truyền thông", "Sở Lạ"]
    assert column(settings, known, "cooperating")[0] == "Sở Tài chính, Sở Lạ"


def test_a_figures_territory_is_the_unit_of_its_own_period() -> None:
    figures = [
        Observation(uid=period, indicator="a", value=Decimal(1), territory="682", period=period)
        for period in ("2023", "2025-Q1")
    ]
    settings = tile("observations", "territory", "period", sort="period")
    named = column(settings, knowledge(*figures), "territory")
    assert named == ["Huyện Đạ Tẻh", "Huyện Đạ Huoai"]


def test_the_unit_of_measurement_of_a_figure_is_no_organ() -> None:
    figure = Observation(uid="a", indicator="a", value=Decimal(1), unit="trạm")
    known = knowledge(figure, organs={"tram": {"name": "Trạm y tế", "names": ["trạm"]}})
    assert column(tile("observations", "unit"), known, "unit") == ["trạm"]


def test_a_report_approved_after_it_came_late_stands_before_those_that_came_in_time() -> None:
    owed: dict[str, Any] = {"unit": "Sở", "due": AT - 5 * DAY, "approved": AT}
    timely = ReportDue(uid="a", report="Kịp", submitted=AT - 6 * DAY, **owed)
    late = ReportDue(uid="b", report="Muộn", submitted=AT - 3 * DAY, **owed)
    known = knowledge(timely, late)
    by_stage = tile("reports_due", "report", "stage", sort="stage")
    assert column(by_stage, known, "report") == ["Muộn", "Kịp"]
    assert "Nộp muộn, đã duyệt" in shown(by_stage, known)
