from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from services.program.reflow import ROOM, Origin, Reflow, Seat, Shown, reflow
from services.quantities import Length
from services.sensitivity import Sensitivity
from services.settings import Tile
from services.wall_file.placement import placement
from services.wall_file.shape import Panel, Screen

if TYPE_CHECKING:
    from services.wall_file.placement import Placed


def shown(
    name: str,
    importance: tuple[int, ...],
    grid: tuple[int, int] = (2, 2),
    *,
    spans: tuple[tuple[int, int], ...] = (),
    audience: Sensitivity = Sensitivity.RESTRICTED,
    pitch: float = 0.63,
) -> Shown:
    """A screen with a tile a number, each of one cell but those of `spans`."""
    screen = Screen(name=name, size=(1920, 1080), pitch=Length(pitch), seat=Length(4000.0))
    wide = (*spans, *((1, 1),) * (len(importance) - len(spans)))
    tiles = tuple(
        Tile(importance=one, span=span) for one, span in zip(importance, wide, strict=True)
    )
    return Shown(screen, Panel(grid=grid, tiles=tiles), audience)


def origins(done: Reflow, screen: str) -> list[tuple[str, int]]:
    return [(seat.origin.screen, seat.origin.number) for seat in done.seats[screen]]


def test_more_important_tiles_of_a_missing_screen_take_the_least_important_places() -> None:
    done = reflow([shown("a", (5, 2, 3, 5))], [shown("b", (9, 5, 1, 4))])
    assert origins(done, "a") == [("a", 0), ("b", 0), ("b", 1), ("a", 3)]
    assert done.unshown == (Origin("b", 3), Origin("a", 2), Origin("a", 1), Origin("b", 2))


def test_where_all_are_as_important_nothing_moves() -> None:
    done = reflow([shown("a", (5, 5, 5, 5))], [shown("b", (5, 5, 5, 5))])
    assert not done.seats
    assert done.unshown == tuple(Origin("b", number) for number in range(4))


def test_with_all_screens_there_nothing_is_said() -> None:
    assert reflow([shown("a", (1,)), shown("b", (9,))], []) == Reflow({}, ())


def test_a_large_tile_rather_takes_a_large_place_than_a_less_important_small_one() -> None:
    here = shown("a", (2, 1, 1), spans=((2, 1),))
    done = reflow([here], [shown("b", (9,), spans=((2, 1),))])
    assert origins(done, "a") == [("b", 0), ("a", 0), ("a", 2)]


def test_where_no_place_has_room_the_largest_is_taken() -> None:
    here = shown("a", (2, 1, 1), (4, 4), spans=((2, 1),))
    done = reflow([here], [shown("b", (9,), (1, 1))])
    assert origins(done, "a")[0] == ("b", 0)


def test_room_is_measured_on_the_wall_and_not_in_pixels() -> None:
    """Pixels of half the pitch: two columns of them are as wide as one of the other's."""
    here = shown("a", (3, 1, 1), (2, 2), spans=((2, 1),), pitch=0.315)
    done = reflow([here], [shown("b", (9,), (4, 2))])
    assert origins(done, "a")[0] == ("b", 0)


def test_what_is_put_out_of_its_place_takes_that_of_something_less_important() -> None:
    here = shown("a", (4, 4, 1, 1), (2, 3), spans=((2, 1), (2, 1)))
    done = reflow([here], [shown("b", (9,), spans=((2, 1),))])
    assert origins(done, "a") == [("b", 0), ("a", 1), ("a", 0), ("a", 3)]
    assert done.unshown == (Origin("a", 2),)


def test_a_tile_has_the_cells_of_the_place_that_it_takes() -> None:
    here = shown("a", (5, 1, 5), spans=((1, 1), (1, 2)))
    done = reflow([here], [shown("b", (9,), spans=((2, 1),))])
    tile = next(seat.tile for seat in done.seats["a"] if seat.origin.screen == "b")
    assert (tile.at, tile.span, tile.importance) == ((2, 1), (1, 2), 9)


def test_nothing_moves_before_eyes_that_may_not_see_it() -> None:
    public = shown("sảnh", (0, 0, 0, 0), audience=Sensitivity.PUBLIC)
    done = reflow([public], [shown("b", (9,))])
    assert not done.seats
    assert done.unshown == (Origin("b", 0),)
    inside = replace(public, audience=Sensitivity.RESTRICTED)
    assert reflow([inside], [shown("b", (9,), audience=Sensitivity.PUBLIC)]).seats


