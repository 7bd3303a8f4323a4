"""A map's picture is large: equal bytes are kept once, and few that were replaced stay."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from typing import TYPE_CHECKING

from services.cache import bodies, pruning, rounds
from services.cache.times import micros
from services.records import PICTURE, MapPicture
from tests.unit.cache.telling import NOON, answer, figure
from widgets import kinds

if TYPE_CHECKING:
    import pytest

    from services.cache import Cache
    from services.cache.recorder import Recorder
    from services.clock import HeldClock
    from services.database import Connection


def drawn(filling: bytes) -> MapPicture:
    content = b64encode(filling * (PICTURE // len(filling))).decode()
    return MapPicture(
        uid="nen",
        layer="nen",
        bbox="107,11,109,12",
        crs="CRS:84",
        width=1024,
        height=512,
        media_type="image/png",
        content=content,
    )


def _rows(cache: Cache) -> int:
    counting = cache._writer.submit(
        lambda connection, *_: connection.execute("SELECT count(*) FROM fact").fetchone()
    )
    return int(counting.result()[0])


def test_a_picture_whose_bytes_are_equal_is_not_stored_anew(cache: Cache, clock: HeldClock) -> None:
    for _ in range(3):
        clock.move(timedelta(minutes=10))
        answer(cache, clock, drawn(b"a"))
    assert _rows(cache) == 1
    with cache.picture() as picture:
        (found,) = picture.facts("s", MapPicture)
    assert found.record == drawn(b"a")
    assert found.confirmed == clock.now()


def test_a_picture_that_was_replaced_goes_before_a_figure_of_its_age(
    cache: Cache, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "REST", timedelta.max)
    answer(cache, clock, drawn(b"a"), figure("1"))
    clock.move(timedelta(minutes=10))
    answer(cache, clock, drawn(b"b"), figure("2"))
    clock.move(rounds.PICTURES_KEPT + timedelta(days=1))

    def step(connection: Connection, recorder: Recorder, _: int) -> int:
        year, week = NOON - rounds.KEPT, clock.now() - rounds.PICTURES_KEPT
        return pruning.step(connection, recorder, micros(year), micros(year), micros(week))

    assert cache._writer.submit(step).result() == 1
    assert _rows(cache) == 3
    with cache.picture() as picture:
        (stands,) = picture.facts("s", MapPicture)
    assert stands.record == drawn(b"b")


def test_few_large_records_are_remembered_and_each_is_read_once() -> None:
    body = bodies.encode(drawn(b"c"))
    assert len(body) > bodies.LARGE
    first = bodies.credible("pictures", "nen", body, None)
    assert bodies.credible("pictures", "nen", body, None) is first
    assert bodies._decoded_large.cache_parameters()["maxsize"] == 8


def test_no_column_of_a_table_is_a_picture_s_bytes() -> None:
    assert "content" not in kinds.fields_of("pictures")
    assert {"layer", "title", "bbox", "crs"} <= set(kinds.fields_of("pictures"))
