"""Outputs go, come, move, change, and every time each of them shows the right picture.

What is drawn by chance is said with its seed; LANGBIANG_SEED draws it again. `make transitions` goes through
every order.
"""

from __future__ import annotations

import os
import random
import sys
import time
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.thoroughness import THOROUGH
from tests.wall.transitions.matrix import matrix
from tests.wall.transitions.model import FOUR, SIXTEEN, at_home
from tests.wall.transitions.walk import DESK, WALL, off, on, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.servers import Xorg
    from tests.wall.transitions.matrix import Matrix
    from tests.wall.transitions.model import World

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X servers are Linux's"),
]


@pytest.fixture
def four(xorg: Xorg, tmp_path: Path) -> Iterator[Matrix]:
    with matrix(xorg, tmp_path, FOUR, at_home(FOUR, DESK)) as made:
        yield made


def touched(state: Mapping[str, Any], screen: str) -> dict[str, int]:
    """How often its window was shown, hidden, moved, resized, and painted as a whole."""
    return {what: n for what, n in state["touched"].items() if what.startswith(f"{screen} ")}


def test_important_tiles_of_a_screen_that_goes_move_and_come_back_with_it(four: Matrix) -> None:
    home, before = four.world, four.wall.state()
    four.move(off(home, "DUMMY1"))
    gone = four.wall.state()
    assert gone["said"] == ["mất màn hình phai-tren (DUMMY1)"]
    assert gone["unshown"] == ["number-a-1", "number-b-1", "number-b-3", "number-c-2"]
    four.move(home)
    back = four.wall.state()
    assert len(back["said"]) == 2
    assert back["said"][1].startswith("màn hình phai-tren đã trở lại sau ")
    assert not back["unshown"]
    for screen in ("trai-tren", "trai-duoi", "phai-duoi"):
        assert touched(before, screen) == touched(gone, screen) == touched(back, screen)
    four.nothing_left(before["counts"])


def test_what_a_monitor_lost_is_there_again_once_outputs_have_changed(four: Matrix) -> None:
    home, before = four.world, four.wall.state()
    four.xorg.wipe(four.xorg.shown()["DUMMY2"])
    time.sleep(1.5)  # with a look of the wall's own in it
    assert four.wrong() == ["DUMMY2"]
    four.move(off(home, DESK))
    after = four.wall.state()
    assert touched(before, "trai-duoi") == touched(after, "trai-duoi")


def test_every_output_shows_its_picture_after_every_step_of_a_walk(four: Matrix) -> None:
    home, counts = four.world, four.wall.state()["counts"]
    seed = int(os.environ.get("LANGBIANG_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    print(f"LANGBIANG_SEED={seed}")  # noqa: T201 - shown when the test fails
    for world in walk(home, random.Random(seed), times=3 if thorough() else 1):
        before = four.world
        state = four.wall.state()
        four.move(world)
        unmoved(four, before, state)
        if world == home:
            four.nothing_left(counts)
    steps = sorted(four.lasted[1:])
    middle, last = steps[len(steps) // 2], steps[-1]
    print(f"{len(steps)} steps, half within {middle:.2f} s, all within {last:.2f} s")  # noqa: T201


def unmoved(matrix: Matrix, before: World, then: Mapping[str, Any]) -> None:
    """The windows of outputs that stay as they are, with the screens that they have, weren't touched."""
    now, world = matrix.wall.state(), matrix.world
    screens = matrix.screens
    had, has = before.outputs(screens), world.outputs(screens)
    placed, places = before.places(), world.places()
    if not (before.cables[DESK].on and world.cables[DESK].on):
        return  # the one that is always at 0, 0: without it xrandr may move all others there
    for screen, name in has.items():
        same = had.get(screen) == name and placed[name] == places[name]
        if same and before.cables[name].monitor == world.cables[name].monitor:
            assert touched(then, screen) == touched(now, screen), (screen, world.history[-3:])


def thorough() -> bool:
    return settings.get_current_profile_name() == THOROUGH


def test_outputs_go_and_come_in_any_order(four: Matrix) -> None:
    home, counts = four.world, four.wall.state()["counts"]
    orders = list(permutations(WALL))
    chosen = orders if thorough() else random.Random(4).sample(orders, 2)
    for order in chosen:
        for change in (off, on):
            for name in order:
                four.move(change(four.world, name))
        assert four.world == home
        four.nothing_left(counts)


def test_sixteen_outputs_have_their_pictures_and_have_them_again(
    xorg: Xorg, tmp_path: Path
) -> None:
    home = at_home(SIXTEEN)
    with matrix(xorg, tmp_path, SIXTEEN, home) as sixteen:
        counts = sixteen.wall.state()["counts"]
        half = [f"DUMMY{n}" for n in range(0, 16, 2)]
        sixteen.move(off(home, *half))
        assert len(sixteen.wall.state()["unshown"]) == 8
        sixteen.move(off(home, *home.cables))
        sixteen.move(home)
        sixteen.nothing_left(counts)