@st.composite
def walls(draw: st.DrawFn) -> tuple[list[Shown], list[Shown]]:
    """Screens of whole grids, and which of them are missing."""
    importance = st.integers(0, 9)
    screens: list[Shown] = []
    for n in range(draw(st.integers(1, 6))):
        grid = draw(st.tuples(st.integers(1, 4), st.integers(1, 3)))
        wide = grid[0] > 1 and draw(st.booleans())
        count = grid[0] * grid[1] - wide
        values = tuple(draw(st.lists(importance, min_size=1, max_size=count)))
        screens.append(
            shown(
                f"m{n}",
                values,
                grid,
                spans=((2, 1),) if wide else (),
                pitch=draw(st.sampled_from((0.3, 0.63, 1.2))),
            )
        )
    gone = draw(st.sets(st.sampled_from(range(len(screens)))))
    return (
        [one for n, one in enumerate(screens) if n not in gone],
        [one for n, one in enumerate(screens) if n in gone],
    )


def seen(there: list[Shown], done: Reflow) -> dict[Origin, tuple[float, int]]:
    """Area and importance of each tile that is to be seen, by where it comes from."""
    found: dict[Origin, tuple[float, int]] = {}
    for one in there:
        name, (columns, rows) = one.screen.name, one.panel.grid
        cell = 1920 * 1080 * one.screen.pitch**2 / (columns * rows)
        for cells in placement(one.panel).tiles:
            seats = done.seats.get(name)
            own = Origin(name, cells.number)
            origin, tile = (own, cells.tile) if seats is None else _at(seats, cells)
            assert origin not in found
            found[origin] = cell * cells.columns * cells.rows, tile.importance
    return found


def _at(seats: tuple[Seat, ...], cells: Placed) -> tuple[Origin, Tile]:
    (seat,) = [one for one in seats if one.tile.at == (cells.column, cells.row)]
    assert seat.tile.span == (cells.columns, cells.rows)
    return seat.origin, seat.tile


def every(screens: list[Shown]) -> dict[Origin, tuple[float, int]]:
    return seen(screens, Reflow({}, ()))


@given(walls())
def test_the_most_important_tiles_of_all_are_seen_each_once(
    wall: tuple[list[Shown], list[Shown]],
) -> None:
    there, missing = wall
    done = reflow(there, missing)
    shown_now, known = seen(there, done), every([*there, *missing])
    ranked = sorted((importance for _, importance in known.values()), reverse=True)
    assert sorted((i for _, i in shown_now.values()), reverse=True) == ranked[: len(shown_now)]
    assert set(done.unshown) == known.keys() - shown_now.keys()
    assert len(done.unshown) == len(set(done.unshown))
    least = [known[origin][1] for origin in done.unshown]
    assert least == sorted(least, reverse=True)


@given(walls())
def test_nothing_moves_that_need_not(wall: tuple[list[Shown], list[Shown]]) -> None:
    """A tile leaves its place only to a more important one."""
    there, missing = wall
    done, own = reflow(there, missing), every(there)
    known = every([*there, *missing])
    for one in there:
        seats = done.seats.get(one.screen.name)
        if seats is None:
            continue
        assert [seat.origin for seat in seats] != [
            Origin(one.screen.name, cells.number) for cells in placement(one.panel).tiles
        ]
        for cells in placement(one.panel).tiles:
            origin, tile = _at(seats, cells)
            mine = Origin(one.screen.name, cells.number)
            assert origin == mine or tile.importance > own[mine][1]
            assert tile.importance == known[origin][1]


@given(walls())
def test_a_tile_is_crowded_only_where_no_roomier_place_could_be_had(
    wall: tuple[list[Shown], list[Shown]],
) -> None:
    there, missing = wall
    done, own = reflow(there, missing), every(there)
    had, now = every([*there, *missing]), seen(there, done)
    for origin, (area, importance) in now.items():
        if area < ROOM * had[origin][0] * 0.999:
            fit = [one for one in own.values() if one[0] >= ROOM * had[origin][0]]
            # Whoever holds those is as important, or was as important before anybody moved.
            holders = [i for place, i in now.values() if place >= ROOM * had[origin][0]]
            assert all(i >= importance for i in holders) or not fit


def test_sixteen_full_screens_are_reflowed_in_any_order_of_going() -> None:
    """What is missing decides, not how it came to be."""
    screens = [shown(f"m{n}", tuple((n * 7 + k) % 10 for k in range(6)), (3, 2)) for n in range(16)]
    wanted = None
    for gone in permutations(range(3)):
        missing = [one for n, one in enumerate(screens) if n in set(gone)]
        there = [one for n, one in enumerate(screens) if n not in set(gone)]
        done = reflow(there, missing)
        assert wanted is None or done == wanted
        wanted = done
