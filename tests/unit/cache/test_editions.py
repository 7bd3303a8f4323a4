from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from services.cache import Edition, Named
from services.news import Batch
from services.records import Observation

if TYPE_CHECKING:
    from services.cache import Cache

AT = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def answered(cursor: str | None, *names: str) -> Batch:
    records = tuple(Observation(uid=name, indicator=name, value=Decimal(1)) for name in names)
    return Batch(source="s", records=records, asked=AT, received=AT, cursor=cursor)


def edition(hash: str, question: str = "", *, figures: frozenset[Named] = frozenset()) -> Edition:
    questions = {"s": question} if question else {}
    return Edition(hash=hash, texts={"w.yaml": hash}, questions=questions, figures=figures)


def test_a_picture_before_an_edit_has_the_file_before(cache: Cache) -> None:
    first = cache.put_in_force(edition("a")).result()
    second = cache.put_in_force(edition("b")).result()
    assert cache.put_in_force(edition("b")).result() == second
    seen = []
    for at in (first, second):
        with cache.picture(at) as picture:
            text = picture.wall_file()
        seen.append(text and text.hash)
    assert seen == ["a", "b"]


def test_a_cursor_is_not_handed_back_to_another_question(cache: Cache) -> None:
    cache.put_in_force(edition("a", "where")).result()
    cache.record(answered("c1")).result()
    cache.put_in_force(edition("b", "where")).result()
    assert cache.cursor("s") == "c1"
    cache.put_in_force(edition("c", "elsewhere")).result()
    assert cache.cursor("s") is None
    cache.record(answered("c2")).result()
    assert cache.cursor("s") == "c2"


def test_a_source_that_comes_back_as_it_was_goes_on_from_its_cursor(cache: Cache) -> None:
    cache.put_in_force(edition("a", "where")).result()
    cache.record(answered("c1")).result()
    cache.put_in_force(edition("b")).result()
    cache.put_in_force(edition("a", "where")).result()
    assert cache.cursor("s") == "c1"


def test_an_answer_is_judged_by_the_file_under_which_it_came(cache: Cache) -> None:
    named = frozenset({Named(source="s", indicator="x")})
    cache.put_in_force(edition("a")).result()
    cache.record(answered(None, "x", "y")).result()
    gone = cache.record(answered(None, "y"))
    cache.put_in_force(edition("b", figures=named)).result()
    gone.result()
    with cache.picture() as picture:
        assert [fact.record.indicator for fact in picture.facts("s", Observation)] == ["y"]
    cache.record(answered(None, "x", "y")).result()
    cache.record(answered(None, "y")).result()
    with cache.picture() as picture:
        lacking = {fact.record.indicator for fact in picture.facts("s", Observation)}
    assert lacking == {"x", "y"}
