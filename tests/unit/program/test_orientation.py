from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.program.orientation import connected, is_turned, turned
from services.quantities import Length
from services.settings import Tile
from services.wall_file.placement import placement
from services.wall_file.shape import Panel, Screen


def screen(size: tuple[int, int] = (1920, 1080), panels: tuple[int, int] = (1, 1)) -> Screen:
    return Screen(name="a", size=size, pitch=Length(0.6), seat=Length(4000.0), panels=panels)


def test_an_output_as_declared_is_the_declared_screen() -> None:
    assert connected(screen(), (1920, 1080)) is not None
    assert connected(screen(), (1920, 1080)) == screen()


@pytest.mark.parametrize(
    ("size", "pitch"),
    [
        ((3840, 2160), 0.3),
        ((1280, 720), 0.9),
        ((1080, 1920), 0.6),
        ((720, 1280), 0.9),
        ((1920, 1200), 0.54),
    ],
)
def test_the_picture_is_as_large_on_the_wall_as_it_was_declared(
    size: tuple[int, int], pitch: float
) -> None:
    there = connected(screen(), size)
    assert there.size == size
    assert there.pitch == pytest.approx(pitch)
    assert (there.name, there.seat) == ("a", 4000.0)


def test_a_turned_screen_of_several_panels_has_its_seams_turned() -> None:
    assert connected(screen((3840, 1080), (2, 1)), (1080, 3840)).panels == (1, 2)
    assert connected(screen((3840, 1080), (2, 1)), (1920, 540)).panels == (2, 1)


@pytest.mark.parametrize(
    ("declared", "size", "so"),
    [
        ((1920, 1080), (1080, 1920), True),
        ((1080, 1920), (1920, 1080), True),
        ((1920, 1080), (3840, 2160), False),
        ((1000, 1000), (1080, 1920), False),
        ((1920, 1080), (1000, 1000), False),
    ],
)
def test_turned_is_what_lay_and_stands(
    declared: tuple[int, int], size: tuple[int, int], *, so: bool
) -> None:
    assert is_turned(declared, size) is so


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    grid = draw(st.tuples(st.integers(1, 6), st.integers(1, 6)))
    spans = st.tuples(st.integers(1, grid[0]), st.integers(1, grid[1]))
    drawn = Panel(
        grid=grid, tiles=tuple(Tile(span=span) for span in draw(st.lists(spans, max_size=8)))
    )
    # Tiles without room are refused before anything is shown.
    return Panel(grid=grid, tiles=tuple(cells.tile for cells in placement(drawn).tiles))


def cells(panel: Panel) -> list[tuple[int, int, int, int]]:
    return [(one.column, one.row, one.columns, one.rows) for one in placement(panel).tiles]


def test_tiles_that_are_nearly_square_stay_so() -> None:
    """What stood on the left stands above."""
    whole = Panel(grid=(3, 2), tiles=(Tile(span=(2, 2)), Tile(), Tile()))
    there = turned(whole, (1920, 1080))
    assert there.grid == (2, 3)
    assert cells(there) == [(1, 1, 2, 2), (1, 3, 1, 1), (2, 3, 1, 1)]


def test_tiles_that_are_wide_stand_below_each_other_as_they_are_read() -> None:
    wide = Panel(
        grid=(12, 14),
        tiles=(Tile(span=(5, 5)), Tile(span=(7, 5)), Tile(span=(12, 5)), Tile(span=(12, 4))),
    )
    there = turned(wide, (1920, 1080))
    assert there.grid == (1, 4)
    assert cells(there) == [(1, n, 1, 1) for n in range(1, 5)]


def test_a_tile_far_larger_than_others_stays_so() -> None:
    whole = Panel(grid=(4, 4), tiles=(Tile(span=(4, 3)), Tile(span=(2, 1)), Tile(span=(2, 1))))
    assert cells(turned(whole, (1920, 1080))) == [(1, 1, 1, 2), (1, 3, 1, 1), (1, 4, 1, 1)]


@given(panels())
def test_every_tile_of_a_turned_screen_has_cells_of_its_own(panel: Panel) -> None:
    there = turned(panel, (1920, 1080))
    laid = placement(there)
    assert not (*laid.outside, *laid.roomless, *laid.overlaps)
    assert [one.number for one in laid.tiles] == [one.number for one in placement(panel).tiles]
    assert all(one.tile.at is not None for one in laid.tiles)
