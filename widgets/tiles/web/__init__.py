"""A page of another system, as its vendor draws it: a console, a dashboard. Rendered by a process of its own
(ADR 17), shown with what may be said of it: never how new it is.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from services.moving import Feed
from services.moving.settings import (
    MOST_PARAMETERS,
    MOST_PIXELS,
    Cropped,
    Reference,
    within,
    without_secrets,
)
from services.quantities import Code, Duration, Identifier, Text, WrongSetting, only_text
from services.settings import Tile, Wording
from widgets.moving import MovingView, lay_out

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

_MOST_HOSTS = 50
_SOONEST = timedelta(seconds=30)
_HOST = re.compile(r"(\*\.)?[a-z0-9_]([a-z0-9._-]{0,250}[a-z0-9._])?|\[[0-9a-f:.]+\]")


def _address(value: str) -> str:
    split = urlsplit(value)
    if split.scheme not in {"http", "https"} or not split.hostname:
        raise WrongSetting(
            "địa chỉ trang phải là http(s)", "ghi đủ, ví dụ: https://console.noi-bo/dashboard"
        )
    if not _HOST.fullmatch(_named(split.hostname)):
        raise WrongSetting(
            "“{value}” không phải tên máy",
            "ghi đủ, ví dụ: https://console.noi-bo/dashboard",
            value=split.hostname[:40],
        )
    return without_secrets(value)


def _named(host: str) -> str:
    """As it is told to Chromium among its options, where nothing else may stand."""
    if ":" in host:
        return f"[{host}]"
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _host(value: str) -> str:
    value = value.strip().lower()
    value = value if value.startswith("[") else _named(value)
    if not _HOST.fullmatch(value):
        raise WrongSetting(
            "“{value}” không phải tên máy",
            "ghi tên máy, không kèm http:// hay đường dẫn, ví dụ: cdn.noi-bo hoặc *.noi-bo",
            value=value[:40],
        )
    return value


def _not_too_often(value: timedelta) -> timedelta:
    if value < _SOONEST:
        raise WrongSetting("trang tải lại quá dày", "ghi ít nhất 30 s")
    return value


_Side = Annotated[int, Field(strict=True, ge=240, le=MOST_PIXELS)]


class WebTile(Tile):
    """Một trang web: màn hình quản trị của hãng, bảng theo dõi. Mỗi ô chạy trong một tiến trình riêng; cần
    phần media (make media; trên Windows: uv sync --extra media).
    """

    web: Annotated[
        str,
        BeforeValidator(only_text),
        AfterValidator(_address),
        Field(max_length=2000, examples=["https://soc.noi-bo/dashboard"]),
    ]
    """Địa chỉ trang, http hoặc https."""
    allow: Annotated[
        tuple[Annotated[Text, AfterValidator(_host)], ...],
        Field(max_length=_MOST_HOSTS, examples=[["*.noi-bo"]]),
    ] = ()
    """Các máy mà trang được nối tới, kể cả ảnh và dữ liệu nhúng; `*.` ở đầu là mọi máy bên dưới. Máy của
    chính trang luôn được phép; ngoài ra bị chặn."""
    profile: Identifier | None = None
    """Hồ sơ đăng nhập giữ lại qua các lần mở (đăng nhập một lần bằng main.py login); các ô cùng hồ sơ chung
    đăng nhập, chung tiến trình và chung danh sách máy được phép. Không khai thì trang quên hết khi đóng."""
    reload: Annotated[Duration, AfterValidator(_not_too_often)] | None = None
    """Bao lâu mở lại trang từ đầu một lần; không khai thì không mở lại."""
    zoom: Annotated[float, Field(ge=0.25, le=5)] = 1.0
    """Phóng to trang, 0.25–5."""
    size: tuple[_Side, _Side] | None = None
    """Rộng và cao của cửa sổ dành cho trang, bằng điểm ảnh; không khai thì vừa đúng chỗ trên tường."""
    crop: Cropped | None = None
    """Phần được hiện: trái, trên, rộng, cao; theo tỷ lệ 0–1, hoặc theo điểm ảnh của `size`."""
    user: Code | None = None
    """Tài khoản, nếu máy chủ hỏi kiểu HTTP."""
    password: Reference | None = None
    """Mật khẩu của tài khoản ấy."""
    query: Annotated[dict[Code, Reference], Field(max_length=MOST_PARAMETERS)] = Field({})
    """Các tham số bí mật, ghép vào cuối địa chỉ."""
    ca: Annotated[Text | None, Field(examples=["chung-thu/goc.pem"])] = None
    """Tệp chứng thư gốc riêng (PEM), đường dẫn tính từ tệp tường; chỉ dùng cùng `profile`."""

    @model_validator(mode="after")
    def _trusted(self) -> Self:
        """Qt gives certificates of their own only to profiles that are kept."""
        if self.ca is not None and self.profile is None:
            raise WrongSetting(
                "ca chỉ dùng được cùng profile", "ghi thêm profile, ví dụ: profile: soc"
            )
        return self

    @model_validator(mode="after")
    def _cropped(self) -> Self:
        if self.crop is None:
            return self
        if self.size is None and max(self.crop) > 1:
            raise WrongSetting(
                "crop ghi bằng điểm ảnh mà không có size",
                "ghi size: [1920, 1080], hoặc ghi crop theo tỷ lệ 0–1",
            )
        within(self.crop, self.size)
        return self

    @property
    def feed(self) -> Feed:
        own = urlsplit(self.web).hostname or ""
        return Feed(
            kind="web",
            url=self.web,
            allow=tuple(dict.fromkeys((own if ":" in own else _named(own), *self.allow))),
            profile=self.profile,
            reload=self.reload,
            zoom=self.zoom,
            crop=self.crop,
            size=self.size,
            user=self.user,
            password=self.password,
            query=tuple(self.query.items()),
            ca=self.ca,
        )


class WebType:
    name = "web"
    settings = WebTile
    own_notes = False

    def look_up(self, settings: WebTile, knowledge: Knowledge) -> MovingView:
        feed = settings.feed
        return MovingView(
            title=settings.title or Wording(vi=urlsplit(feed.url).hostname or self.name),
            standing=knowledge.standing(()),
            feed=feed,
            seen=knowledge.seen(feed),
            day=knowledge.day,
        )

    def lay_out(self, view: MovingView, room: Room, sheet: Sheet) -> list[Item]:
        return lay_out(view, room, sheet)


TILE = WebType()
