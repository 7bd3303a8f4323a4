from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.freshness import State
from services.news import Reason
from services.phrase import phrase
from services.records import Alert, Level, Observation, Round, labels
from services.views import SEVERAL, UNNAMED, Standing, merged
from services.wall_file.priority import Priority
from tests.unit.tiles.world import AT, Told, source

WALL: dict[str, Any] = {
    "sources": {"s": source("s")},
    "indicators": {"tai": {"name": "Tải", "source": "s"}},
}


def figure(value: int, **fields: Any) -> Observation:
    uid = "|".join(str(part) for part in ("tai", *fields.values()))
    return Observation(uid=uid, indicator="tai", value=Decimal(value), **fields)


def shown(*records: Observation) -> tuple[str, State | None]:
    told = Told()
    told.be("s", State.LIVE, records)
    found = told.knowledge(WALL).figure("tai")
    assert found.observation is not None
    return str(found.observation.value), found.standing.state


def test_the_latest_period_is_shown() -> None:
    assert shown(figure(1, period="2022"), figure(2, period="2023")) == ("2", State.LIVE)


def test_the_whole_is_shown_before_its_parts() -> None:
    assert shown(figure(70), figure(5, territory="672"), figure(65, territory="673")) == (
        "70",
        State.LIVE,
    )


def test_two_series_of_equal_rank_are_no_figure_to_trust() -> None:
    told = Told()
    one, other = (labels({"instance": name}) for name in ("a", "b"))
    told.be("s", State.LIVE, [figure(5, labels=one), figure(70, labels=other)])
    seen = told.knowledge(WALL).figure("tai")
    assert (seen.standing.state, seen.standing.words) == (State.FAULTY, SEVERAL)
    assert seen.observation is None, "one unit's number would stand for all"


def test_an_outage_is_named_before_an_older_fault() -> None:
    told = Told()
    told.be("s", State.DISCONNECTED, [figure(5)])
    standing = told.knowledge(WALL).figure("tai").standing
    assert standing.state is State.DISCONNECTED
    assert standing.words == told.asks("s").words


def test_a_figure_that_was_never_readable_says_why() -> None:
    told = Told()
    why = phrase("“{value}” có thể là hai số khác nhau", value="1.234")
    told.be("s", State.LIVE, [Observation(uid="tai", indicator="tai", fault=why)])
    standing = told.knowledge(WALL).figure("tai").standing
    assert (standing.state, standing.words) == (State.NEVER, why)


def test_a_figure_that_no_answer_had_says_so_once_there_was_an_answer() -> None:
    told = Told()
    told.be("s", State.LIVE)
    assert told.knowledge(WALL).figure("tai").standing.words == UNNAMED
    told.be("s", State.NEVER)
    standing = told.knowledge(WALL).figure("tai").standing
    assert (standing.words, standing.reason) == (None, Reason.UNREACHABLE)


@pytest.mark.parametrize("far", [datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)])
def test_a_time_at_the_end_of_the_calendar_is_skewed_and_harms_nothing(far: datetime) -> None:
    told = Told()
    told.answer("s", [figure(5)], source_time=far)
    wall = {**WALL, "sources": {"s": source("s", cadence="1 h")}}
    known = told.knowledge(wall)
    assert known.source("s").state is State.SKEWED
    assert known.source("s").until is not None


def test_a_tile_of_several_figures_shows_the_oldest_age_and_the_worst_state() -> None:
    minute = timedelta(minutes=1)
    young = Standing(sources=("a",), state=State.LIVE, age=minute, received=AT)
    old = Standing(
        sources=("b",),
        state=State.DISCONNECTED,
        age=42 * minute,
        received=AT - 42 * minute,
        reason=Reason.UNREACHABLE,
        words=phrase("không nối được"),
        simulated=True,
    )
    both = merged([young, old])
    assert both.age == 42 * minute
    assert both.received == AT - 42 * minute
    assert both.state is State.DISCONNECTED
    assert (both.reason, both.words) == (old.reason, old.words)
    assert both.simulated
    assert both.sources == ("a", "b")


def test_a_tile_of_records_says_when_the_latest_of_them_changed() -> None:
    told = Told()
    minute = timedelta(minutes=1)
    told.answer("s", [Alert(uid="a", title="a")], ago=3 * minute)
    young = told.known["s"]
    told.answer("s", [Alert(uid="b", title="b")], ago=9 * minute)
    told.known["s"] += young
    known = told.knowledge(WALL)
    assert known.standing(("s",), known.facts(("s",), Alert)).changed == AT - 3 * minute
    assert known.standing(("s",)).changed is None


