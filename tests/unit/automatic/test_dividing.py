"""Walls of sources alone on screens that are made of several panels."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from services.wall_file.placement import placement, tile_type
from tests.unit.automatic.walls import (
    KINDS,
    Room,
    alert,
    divides,
    figure,
    rects,
    sheet,
    tiles,
    wall_of,
)
from ui import layout
from ui.placeholders import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.shape import WallFile

SPANS = [(columns, rows) for columns in range(1, 5) for rows in range(1, 4)]
LANDSCAPE, PORTRAIT = (1920, 1080), (1080, 1920)
NAMES = [
    f"{what} {whose}"
    for whose in ("huyện", "thành phố", "sở", "ban", "trạm", "trường", "bệnh viện", "chợ")
    for what in ("Đường", "Nước", "Điện", "Khách", "Xe", "Thuế", "Đơn", "Rừng")
]
"""Of figures that are a tile each: codes that differ by a number would be rows of one table."""
_EM_WIDE, _EM_TALL = 10.5, 7.2
"""Of the reading size: what a figure with its name, unit and age needs."""


def span(panels: tuple[int, int], of: tuple[int, int] = LANDSCAPE, **more: Any) -> dict[str, Any]:
    size = panels[0] * of[0], panels[1] * of[1]
    screen = {"name": "tường", "size": size, "pitch": "0.63 mm", "seat": "3 m", "panels": panels}
    return screen | more


def composed(
    screen: dict[str, Any], figures: int, alerts: int = 0, *, whole: bool = False
) -> WallFile:
    made = Room(wall_of("so", "hai", screens=[screen]))
    try:
        if whole:
            for batch in answers(made.wall, made.clock.now()):
                made.answer(batch.source, *batch.records)
        named = [figure(name, n) for n, name in enumerate(NAMES[:figures])]
        made.answer("so", *named, *(alert(n, n % 6) for n in range(alerts)))
        return made.composed()
    finally:
        made.close()


def astride(wall: WallFile) -> Iterator[str]:
    for scene, screen, laid in rects(wall):
        for place in laid:
            if layout.across(place.rect, sheet(screen)):
                yield f"{scene.title} {place.type} {place.rect}"


def cramped(wall: WallFile) -> Iterator[str]:
    for _, screen, laid in rects(wall):
        page = sheet(screen)
        for place in laid:
            # An edge is a whole pixel.
            wide, tall = place.rect.w + 1, place.rect.h + 1
            if wide < _EM_WIDE * page.reading or tall < _EM_TALL * page.reading:
                yield f"{place.type} {place.rect}"


def shown(wall: WallFile) -> Counter[str]:
    """Each figure by its name, and each list of records by its kind and source."""
    figures = [
        wall.indicators[id].metric or id
        for tile in tiles(wall)
        for id in (*getattr(tile, "number", ()), *getattr(tile, "chosen", ()))
    ]
    lists = [
        f"{tile_type(tile, KINDS)} of {getattr(tile, 'table', '')} {getattr(tile, 'records', '')}"
        for tile in tiles(wall)
        if tile_type(tile, KINDS) != "number" and not getattr(tile, "chosen", ())
    ]
    return Counter(figures + lists)


@pytest.mark.parametrize("panels", SPANS)
@pytest.mark.parametrize("of", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("bezel", [0, ["40 mm", "3.5 mm"]])
def test_no_tile_crosses_a_seam_nothing_is_lost_and_all_can_be_read(
    panels: tuple[int, int], of: tuple[int, int], bezel: object
) -> None:
    by_chance = Random(f"{panels} {of} {bezel}")
    counts = by_chance.randrange(3), by_chance.randrange(3, 13), by_chance.randrange(13, 60)
    for figures in counts:
        alerts = by_chance.choice([0, 0, 1, 9])
        whole = by_chance.random() < 0.3
        seat = f"{by_chance.choice([2, 3, 4, 5])} m"
        wall = composed(span(panels, of, bezel=bezel, seat=seat), figures, alerts, whole=whole)
        said = f"{figures} figures, {alerts} alerts, {whole}, {seat}"
        assert list(astride(wall)) == [], said
        assert list(cramped(wall)) == [], said
        plain = composed(span((1, 1), of, seat=seat), figures, alerts, whole=whole)
        ours, its = (
            Counter({one: n for one, n in shown(of_wall).items() if "systems" not in one})
            for of_wall in (wall, plain)
        )
        assert ours == its, said
        assert set(NAMES[:figures]) <= set(ours), said
        for scene in wall.scenes.values():
            (panel,) = scene.panels.values()
            laid = placement(panel)
            assert (laid.outside, laid.roomless, laid.overlaps) == ((), (), ())


def test_few_tiles_have_a_panel_each_and_what_is_left_is_empty() -> None:
    wall = composed(span((4, 1)), 2)
    ((_, _, laid),) = rects(wall)
    assert [place.type for place in laid] == ["systems", "number", "number"]
    assert len({place.rect.x // 1920 for place in laid}) == 3
    assert all(place.rect.w > 1800 for place in laid)


def test_tiles_are_dealt_out_to_all_panels_alike() -> None:
    ((_, _, laid),) = rects(composed(span((2, 2)), 11))
    on = Counter((place.rect.x // 1920, place.rect.y // 1080) for place in laid)
    assert sorted(on.values()) == [2, 3, 3, 4]  # the table of sources is as large as two figures


def test_what_belongs_to_alerts_is_on_their_panel() -> None:
    for panels in ((2, 1), (4, 3)):
        ((_, _, laid), *_) = rects(composed(span(panels), 9, alerts=6))
        (severity,) = (place.rect for place in laid if place.type == "severity")
        (table,) = (place.rect for place in laid if place.type == "table")
        assert (severity.x // 1920, severity.y // 1080) == (table.x // 1920, table.y // 1080)


@pytest.mark.parametrize("panels", [(4, 2), (4, 4), (6, 2), (9, 3), (24, 24), (5, 7)])
def test_panels_too_small_for_a_figure_are_one_block_of_several(panels: tuple[int, int]) -> None:
    """Tiles lie across seams in a block, and across none between blocks."""
    screen = span(panels, (480, 360), seat="9 m", bezel="4 mm")
    wall = composed(screen, 7, alerts=2)
    (declared,) = wall.screens
    division = divides(declared)
    assert division.astride
    assert not list(cramped(wall)) or len(division.blocks) == 1
    upright, level = sheet(declared).seams
    (across, down) = division.panels
    for _, _, laid in rects(wall):
        for place in laid:
            for seam in upright[across - 1 :: across]:
                assert not place.rect.x < seam.end or not seam.begin < place.rect.right
            for seam in level[down - 1 :: down]:
                assert not place.rect.y < seam.end or not seam.begin < place.rect.bottom


@pytest.mark.parametrize("panels", [(2, 2), (4, 3)])
def test_pages_of_a_span_are_as_few_as_of_so_many_screens(panels: tuple[int, int]) -> None:
    assert len(composed(span(panels), 40).scenes) <= len(composed(span((1, 1)), 40).scenes)
    assert len(composed(span(panels), 8).scenes) == 1
