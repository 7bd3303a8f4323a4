"""What becomes of news: values stay, ages move, nothing is made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.cache import Named, journal
from services.cache.answer import NO_NUMBER, NO_VALUE
from services.cache.recorder import LACKING
from services.cache.times import micros
from services.freshness import State
from services.news import Batch, Covers, Reason
from services.records import (
    Alert,
    Document,
    Endpoint,
    Observation,
    Sample,
    SecurityEvent,
    ServiceHealth,
    labels,
)
from services.views import Knowledge
from tests.unit.cache.telling import (
    FAULT,
    NOON,
    SECOND,
    alert,
    answer,
    figure,
    only,
    outage,
    titles,
    wall_of,
)

if TYPE_CHECKING:
    from services.cache import Cache
    from services.cache.recorder import Recorder
    from services.clock import HeldClock
    from services.database import Connection

WALL = wall_of({"s": ("bts",)}, every="10 s")
BTS = Named(source="s", indicator="bts")


def test_digits_labels_and_words_come_back_as_they_were_told(
    cache: Cache, clock: HeldClock
) -> None:
    told = figure(
        "93.50", qualifier="ước", period="2023", labels=labels({"a": "b"}), base="2022", ratio=None
    )
    answer(cache, clock, told)
    assert only(cache).record == told
    assert str(only(cache).record.value) == "93.50"


def test_an_equal_answer_confirms_and_makes_no_new_version(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1"))
    learned = only(cache).learned
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1"))
    fact = only(cache)
    assert (fact.learned, fact.changed, fact.confirmed) == (learned, NOON, clock.now())


def test_a_changed_value_is_a_new_version_and_the_old_one_can_be_seen_again(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1"))
    with cache.picture() as picture:
        then = picture.at
    clock.move(10 * SECOND)
    answer(cache, clock, figure("2"))
    assert only(cache).record.value == 2
    assert only(cache).changed == clock.now()
    assert only(cache, at=then).record.value == 1


def test_an_outage_changes_no_value_and_no_confirmation(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1"), alert("a"))
    before = only(cache)
    clock.move(10 * SECOND)
    outage(cache, clock, Reason.UNREACHABLE)
    outage(cache, clock, Reason.MALFORMED)
    outage(cache, clock, Reason.DEADLINE)
    assert only(cache) == before
    assert titles(cache) == ["Quét cổng"]
    with cache.picture() as picture:
        asked = picture.asks("s")
    assert asked.outages == (Reason.DEADLINE, Reason.MALFORMED)
    assert asked.reason is Reason.DEADLINE
    assert asked.words is not None
    assert dict(asked.words.values) == {"giay": 10}
    assert (asked.last_asked, asked.last_answered) == (clock.now() - SECOND, NOON)
    assert asked.records == 2


def test_an_answer_ends_the_run_of_outages(cache: Cache, clock: HeldClock) -> None:
    outage(cache, clock)
    outage(cache, clock)
    with cache.picture() as picture:
        assert not picture.asks("s").ever
    answer(cache, clock)
    outage(cache, clock)
    with cache.picture() as picture:
        assert picture.asks("s").outages == (Reason.DEADLINE,)
        assert picture.asks("s").ever


def test_what_is_not_in_an_answer_of_all_is_gone(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, alert("a", "A"), alert("b", "B"))
    with cache.picture() as picture:
        then = picture.at
    answer(cache, clock, alert("b", "B"))
    assert titles(cache) == ["B"]
    assert titles(cache, then) == ["A", "B"]
    answer(cache, clock, alert("a", "A"))
    assert titles(cache) == ["A"]


@pytest.mark.parametrize("covers", [Covers.PART, Covers.NEW])
def test_a_partial_answer_and_a_stream_remove_nothing(
    cache: Cache, clock: HeldClock, covers: Covers
) -> None:
    answer(cache, clock, alert("a", "A"))
    answer(cache, clock, alert("b", "B"), covers=covers)
    assert titles(cache) == ["A", "B"]


def lacking(cache: Cache, at: datetime | None = None) -> tuple[bool, int | None]:
    with cache.picture(at) as picture:
        asked = picture.asks("s")
    return asked.partial, asked.missing


def test_what_a_partial_answer_lacked_is_known_until_a_whole_one_as_of_then(
    cache: Cache, clock: HeldClock
) -> None:
    assert lacking(cache) == (False, None)
    answer(cache, clock, alert("a"), covers=Covers.PART, missing=123)
    clock.move(10 * SECOND)
    outage(cache, clock)
    assert lacking(cache) == (True, 123)
    clock.move(10 * SECOND)
    answer(cache, clock, unchanged=True)
    assert lacking(cache) == (True, 123)
    clock.move(10 * SECOND)
    answer(cache, clock, alert("a"), covers=Covers.PART)
    assert lacking(cache) == (True, None)
    clock.move(10 * SECOND)
    answer(cache, clock, alert("a"), missing=5)
    assert lacking(cache) == (False, None)
    assert lacking(cache, NOON + 5 * SECOND) == (True, 123)


def test_a_stream_lacks_nothing(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, alert("a"), covers=Covers.PART, missing=3)
    answer(cache, clock, alert("b"), covers=Covers.NEW, missing=3)
    assert lacking(cache) == (False, None)


@pytest.mark.parametrize("missing", [-1, 0, 10**15 + 1, 10**90])
def test_a_count_that_is_none_lacks_nobody_knows_how_many(
    cache: Cache, clock: HeldClock, missing: int
) -> None:
    answer(cache, clock, alert("a"), covers=Covers.PART, missing=missing)
    assert lacking(cache) == (True, None)


def test_a_partial_answer_confirms_only_what_is_in_it(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1", "x"), figure("1", "y"))
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1", "x"), covers=Covers.PART)
    assert only(cache, "x").confirmed == NOON + 10 * SECOND
    assert only(cache, "y").confirmed == NOON
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1", "y"), covers=Covers.PART)
    assert only(cache, "x").confirmed == NOON + 10 * SECOND
    assert only(cache, "y").confirmed == NOON + 20 * SECOND
    clock.move(10 * SECOND)
    answer(cache, clock, covers=Covers.NEW)
    assert only(cache, "x").confirmed == NOON + 30 * SECOND


def test_a_304_confirms_all_and_keeps_the_source_time(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1"), at=NOON - SECOND, simulated=True)
    clock.move(10 * SECOND)
    answer(cache, clock, unchanged=True, simulated=True)
    fact = only(cache)
    assert (fact.confirmed, fact.source_time) == (NOON + 10 * SECOND, NOON - SECOND)
    with cache.picture() as picture:
        asked = picture.asks("s")
    assert (asked.records, asked.source_time, asked.simulated) == (1, NOON - SECOND, True)


def test_a_named_figure_is_lacked_and_never_gone(cache: Cache, clock: HeldClock) -> None:
    cache.name_figures([BTS])
    answer(cache, clock, figure("1"), figure("7", "other"), at=NOON)
    clock.move(10 * SECOND)
    answer(cache, clock, at=clock.now())
    fact = only(cache)
    assert (fact.record.value, fact.fault) == (Decimal(1), LACKING)
    assert (fact.confirmed, fact.source_time, fact.changed) == (NOON, NOON, NOON)
    with cache.picture() as picture:
        assert picture.figures("s", "other") == ()
        shown = Knowledge(WALL, picture).figure("bts")
    assert shown.observation is not None
    assert shown.standing.state is State.FAULTY


def test_a_304_does_not_heal_what_the_answer_lacked(cache: Cache, clock: HeldClock) -> None:
    cache.name_figures([BTS])
    answer(cache, clock, figure("1"))
    answer(cache, clock)
    clock.move(10 * SECOND)
    answer(cache, clock, unchanged=True)
    assert (only(cache).fault, only(cache).confirmed) == (LACKING, NOON)


def test_a_lacked_figure_that_returns_with_its_value_keeps_when_it_changed(
    cache: Cache, clock: HeldClock
) -> None:
    cache.name_figures([BTS])
    answer(cache, clock, figure("1"))
    answer(cache, clock)
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1"))
    fact = only(cache)
    assert (fact.fault, fact.changed, fact.confirmed) == (None, NOON, clock.now())


def test_a_figure_of_another_period_stands_in_for_a_named_one(
    cache: Cache, clock: HeldClock
) -> None:
    cache.name_figures([BTS])
    answer(cache, clock, figure("1", uid="2022", period="2022"))
    answer(cache, clock, figure("2", uid="2023", period="2023"))
    assert only(cache).record.period == "2023"


def test_a_figure_named_by_its_place_or_labels_is_lacked_alone(
    cache: Cache, clock: HeldClock
) -> None:
    where = labels({"territory": "68", "job": "node"})
    cache.name_figures([Named(source="s", indicator="bts", where=where)])
    answer(
        cache,
        clock,
        figure("1", uid="dl", territory="68", labels=labels({"job": "node"})),
        figure("2", uid="bl", territory="67", labels=labels({"job": "node"})),
    )
    answer(cache, clock)
    assert only(cache).record.uid == "dl"
    with cache.picture() as picture:
        assert len(picture.figures("s", "bts", where)) == 1
        assert picture.figures("s", "bts", labels({"territory": "67"})) == ()


def test_an_empty_label_means_those_that_have_none(cache: Cache, clock: HeldClock) -> None:
    noted = labels({"note": "x"})
    answer(cache, clock, figure("1", uid="bare"), figure("2", uid="noted", labels=noted))
    with cache.picture() as picture:
        [bare] = picture.figures("s", "bts", labels({"note": ""}))
        [other] = picture.figures("s", "bts", noted)
        assert picture.figures("s", "bts", labels({"territory": "", "note": "x"})) == (other,)
    assert (bare.record.uid, other.record.uid) == ("bare", "noted")


def test_an_unreadable_value_leaves_the_last_one_with_its_age(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1"))
    clock.move(10 * SECOND)
    answer(cache, clock, figure(None, fault=FAULT))
    fact = only(cache)
    assert (fact.record.value, fact.fault, fact.confirmed) == (Decimal(1), FAULT, NOON)


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (figure(None), NO_VALUE),
        (figure("NaN"), NO_NUMBER),
        (figure("-Infinity"), NO_NUMBER),
        (figure(None, fault=FAULT), FAULT),
    ],
)
def test_without_a_value_before_it_is_never_with_the_reason(
    cache: Cache, clock: HeldClock, told: Observation, fault: object
) -> None:
    answer(cache, clock, told)
    fact = only(cache)
    assert (fact.has_value, fact.fault, fact.confirmed) == (False, fault, None)
    with cache.picture() as picture:
        assert Knowledge(WALL, picture).figure("bts").standing.state is State.NEVER
    answer(cache, clock, figure("1"))
    assert (only(cache).has_value, only(cache).fault) == (True, None)


def test_a_flagged_figure_is_recorded_and_faulty(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1"))
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1", flag="chưa duyệt"))
    fact = only(cache)
    assert fact.fault is not None
    assert dict(fact.fault.values) == {"flag": "chưa duyệt"}
    assert (fact.changed, fact.confirmed) == (NOON, clock.now())
    answer(cache, clock, figure("1"))
    assert (only(cache).fault, only(cache).changed) == (None, NOON)


def test_the_latest_source_time_is_kept_though_the_value_is_the_same(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1", at=NOON - SECOND))
    learned = only(cache).learned
    with cache.picture() as picture:
        then = picture.at
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1", at=NOON + 9 * SECOND))
    fact = only(cache)
    assert (fact.source_time, fact.record.at) == (NOON + 9 * SECOND, NOON + 9 * SECOND)
    assert fact.learned == learned
    assert only(cache, at=then).source_time == NOON - SECOND
    answer(cache, clock, figure("1"))
    assert only(cache).source_time is None


def test_a_stream_dates_only_what_it_carries(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1", "x"), covers=Covers.NEW, at=NOON)
    later = NOON + timedelta(hours=1)
    answer(cache, clock, figure("1", "y"), covers=Covers.NEW, at=later)
    assert (only(cache, "x").source_time, only(cache, "y").source_time) == (NOON, later)


def test_a_partial_answer_without_a_time_does_not_wear_an_older_answers(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1"), at=NOON - SECOND)
    answer(cache, clock, figure("1"), covers=Covers.PART)
    assert only(cache).source_time is None
    answer(cache, clock, figure("1"), at=NOON)
    assert only(cache).source_time == NOON


def test_a_record_that_comes_back_without_a_time_has_none(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1", at=NOON - SECOND))
    answer(cache, clock)
    answer(cache, clock, figure("1"))
    assert only(cache).source_time is None


def test_an_answer_that_failed_half_way_leaves_no_trace(
    cache: Cache, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    answer(cache, clock, figure("1"), alert("a"), covers=Covers.PART)
    with monkeypatch.context() as patched:
        patched.setattr(journal, "write", fail)
        with pytest.raises(ZeroDivisionError):
            answer(cache, clock, figure("2"), alert("b"), covers=Covers.PART)
    assert (only(cache).record.value, titles(cache)) == (Decimal(1), ["Quét cổng"])
    answer(cache, clock, figure("2"))
    assert (only(cache).record.value, titles(cache)) == (Decimal(2), [])


def test_the_mark_of_simulation_stays_and_a_quotation_has_none(
    cache: Cache, clock: HeldClock
) -> None:
    quoted = figure("2", "y", publication="Báo Lâm Đồng 22/12/2023")
    answer(cache, clock, figure("1", "x"), quoted, simulated=True)
    assert (only(cache, "x").simulated, only(cache, "y").simulated) == (True, False)
    answer(cache, clock, figure("1", "x"), quoted)
    assert (only(cache, "x").simulated, only(cache, "x").changed) == (False, NOON)


def test_of_two_records_with_one_key_the_last_counts_and_it_is_noted(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1"), figure("2"), notes=(FAULT,))
    assert only(cache).record.value == 2
    with cache.picture() as picture:
        notes = picture.asks("s").notes
    assert notes[0] == FAULT
    assert dict(notes[1].values) == {"count": 1}


def test_one_uid_of_two_kinds_is_two_keys(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, alert("1"), Endpoint(uid="1", name="PC-01"))
    with cache.picture() as picture:
        assert len(picture.facts("s", Alert)) == len(picture.facts("s", Endpoint)) == 1
        assert picture.facts("other", Alert) == ()


def test_lone_surrogates_and_numbers_that_are_none_harm_nobody(
    cache: Cache, clock: HeldClock
) -> None:
    broken = figure("1", "b", denominator=Decimal("NaN"))
    health = ServiceHealth(uid="h", service="lgsp", errors=Decimal("Infinity"))
    answer(
        cache, clock, alert("\ud800", "x\udfff"), figure("1", "a"), broken, health, cursor="\ud800"
    )
    assert titles(cache) == ["x?"]
    assert only(cache, "a").record.value == 1
    assert (only(cache, "b").record.denominator, only(cache, "b").fault) == (None, NO_NUMBER)
    with cache.picture() as picture:
        (fact,) = picture.facts("s", ServiceHealth)
    assert fact.record.errors is None


def test_a_record_that_could_not_be_read_again_is_passed_over_and_noted(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1", "a"), figure("1", "b", level="bịa"))
    assert only(cache, "a").record.value == 1
    with cache.picture() as picture:
        assert picture.figures("s", "b") == ()
        (note,) = picture.asks("s").notes
    assert dict(note.values) == {"uid": "b"}


def test_the_cursor_is_kept_with_its_batch_and_outlives_outages(
    cache: Cache, clock: HeldClock
) -> None:
    assert cache.cursor("s") is None
    answer(cache, clock, cursor="bytes=10")
    outage(cache, clock)
    answer(cache, clock, unchanged=True)
    assert cache.cursor("s") == "bytes=10"
    answer(cache, clock, cursor="bytes=20")
    assert cache.cursor("s") == "bytes=20"


def test_a_304_does_not_take_the_mark_off(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1"), simulated=True)
    answer(cache, clock, unchanged=True)
    with cache.picture() as picture:
        assert picture.asks("s").simulated
    answer(cache, clock, figure("1"))
    answer(cache, clock, unchanged=True)
    with cache.picture() as picture:
        assert not picture.asks("s").simulated


def test_a_cursor_of_a_batch_that_was_undone_is_not_handed_back(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, cursor="1")

    def fail(_: Connection, recorder: Recorder, stamp: int) -> None:
        now = clock.now()
        recorder.record(Batch(source="s", asked=now, received=now, cursor="2"), stamp)
        raise ZeroDivisionError

    assert isinstance(cache._writer.submit(fail).exception(), ZeroDivisionError)
    assert cache.cursor("s") == "1"


def test_a_cursor_is_at_hand_when_nothing_can_be_read(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, cursor="1")
    cache.close()
    assert (cache.cursor("s"), cache.cursor("t")) == ("1", None)


def _value(cache: Cache, indicator: str) -> str:
    return str(only(cache, indicator).record.value)


def test_two_uids_that_change_their_indicators_hand_out_no_strangers_value(
    cache: Cache, clock: HeldClock
) -> None:
    cache.name_figures([])
    answer(cache, clock, figure("10", "a", uid="1"), figure("99", "b", uid="2"))
    with cache.picture() as picture:
        then = picture.at
    clock.move(SECOND)
    answer(cache, clock, figure("99", "b", uid="1"), figure("10", "a", uid="2"))
    for at in (then, None):
        assert only(cache, "a", at).record.value == 10
        assert only(cache, "b", at).record.value == 99
    answer(cache, clock, figure("11", "a", uid="1"), figure("98", "b", uid="2"))
    assert (_value(cache, "a"), _value(cache, "b")) == ("11", "98")
    assert only(cache, "a", then).record.value == 10


@pytest.mark.parametrize("covers", Covers)
def test_a_named_figure_whose_uid_turns_into_another_keeps_its_value_and_is_faulty(
    cache: Cache, clock: HeldClock, covers: Covers
) -> None:
    cache.name_figures([Named(source="s", indicator="a")])
    answer(cache, clock, figure("10", "a", uid="1"), figure("5", "c"))
    clock.move(SECOND)
    answer(cache, clock, figure("99", "b", uid="1"), figure("5", "c"), covers=covers)
    assert (_value(cache, "a"), only(cache, "a").fault) == ("10", LACKING)
    assert only(cache, "a").confirmed == NOON
    assert (_value(cache, "b"), only(cache, "b").fault) == ("99", None)
    answer(cache, clock, figure("12", "a", uid="1"), figure("5", "c"), covers=covers)
    assert (_value(cache, "a"), only(cache, "a").fault) == ("12", None)


def _by_label(cache: Cache) -> dict[str, tuple[str, object]]:
    with cache.picture() as picture:
        return {
            fact.record.uid: (str(fact.record.value), fact.fault)
            for fact in picture.figures("s", "load")
        }


@pytest.mark.parametrize("covers", Covers)
def test_a_query_that_failed_as_a_whole_makes_all_its_figures_faulty(
    cache: Cache, clock: HeldClock, covers: Covers
) -> None:
    broken = figure(None, "load", fault=FAULT)
    one = figure("1", "load", uid="load|n=1", labels=labels({"n": "1"}))
    two = figure("2", "load", uid="load|n=2", territory="Đà Lạt")
    answer(cache, clock, broken, figure("5"), covers=covers)
    assert _by_label(cache) == {"load": ("None", FAULT)}
    answer(cache, clock, one, two, figure("5"), covers=covers)
    assert _by_label(cache) == {"load|n=1": ("1", None), "load|n=2": ("2", None)}
    clock.move(SECOND)
    answer(cache, clock, broken, figure("5"), covers=covers)
    assert _by_label(cache) == {"load|n=1": ("1", FAULT), "load|n=2": ("2", FAULT)}
    with cache.picture() as picture:
        assert {f.confirmed for f in picture.figures("s", "load")} == {NOON}
    assert only(cache).fault is None
    answer(cache, clock, one, two, figure("5"), covers=covers)
    assert _by_label(cache) == {"load|n=1": ("1", None), "load|n=2": ("2", None)}


def test_a_broken_total_leaves_its_parts_alone(cache: Cache, clock: HeldClock) -> None:
    part = figure("1", "load", uid="p", territory="Đà Lạt")
    answer(cache, clock, figure("3", "load"), part)
    answer(cache, clock, figure(None, "load", fault=FAULT), part)
    assert _by_label(cache) == {"load": ("3", FAULT), "p": ("1", None)}


YEAR_1 = datetime(1, 1, 1, tzinfo=UTC)
YEAR_9999 = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize("absurd", [YEAR_1, YEAR_9999])
def test_dates_that_cannot_be_do_not_enter(
    cache: Cache, clock: HeldClock, absurd: datetime
) -> None:
    document = Document(uid="d", number="1/UBND", due=absurd, promulgated=absurd.date())
    event = SecurityEvent(uid="e", time=absurd, signature="x")
    point = Sample(uid="p", indicator="bts", value=Decimal(1), at=absurd)
    answer(cache, clock, figure("1", at=absurd), document, event, point, at=absurd)
    fact = only(cache)
    assert (str(fact.record.value), fact.source_time) == ("1", None)
    assert fact.fault is not None
    with cache.picture() as picture:
        (kept,) = picture.facts("s", Document)
        assert kept.record == Document(uid="d", number="1/UBND")
        assert picture.facts("s", SecurityEvent) == ()
        assert picture.asks("s").source_time is None
        assert len(picture.asks("s").notes) == 2
        assert picture.samples("s", "bts", since=YEAR_1, until=YEAR_9999) == ()


def test_a_cache_that_has_dates_that_cannot_be_is_read(cache: Cache, clock: HeldClock) -> None:
    event = SecurityEvent(uid="e", time=NOON, signature="x")
    answer(cache, clock, figure("1", at=NOON), event, Document(uid="d", number="1", due=NOON))

    def age(connection: Connection, recorder: Recorder, _: int) -> None:
        connection.execute("UPDATE dated SET source_time = ?", (micros(YEAR_1),))
        connection.execute("UPDATE ask SET source_time = ?", (micros(YEAR_9999),))
        connection.execute("UPDATE fact SET body = replace(body, '2026-', '9999-')")
        recorder.forget()

    cache._writer.submit(age).result()
    assert (str(only(cache).record.value), only(cache).source_time) == ("1", None)
    with cache.picture() as picture:
        assert picture.facts("s", SecurityEvent) == ()
        assert picture.facts("s", Document)[0].record.due is None
        assert picture.asks("s").source_time is None
    answer(cache, clock, figure("2", at=NOON), event, Document(uid="d", number="1", due=NOON))
    with cache.picture() as picture:
        assert picture.facts("s", SecurityEvent)[0].record == event
        assert picture.facts("s", Document)[0].record.due == NOON


def _points(cache: Cache, hours: float, at: object = None) -> list[str]:
    with cache.picture(at) as picture:  # type: ignore[arg-type] # a time or None
        found = picture.samples("s", "bts", since=NOON - timedelta(hours=hours), until=NOON)
    return [str(sample.value) for sample in found]


def test_a_backfilled_series_does_not_pretend_that_it_was_known(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock)
    with cache.picture() as picture:
        then = picture.at
    told = [
        Sample(uid="s", indicator="bts", value=Decimal(f"{i}.0"), at=NOON - timedelta(hours=i))
        for i in range(4)
    ]
    answer(cache, clock, *told, covers=Covers.NEW)
    assert _points(cache, 2) == ["2.0", "1.0", "0.0"]
    assert _points(cache, 2, then) == []


def test_a_corrected_point_is_seen_as_it_was_known(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, Sample(uid="s", indicator="bts", value=Decimal(1), at=NOON))
    with cache.picture() as picture:
        then = picture.at
    answer(cache, clock, Sample(uid="s", indicator="bts", value=Decimal(2), at=NOON))
    answer(cache, clock, Sample(uid="s", indicator="bts", value=Decimal(2), at=NOON))
    assert (_points(cache, 1), _points(cache, 1, then)) == (["2"], ["1"])


def test_settings_pauses_and_wall_files_are_as_they_were(cache: Cache, clock: HeldClock) -> None:
    cache.remember("scene", "", "tong-quan")
    cache.remember("pause", "soc", "bảo trì")
    cache.remember_file("h1", {"wall.yaml": "wall: 1"})
    with cache.picture() as picture:
        then = picture.at
    clock.move(SECOND)
    changed = cache.remember("scene", "", "an-toan")
    assert cache.remember("scene", "", "an-toan") == changed
    cache.remember("pause", "soc", None)
    since = cache.remember_file("h2", {"wall.yaml": "wall: 1", "b.yaml": "\ud800"})
    assert cache.remember_file("h2", {}) == since
    with cache.picture() as picture:
        assert (picture.setting("scene"), picture.pauses) == ("an-toan", frozenset())
        wall = picture.wall_file()
        assert wall is not None
        assert (wall.hash, wall.since, wall.texts["b.yaml"]) == ("h2", since, "?")
    with cache.picture(then) as picture:
        assert (picture.setting("scene"), picture.pauses) == ("tong-quan", frozenset({"soc"}))
        wall = picture.wall_file()
        assert wall is not None
        assert wall.hash == "h1"
    with cache.picture(NOON - SECOND) as picture:
        assert (picture.setting("scene"), picture.wall_file()) == (None, None)
