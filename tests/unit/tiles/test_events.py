"""A list of events: alike ones are one row, the worst stand first, and rows stand still."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.records import (
    Alert,
    AlertState,
    Incident,
    Organ,
    Record,
    SecurityEvent,
    Vulnerability,
)
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, said, sheet_of
from widgets.drawing import Box, Ink, Mark, Rect, Text
from widgets.tiles.events import TILE, EventsTile, EventsView
from widgets.tiles.events.view import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LONG = "Phát hiện kết nối tới máy chủ điều khiển mã độc từ máy trạm của văn phòng ẪỔỀẲẠỰỘ"
SIZES = [(1864, 906), (922, 906), (922, 443), (608, 443), (451, 288), (1864, 200), *ODD]


def alert(title: str, severity: int | None = 5, ago: timedelta = HOUR, **more: Any) -> Alert:
    uid = more.pop("uid", f"{title}-{ago}-{more.get('entity')}")
    return Alert(uid=uid, title=title, severity=severity, starts=AT - ago, **more)


def event(signature: str, ago: timedelta, severity: int = 4, **more: Any) -> SecurityEvent:
    return SecurityEvent(
        uid=f"{signature}-{severity}-{ago}-{more}",
        time=AT - ago,
        signature=signature,
        severity=severity,
        **more,
    )


def told(records: Iterable[Record], state: State = State.LIVE) -> Told:
    world = Told()
    world.be("soc", state, records)
    return world


def view(heard: Iterable[Record], /, **settings: Any) -> EventsView:
    return TILE.look_up(EventsTile(events=("soc",), **settings), told(heard).knowledge())


def names(seen: EventsView) -> list[str]:
    return [str(one.what) for one in seen.groups]


def events(heard: Iterable[Record], /, **settings: Any) -> EventsView:
    return view(heard, records="security_events", **settings)


def shown(
    heard: Iterable[Record],
    /,
    size: tuple[int, int] = (1236, 700),
    lang: str = "vi",
    **more: Any,
) -> list[Any]:
    settings = EventsTile(events=("soc",), **more)
    box = Rect(20, 20, *size)
    return drawn(TILE, settings, told(heard).knowledge(), box, sheet_of(lang=lang))


def test_alike_events_of_one_priority_are_one_row_with_their_count_and_times() -> None:
    seen = events(
        [
            event("Quét cổng", 3 * HOUR),
            event("Quét cổng", HOUR),
            event("quét cổng", 2 * HOUR),
            event("Quét cổng", HOUR, severity=3),
        ]
    )
    assert [(one.rank, one.count) for one in seen.groups] == [(1, 3), (2, 1)]
    assert (seen.groups[0].first, seen.groups[0].last) == (AT - 3 * HOUR, AT - HOUR)
    assert seen.figures()["total"] == 4


def test_how_many_sources_and_targets_is_counted_and_one_address_is_shown_only_where_it_may_be() -> (
    None
):
    records = [
        event("Dò mật khẩu", n * MINUTE, src=f"203.0.113.{n % 7}", dst="10.20.0.5")
        for n in range(1, 30)
    ]
    usual = events(records).groups[0]
    assert (usual.sources, usual.targets, usual.source, usual.target) == (7, 1, None, "10.20.0.5")
    without = events(records, show=("where", "time"))
    assert (without.groups[0].targets, without.groups[0].target) == (1, None)
    every: tuple[dict[str, Any], ...] = ({}, {"show": ("where", "time")})
    for settings in every:
        items = shown(records, records="security_events", **settings)
        assert ("10.20.0.5" in " ".join(said(items))) is (not settings)
        assert "203.0.113" not in " ".join(said(items))


def test_a_list_without_addresses_is_not_grouped_by_them() -> None:
    with pytest.raises(ValidationError, match="show không có addresses"):
        EventsTile(events=("soc",), records="security_events", group="src", show=("time",))


def test_the_worst_come_first_and_of_one_priority_those_that_began_last() -> None:
    seen = view([alert("b", 3), alert("c", 5, 3 * HOUR), alert("a", 5, HOUR), alert("d", 4)])
    assert names(seen) == ["a", "c", "d", "b"]
    assert names(view([alert("b", 3, MINUTE), alert("a", 5)], order="newest")) == ["b", "a"]


def test_what_nobody_classified_is_medium_and_shows_the_sources_own_word() -> None:
    items = shown([alert("a", None, severity_word="lạ")])
    assert any(text.startswith("Trung bình (lạ)") for text in said(items, "label"))


def test_low_ones_are_only_counted_and_so_are_suppressed_ones() -> None:
    low = [alert(f"l{n}", 1 + n % 2, uid=str(n)) for n in range(61)]
    hidden = [alert("h", 5, state=AlertState.SUPPRESSED)]
    seen = view([*low, *hidden, alert("a", 5)])
    assert (names(seen), seen.low, seen.hidden) == (["a"], 61, 1)
    assert "1 đang ẩn · 61 cảnh báo mức thấp" in said(
        shown([*low, *hidden, alert("a", 5)]), "context"
    )
    assert "và 61 cảnh báo mức thấp" in said(shown([*low, alert("a", 5)]), "context")


def test_a_list_of_low_ones_alone_says_that_nothing_is_worse() -> None:
    items = shown([alert("a", 1)])
    assert said(items, "cell") == ["Không có gì từ mức trung bình trở lên"]
    assert "và 1 cảnh báo mức thấp" in said(items, "context")


def test_the_wall_file_may_list_low_ones_too_or_only_the_urgent() -> None:
    records = [alert(str(n), n) for n in range(1, 6)]
    assert len(view(records, least="low").groups) == 5
    urgent = view(records, least="urgent")
    assert (len(urgent.groups), urgent.low) == (1, 4)
    assert "và 4 cảnh báo mức cao trở xuống" in said(shown(records, least="urgent"), "context")


def test_what_has_no_row_is_counted_with_how_bad_it_is() -> None:
    records = [alert(f"m{n}", 3, n * MINUTE) for n in range(30)] + [alert("u", 5, DAY)]
    foot = " ".join(said(shown(records, order="newest"), "context"))
    assert "cảnh báo khác, 1 mức khẩn cấp" in foot
    alike = [*records, alert("m1", 3, HOUR)]  # rows are no longer alerts
    assert "mục khác, 1 mức khẩn cấp" in " ".join(said(shown(alike, order="newest"), "context"))


def test_an_acknowledged_alert_looks_different_and_comes_after_the_others_of_its_priority() -> None:
    seen = alert("a", 5, MINUTE, state=AlertState.ACKNOWLEDGED)
    records = [seen, alert("b", 5, 9 * HOUR), alert("c", 4)]
    assert names(view(records)) == ["b", "a", "c"]
    items = shown(records)
    assert any("đã xác nhận" in text for text in said(items, "label"))
    inks = {one.text: one.ink for one in items if isinstance(one, Text) and one.role == "cell"}
    assert (inks["a"], inks["b"]) == (Ink.SECOND, Ink.TEXT)
    assert sum(isinstance(one, Mark) and one.shape == "diamond" for one in items) == 3


def test_of_a_row_of_which_some_are_acknowledged_it_is_said_how_many() -> None:
    records = [
        alert("a", 4, n * HOUR, state=AlertState.ACKNOWLEDGED if n else AlertState.FIRING)
        for n in range(3)
    ]
    assert any("đã xác nhận 2/3" in text for text in said(shown(records), "label"))


@pytest.mark.parametrize("state", [State.LIVE, State.LATE])
def test_only_an_urgent_alert_that_nobody_acknowledged_stands_on_alarm_ground(state: State) -> None:
    def cards(*records: Alert) -> int:
        known = told(records, state).knowledge()
        items = drawn(TILE, EventsTile(events=("soc",)), known, Rect(0, 0, 1236, 700), sheet_of())
        return sum(isinstance(one, Box) and one.fill is Ink.ALARM_GROUND for one in items)

    assert cards(alert("a", 5), alert("b", 5), alert("c", 4)) == 2
    assert cards(alert("a", 5, state=AlertState.ACKNOWLEDGED), alert("c", 4)) == 0


def test_where_is_said_by_the_name_of_the_organ_and_of_several_by_the_first() -> None:
    organ = Organ(uid="dl", id="dl", names=("UBND thành phố Đà Lạt", "TP. Đà Lạt"))
    records = [
        alert("a", 5, 3 * HOUR, entity="TP. Đà Lạt"),
        alert("a", 5, HOUR, entity="Sở Y tế"),
        alert("a", 5, HOUR, entity="UBND thành phố Đà Lạt"),
    ]
    world = told([*records, organ])
    row = TILE.look_up(EventsTile(events=("soc",)), world.knowledge()).groups[0]
    assert getattr(row.place, "vi", row.place) == "UBND thành phố Đà Lạt"
    assert row.places == 2


def test_what_is_over_or_outside_the_span_is_not_listed() -> None:
    records = [event("cũ", 25 * HOUR), event("mới", 23 * HOUR)]
    assert names(events(records)) == ["mới"]
    assert names(events(records, last="2 d")) == ["mới", "cũ"]
    over = Incident(uid="a", title="xong", severity=5, opened=AT - DAY, closed=AT)
    open_one = Incident(uid="b", title="mở", severity=5, opened=AT - DAY)
    assert names(view([over, open_one], records="incidents")) == ["mở"]
    assert names(view([over, open_one], records="incidents", where="closed != none")) == ["xong"]
    assert names(view([alert("a", 5, state=AlertState.RESOLVED)])) == []


def test_an_event_whose_source_gives_it_no_time_is_listed_as_long_as_the_wall_knows_it() -> None:
    undated = Incident(uid="u", title="không giờ", severity=4)
    dated = Incident(uid="d", title="có giờ", severity=4, opened=AT - 3 * DAY)
    seen = view([undated, dated], records="incidents", last="2 d")
    assert [(str(one.what), one.last) for one in seen.groups] == [("không giờ", None)]


def test_every_field_of_the_kind_may_make_events_alike_and_none_keeps_them_apart() -> None:
    records = [event("a", HOUR, dst="1"), event("b", HOUR, dst="1"), event("a", HOUR, dst="2")]
    assert sorted(names(events(records, group="dst"))) == ["1", "2"]
    assert len(events(records, group="none").groups) == 3
    with pytest.raises(ValidationError, match="không có trường"):
        EventsTile(events=("soc",), records="security_events", group="dest")


def test_equal_priorities_of_vulnerabilities_are_one_row_per_number() -> None:
    holes = [
        Vulnerability(uid=str(n), id="CVE-2021-44228", severity=5, asset=f"máy {n}")
        for n in range(12)
    ]
    row = view(holes, records="vulnerabilities").groups[0]
    assert (row.count, row.places, row.first) == (12, 12, None)


def test_an_event_from_the_future_is_as_new_as_the_answer_that_told_of_it() -> None:
    seen = events([event("a", -DAY), event("b", MINUTE)])
    assert seen.groups[0].last is not None
    assert seen.groups[0].last <= AT


def test_a_row_is_new_for_five_minutes_and_stays_so_while_its_source_is_silent() -> None:
    records = [event("cũ", HOUR), event("mới", MINUTE)]
    assert {str(one.what): one.new for one in events(records).groups} == {"cũ": False, "mới": True}
    world = told(records)
    later = world.at_a_later(3 * HOUR)
    settings = EventsTile(events=("soc",), records="security_events")
    now, then = (TILE.look_up(settings, each.knowledge()) for each in (world, later))
    assert now.groups == then.groups
    assert then.standing.state is State.STALE


def played(steps: list[list[Record]], **settings: Any) -> list[list[str]]:
    """Names in their order, after each step's events have come too; the sensor is asked each minute."""
    settings = {"records": "security_events", "least": "low", **settings}
    known: list[Record] = []
    orders = []
    for number, step in enumerate(steps):
        known += step
        world = Told(at=AT + number * MINUTE)
        world.be("soc", State.LIVE, known)
        seen = TILE.look_up(EventsTile(events=("soc",), **settings), world.knowledge())
        orders.append([f"{one.rank} {one.what}" for one in seen.groups])
    return orders


