"""A camera or a recording: a stream, a file, or a still that is fetched again and again. Shown by a process
of its own (ADR 17), with what may be said of it: never how new it is.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from services.moving import Feed
from services.moving.settings import (
    MOST_PARAMETERS,
    Cropped,
    Reference,
    within,
    without_secrets,
)
from services.quantities import Code, Duration, WrongSetting, only_text
from services.settings import Tile, Wording
from widgets.moving import MovingView, lay_out

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

_STREAMS = {"rtsp", "rtsps", "http", "https", "udp"}
_STILLS = {"http", "https"}
_SOONEST = timedelta(milliseconds=500)
_DRIVE = 1
"""Letters of what looks like a scheme and is a drive of Windows."""


def _scheme(value: str) -> str:
    """Empty for a file."""
    scheme = urlsplit(value).scheme
    return "" if len(scheme) <= _DRIVE else scheme


def _address(value: str) -> str:
    scheme = _scheme(value)
    if (scheme and scheme not in _STREAMS) or not value.strip():
        raise WrongSetting(
            "không biết cách mở địa chỉ này",
            "ghi rtsp://…, http(s)://…, udp://…, hoặc đường dẫn một tệp hình",
        )
    return without_secrets(value) if scheme else value


def _not_too_often(value: timedelta) -> timedelta:
    if value < _SOONEST:
        raise WrongSetting("ảnh được lấy quá dày", "ghi ít nhất 500 ms")
    return value


class VideoTile(Tile):
    """Một camera hoặc đoạn hình: luồng RTSP, HTTP (MJPEG, HLS, tệp), UDP, tệp trên máy, hoặc ảnh chụp lấy lại
    theo nhịp. Mỗi ô chạy trong một tiến trình riêng; luồng và tệp cần phần media (make media; trên Windows:
    uv sync --extra media).
    """

    video: Annotated[
        str,
        BeforeValidator(only_text),
        AfterValidator(_address),
        Field(max_length=2000, examples=["rtsp://10.1.2.3/stream1"]),
    ]
    """Địa chỉ luồng, hoặc đường dẫn tệp tính từ tệp tường. Không phát tiếng; tệp phát hết thì phát lại."""
    every: Annotated[Duration, AfterValidator(_not_too_often)] | None = None
    """Địa chỉ http(s) là một ảnh chụp, lấy lại bao lâu một lần."""
    crop: Cropped | None = None
    """Phần được hiện: trái, trên, rộng, cao; theo tỷ lệ 0–1, hoặc theo điểm ảnh của hình."""
    user: Code | None = None
    """Tài khoản của camera."""
    password: Reference | None = None
    """Mật khẩu của tài khoản ấy."""
    query: Annotated[dict[Code, Reference], Field(max_length=MOST_PARAMETERS)] = Field({})
    """Các tham số bí mật, ghép vào cuối địa chỉ."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.every is not None and _scheme(self.video) not in _STILLS:
            raise WrongSetting(
                "every chỉ dùng cho ảnh chụp lấy qua http(s)",
                "bỏ every, hoặc ghi địa chỉ http(s) của ảnh",
            )
        if self.crop is not None:
            within(self.crop, None)
        return self

    @property
    def feed(self) -> Feed:
        return Feed(
            kind="video",
            url=self.video,
            every=self.every,
            crop=self.crop,
            user=self.user,
            password=self.password,
            query=tuple(self.query.items()),
        )


class VideoType:
    name = "video"
    settings = VideoTile
    own_notes = False

    def look_up(self, settings: VideoTile, knowledge: Knowledge) -> MovingView:
        feed = settings.feed
        named = urlsplit(feed.url).hostname if _scheme(feed.url) else PurePath(feed.url).name
        return MovingView(
            title=settings.title or Wording(vi=named or self.name),
            standing=knowledge.standing(()),
            feed=feed,
            seen=knowledge.seen(feed),
            day=knowledge.day,
        )

    def lay_out(self, view: MovingView, room: Room, sheet: Sheet) -> list[Item]:
        return lay_out(view, room, sheet)


TILE = VideoType()
