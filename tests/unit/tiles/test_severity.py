"""Counts of unresolved alerts, and what they must never say."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.records import Alert, AlertState
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of
from widgets.drawing import Box, Ink, Mark, Rect, Text
from widgets.tiles.severity import TILE, SeverityTile

SIZES = [
    (1236, 443),
    (922, 443),
    (608, 443),
    (451, 443),
    (608, 288),
    (451, 288),
    (1864, 906),
    (922, 906),
]

SMALLEST = (451, 288)


def alerts(*severities: int | None, state: AlertState = AlertState.FIRING) -> list[Alert]:
    return [
        Alert(
            uid=f"{state}-{i}", title=f"Cảnh báo {i}", severity=s, state=state, severity_word="lạ"
        )
        for i, s in enumerate(severities)
    ]


def counts(told: Told, **wall: object) -> object:
    view = TILE.look_up(SeverityTile(severity=("soc",)), told.knowledge(dict(wall)))
    return view.figures()["counts"]


def test_a_severity_becomes_the_priority_that_the_rules_name() -> None:
    told = Told()
    told.be("soc", State.LIVE, alerts(5, 5, 4, 3, 2, 1, 0, None))
    assert counts(told) == {"urgent": 2, "high": 1, "medium": 3, "low": 2}


def test_the_wall_files_table_changes_priorities() -> None:
    told = Told()
    told.be("soc", State.LIVE, alerts(3, 3, 1))
    assert counts(told, priorities={3: "urgent"}) == {"urgent": 2, "high": 0, "medium": 0, "low": 1}


def test_acknowledged_alerts_count_resolved_ones_do_not_and_hidden_ones_are_counted_apart() -> None:
    told = Told()
    records = [
        *alerts(5, state=AlertState.ACKNOWLEDGED),
        *alerts(5, 4, state=AlertState.SUPPRESSED),
        *alerts(5, state=AlertState.RESOLVED),
    ]
    told.be("soc", State.LIVE, records)
    knowledge = told.knowledge()
    settings = SeverityTile(severity=("soc",))
    view = TILE.look_up(settings, knowledge)
    assert view.counts == (1, 0, 0, 0)
    assert view.figures()["suppressed"] == 2
    items = drawn(TILE, settings, knowledge, Rect(0, 0, 1236, 443), sheet_of())
    assert "2 đang ẩn · đã xác nhận hết" in said(items, "context")


def test_what_nobody_classified_is_medium_and_shows_the_sources_own_word() -> None:
    told = Told()
    told.be("soc", State.LIVE, alerts(None, 0))
    settings = SeverityTile(severity=("soc",))
    items = drawn(TILE, settings, told.knowledge(), Rect(0, 0, 1236, 443), sheet_of())
    assert "2 chưa phân mức: lạ" in said(items, "context")


def test_never_heard_is_no_zero() -> None:
    told = Told()
    told.be("soc", State.NEVER)
    settings = SeverityTile(severity=("soc",))
    knowledge = told.knowledge()
    view = TILE.look_up(settings, knowledge)
    assert view.figures()["counts"] == {"urgent": None, "high": None, "medium": None, "low": None}
    for width, height in SIZES:
        items = drawn(TILE, settings, knowledge, Rect(0, 0, width, height), sheet_of())
        values = said(items, "value")
        assert values
        assert set(values) == {"–"}


def test_an_answer_without_alerts_is_four_zeros_in_quiet_ink() -> None:
    told = Told()
    told.be("soc", State.LIVE, [])
    settings = SeverityTile(severity=("soc",))
    items = drawn(TILE, settings, told.knowledge(), Rect(0, 0, 1236, 443), sheet_of())
    values = [i for i in items if isinstance(i, Text) and i.role == "value"]
    assert [v.text for v in values] == ["0"] * 4
    assert {v.ink for v in values} == {Ink.SECOND}
    shapes = [i for i in items if isinstance(i, Mark)]
    assert {m.shape for m in shapes} >= {"diamond", "triangle", "square", "circle"}
    assert {m.ink for m in shapes} == {Ink.OUTLINE}


@pytest.mark.parametrize("size", SIZES)
def test_only_an_urgent_alert_stands_on_alarm_ground(size: tuple[int, int]) -> None:
    settings = SeverityTile(severity=("soc",))
    for severities, alarmed in (((5, 1), True), ((4, 4), False)):
        told = Told()
        told.be("soc", State.LIVE, alerts(*severities))
        items = drawn(TILE, settings, told.knowledge(), Rect(0, 0, *size), sheet_of())
        cards = [i for i in items if isinstance(i, Box) and i.fill is Ink.ALARM_GROUND]
        assert bool(cards) is alarmed
        assert all(card.line is Ink.URGENT for card in cards)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("severities", [(), (5,), (5, 5, 4, 3, 2), (*[5] * 140, *[3] * 11, 1)])
def test_four_figures_stand_at_equal_distances(severities: tuple[int, ...], lang: str) -> None:
    told = Told()
    told.be("soc", State.LIVE, alerts(*severities))
    settings = SeverityTile(severity=("soc",))
    for size in ((1864, 350), (1864, 257)):
        box, sheet = Rect(0, 0, *size), sheet_of(lang=lang)
        items = drawn(TILE, settings, told.knowledge(), box, sheet)
        lefts = [i.rect.x for i in items if isinstance(i, Text) and i.role == "value"]
        steps = [right - left for left, right in pairwise(lefts)]
        assert len(steps) == 3
        assert steps == pytest.approx([steps[0]] * 3)
        assert steps[0] > box.w / 5


def test_two_rows_of_two_have_one_pitch_that_no_count_moves() -> None:
    settings = SeverityTile(severity=("soc",))
    pitches = set()
    for severities in ((5,), (5, 4, 4, 3), (*[5] * 30, *[2] * 20)):
        told = Told()
        told.be("soc", State.LIVE, alerts(*severities))
        items = drawn(TILE, settings, told.knowledge(), Rect(0, 0, 520, 443), sheet_of(seat=2900))
        lefts = [i.rect.x for i in items if isinstance(i, Text) and i.role == "value"]
        assert lefts[0] == lefts[2]
        assert lefts[1] == lefts[3]
        pitches.add(lefts[1] - lefts[0])
    assert len(pitches) == 1


def test_the_tiles_priority_is_the_worst_that_it_counts() -> None:
    told = Told()
    told.be("soc", State.LIVE, alerts(4, 1, 1))
    settings = SeverityTile(severity=("soc",))
    assert TILE.look_up(settings, told.knowledge()).priority == "high"
    told.be("soc", State.LIVE, alerts(5, state=AlertState.SUPPRESSED))
    assert TILE.look_up(settings, told.knowledge()).priority is None


def test_an_outage_keeps_every_count_and_says_that_it_is_old() -> None:
    settings = SeverityTile(severity=("soc",))
    for state in set(State) - {State.NEVER}:
        told = Told()
        told.be("soc", state, alerts(5, 4, 4))
        view = TILE.look_up(settings, told.knowledge())
        assert view.standing.state is state
        assert view.counts == (1, 2, 0, 0)


def test_alerts_of_several_sources_are_counted_together_under_the_worst_state() -> None:
    told = Told()
    told.be("soc", State.LIVE, alerts(5))
    told.be("ncsc", State.STALE, alerts(5, 4))
    view = TILE.look_up(SeverityTile(severity=("soc", "ncsc")), told.knowledge())
    assert view.counts == (2, 1, 0, 0)
    assert view.standing.state is State.STALE


def test_equal_knowledge_gives_equal_views() -> None:
    views = []
    for _ in range(2):
        told = Told()
        told.be("soc", State.LIVE, alerts(5, 4))
        views.append(TILE.look_up(SeverityTile(severity=("soc",)), told.knowledge()))
    assert views[0] == views[1]


def test_one_source_may_be_written_without_brackets() -> None:
    assert SeverityTile.model_validate({"severity": "soc"}).sources() == ("soc",)
    with pytest.raises(ValidationError):
        SeverityTile.model_validate({"severity": []})


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("size", SIZES)
def test_every_text_is_whole_and_large_enough(
    size: tuple[int, int], state: State, lang: str
) -> None:
    sheet, box = sheet_of(lang=lang), Rect(20, 30, *size)
    for records in ([], alerts(5, 4, 3, 2), alerts(*[5, 4, 3, 2, None] * 400)):
        told = Told()
        told.be("soc", state, records, simulated=size != (451, 288))
        settings = SeverityTile(severity=("soc",))
        assert faults(drawn(TILE, settings, told.knowledge(), box, sheet), box, sheet) == []


def test_a_silent_source_changes_nothing_but_its_age() -> None:
    told = Told()
    told.be("soc", State.LIVE, alerts(5, 4))
    before = TILE.look_up(SeverityTile(severity=("soc",)), told.knowledge())
    later = told.at_a_later(timedelta(days=2))
    after = TILE.look_up(SeverityTile(severity=("soc",)), later.knowledge())
    assert later.at > AT
    assert (after.counts, after.standing.state) == (before.counts, State.STALE)


@pytest.mark.parametrize(("missing", "word"), [(123, "Thiếu 123"), (None, "Thiếu một phần")])
@pytest.mark.parametrize("size", SIZES)
def test_a_tile_of_a_partial_answer_says_how_much_is_missing(
    size: tuple[int, int], missing: int | None, word: str
) -> None:
    told = Told()
    simulated = size != SMALLEST  # two marks and the age leave it no row for a figure
    told.answer("soc", alerts(5, 3), partial=True, missing=missing, simulated=simulated)
    box, sheet = Rect(0, 0, *size), sheet_of()
    items = drawn(TILE, SeverityTile(severity=("soc",)), told.knowledge(), box, sheet)
    assert sorted(said(items, "mark")) == ["MÔ PHỎNG"] * simulated + [word]
    assert not faults(items, box, sheet)
