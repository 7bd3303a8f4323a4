"""What a wall file says of addresses that are looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Self, override
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from services.door import Redirects
from services.quantities import Code, Duration, Text, WrongSetting, Zone, only_text
from services.settings import Section, Source, plain_or_whole

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_PORTED = {"tcp", "tls"}
_SCHEMES = _PORTED | {"http", "https"}


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    whole = parts.scheme in _SCHEMES and parts.hostname and "@" not in parts.netloc
    ported = bool(port) or parts.scheme not in _PORTED
    spaced = any(letter.isspace() or letter == "\\" for letter in url)
    if spaced or not (url.startswith("/") or (whole and ported)):
        raise WrongSetting(
            "địa chỉ “{url}” không dùng được",
            "ghi https://máy/…, tcp://máy:cổng hoặc tls://máy:cổng; tên và mật khẩu không nằm trong địa chỉ",
            url=url.rpartition("@")[2][:80],
        )
    return url


_Address = Annotated[
    str, BeforeValidator(only_text), Field(max_length=2000), AfterValidator(_address)
]
Status = Annotated[int, Field(strict=True, ge=100, le=599)]


def _lone(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


class Target(Section):
    """Một địa chỉ; chỉ viết địa chỉ thôi cũng được."""

    url: Annotated[_Address, Field(examples=["https://dalat.example.vn"])]
    """https://… (trang, chứng thư), tcp://máy:cổng (cổng có mở không), tls://máy:cổng (chứng thư); /đường-dẫn
    thì nối vào url của nguồn."""
    name: Text | None = None
    """Tên hiển thị; mặc định là tên máy."""
    organ: Code | None = None
    """Mã cơ quan, địa phương có địa chỉ này."""
    tags: tuple[Code, ...] = ()
    """Nhãn để lọc và tô nhóm."""
    status: tuple[Status, ...] = ()
    """Mã trả lời được coi là đúng; mặc định là mọi mã 2xx."""
    redirects: Redirects | None = None
    """Như của nguồn, riêng cho địa chỉ này."""
    text: Annotated[Text, Field(min_length=1)] | None = None
    """Chữ phải có trong trang."""
    feed: Annotated[_Address, Field(examples=["/rss/trang-chu.rss"])] | None = None
    """Địa chỉ RSS, Atom hoặc sitemap để biết bài mới nhất; /đường-dẫn thì nối vào url của mục này."""

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, ["https://dalat.example.vn"], longest=2000)


class Check(Source):
    """Các địa chỉ được thăm từ bên ngoài: có trả lời đúng không, chứng thư hết hạn khi nào, bài mới nhất."""

    url: Annotated[
        str,
        BeforeValidator(only_text),
        Field(max_length=2000, examples=["https://cong.example.vn"]),
    ] = ""
    """Một địa chỉ, khi không khai targets; có targets thì là gốc để nối các đường dẫn của chúng."""
    targets: Annotated[
        tuple[Annotated[Target, BeforeValidator(_lone)], ...], Field(max_length=2000)
    ] = ()
    """Các địa chỉ."""
    redirects: Redirects = "follow"
    """Chuyển hướng: follow theo mọi nơi, home chỉ trong cùng máy chủ, none không theo."""
    articles: bool = False
    """Tìm bài mới nhất của mọi trang, ở RSS hoặc Atom mà trang nêu, không có thì ở /sitemap.xml."""
    zone: Zone = "Asia/Ho_Chi_Minh"
    """Múi giờ của ngày đăng không ghi múi giờ."""
    expiring: Duration = timedelta(days=30)
    """Chứng thư còn ngắn hơn thế là sắp hết hạn."""
    urgent: Duration = timedelta(days=7)
    """Chứng thư còn ngắn hơn thế là hết hạn đến nơi."""
    quiet: Duration = timedelta(days=30)
    """Trang không có bài mới lâu hơn thế là lâu không cập nhật."""
    patience: Duration = timedelta(seconds=5)
    """Đợi mỗi địa chỉ bao lâu."""
    every: Duration = timedelta(minutes=5)
    """Tường hỏi nguồn bao lâu một lần."""
    deadline: Duration = timedelta(seconds=45)
    """Thời hạn cho cả lượt; địa chỉ chưa tới lượt thì được hỏi trước ở lần sau."""

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        if self.url:
            _address(self.url)
        if not self.targets and (not self.url or self.url.startswith("/")):
            raise WrongSetting(
                "nguồn check chưa khai địa chỉ nào", "khai url, hoặc targets: [https://…]"
            )
        if "auth" in self.model_fields_set:
            raise WrongSetting(
                "check thăm các địa chỉ như người ngoài, không mang khóa", "bỏ auth của nguồn này"
            )
        seen: set[str] = set()
        for target in self.targets:
            if target.url.startswith("/") and not self.url:
                raise WrongSetting(
                    "“{url}” chỉ là đường dẫn mà nguồn không có url",
                    "ghi đủ https://…, hoặc khai url của nguồn",
                    url=target.url[:80],
                )
            if target.url in seen:
                raise WrongSetting(
                    "địa chỉ “{url}” được khai hai lần", "giữ một mục", url=target.url[:80]
                )
            seen.add(target.url)
        return self

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"services", "observations"})

    @override
    def listing(self) -> tuple[str, ...]:
        quiet = ("quiet_sites",) if self.looks_for_articles() else ()
        return ("up", "certificates_expiring", "certificates_urgent", "certificate_days", *quiet)

    @override
    def scouts(self) -> bool:
        return True

    @override
    def schemes(self) -> tuple[str, ...]:
        return ("http", "https", "tcp", "tls")

    def looked_at(self) -> tuple[Target, ...]:
        given: dict[str, Any] = {"url": self.url}
        return self.targets or (Target(**given),)

    def looks_for_articles(self) -> bool:
        return self.articles or any(target.feed for target in self.targets)
