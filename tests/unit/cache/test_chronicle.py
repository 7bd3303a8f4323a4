"""What the cache tells of earlier hours; the oracle is what the test itself did."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from services.cache import RUN, Back, Cache, Ended, InForce, Ran, Silent
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from tests.unit.cache.telling import SECOND, answer, figure, outage

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from services.clock import HeldClock

MINUTE = timedelta(minutes=1)


def told(cache: Cache, clock: HeldClock, asks: str, source: str = "s") -> list[datetime]:
    """One ask after another, ten seconds apart: `.` an answer, `x` no connection, `f` a failure of another
    kind, `p` a partial answer. When each ended."""
    ended: list[datetime] = []
    for ask in asks:
        clock.move(10 * SECOND)
        now = clock.now()
        match ask:
            case ".":
                answer(cache, clock, figure("1"), source=source)
            case _:
                reason = Reason.UNREACHABLE if ask == "x" else Reason.REFUSED
                words = phrase("Lần {n}", n=len(ended))
                cache.record(
                    Outage(source=source, reason=reason, words=words, asked=now, received=now)
                ).result()
        ended.append(now)
    return ended


def turns(cache: Cache) -> list[Silent | Back]:
    """All of them, latest first, read in pieces of seven asks."""
    with cache.picture() as picture:
        every: list[Silent | Back] = []
        before = None
        while True:
            piece = picture.chronicle().turns(before, most=7)
            every += piece.found
            if piece.rest is None:
                return every
            before = piece.rest


def test_a_source_is_silent_from_its_second_outage_on_until_it_answers(
    cache: Cache, clock: HeldClock
) -> None:
    ended = told(cache, clock, "..x.xxxx..x..xx.")
    found = turns(cache)
    assert [(type(one), one.at) for one in found] == [
        (Back, ended[15]),
        (Silent, ended[14]),
        (Back, ended[8]),
        (Silent, ended[5]),
    ]
    back = found[2]
    assert isinstance(back, Back)
    assert back.since == ended[4], "since the first ask that had no answer"
    silent = found[3]
    assert isinstance(silent, Silent)
    assert silent.reason is Reason.UNREACHABLE
    assert silent.words == phrase("Lần {n}", n=5)


def test_another_kind_of_silence_is_told_anew(cache: Cache, clock: HeldClock) -> None:
    ended = told(cache, clock, ".xxffxf.")
    assert [(one.at, getattr(one, "reason", None)) for one in reversed(turns(cache))] == [
        (ended[2], Reason.UNREACHABLE),
        (ended[3], Reason.REFUSED),
        (ended[5], Reason.UNREACHABLE),
        (ended[6], Reason.REFUSED),
        (ended[7], None),
    ]


def test_one_source_says_nothing_of_another(cache: Cache, clock: HeldClock) -> None:
    told(cache, clock, ".x", "a")
    told(cache, clock, ".x", "b")
    told(cache, clock, ".", "a")
    (ended,) = told(cache, clock, "x", "b")
    assert [(one.source, one.at) for one in turns(cache)] == [("b", ended)]


def test_who_never_answered_is_silent_since_its_first_ask(cache: Cache, clock: HeldClock) -> None:
    ended = told(cache, clock, "xxx.")
    back, silent = turns(cache)
    assert isinstance(back, Back)
    assert back.since == ended[0]
    assert silent.at == ended[1]


def test_a_silence_that_began_long_ago_is_measured_from_its_beginning(
    cache: Cache, clock: HeldClock
) -> None:
    ended = told(cache, clock, "." + 30 * "x" + ".")
    back, _ = turns(cache)
    assert isinstance(back, Back)
    assert back.since == ended[1]


def test_a_partial_answer_and_an_unchanged_one_end_a_silence_too(
    cache: Cache, clock: HeldClock
) -> None:
    for unchanged in (False, True):
        told(cache, clock, ".xx")
        clock.move(SECOND)
        now = clock.now()
        cache.record(Batch(source="s", asked=now, received=now, unchanged=unchanged)).result()
        back = turns(cache)[0]
        assert isinstance(back, Back)
        assert back.at == now


def test_a_piece_looks_through_no_more_asks_than_it_may(cache: Cache, clock: HeldClock) -> None:
    told(cache, clock, ".xx.......")
    with cache.picture() as picture:
        told_of = picture.chronicle()
        first = told_of.turns(most=6)
        assert (first.found, first.rest is not None) == ((), True)
        second = told_of.turns(first.rest, most=6)
        assert [type(one) for one in second.found] == [Back, Silent]
        assert second.rest is None
        assert first.floor is not None
        assert second.found[0].at < first.floor


def test_reasons_and_words_of_a_newer_program_are_left_out(
    tmp_path: Path, clock: HeldClock
) -> None:
    cache = Cache.open(tmp_path, "w", clock)
    told(cache, clock, ".xx")
    assert cache._writer.file is not None
    cache._writer.file.connection.execute(
        "UPDATE ask SET reason = 'moon', words = '{\"said\": 1}' WHERE outages = 2"
    )
    (silent,) = turns(cache)
    assert isinstance(silent, Silent)
    assert (silent.reason, silent.words) == (None, None)
    cache.close()


def test_where_the_clock_was_set_back_times_are_what_it_read(
    cache: Cache, clock: HeldClock
) -> None:
    told(cache, clock, ".xx")
    clock.jump(clock.now() - timedelta(hours=2))
    (ended,) = told(cache, clock, ".")
    back = turns(cache)[0]
    assert abs(back.at - ended) < SECOND


def test_wall_files_that_took_effect_say_which_of_their_files_changed(
    cache: Cache, clock: HeldClock
) -> None:
    first = cache.remember_file("a" * 64, {"tuong.yaml": "1", "chung.yaml": "x", "cu.yaml": ""})
    clock.move(MINUTE)
    second = cache.remember_file("b" * 64, {"tuong.yaml": "2", "chung.yaml": "x", "moi.yaml": ""})
    clock.move(MINUTE)
    cache.remember_file("b" * 64, {"tuong.yaml": "2"})
    with cache.picture() as picture:
        found = picture.chronicle().files()
    assert found.rest is None
    later, earlier = found.found
    assert isinstance(later, InForce)
    assert (later.at, later.before, later.files) == (
        second,
        "a" * 64,
        ("cu.yaml", "moi.yaml", "tuong.yaml"),
    )
    assert (earlier.at, earlier.before, earlier.files) == (first, None, ())


def test_what_was_kept_is_read_in_pieces_with_what_it_followed(
    cache: Cache, clock: HeldClock
) -> None:
    for n in range(5):
        cache.remember("outputs", "", str(n))
        clock.move(MINUTE)
    with cache.picture() as picture:
        made = picture.chronicle()
        first = made.kept("outputs", most=3)
        rest = made.kept("outputs", first.rest, most=3)
    assert [(one.value, one.before) for one in first.found] == [("4", "3"), ("3", "2"), ("2", "1")]
    assert [(one.value, one.before) for one in rest.found] == [("1", "0"), ("0", None)]
    assert rest.rest is None
    assert rest.found[-1].since is None


def test_a_run_that_was_killed_is_told_by_the_next_one(cache: Cache, clock: HeldClock) -> None:
    began = cache.remember(RUN, "", "1")
    told(cache, clock, "..")
    ended = clock.now()
    clock.move(timedelta(minutes=47))
    again = cache.remember(RUN, "", "2")
    clock.move(MINUTE)
    over = cache.remember(RUN, "", None)
    clock.move(MINUTE)
    third = cache.remember(RUN, "", "3")
    with cache.picture() as picture:
        assert picture.chronicle().runs().found == (
            Ran(at=third, lived=over, ended=True),
            Ended(at=over),
            Ran(at=again, lived=ended, unended=True),
            Ran(at=began, lived=None),
        )


def test_a_run_that_asked_nobody_lived_when_it_began(cache: Cache, clock: HeldClock) -> None:
    began = cache.remember(RUN, "", "1")
    clock.move(MINUTE)
    cache.remember(RUN, "", "2")
    with cache.picture() as picture:
        latest = picture.chronicle().runs().found[0]
    assert isinstance(latest, Ran)
    assert latest.lived == began


@pytest.mark.parametrize("how", ["ended", "killed"])
def test_what_another_program_asked_meanwhile_is_no_sign_of_life(
    tmp_path: Path, clock: HeldClock, how: str
) -> None:
    """A run that was killed is over when somebody has its cache for a picture."""
    ended = how == "ended"
    cache = Cache.open(tmp_path, "w", clock)
    cache.remember(RUN, "", "1")
    told(cache, clock, "..")
    lived = clock.now()
    with cache.picture() as picture:
        assert picture.chronicle().cut_off() is None
    if ended:
        clock.move(2 * MINUTE)
        lived = cache.remember(RUN, "", None)
    cache.close()
    clock.move(30 * MINUTE)
    opened = clock.now()
    cache = Cache.open(tmp_path, "w", clock)
    told(cache, clock, ".")
    with cache.picture() as picture:
        assert picture.chronicle().cut_off() == (None if ended else opened)
    with cache.picture(opened - MINUTE) as picture:
        assert picture.chronicle().cut_off() is None
    cache.close()
    clock.move(30 * MINUTE)
    cache = Cache.open(tmp_path, "w", clock)
    cache.remember(RUN, "", "2")
    with cache.picture() as picture:
        latest = picture.chronicle().runs().found[0]
        assert isinstance(latest, Ran)
        assert (latest.lived, latest.ended, latest.unended) == (lived, ended, not ended)
        assert picture.chronicle().cut_off() is None
    cache.close()


@pytest.mark.parametrize("back", [timedelta(milliseconds=300), 5 * SECOND])
def test_a_clock_that_is_put_right_while_a_wall_opens_ends_no_run(
    tmp_path: Path, clock: HeldClock, back: timedelta
) -> None:
    cache = Cache.open(tmp_path, "w", clock)
    told(cache, clock, ".")
    cache.close()
    clock.move(30 * MINUTE)
    cache = Cache.open(tmp_path, "w", clock)
    clock.jump(clock.now() - back)
    cache.remember(RUN, "", "1")
    told(cache, clock, "...")
    with cache.picture() as picture:
        assert picture.chronicle().cut_off() is None
    cache.close()


@pytest.mark.parametrize("runs", ["kept", "never kept"])
def test_openings_tell_of_runs_before_any_was_kept(
    tmp_path: Path, clock: HeldClock, runs: str
) -> None:
    opened = []
    for _ in range(2):
        opened.append(clock.now())
        cache = Cache.open(tmp_path, "w", clock)
        outage(cache, clock)
        clock.move(MINUTE)
        cache.close()
    opened.append(clock.now())
    cache = Cache.open(tmp_path, "w", clock)
    clock.move(SECOND)
    if runs == "kept":
        cache.remember(RUN, "", "1")
    with cache.picture() as picture:
        found = picture.chronicle().openings().found
    assert [one.at for one in reversed(found)] == opened[: 2 if runs == "kept" else 3]
    cache.close()


@pytest.mark.parametrize(
    ("asks", "first"),
    [(".", None), (".x", None), (".xx", 1), (".xxxx", 1), (".x.xx", 3), ("xx", 0), (".xx.", None)],
)
def test_since_when_a_source_is_silent(
    cache: Cache, clock: HeldClock, asks: str, first: int | None
) -> None:
    ended = told(cache, clock, asks)
    told(cache, clock, "....", "another")
    with cache.picture() as picture:
        since = picture.chronicle().silent_since("s")
    assert since == (None if first is None else ended[first])
