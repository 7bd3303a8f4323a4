"""A picture as large as it goes, its shape kept; or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.wall_file.pictures import missing, of_bytes
from tests.unit.tiles.world import ODD, Told, drawn, faults, said, sheet_of
from tests.unit.wall_file.drawn import png, svg
from widgets.drawing import Mark, Raster, Rect
from widgets.tiles.picture import TILE, PictureTile

if TYPE_CHECKING:
    from services.wall_file.pictures import Picture
    from widgets.drawing import Item

WIDE, TALL = of_bytes("hinh/rong.png", png(300, 100)), of_bytes("hinh/cao.svg", svg())
GONE = missing("hinh/so-do-phong-dieu-hanh-cua-trung-tam-giam-sat.png")
LONG = "Sơ đồ phòng điều hành của Trung tâm Giám sát an toàn an ninh tập trung ẪỔỀẲẠỰỘ"
SIZES = [(1240, 700), (922, 443), (608, 443), (420, 260), *ODD]


def shown(picture: Picture, room: tuple[int, int] = (922, 443), **more: Any) -> list[Item]:
    settings = PictureTile(picture=picture, **more)
    return drawn(TILE, settings, Told().knowledge(), Rect(0, 0, *room), sheet_of())


def raster(items: list[Item]) -> Raster:
    (found,) = (item for item in items if isinstance(item, Raster))
    return found


def test_a_picture_is_whole_and_in_the_middle() -> None:
    found = raster(shown(WIDE))
    assert found.content == WIDE.content
    assert found.rect == found.clip
    assert found.rect.w / found.rect.h == pytest.approx(3)
    assert found.rect.x + found.rect.w / 2 == pytest.approx(461)
    assert found.rect.y + found.rect.h / 2 == pytest.approx(221.5)


def test_a_picture_may_fill_its_tile_and_what_is_too_much_is_cut_off() -> None:
    found = raster(shown(WIDE, fit="cover"))
    assert found.clip.w / found.clip.h < 3
    assert found.rect.h == pytest.approx(found.clip.h)
    assert found.rect.w > found.clip.w
    assert Rect(0, 0, 922, 443).holds(found.clip)


def test_a_caption_stands_under_it_and_gives_way_where_nothing_would_be_left() -> None:
    items = shown(WIDE, caption="Phòng điều hành")
    (text,) = said(items)
    assert text == "Phòng điều hành"
    assert said(shown(WIDE, (300, 90), caption="Phòng điều hành")) == []


def test_a_picture_without_a_title_has_the_whole_tile() -> None:
    bare, titled = raster(shown(TALL)), raster(shown(TALL, title="Sơ đồ"))
    assert bare.rect.h > titled.rect.h
    assert said(shown(TALL, title="Sơ đồ")) == ["Sơ đồ"]


def test_it_tells_what_it_shows() -> None:
    settings = PictureTile(picture=WIDE, alt="Sơ đồ")
    view = TILE.look_up(settings, Told().knowledge())
    assert view.figures() == {
        "file": "hinh/rong.png",
        "sha256": WIDE.hash,
        "shown": True,
        "alt": "Sơ đồ",
    }
    assert view.title.vi == "Sơ đồ"
    assert TILE.look_up(PictureTile(picture=WIDE), Told().knowledge()).title.vi == "rong"
    assert view.standing.until is None


def test_a_missing_picture_says_so_and_what_it_would_have_shown() -> None:
    items = shown(missing("a.png"), alt="Sơ đồ sơ tán")
    assert said(items) == ["Không hiện được ảnh “a.png”: không có tệp này", "Sơ đồ sơ tán"]
    assert [item.shape for item in items if isinstance(item, Mark)] == ["cross"]
    assert not [item for item in items if isinstance(item, Raster)]


@pytest.mark.parametrize("room", SIZES)
@pytest.mark.parametrize("picture", [WIDE, TALL, GONE], ids=["wide", "drawing", "gone"])
@pytest.mark.parametrize("title", [None, LONG], ids=["bare", "titled"])
def test_nothing_overlaps_or_leaves_the_tile_at_any_size(
    room: tuple[int, int], picture: Picture, title: str | None
) -> None:
    box = Rect(0, 0, *room)
    items = shown(picture, room, title=title, caption=LONG, alt=LONG)
    found = faults(items, box, sheet_of())
    # A tile of two rows can't say why its picture is gone: the sentence is cut, as all long ones are.
    assert [one for one in found if not (room[1] < 130 and one.startswith("clipped"))] == []
    clips = [item.clip for item in items if isinstance(item, Raster)]
    assert all(box.holds(clip) for clip in clips)
