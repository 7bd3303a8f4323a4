"""The walls that come with the program: they load without a word, and every answer of the province
that they ask for is read without one.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from services.clock import HeldClock
from services.connectors import Answered
from services.freshness import Known, Rhythm, State, state
from services.news import Batch, Covers, Outage
from services.records import Observation
from services.simulation.faults import OLD, SOUND, Fault
from services.simulation.history import Pause, ProvinceDoor, play
from services.simulation.lore import units
from services.simulation.province import SYSTEMS, Province
from services.simulation.systems.indicators.measure import measures
from services.wall_file import installed, load

if TYPE_CHECKING:
    from services.door import Door
    from services.settings import Source
    from services.wall_file.shape import WallFile

WALLS = Path(str(files("resources") / "walls"))
PLUGINS = installed()
NOON = datetime(2026, 11, 24, 7, 5, 37, tzinfo=UTC)


def wall(name: str) -> WallFile:
    loaded = load(WALLS / f"{name}.yaml", PLUGINS)
    assert loaded.wall is not None, loaded.faults
    return loaded.wall


LAM_DONG, STATES = wall("lam-dong"), wall("states")
MEASURED = [id for id, one in LAM_DONG.indicators.items() if one.formula is None]


def answered(
    source: str, of: WallFile = LAM_DONG, at: datetime = NOON, fault: Fault = SOUND
) -> Answered:
    settings = of.sources[source]
    door = ProvinceDoor(province=Province(1), base=settings.url, fault=fault, asked=at)
    made: Answered = PLUGINS.connectors[settings.connector].ask(settings, door, None)  # type: ignore[attr-defined] # the wall file's room knows no asking
    return made


@cache
def at_noon(source: str) -> Answered:
    """Asked once for all tests."""
    return answered(source)


@pytest.mark.parametrize("name", ["lam-dong", "states", "may-nay", "phong-may"])
def test_the_walls_that_come_along_load_without_a_fault_or_a_warning(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZABBIX_TOKEN", "0")
    loaded = load(WALLS / f"{name}.yaml", PLUGINS)

    assert not loaded.faults
    assert not loaded.warnings


@pytest.mark.parametrize("source", LAM_DONG.sources)
@pytest.mark.parametrize("at", [NOON, datetime(2026, 11, 28, 20, tzinfo=UTC)])
def test_every_answer_of_the_province_is_read_whole(source: str, at: datetime) -> None:
    made = answered(source, at=at)

    assert made.records
    assert made.notes == ()
    grows = LAM_DONG.sources[source].connector in {"eve", "feed"}
    assert made.covers is (Covers.NEW if grows else Covers.ALL)
    assert made.simulated


def test_every_system_of_the_nine_has_a_source() -> None:
    assert {source.system for source in LAM_DONG.sources.values()} == set(SYSTEMS)


RENEWED = [id for id, source in LAM_DONG.sources.items() if source.cadence is not None]
LONGEST_TAKEN = timedelta(seconds=6)


def states(source: str, made: Answered, at: datetime) -> set[State]:
    """Of the source and of each of its figures."""
    settings = LAM_DONG.sources[source]
    rhythm = Rhythm(every=settings.every, cadence=settings.cadence)
    own = {one.at for one in made.records if isinstance(one, Observation)}
    return {
        state(Known(recorded=True, source_time=time, confirmed=made.received), rhythm, at)
        for time in {made.at, *(time or made.at for time in own)}
    }


PRINTED = ("cong-bo", "ioc-bao-chi")
"""Sources of what was printed."""
BY_PLACE = ("ioc_huyen",)
"""Indicators that have a figure for each district and none for the province."""


@pytest.mark.parametrize("source", [id for id in LAM_DONG.sources if id not in PRINTED])
def test_every_source_that_tells_when_its_figures_were_made_says_how_often(source: str) -> None:
    """Nobody owes a renewal of what is printed, and a log is as new as its last line."""
    made = at_noon(source)
    told = made.covers is not Covers.NEW and (
        made.at is not None or any(one.at is not None for one in made.records)
    )
    assert (source in RENEWED) is told


@pytest.mark.parametrize("source", LAM_DONG.sources)
def test_a_source_asked_at_its_rhythm_is_live_until_its_next_answer_all_day(source: str) -> None:
    # Asks come at most a twentieth late, and a slow system takes some seconds more.
    wait = LAM_DONG.sources[source].every * 1.05 + LONGEST_TAKEN
    step = timedelta(hours=2, minutes=37, seconds=53)
    for at in (NOON + step * many for many in range(timedelta(days=1) // step + 1)):
        made = answered(source, at=at)
        assert states(source, made, made.received) == {State.LIVE}
        assert states(source, made, at + wait) == {State.LIVE}


@pytest.mark.parametrize("source", RENEWED)
def test_a_source_that_repeats_an_old_answer_is_stale(source: str) -> None:
    cadence = LAM_DONG.sources[source].cadence
    assert cadence is not None
    old = NOON - max(OLD, 4 * cadence)
    made = answered(source, fault=Fault(kind="stale", frozen=old))

    assert states(source, made, NOON) == {State.STALE}


FLAWED = {one.id for one in measures() if one.flaw == "missing"}
"""The province leaves their figures empty on purpose."""


@pytest.mark.parametrize("id", MEASURED)
def test_every_indicator_of_the_wall_has_a_figure(id: str) -> None:
    indicator = LAM_DONG.indicators[id]
    assert indicator.source is not None
    found = [
        record
        for record in at_noon(indicator.source).records
        if isinstance(record, Observation) and record.indicator == (indicator.metric or id)
    ]
    whole = [one for one in found if one.territory is None]
    if id in BY_PLACE:
        assert {one.territory for one in found} == {unit.short for unit in units()}
        return
    latest = max(whole, key=lambda one: one.period or "")

    assert len({one.uid for one in whole}) == len(whole)
    assert (latest.fault is None) is (id not in FLAWED)
    assert (latest.value is not None or bool(latest.text)) is (id not in FLAWED)


def test_the_articles_figures_reach_the_wall_digit_by_digit_with_their_publication() -> None:
    whole = json.loads(
        (files("resources") / "domain" / "article.json").read_text(encoding="utf-8"),
        parse_float=Decimal,
        parse_int=Decimal,
    )
    figures = {r.indicator: r for r in at_noon("cong-bo").records if isinstance(r, Observation)}

    assert figures.keys() == {one["id"] for one in whole["indicators"]}
    for one in whole["indicators"]:
        figure = figures[one["id"]]
        names = ("value", "text", "qualifier", "numerator", "denominator", "delta", "ratio", "base")
        assert {n: getattr(figure, n) for n in names} == {n: one.get(n) for n in names}
        assert figure.period == "2023"
        assert figure.publication == "Báo Lâm Đồng 22/12/2023"
        assert LAM_DONG.indicators[one["id"]].due == "none"
        assert one["group"] in LAM_DONG.indicators[one["id"]].gathered


@pytest.mark.parametrize("source", [s for s in LAM_DONG.sources if s not in PRINTED])
def test_nothing_invented_wears_a_publication(source: str) -> None:
    assert all(record.publication is None for record in at_noon(source).records)


def test_every_figure_of_the_article_is_on_the_wall() -> None:
    shown = {
        id
        for scene in LAM_DONG.scenes.values()
        for panel in scene.panels.values()
        for tile in panel.tiles
        for id in tile.indicators()
    }
    shown |= {
        id
        for id, indicator in LAM_DONG.indicators.items()
        for scene in LAM_DONG.scenes.values()
        for panel in scene.panels.values()
        for tile in panel.tiles
        if getattr(tile, "group", None) in indicator.gathered
    }
    assert {i for i, one in LAM_DONG.indicators.items() if one.source == "cong-bo"} <= shown


def test_a_panel_has_few_tiles() -> None:
    for scene in LAM_DONG.scenes.values():
        assert len(scene.panels) == 4
        assert all(1 <= len(panel.tiles) <= 6 for panel in scene.panels.values())


def told(of: WallFile) -> dict[str, list[Batch | Outage | Pause]]:
    assert of.province is not None
    assert of.province.clock is not None
    clock = HeldClock(of.province.clock)
    found: dict[str, list[Batch | Outage | Pause]] = {}
    for item in play(of, PLUGINS.connectors, clock):  # type: ignore[arg-type] # as above
        assert clock.at == (item.at if isinstance(item, Pause) else item.received)
        found.setdefault(item.source, []).append(item)
    assert clock.at == of.province.clock
    return found


@pytest.fixture(scope="module")
def past() -> dict[str, list[Batch | Outage | Pause]]:
    return told(STATES)


def clock() -> datetime:
    assert STATES.province is not None
    assert STATES.province.clock is not None
    return STATES.province.clock


def ending(state: str) -> list[str]:
    return [source for source in STATES.sources if source.endswith(f"-{state}")]


class Forgetful:
    """A connector whose second answer says nothing of its cursor, and whose third takes it back."""

    def __init__(self) -> None:
        self.handed: dict[int, list[str | None]] = {}

    def ask(self, settings: Source, door: Door, cursor: str | None) -> Answered:
        handed = self.handed.setdefault(id(settings), [])
        handed.append(cursor)
        left = ("a", None, "", "b")[min(len(handed), 4) - 1]
        return Answered(asked=door.now(), received=door.now(), cursor=left)


def test_a_played_cursor_is_kept_and_taken_back_as_the_cache_does() -> None:
    connector = Forgetful()
    assert STATES.province is not None
    assert STATES.province.clock is not None
    held = HeldClock(STATES.province.clock)
    connectors = dict.fromkeys(PLUGINS.connectors, connector)
    assert list(play(STATES, connectors, held))  # type: ignore[arg-type] # no name, no settings
    firsts = [handed[:4] for handed in connector.handed.values() if len(handed) > 3]
    assert firsts
    assert all(first == [None, "a", "a", ""] for first in firsts)


type Past = dict[str, list[Batch | Outage | Pause]]


def test_a_history_is_played_in_order_and_the_same_each_time(past: Past) -> None:
    first, again = past, told(STATES)

    assert first == again
    assert first.keys() == STATES.sources.keys()
    for items in first.values():
        times = [item.at if isinstance(item, Pause) else item.received for item in items]
        assert times == sorted(times)


@pytest.mark.parametrize("source", ending("song"))
def test_live_is_a_source_that_answered_within_its_beat(past: Past, source: str) -> None:
    last = past[source][-1]

    assert isinstance(last, Batch)
    assert clock() - last.received < STATES.sources[source].every


@pytest.mark.parametrize("source", ending("cham"))
def test_late_is_a_last_answer_two_and_a_half_beats_ago(past: Past, source: str) -> None:
    last = past[source][-1]

    assert isinstance(last, Batch)
    assert clock() - last.received == 2.5 * STATES.sources[source].every


@pytest.mark.parametrize("source", ending("cu"))
def test_stale_is_a_source_that_answers_with_old_times(past: Past, source: str) -> None:
    last = past[source][-1]
    made = [i.at for i in past[source] if isinstance(i, Batch) and i.at is not None]

    assert isinstance(last, Batch)
    assert clock() - last.received < STATES.sources[source].every
    assert clock() - max(made) >= timedelta(minutes=42)


@pytest.mark.parametrize("source", ending("lech"))
def test_skewed_is_an_answer_from_the_future(past: Past, source: str) -> None:
    last = past[source][-1]

    assert isinstance(last, Batch)
    assert last.at is not None
    assert last.at > last.received + timedelta(minutes=2)


@pytest.mark.parametrize("source", ending("loi"))
def test_faulty_is_an_empty_figure_or_two_bad_answers(past: Past, source: str) -> None:
    match past[source][-2:]:
        case [Outage() as before, Outage() as last]:
            assert not before.reason.of_connection
            assert not last.reason.of_connection
        case [_, Batch() as last]:
            assert all(isinstance(r, Observation) and r.value is None for r in last.records)
        case other:
            pytest.fail(str(other))
    assert isinstance(past[source][0], Batch)


@pytest.mark.parametrize("source", ending("mat"))
def test_disconnected_is_good_answers_and_then_two_closed_doors(past: Past, source: str) -> None:
    assert isinstance(past[source][0], Batch)
    for item in past[source][-2:]:
        assert isinstance(item, Outage)
        assert item.reason.of_connection


@pytest.mark.parametrize("source", ending("bao-tri"))
def test_maintenance_is_a_pause_that_lasts(past: Past, source: str) -> None:
    assert past[source][-1] == Pause(source=source, at=clock() - timedelta(minutes=30), on=True)
    assert all(isinstance(item, Batch) for item in past[source][:-1])


@pytest.mark.parametrize("source", ending("chua"))
def test_never_is_nothing_but_outages(past: Past, source: str) -> None:
    assert len(past[source]) >= 2
    assert all(isinstance(item, Outage) for item in past[source])


def test_a_pause_that_ended_is_told_with_its_end() -> None:
    province = STATES.province
    assert province is not None
    assert province.clock is not None
    base = province.history[0]
    past = (
        base.model_copy(update={"source": "so-song", "since": timedelta(minutes=20)}),
        base.model_copy(
            update={
                "source": "so-song",
                "since": timedelta(minutes=10),
                "until": timedelta(minutes=5),
                "fault": "pause",
            }
        ),
    )
    changed = STATES.model_copy(update={"province": province.model_copy(update={"history": past})})
    items = told(changed)["so-song"]
    begins, ends = (i for i, item in enumerate(items) if isinstance(item, Pause))

    assert ends == begins + 1
    assert isinstance(items[-1], Batch)


def test_a_long_past_is_told_by_few_asks() -> None:
    province = STATES.province
    assert province is not None
    past = (
        province.history[0].model_copy(update={"source": "so-song", "since": timedelta(days=30)}),
    )
    changed = STATES.model_copy(update={"province": province.model_copy(update={"history": past})})
    assert 4 <= len(told(changed)["so-song"]) <= 12
