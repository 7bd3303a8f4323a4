"""What becomes of news: values stay, ages move, nothing is made up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.cache import journal
from services.cache.answer import NO_NUMBER
from services.news import Batch, Covers, Reason
from services.records import Alert, Endpoint, ServiceHealth, labels
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
)

if TYPE_CHECKING:
    from services.cache import Cache
    from services.cache.recorder import Recorder
    from services.clock import HeldClock
    from services.database import Connection


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