def at(name: str, when: datetime, severity: int) -> SecurityEvent:
    uid = f"{name}-{when.timestamp()}"
    return SecurityEvent(uid=uid, time=when, signature=name, severity=severity)


@pytest.mark.parametrize("order", ["worst", "newest"])
@pytest.mark.parametrize("seed", range(8))
def test_events_of_rows_that_are_known_move_no_row_and_a_new_row_enters_at_one_place(
    order: str, seed: int
) -> None:
    random = Random(seed)
    kinds = [(f"loại {n}", n % 5 + 1) for n in range(12)]
    begin = [
        at(name, AT - random.random() * 16 * HOUR, severity)
        for name, severity in kinds[:6]
        for _ in range(9)
    ]
    # All six were heard within the hour, so that none of them begins anew.
    begin += [at(name, AT - random.random() * HOUR, severity) for name, severity in kinds[:6]]
    steps: list[list[Record]] = [[*begin]]
    for minute in range(1, 90):
        at_hand = kinds[: 6 + minute // 15]
        chosen = [*random.choices(at_hand, k=random.randrange(6)), at_hand[-1]]
        steps.append(
            [at(name, AT + minute * MINUTE - random.random() * MINUTE, s) for name, s in chosen]
        )
    orders = played(steps, order=order)
    assert len(orders[-1]) == 11
    grown = 0
    for before, after in pairwise(orders):
        kept = [name for name in after if name in before]
        assert kept == before
        grown += len(after) - len(before)
    assert grown == 5


def test_a_row_that_was_silent_for_a_quarter_of_the_span_begins_anew() -> None:
    records = [event("lặng", 8 * HOUR), event("giữa", 3 * HOUR)]
    assert names(events(records)) == ["giữa", "lặng"]
    assert names(events([*records, event("lặng", MINUTE)])) == ["lặng", "giữa"]


def test_rows_that_ran_before_the_span_opened_are_not_shuffled_by_its_edge() -> None:
    steps: list[list[Record]] = [
        [at(name, AT - n * 10 * MINUTE - m * MINUTE, 4) for n in range(200) for m, name in NOISE]
    ]
    steps += [[] for _ in range(60)]
    assert {tuple(order) for order in played(steps)} == {("1 a", "1 b", "1 c")}


NOISE = list(enumerate(["c", "a", "b"]))


def test_rows_stand_at_places_that_neither_a_count_nor_another_row_moves() -> None:
    def tops(records: list[Record]) -> dict[str, tuple[float, float]]:
        items = shown(records, records="security_events")
        return {
            one.text: (one.rect.x, one.rect.y)
            for one in items
            if isinstance(one, Text) and one.role == "cell"
        }

    few: list[Record] = [event("a", 2 * HOUR), event("b", 3 * HOUR)]
    many = [*few, *(event("a", n * MINUTE) for n in range(1, 110)), event("c", 9 * HOUR)]
    before, after = tops(few), tops(many)
    assert {name: after[name] for name in before} == before


def test_never_heard_is_not_no_event() -> None:
    settings = EventsTile(events=("soc",))
    box, sheet = Rect(0, 0, 922, 443), sheet_of()
    never = drawn(TILE, settings, told([], State.NEVER).knowledge(), box, sheet)
    none = drawn(TILE, settings, told([]).knowledge(), box, sheet)
    assert said(never, "cell") == ["–"]
    assert said(none, "cell") == ["Không có cảnh báo nào đang mở"]
    seen = TILE.look_up(settings, told([], State.NEVER).knowledge())
    assert seen.figures()["total"] is None


def test_an_outage_keeps_every_row_and_says_that_it_is_old() -> None:
    records = [alert("a", 5), alert("b", 3)]
    live = view(records)
    for state in set(State) - {State.NEVER}:
        seen = TILE.look_up(EventsTile(events=("soc",)), told(records, state).knowledge())
        assert names(seen) == names(live)
        assert seen.standing.state is state


def test_sources_are_listed_together_under_the_worst_state() -> None:
    world = told([alert("a", 5)])
    world.be("ncsc", State.STALE, [alert("a", 5), alert("b", 4)])
    seen = TILE.look_up(EventsTile(events=("soc", "ncsc")), world.knowledge())
    assert [(str(one.what), one.count) for one in seen.groups] == [("a", 2), ("b", 1)]
    assert seen.standing.state is State.STALE


def test_settings_say_what_is_wrong_with_them() -> None:
    assert EventsTile.model_validate({"events": "soc"}).sources() == ("soc",)
    refused: tuple[dict[str, Any], ...] = (
        {"events": []},
        {"events": "soc", "records": "tasks"},
        {"events": "soc", "where": "khong_co == 1"},
        {"events": "soc", "last": "24"},
        {"events": "soc", "show": ["ip"]},
    )
    for wrong in refused:
        with pytest.raises(ValidationError):
            EventsTile.model_validate(wrong)


def hostile() -> list[Record]:
    odd = "\x1b[31m\u202e<b>" + "x" * 5000
    records: list[Record] = [
        alert(odd, None, severity_word=odd, entity=odd),
        Alert(uid="none", title=""),
        replace(alert("a", 99), starts=None, entity=""),
        *(alert(f"{LONG} {n}", n % 6, n * MINUTE, entity=LONG) for n in range(3000)),
    ]
    return records


def test_thousands_of_rows_are_bounded_and_all_are_counted() -> None:
    seen = view(hostile(), least="low")
    assert len(seen.groups) == MOST
    assert seen.rows >= 3000
    assert "\x1b" not in " ".join(said(shown(hostile())))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_or_leaves_the_tile(size: tuple[int, int], lang: str) -> None:
    box, sheet = Rect(20, 30, *size), sheet_of(lang=lang)
    many = [
        event(f"{LONG} {n}", n * 7 * MINUTE, n % 6, src=f"203.0.113.{n}", dst=f"10.0.0.{n % 3}")
        for n in range(40)
    ]
    for records, kind in (([], "alerts"), (hostile()[:90], "alerts"), (many, "security_events")):
        for state in State:
            settings = EventsTile(events=("soc",), records=kind)
            items = drawn(TILE, settings, told(records, state).knowledge(), box, sheet)
            found = [one for one in faults(items, box, sheet) if not one.startswith("clipped")]
            assert found == [], (state, kind)


@pytest.mark.parametrize("size", [(608, 620), (1100, 443), (1864, 443)])
def test_an_urgent_row_is_told_whole_while_there_is_room_below_it(size: tuple[int, int]) -> None:
    what = "Mã độc tống tiền trên máy chủ tệp dùng chung"
    one = alert(what, 5, entity="UBND huyện Đơn Dương")
    text = " ".join(said(shown([one, alert("Nhẹ", 3)], size)))
    assert what in text
    assert "UBND huyện Đơn Dương" in text


def test_room_that_is_lacking_is_taken_from_no_other_row() -> None:
    many = [alert(f"{LONG} {n}", 5, entity=f"Đơn vị {n}") for n in range(40)]
    items = shown(many, (922, 443))
    assert len([item for item in items if isinstance(item, Mark)]) > 3
    assert not faults(items, Rect(20, 20, 922, 443), sheet_of())


def test_how_often_is_no_cross_as_a_failure_wears_it() -> None:
    alike = [event("Quét cổng", n * MINUTE) for n in range(12)]
    assert "12 lần" in said(shown(alike, (1864, 443), records="security_events"))
    few = [*alike, *(event(f"Khác {n}", HOUR) for n in range(9))]
    assert "12×" in said(shown(few, (700, 200), records="security_events"))
