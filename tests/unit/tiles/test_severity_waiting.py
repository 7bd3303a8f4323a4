"""Which alert waits longest for somebody, and how long detecting and resolving take."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import State
from services.records import Alert, AlertState, Observation, Record
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, said, sheet_of
from widgets.drawing import Mark, Rect, Text
from widgets.tiles.severity import TILE, SeverityTile, SeverityView

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LONG = "Phát hiện kết nối tới máy chủ điều khiển mã độc từ máy trạm của văn phòng ẪỔỀẲẠỰỘ"
SIZES = [(1864, 906), (1236, 570), (922, 443), (1864, 288), (608, 443), (451, 288), *ODD]


def alert(uid: str, severity: int, ago: timedelta | None, **more: Any) -> Alert:
    starts = None if ago is None else AT - ago
    return Alert(uid=uid, title=more.pop("title", uid), severity=severity, starts=starts, **more)


def seen(records: Iterable[Record], state: State = State.LIVE) -> SeverityView:
    told = Told()
    told.be("soc", state, records)
    return TILE.look_up(SeverityTile(severity=("soc",)), told.knowledge())


def test_the_longest_wait_is_of_the_worst_priority_that_nobody_acknowledged() -> None:
    view = seen(
        [
            alert("cũ nhất, đã xác nhận", 5, 9 * HOUR, state=AlertState.ACKNOWLEDGED),
            alert("ẩn", 5, 8 * HOUR, state=AlertState.SUPPRESSED),
            alert("mới hơn", 5, 20 * MINUTE),
            alert("lâu nhất", 5, 47 * MINUTE),
            alert("mức cao, lâu hơn", 4, 5 * HOUR),
            alert("không ghi lúc", 5, None),
        ]
    )
    assert view.waiting is not None
    assert (view.waiting.title, view.waiting.priority) == ("lâu nhất", "urgent")
    assert view.unseen == (3, 1, 0, 0)
    assert view.figures()["unacknowledged"] == 4


def test_alerts_of_two_sources_that_are_called_the_same_wait_each_for_itself() -> None:
    told = Told()
    told.be("soc", State.LIVE, [alert("1", 5, 5 * MINUTE, title="mới")])
    told.be("waf", State.LIVE, [alert("1", 4, 9 * HOUR, title="cũ")])
    view = TILE.look_up(SeverityTile(severity=("soc", "waf")), told.knowledge())
    assert view.waiting is not None
    assert (view.waiting.title, view.waiting.since) == ("mới", AT - 5 * MINUTE)


@pytest.mark.parametrize(
    ("ago", "days", "words"),
    [(29 * MINUTE, 0, "từ 13:31"), (50 * HOUR, 2, "từ 22/11/2026 12:00 (hơn 2 ngày)")],
)
def test_how_long_it_waits_is_said_in_days_and_stands_still_while_the_source_is_silent(
    ago: timedelta, days: int, words: str
) -> None:
    told = Told()
    told.be("soc", State.LIVE, [alert("a", 5, ago)])
    settings = SeverityTile(severity=("soc",))
    now = TILE.look_up(settings, told.knowledge())
    later = TILE.look_up(settings, told.at_a_later(3 * HOUR).knowledge())
    assert now.waiting == later.waiting
    assert now.waiting is not None
    assert now.waiting.age == timedelta(days=days)
    items = drawn(TILE, settings, told.knowledge(), Rect(0, 0, 1864, 570), sheet_of())
    assert any(text.endswith(words) for text in said(items, "context"))


def test_a_wait_has_its_title_and_place_where_there_is_room() -> None:
    told = Told()
    told.be("soc", State.LIVE, [alert("Mã độc", 5, HOUR, entity="UBND huyện Di Linh")])
    items = drawn(
        TILE, SeverityTile(severity=("soc",)), told.knowledge(), Rect(0, 0, 1864, 906), sheet_of()
    )
    assert "Mã độc" in said(items, "label")
    assert any("UBND huyện Di Linh" in text for text in said(items, "context"))


def test_where_all_is_acknowledged_nothing_waits_and_it_is_said() -> None:
    records = [alert("a", 5, HOUR, state=AlertState.ACKNOWLEDGED)]
    assert seen(records).waiting is None
    told = Told()
    told.be("soc", State.LIVE, records)
    items = drawn(
        TILE, SeverityTile(severity=("soc",)), told.knowledge(), Rect(0, 0, 922, 443), sheet_of()
    )
    assert "đã xác nhận hết" in said(items, "context")
    assert seen([]).waiting is None


def test_what_is_hidden_is_said_beside_the_wait_however_little_room_there_is() -> None:
    told = Told()
    hidden = [alert(f"h{n}", 3, HOUR, state=AlertState.SUPPRESSED) for n in range(4)]
    told.be("soc", State.LIVE, [alert("a", 5, HOUR), *hidden])
    for size in ((922, 443), (760, 420), (608, 443), (1236, 570)):
        box, settings = Rect(0, 0, *size), SeverityTile(severity=("soc",))
        items = drawn(TILE, settings, told.knowledge(), box, sheet_of())
        assert "4" in "".join(said(items, "context")), size


def test_what_is_hidden_stands_beside_no_alarms_mark_where_the_wait_had_to_give_way() -> None:
    told = Told()
    hidden = [alert(f"h{n}", 3, HOUR, state=AlertState.SUPPRESSED) for n in range(4)]
    told.be("soc", State.LIVE, [alert("a", 5, HOUR), *hidden])
    box = Rect(0, 0, 451, 443)
    items = drawn(TILE, SeverityTile(severity=("soc",)), told.knowledge(), box, sheet_of())
    assert said(items, "context") == ["4 ẩn"]
    assert sum(isinstance(one, Mark) and one.shape == "diamond" for one in items) == 1


def means(
    value: int | None, state: State = State.LIVE, alerts: State = State.LIVE, **indicator: Any
) -> tuple[SeverityTile, Any]:
    told = Told()
    told.be("soc", alerts, [alert("a", 5, HOUR)])
    figures = [
        Observation(uid=id, indicator=id, value=None if value is None else Decimal(value))
        for id in ("mttd", "mttr")
    ]
    told.be("so", state, figures)
    bands = [
        {"from": 60, "meaning": "ngưỡng 60 phút", "priority": "high"},
        {"from": 30, "to": 60, "meaning": "ngưỡng 30 phút", "priority": "medium"},
        {"to": 30, "meaning": "tốt"},
    ]
    said = {"unit": "phút", "source": "so", "better": "down", "bands": bands, **indicator}
    wall = {"indicators": {id: {"name": id, **said} for id in ("mttd", "mttr")}}
    return SeverityTile(severity=("soc",), mttd="mttd", mttr="mttr"), told.knowledge(wall)


def test_each_mean_time_stands_with_the_threshold_that_it_would_reach_first() -> None:
    settings, knowledge = means(12)
    view = TILE.look_up(settings, knowledge)
    assert [one.threshold.vi for one in view.means if one.threshold] == ["ngưỡng 30 phút"] * 2
    items = drawn(TILE, settings, knowledge, Rect(0, 0, 1864, 570), sheet_of())
    assert said(items, "unit") == ["phút", "phút"]
    assert said(items, "value")[-2:] == ["12", "12"] or said(items, "value")[:2] == ["12", "12"]
    assert "ngưỡng 30 phút" in said(items, "context")


def test_a_mean_time_in_a_band_says_what_that_means() -> None:
    view = TILE.look_up(*means(75))
    assert [one.threshold.vi for one in view.means if one.threshold] == ["ngưỡng 60 phút"] * 2


@pytest.mark.parametrize("size", [(1864, 570), (1864, 443), (1236, 570)])
def test_a_mean_time_that_breaks_its_limit_says_the_limit_with_a_mark(
    size: tuple[int, int],
) -> None:
    for value, broken in ((75, True), (12, False)):
        items = drawn(TILE, *means(value), Rect(0, 0, *size), sheet_of())
        marks = [item for item in items if isinstance(item, Mark) and item.shape == "pennant"]
        assert len(marks) == 2 * broken
        if broken:
            assert sum("ngưỡng 60" in text for text in said(items)) == 2


def test_a_mean_time_without_thresholds_invents_none() -> None:
    view = TILE.look_up(*means(75, bands=[]))
    assert [one.threshold for one in view.means] == [None, None]


def test_a_mean_time_wears_its_own_state_and_the_counts_theirs() -> None:
    settings, knowledge = means(12, State.STALE)
    view = TILE.look_up(settings, knowledge)
    assert (view.standing.state, view.dimmed, view.old) == (State.STALE, False, False)
    items = drawn(TILE, settings, knowledge, Rect(0, 0, 1864, 570), sheet_of())
    assert sum(isinstance(one, Mark) and one.shape == "hourglass" for one in items) >= 2
    assert said(items, "context").count("Dữ liệu cũ") == 2
    other = TILE.look_up(*means(12, State.LIVE, State.DISCONNECTED))
    assert (other.standing.state, other.dimmed, other.old) == (State.DISCONNECTED, False, True)
    both = TILE.look_up(*means(12, State.STALE, State.STALE))
    assert (both.dimmed, both.old) == (True, False)


def test_old_counts_beside_living_mean_times_are_said_to_be_old() -> None:
    settings, knowledge = means(12, State.LIVE, State.DISCONNECTED)
    items = drawn(TILE, settings, knowledge, Rect(0, 0, 1864, 570), sheet_of())
    assert any("Cảnh báo: mất kết nối" in text for text in said(items, "context"))


def test_a_mean_time_that_nobody_told_is_a_dash() -> None:
    settings, knowledge = means(None)
    items = drawn(TILE, settings, knowledge, Rect(0, 0, 1864, 570), sheet_of())
    assert said(items, "value").count("–") == 2


def test_a_tile_names_the_indicators_that_it_shows() -> None:
    settings = SeverityTile.model_validate({"severity": "soc", "mttd": "a", "mttr": "b"})
    assert settings.indicators() == ("a", "b")
    assert SeverityTile.model_validate({"severity": "soc"}).indicators() == ()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_or_leaves_the_tile(size: tuple[int, int], lang: str) -> None:
    box, sheet = Rect(20, 30, *size), sheet_of(lang=lang)
    for state in State:
        for value in (12, 123_456_789, None):
            settings, knowledge = means(value, state, unit="phút trung bình", bands=[])
            items = drawn(TILE, settings, knowledge, box, sheet)
            found = [one for one in faults(items, box, sheet) if not one.startswith("clipped")]
            assert found == [], (state, value)
    told = Told()
    records = [alert(str(n), 5, n * HOUR, title=LONG * 9, entity=LONG * 9) for n in range(3)]
    hidden = [alert(f"h{n}", 2, HOUR, state=AlertState.SUPPRESSED) for n in range(1234)]
    unknown = Alert(uid="u", title="", severity=None, severity_word=LONG)
    told.be("soc", State.LIVE, [*records, *hidden, unknown], simulated=True)
    items = drawn(TILE, SeverityTile(severity=("soc",)), told.knowledge(), box, sheet)
    found = [one for one in faults(items, box, sheet) if not one.startswith("clipped")]
    assert found == []
    assert any(isinstance(one, Text) and one.role == "value" for one in items) or size in ODD
