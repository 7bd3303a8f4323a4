from __future__ import annotations

from widgets.paths import Paths

TRIANGLE = ((0.0, 0.0), (10.0, 0.0), (0.0, 10.0))


def rings(n: int) -> tuple[tuple[tuple[float, float], ...], ...]:
    return (tuple((x + n, y) for x, y in TRIANGLE),)


def test_the_same_rings_are_made_a_path_once() -> None:
    paths, one = Paths(), rings(0)
    assert paths.of(one)[0] is paths.of(one)[0]
    assert len(paths.of(one)[1]) == 3, "each closes"
    assert paths.points == 3


def test_other_rings_have_a_path_of_their_own_whatever_went_before() -> None:
    paths = Paths(most=6)
    for n in range(100):
        box = paths.of(rings(n))[0].boundingRect()
        assert (box.left(), box.right()) == (n, n + 10)


def test_paths_stay_within_their_bound_and_what_is_too_large_is_not_kept() -> None:
    paths = Paths(most=7)
    kept = [rings(n) for n in range(5)]
    for one in kept:
        paths.of(one)
        assert paths.points <= 7
    assert paths.of((TRIANGLE * 3,))[0].elementCount() > 9
    assert paths.points == 0


def test_an_outline_in_an_outline_is_a_hole() -> None:
    outer = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
    inner = ((2.0, 2.0), (8.0, 2.0), (8.0, 8.0), (2.0, 8.0))
    path, _ = Paths().of((outer, inner))
    assert path.contains(path.boundingRect().topLeft() * 1.0)
    assert not path.contains(path.boundingRect().center())