def test_an_unknown_severity_is_medium_whatever_the_table_says_of_nought() -> None:
    known = Told().knowledge({"priorities": {0: "low"}})
    assert known.priority(None) is Priority.MEDIUM
    assert known.priority(0) is Priority.LOW
    assert known.priority(5) is Priority.URGENT
    assert known.priority(99) is Priority.MEDIUM


def test_it_says_until_when_nothing_looks_different() -> None:
    told = Told()
    told.be("s", State.LIVE, [figure(5)])
    until = told.knowledge(WALL).figure("tai").standing.until
    assert until is not None
    assert AT < until <= AT + timedelta(seconds=25, microseconds=1)


@pytest.mark.parametrize(
    ("counts", "missing"), [([3, 4], 7), ([3, None], None), ([None, None], None)]
)
def test_a_tile_lacks_what_its_sources_lack(counts: list[int | None], missing: int | None) -> None:
    told = Told()
    for id, count in zip("ab", counts, strict=True):
        told.answer(id, [Alert(uid=id, title=id)], partial=True, missing=count)
    told.answer("c")
    known = told.knowledge()
    standing = known.standing(("a", "b", "c"))
    assert (standing.partial, standing.missing) == (True, missing)
    assert not known.standing(("c",)).partial
    assert (known.source("a").partial, known.source("a").missing) == (True, counts[0])


def test_two_figures_of_one_source_lack_its_records_once() -> None:
    told = Told()
    told.answer("s", [figure(5)], partial=True, missing=3)
    standing = told.knowledge(WALL).figure("tai").standing
    assert merged([standing, standing]).missing == 3


def test_a_figure_is_held_against_its_other_periods_and_the_plan_of_the_wall_file() -> None:
    told = Told()
    told.be("s", State.LIVE, [figure(5, period="2026-09"), figure(4, period="2026-08")])
    plan = {"value": 10, "period": "2026", "document": "Nghị quyết 12/NQ-HĐND"}
    band = {"of": "plan", "to": 80, "meaning": "Chưa đạt", "priority": "high"}
    indicator = {"name": "Tải", "source": "s", "plans": [plan], "bands": [band]}
    found = told.knowledge({**WALL, "indicators": {"tai": indicator}}).figure("tai")
    assert found.comparison.previous is not None
    assert str(found.comparison.previous.value) == "4"
    assert found.comparison.plan is not None
    assert found.comparison.plan.document == "Nghị quyết 12/NQ-HĐND"
    assert found.band is not None
    assert (found.band.meaning.vi, found.band.priority) == ("Chưa đạt", Priority.HIGH)


def test_a_published_figure_is_held_against_no_threshold_of_ours() -> None:
    told = Told()
    told.be("s", State.LIVE, [figure(5, period="2023", publication="Báo Lâm Đồng 22/12/2023")])
    indicator = {"name": "Tải", "source": "s", "bands": [{"to": 80, "meaning": "Chưa đạt"}]}
    assert told.knowledge({**WALL, "indicators": {"tai": indicator}}).figure("tai").band is None


@pytest.mark.parametrize("state", [State.LIVE, State.LATE, State.STALE])
def test_the_figure_of_a_round_is_closed_and_neither_late_nor_stale(state: State) -> None:
    told = Told()
    asked = Round(uid="dot-3", name="Rà soát trạm BTS", as_of=date(2026, 11, 15))
    told.be("s", state, [figure(5, round="dot-3"), asked])
    found = told.knowledge({**WALL, "sources": {"s": source("s", cadence="1 h")}}).figure("tai")
    assert (found.standing.state, found.round) == (State.LIVE, asked)
    indicator = {"name": "Tải", "source": "s", "round": "dot-3", "due": "2026-11-01T00:00:00Z"}
    told.be("s", state, [figure(5), asked])
    found = told.knowledge({**WALL, "indicators": {"tai": indicator}}).figure("tai")
    assert (found.standing.state, found.round) == (State.LIVE, asked)


def test_periods_are_in_order_of_time_however_they_are_written() -> None:
    assert shown(figure(1, period="Tháng 9/2026"), figure(2, period="2026-10")) == (
        "2",
        State.LIVE,
    )
    assert shown(figure(1, period="2021-2025"), figure(2, period="2023")) == ("2", State.LIVE)
    year = figure(120, period="2023")
    assert shown(figure(9, period="2023-12"), year, figure(30, period="2023-Q4"))[0] == "120"
    official = figure(120, period="2023-Q3", level=Level.OFFICIAL)
    assert shown(figure(100, period="Quý III/2023", level=Level.ESTIMATE), official)[0] == "120"
