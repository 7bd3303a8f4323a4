"""How often a tile is looked up again."""

from __future__ import annotations

from random import Random

from ui.pacing import Pacing

TILE = ("man-hinh", "so")


def looks(moments: list[float]) -> list[float]:
    """Which of them were allowed."""
    pacing = Pacing()
    allowed = []
    for now in moments:
        if pacing.allows(TILE, now):
            pacing.looked(TILE, now)
            allowed.append(now)
    return allowed


def test_news_of_every_second_never_waits_though_it_trembles() -> None:
    chance = Random(3)
    moments = [n + chance.uniform(0.0, 0.4) for n in range(100)]
    assert looks(moments) == moments


def test_a_flood_is_one_look_a_second_over_time() -> None:
    allowed = looks([n / 50 for n in range(1000)])
    assert len(allowed) <= 21


def test_after_a_rest_a_tile_has_not_saved_up_looks() -> None:
    allowed = looks([0.0, *(60 + n / 100 for n in range(100))])
    assert len(allowed) <= 3


def test_tiles_have_their_own_pace() -> None:
    pacing = Pacing()
    pacing.looked(TILE, 0.0)
    pacing.looked(TILE, 0.0)
    assert not pacing.allows(TILE, 0.1)
    assert pacing.allows(("man-hinh", "khac"), 0.1)
