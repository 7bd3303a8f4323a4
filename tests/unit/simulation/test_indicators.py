"""The statistics that the province's reporting system tells: they agree with each other, and age."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from services.periods import month, period_of, whole_year
from services.records import Level
from services.simulation.answers import ProvinceRequest
from services.simulation.chance import Chance
from services.simulation.faults import Fault, answer
from services.simulation.lore import invented
from services.simulation.province import Province
from services.simulation.systems.indicators import places, release
from services.simulation.systems.indicators.course import Course, Part
from services.simulation.systems.indicators.measure import Measure, measures

NOON = datetime(2026, 11, 24, 7, 5, 37, tzinfo=UTC)
ASKED = ProvinceRequest(path="/reports/chi-so")
BY_ID = {one.id: one for one in measures()}


@cache
def told(at: datetime = NOON, seed: int = 1) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(Province(seed).respond(ASKED, at).body)
    return body


@pytest.fixture(scope="module")
def figures() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in told()["chi_so"]:
        found[one["ma"]].append(one)
    return found


def test_every_measure_of_the_catalogue_has_a_figure(figures: dict[str, Any]) -> None:
    assert figures.keys() == BY_ID.keys()


def test_the_same_seed_and_instant_have_the_same_answer_and_another_seed_another() -> None:
    assert Province(1).respond(ASKED, NOON) == Province(1).respond(ASKED, NOON)
    assert told(seed=2)["chi_so"] != told()["chi_so"]


def test_a_share_is_its_two_numbers(figures: dict[str, Any]) -> None:
    shares = [one for ones in figures.values() for one in ones if one.get("mau")]
    assert len(shares) > 80
    for one in shares:
        assert 0 <= one["tu"] <= one["mau"]
        assert one["gia_tri"] == pytest.approx(100 * one["tu"] / one["mau"], abs=0.051)


def test_nothing_is_more_than_the_whole(figures: dict[str, Any]) -> None:
    for ones in figures.values():
        for one in ones:
            assert one["gia_tri"] is None or one["gia_tri"] >= 0
            assert one["don_vi_tinh"] != "%" or (one["gia_tri"] or 0) <= 100


def test_units_add_up_to_the_province(figures: dict[str, Any]) -> None:
    placed = [id for id, one in BY_ID.items() if one.placed and not one.percent]
    for id in placed:
        whole = figures[id][0]
        parts = [one["gia_tri"] for one in figures[id] if "dia_ban" in one]
        assert len(parts) == 12
        assert sum(parts) == pytest.approx(whole["gia_tri"])


@pytest.mark.parametrize("top", [0, 1, 7, 131, 142])
def test_shares_of_units_add_up_and_none_is_more_than_its_whole(top: int) -> None:
    pairs = places.split_part(Chance(3), BY_ID["tt_dai_xa_hoat_dong"], Part(top, 142))
    assert sum(one for one, _ in pairs) == top
    assert sum(whole for _, whole in pairs) == 142
    assert all(0 <= one <= whole for one, whole in pairs)


def test_the_year_so_far_is_the_sum_of_its_periods(figures: dict[str, Any]) -> None:
    history = figures["bc_doanh_thu"]
    year = {one["ky"]: one["gia_tri"] for one in history if one["ky"].startswith("2026-")}
    course = Course(Chance(1), BY_ID["bc_doanh_thu"])
    october = month(2026, 10)
    before = sum(value for period, value in year.items() if period != "2026-10")
    assert history[0]["luy_ke"] == before + course.value(october)
    assert history[0]["ky_truoc"] == year["2026-09"]
    same = next(one for one in history if one["ky"] == "2025-10")
    assert history[0]["cung_ky"] == same["gia_tri"]


def test_five_calendar_years_of_some_are_told(figures: dict[str, Any]) -> None:
    periods = {one["ky"] for one in figures["vt_lom_song"] if "dia_ban" not in one}
    assert min(periods) == "2022-01"
    assert len(periods) == 12 * 4 + 10


@pytest.mark.parametrize(
    ("day", "period", "level"),
    [
        ((2026, 11, 1, 0), "2026-09", "chính thức"),
        ((2026, 11, 1, 2), "2026-10", "ước tính"),
        ((2026, 11, 10, 2), "2026-10", "sơ bộ"),
        ((2026, 11, 25, 2), "2026-10", "chính thức"),
    ],
)
def test_a_figure_becomes_final_as_time_goes_on(
    day: tuple[int, int, int, int], period: str, level: str
) -> None:
    found = release.latest(BY_ID["bc_doanh_thu"], datetime(*day, tzinfo=UTC))
    assert (found.period, found.level) == (period_of(period), Level(level))


@pytest.mark.parametrize("id", ["bc_doanh_thu", "vt_ho_internet", "vt_nop_ngan_sach"])
def test_a_figure_is_renewed_before_its_cadence_is_over(id: str) -> None:
    measure: Measure = BY_ID[id]
    longest = {"tháng": 31, "quý": 92, "năm": 366}[measure.span.value]
    at = NOON
    for _ in range(400):
        assert at - release.latest(measure, at).at < timedelta(days=longest)
        at += timedelta(days=1)


def test_some_figures_are_missing_and_some_are_doubted(figures: dict[str, Any]) -> None:
    missing = {id for id, ones in figures.items() if ones[0]["gia_tri"] is None}
    doubted = {id for id, ones in figures.items() if "canh_bao" in ones[0]}
    assert missing == {id for id, one in BY_ID.items() if one.flaw == "missing"} != set()
    assert doubted == {id for id, one in BY_ID.items() if one.flaw == "flagged"} != set()


def test_a_round_that_is_closed_moves_no_more_and_an_open_one_fills() -> None:
    first, later = told(), told(NOON + timedelta(days=3))
    sim = [
        next(o for o in one["chi_so"] if o["ma"] == "vt_dot_sim_vi_pham") for one in (first, later)
    ]
    assert sim[0] == sim[1]
    opened = [
        next(o for o in told(at)["dot"] if o["ma"] == "dot-nhan-luc")
        for at in (NOON - timedelta(days=15), NOON, NOON + timedelta(days=2))
    ]
    assert opened[0]["da_gui"] == []
    assert opened[1]["da_gui"]
    assert opened[1]["chot_luc"] is None
    assert opened[2]["chot_luc"] is not None
    assert opened[2]["da_gui"] == opened[2]["phai_gui"]


@pytest.mark.parametrize("kind", ["401", "500", "garbage", "stale", "skew", "lacking"])
def test_it_fails_as_the_other_paths_do(kind: str) -> None:
    found = answer(Province(1), ASKED, Fault(kind=kind, frozen=NOON - timedelta(hours=2)), NOON)
    assert found.body != Province(1).respond(ASKED, NOON).body


def test_what_is_a_small_share_stays_one() -> None:
    course = Course(Chance(1), BY_ID["cds_ngan_sach_ty_le"])
    assert 1 < course.value(whole_year(2025)) < 1.5
    assert 1 < course.plan(2025) < 1.5


def test_what_another_system_lists_is_told_as_many_as_it_lists(figures: dict[str, Any]) -> None:
    assert figures["ht_du_lieu_mo"][0]["gia_tri"] == len(invented()["datasets"])
    assert figures["ht_lgsp_dich_vu"][0]["gia_tri"] == len(invented()["services"]) + 1
