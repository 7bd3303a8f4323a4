from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from services.settings import Tile
from services.wall_file.placement import placement, spots, tile_ids
from services.wall_file.shape import Panel, Screen
from tests.unit.wall_file.small_plugins import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.wall_file import Loaded

type Read = Callable[..., Loaded]
KINDS = frozenset(PLUGINS.tiles)


def _panel(grid: tuple[int, int], *tiles: Tile) -> Panel:
    return Panel(grid=grid, tiles=tiles)


def _screen(name: str, size: tuple[int, int] = (1920, 1080), at: object = None) -> Screen:
    return Screen.model_validate(
        {"name": name, "size": size, "pitch": "0.63 mm", "seat": "4 m", "at": at}
    )


def test_tiles_flow_row_by_row_into_the_first_free_cells() -> None:
    laid = placement(_panel((3, 2), Tile(), Tile(span=(2, 2)), Tile()))
    assert [(one.column, one.row) for one in laid.tiles] == [(1, 1), (2, 1), (1, 2)]


def test_a_tile_with_a_place_of_its_own_is_flowed_around() -> None:
    laid = placement(_panel((2, 2), Tile(), Tile(at=(1, 1)), Tile(span=(2, 1))))
    assert [(one.number, one.column, one.row) for one in laid.tiles] == [
        (0, 2, 1),
        (1, 1, 1),
        (2, 1, 2),
    ]


def test_what_has_no_room_or_lies_outside_is_named_and_not_placed() -> None:
    laid = placement(_panel((2, 1), Tile(), Tile(at=(2, 2)), Tile(span=(2, 1)), Tile(at=(2, 1))))
    assert laid.outside == (1,)
    assert laid.roomless == (2,)
    assert [one.number for one in laid.tiles] == [0, 3]


def test_overlapping_tiles_are_named_in_pairs() -> None:
    tiles = (Tile(at=(1, 1), span=(2, 1)), Tile(at=(2, 1)), Tile(at=(1, 1)))
    assert placement(_panel((2, 1), *tiles)).overlaps == ((0, 1), (0, 2))


_cells = st.tuples(st.integers(1, 4), st.integers(1, 4))
_tiles = st.builds(Tile, span=_cells, at=st.none() | _cells)


@given(grid=_cells, tiles=st.lists(_tiles, max_size=8))
def test_every_tile_is_placed_once_inside_or_named(
    grid: tuple[int, int], tiles: list[Tile]
) -> None:
    laid = placement(_panel(grid, *tiles))
    numbers = [one.number for one in laid.tiles] + [*laid.outside, *laid.roomless]
    assert sorted(numbers) == list(range(len(tiles)))
    cells = [cell for one in laid.tiles for cell in one.cells]
    assert all(column <= grid[0] and row <= grid[1] for column, row in cells)
    assert (len(cells) == len(set(cells))) is (laid.overlaps == ())


def test_ids_are_made_of_type_and_what_is_shown(read: Read) -> None:
    loaded = read(
        "{severity: soc, span: [2, 1]}",
        "{severity: [soc]}, {systems: all}, {number: bts_total}, {number: bts_total, id: của-tôi}",
    )
    assert loaded.wall is not None
    assert list(tile_ids(loaded.wall, KINDS).values()) == [
        "của-tôi",
        "number-bts_total",
        "severity-soc",
        "systems-all",
        "number-bts_total-2",
    ]


def test_screens_without_a_place_make_a_near_square_from_left_to_right() -> None:
    four = [_screen(name) for name in "abcd"]
    assert [(s.x, s.y) for s in spots(four)] == [(0, 0), (1920, 0), (0, 1080), (1920, 1080)]
    five = [_screen(name, (100 + 400 * (n + 1), 500)) for n, name in enumerate("abcde")]
    assert [(s.x, s.y) for s in spots(five)] == [
        (0, 0),
        (1700, 0),
        (3800, 0),
        (0, 500),
        (1700, 500),
    ]
    assert spots([]) == ()


def test_screens_with_places_keep_them_and_others_go_below() -> None:
    walls = [_screen("a", at=[0, 0]), _screen("b"), _screen("c", at=[1920, 0])]
    assert [(s.x, s.y) for s in spots(walls)] == [(0, 0), (0, 1080), (1920, 0)]
