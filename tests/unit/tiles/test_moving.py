"""Tiles of pages and cameras: their settings, what they say, and that it fits."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from pydantic import ValidationError

from services.moving import NOTHING, Phase, Seen
from services.moving.telling import failed, lacking, opening, stopped, why
from services.phrase import phrase
from services.views import Knowledge
from services.wall_file.shape import WallFile
from tests.unit.tiles.world import ODD, Told, drawn, faults, said, sheet_of
from widgets.drawing import Moving, Raster, Rect
from widgets.moving import size_of
from widgets.tiles import video, web

if TYPE_CHECKING:
    from services.cache import Picture
    from services.phrase import Phrase
    from widgets.drawing import Item
    from widgets.moving import MovingView

AT = datetime(2023, 12, 22, 7, 5, tzinfo=UTC)
"""14:05 at Đà Lạt."""
NORMAL = Rect(0, 0, 922, 443)
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 640, 360)
LONG = phrase("{said}", said="không kết nối được " * 40)
PAGE = web.WebTile.model_validate({"web": "https://soc.noi-bo/dashboard?kiosk=1"})
CAMERA = video.VideoTile.model_validate({"video": "rtsp://10.1.2.3/stream1"})
WORDS: list[Phrase] = [
    failed("web", why({"why": "certificate"})),
    failed("video", LONG),
    stopped("web", 10),
    lacking("", frozen=False),
    lacking("", frozen=True),
    lacking("libpulse.so.0: cannot open shared object file", frozen=False),
]
SEEN = [
    NOTHING,
    Seen(Phase.OPENING),
    Seen(Phase.MOVING),
    *(Seen(Phase.FAILED, words) for words in WORDS),
    Seen(at=AT, content=PNG),
    Seen(at=AT - timedelta(days=40), content=PNG),
    Seen(at=AT, content=b"no picture at all"),
]


@dataclass
class Kept:
    """Whatever is asked for, this is to be seen of it."""

    what: Seen
    asked: tuple[str, datetime] | None = None

    def seen(self, key: str, at: datetime) -> Seen:
        self.asked = key, at
        return self.what


def knowing(seen: Seen) -> Knowledge:
    wall = WallFile.model_validate({"wall": 1})
    return Knowledge(wall, cast("Picture", Told(at=AT)), Kept(seen))


def view(tile: Any, seen: Seen = NOTHING) -> MovingView:
    kind: Any = web.TILE if isinstance(tile, web.WebTile) else video.TILE
    return cast("MovingView", kind.look_up(tile, knowing(seen)))


def items(tile: Any, seen: Seen, box: Rect = NORMAL, lang: str = "vi") -> list[Item]:
    kind = web.TILE if isinstance(tile, web.WebTile) else video.TILE
    return drawn(kind, tile, knowing(seen), box, sheet_of(lang=lang))


@pytest.mark.parametrize("tile", [PAGE, CAMERA])
@pytest.mark.parametrize(
    "seen", SEEN, ids=lambda seen: f"{seen.phase}-{seen.at}-{seen.words!r:.40}"
)
def test_it_always_says_that_its_age_can_t_be_checked(tile: Any, seen: Seen) -> None:
    texts = said(items(tile, seen))
    assert "không kiểm được độ mới" in texts
    found = view(tile, seen)
    assert (found.standing.sources, found.standing.state) == ((), None)
    assert not found.standing.simulated


def test_a_picture_that_moves_has_a_place_and_no_other_words() -> None:
    made = items(PAGE, Seen(Phase.MOVING))
    place = next(item for item in made if isinstance(item, Moving))
    assert place.key == PAGE.feed.key
    assert place.rect == Rect(
        round(place.rect.x), round(place.rect.y), int(place.rect.w), int(place.rect.h)
    )
    assert said(made) == ["soc.noi-bo", "không kiểm được độ mới"]


def test_where_nothing_moves_the_last_thumbnail_stands_with_its_time() -> None:
    made = items(CAMERA, Seen(at=AT, content=PNG))
    picture = next(item for item in made if isinstance(item, Raster))
    place = next(item for item in made if isinstance(item, Moving))
    assert said(made, "context") == ["ảnh lúc 14:05"]
    assert picture.content == PNG
    assert place.rect.holds(picture.rect)
    assert abs(picture.rect.w / picture.rect.h - 640 / 360) < 0.01


def test_a_thumbnail_of_another_day_says_its_date() -> None:
    assert said(
        items(CAMERA, Seen(at=AT - timedelta(days=1), content=PNG), Rect(0, 0, 1240, 700)),
        "context",
    ) == ["ảnh lúc 21/12/2023 14:05"]


def test_without_a_thumbnail_it_says_that_none_was_taken() -> None:
    assert "Không ghi hình" in said(items(PAGE, NOTHING))


def test_why_there_is_no_picture_stands_in_its_place() -> None:
    words = failed("web", why({"why": "status", "more": 503}))
    assert "Trang không mở được: máy chủ trả mã 503" in said(items(PAGE, Seen(Phase.FAILED, words)))
    assert said(items(CAMERA, Seen(Phase.OPENING)), "context") == [opening("video").text]


def test_what_is_asked_for_is_the_feed_at_the_wall_s_instant() -> None:
    kept = Kept(NOTHING)
    wall = WallFile.model_validate({"wall": 1})
    web.TILE.look_up(PAGE, Knowledge(wall, cast("Picture", Told(at=AT)), kept))
    assert kept.asked == (PAGE.feed.key, AT)


def test_wall_json_has_its_address_without_parameters_and_the_thumbnail_s_time() -> None:
    assert view(PAGE, Seen(at=AT, content=PNG)).figures() == {
        "kind": "web",
        "url": "https://soc.noi-bo/dashboard?•••",
        "thumbnail": "2023-12-22T07:05:00.000000Z",
    }
    assert view(CAMERA, Seen(Phase.MOVING)).figures()["thumbnail"] is None


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "size", [*ODD, (922, 443), (608, 443), (451, 200), (260, 140), (1864, 906)]
)
def test_nothing_is_clipped_or_too_small_at_any_size(lang: str, size: tuple[int, int]) -> None:
    box = Rect(0, 0, *size)
    for tile in (PAGE, CAMERA):
        for seen in SEEN:
            made = items(tile, seen, box, lang)
            assert faults(made, box, sheet_of(lang=lang)) == [], (seen, size)
            for item in made:
                if isinstance(item, Moving | Raster):
                    assert box.holds(item.rect)


def test_titles_are_the_host_or_the_file() -> None:
    assert view(CAMERA).title.vi == "10.1.2.3"
    assert (
        view(video.VideoTile.model_validate({"video": "hinh/cong chinh.mp4"})).title.vi
        == "cong chinh.mp4"
    )
    titled = web.WebTile.model_validate({"web": "http://a.b", "title": "SOC"})
    assert view(titled).title.vi == "SOC"


def test_a_page_may_reach_its_own_host_and_those_that_are_named() -> None:
    tile = web.WebTile.model_validate(
        {"web": "https://SOC.noi-bo:8443/x", "allow": ["*.Noi-Bo", "soc.noi-bo"]}
    )
    assert tile.feed.allow == ("soc.noi-bo", "*.noi-bo")


def test_hosts_are_told_as_the_network_calls_them() -> None:
    tile = web.WebTile.model_validate(
        {"web": "https://công-an.vn/", "allow": ["*.công-an.vn", "may_1", "[fe80::1]"]}
    )
    own = "xn--cng-an-ixa.vn"
    assert tile.feed.allow == (own, f"*.{own}", "may_1", "[fe80::1]")
    assert web.WebTile.model_validate({"web": "https://[fe80::1]/"}).feed.allow == ("fe80::1",)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"web": "ftp://a/b"}, "http(s)"),
        ({"web": "file:///etc/passwd"}, "http(s)"),
        ({"web": "javascript:alert(1)"}, "http(s)"),
        ({"web": "http://u:p-secret@a.b/"}, "tài khoản"),
        ({"web": "http://a.b/?token=p-secret-1234567890"}, "bí mật"),
        ({"web": 'https://a" --no-sandbox "b/'}, "tên máy"),
        ({"web": "https://a, EXCLUDE *, b/"}, "tên máy"),
        ({"ca": "goc.pem"}, "profile"),
        ({"allow": ["http://a.b/"]}, "tên máy"),
        ({"allow": ["*"]}, "tên máy"),
        ({"password": "p-secret"}, "tham chiếu"),
        ({"query": {"k": "p-secret"}}, "tham chiếu"),
        ({"reload": "1 s"}, "quá dày"),
        ({"zoom": 0.1}, "0.25"),
        ({"zoom": 6}, "5"),
        ({"crop": [0, 0, 500, 300]}, "size"),
        ({"crop": [0.5, 0, 0.6, 1]}, "ngoài"),
        ({"crop": [0, 0, 0, 1]}, "ngoài"),
        ({"crop": [700, 0, 200, 100], "size": [800, 600]}, "ngoài"),
        ({"crop": [-0.1, 0, 0.5, 0.5]}, "0"),
        ({"size": [100, 100]}, "240"),
        ({"profile": "a/b"}, "tên"),
    ],
)
def test_settings_that_can_t_be_are_refused_and_repeat_no_secret(
    more: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        web.WebTile.model_validate({"web": "https://a.b/"} | more)
    told = "; ".join(error["msg"] for error in refused.value.errors())
    assert words in told
    assert "p-secret" not in told


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"video": "ftp://a/b"}, "không biết cách mở"),
        ({"video": "file:///etc/x.avi"}, "không biết cách mở"),
        ({"video": " "}, "không biết cách mở"),
        ({"video": "rtsp://u:p-secret@10.1.1.1/x"}, "tài khoản"),
        ({"every": "1 s"}, "ảnh chụp"),
        ({"video": "http://a/x.jpg", "every": "100 ms"}, "quá dày"),
        ({"crop": [0, 0, 1.5, 0]}, "ngoài"),
        ({"password": "p-secret"}, "tham chiếu"),
    ],
)
def test_a_camera_s_settings_too(more: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        video.VideoTile.model_validate({"video": "rtsp://10.1.1.1/x"} | more)
    told = "; ".join(error["msg"] for error in refused.value.errors())
    assert words in told
    assert "p-secret" not in told


def test_what_may_be_written_is_taken() -> None:
    for address in (
        "rtsp://10.1.1.1/x",
        "https://a/x.m3u8",
        "udp://239.1.1.1:5000",
        "C:\\hinh\\a.mp4",
        "a.mp4",
    ):
        assert video.VideoTile.model_validate({"video": address}).feed.url == address


def test_a_picture_that_says_no_size_is_a_square() -> None:
    assert size_of(PNG) == (640.0, 360.0)
    assert size_of(b"") == (1.0, 1.0)
    assert size_of(PNG[:16] + bytes(8)) == (1.0, 1.0)
