from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from tests.unit.automatic.composed import numbers, room
from tests.unit.automatic.walls import alert, figure
from widgets.automatic import composing


def test_equal_pictures_are_one_composition_and_values_move_nothing() -> None:
    with room("so") as made:
        made.answer("so", figure("a", 1), figure("b", 1), alert(1))
        first = made.composed()
        made.answer("so", figure("a", 2), figure("b", 7), alert(1), alert(2))
        assert made.composed() is first
        assert made.composed(made.clock.now()) == first


def test_one_more_figure_moves_only_what_comes_after_it() -> None:
    with room("so") as made:
        made.answer("so", *(figure(f"x{n:02}") for n in range(0, 20, 2)))
        before = numbers(made.composed())
        made.answer("so", *(figure(f"x{n:02}") for n in range(0, 20, 2)), figure("x11"))
        after = numbers(made.composed())
    assert [id for id in after if id in before] == before


def test_an_outage_of_one_beat_moves_nothing() -> None:
    with room("một", "hai") as made:
        made.answer("một", figure("a"))
        made.answer("hai", figure("b"))
        first = made.composed()
        made.fail("hai", times=1)
        assert made.composed() is first
        made.fail("hai", times=1)
        assert made.composed() is not first


@pytest.mark.parametrize("seed", range(12))
def test_the_past_is_composed_as_it_was(seed: int) -> None:
    """Of a history made by chance every composition that was live comes again."""
    chance = Random(seed)
    ids = ("một", "hai", "ba")
    with room(*ids, sizes=((1920, 1080), (1280, 1024))) as made:
        live = []
        for _ in range(25):
            id = chance.choice(ids)
            if chance.random() < 0.3:
                made.fail(id, chance.choice((1, 2)))
            else:
                figures = [
                    figure(f"f{n}", chance.randrange(9)) for n in range(chance.randrange(30))
                ]
                alerts = [alert(n, chance.randrange(6)) for n in range(chance.randrange(3))]
                made.answer(id, *figures, *alerts)
            made.clock.move(timedelta(seconds=chance.choice((1, 90, 400))))
            with made.cache.picture() as picture:
                live.append((picture.at, made.composer.composed(picture)))
        for at, wall in live:
            assert made.composed(at) == wall


def test_what_was_found_is_not_named_and_packed_anew_while_it_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with room("so", "hai") as made:
        made.answer("so", figure("a"))
        wall = made.composed()
        with monkeypatch.context() as patched:
            patched.setattr(composing, "offer", None)  # asked again, it would raise
            made.answer("so", figure("a", 2))
            assert made.composed() is wall
        made.answer("so", figure("a", 2), figure("b"))
        assert made.composed() is not wall
