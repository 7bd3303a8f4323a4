"""What the sections of a wall file are made of: each setting with its type, default, bounds and
explanation in one place. The JSON Schema and the reference page are generated from here.

A connector's settings derive from `Source`, a tile's from `Tile`; both are one class in the
plug-in's own file.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

_UNITS = {
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_LENGTHS = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4}
_WINDOWS_NAMES = {"con", "prn", "aux", "nul"} | {
    f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10)
}


class WrongSetting(ValueError):  # noqa: N818 - it is said to operators, not to programmers
    """A value that is not what the setting takes. `what` and `remedy` are msgids (Vietnamese);
    `values` stand in their `{places}`."""

    def __init__(self, what: str, remedy: str, **values: str) -> None:
        super().__init__(what.format(**values))
        self.what, self.remedy, self.values = what, remedy, values


def duration(value: object) -> timedelta:
    """`10 s`, `1.5 h`, `2 d`: a number and its unit (ms, s, min or m, h, d)."""
    match value:
        case timedelta():
            return value
        case str() if found := re.fullmatch(
            r"\s*(\d{1,9}(?:\.\d{1,6})?)\s*(ms|s|min|m|h|d)\s*", value
        ):
            return float(found[1]) * _UNITS[found[2]]
        case _:
            raise WrongSetting(
                "“{value}” không phải khoảng thời gian",
                "ghi số kèm đơn vị ms, s, min, h hoặc d, ví dụ: 10 s",
                value=str(value)[:40],
            )


def say_duration(value: timedelta) -> str:
    for unit in ("d", "h", "min", "s"):
        if value % _UNITS[unit] == timedelta() and value:
            return f"{value // _UNITS[unit]} {unit}"
    return f"{value / _UNITS['ms']:g} ms"


def _positive(value: timedelta) -> timedelta:
    if value <= timedelta():
        raise WrongSetting("khoảng thời gian phải lớn hơn 0", "ghi một khoảng dương, ví dụ: 10 s")
    return value


def length(value: object) -> float:
    """Millimetres of `0.63 mm`, `4 m`, `55 in`."""
    match value:
        case float():
            return value
        case str() if found := re.fullmatch(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*(mm|cm|m|in)\s*", value):
            size = float(found[1]) * _LENGTHS[found[2]]
            if size > 0:
                return size
        case _:
            pass
    raise WrongSetting(
        "“{value}” không phải độ dài",
        "ghi số dương kèm đơn vị mm, cm, m hoặc in, ví dụ: 0.63 mm",
        value=str(value)[:40],
    )


def identifier(value: str) -> str:
    """NFC letters (Vietnamese too), digits, underscores and single hyphens; a file name everywhere."""
    import unicodedata  # noqa: PLC0415 - needed here alone

    value = unicodedata.normalize("NFC", value)
    plain = value.replace("-", "").replace("_", "")
    fits = bool(plain) and plain.isalnum() and len(value) <= 64  # noqa: PLR2004
    if not fits or "--" in value or value[0] == "-" or value[-1] == "-":
        raise WrongSetting(
            "“{value}” không dùng làm tên được",
            "tên chỉ gồm chữ, số, dấu gạch dưới và dấu gạch nối đơn, tối đa 64 ký tự",
            value=value[:40],
        )
    if value.casefold() in _WINDOWS_NAMES:
        raise WrongSetting("“{value}” là tên dành riêng của Windows", "đặt tên khác", value=value)
    return value


def _only_text(value: object) -> object:
    if isinstance(value, bool | int | float | date):
        raise WrongSetting(
            "“{value}” không nằm trong dấu nháy nên bị đọc thành số, ngày hoặc đúng/sai",
            'đặt trong dấu nháy, ví dụ: "01"',
            value=str(value),
        )
    return value


Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    AfterValidator(_positive),
    PlainSerializer(say_duration),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*\d+(\.\d+)?\s*(ms|s|min|m|h|d)\s*$",
            "examples": ["10 s", "1 h"],
        }
    ),
]
"""A `timedelta` greater than zero, written with its unit."""

Millimetres = Annotated[
    float,
    BeforeValidator(length),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*\d+(\.\d+)?\s*(mm|cm|m|in)\s*$",
            "examples": ["0.63 mm", "4 m"],
        }
    ),
]
"""A length in millimetres, written with its unit."""

Identifier = Annotated[str, BeforeValidator(_only_text), AfterValidator(identifier)]
Text = Annotated[str, BeforeValidator(_only_text), Field(max_length=500)]
Code = Annotated[str, BeforeValidator(_only_text), Field(max_length=100)]
"""A code of another system. It is a string: an unquoted 01 is a fault, not the number 1."""


class Section(BaseModel):
    """A part of a wall file: frozen, and no key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Wording(Section):
    """A text in both languages, with shorter forms for narrow places. In a wall file a plain text
    is the Vietnamese one."""

    vi: Text
    """Tiếng Việt."""
    en: Text | None = None
    """English; where it is missing the Vietnamese is shown."""
    short: Text | None = None
    """Dạng ngắn, dùng khi chỗ hẹp."""
    short_en: Text | None = None
    """The short form in English."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if isinstance(value, dict | Wording):
            return value
        return {"vi": _only_text(value)}

    def full_in(self, lang: str) -> str:
        return (self.en if lang == "en" else None) or self.vi

    def short_in(self, lang: str) -> str | None:
        return self.short_en if lang == "en" and self.en else self.short


class Secret(Section):
    """A value kept elsewhere: `${env:NAME}` or `${file:PATH}`; looked up when a request is made,
    never printed."""

    kind: Literal["env", "file", "literal"]
    name: Annotated[str, Field(repr=False)]

    @model_validator(mode="before")
    @classmethod
    def _reference(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if found := re.fullmatch(r"\$\{(env|file):([^}]+)\}", value.strip()):
            return {"kind": found[1], "name": found[2].strip()}
        if value.startswith("${"):
            raise WrongSetting(
                "tham chiếu bí mật không đọc được",
                "ghi ${env:TÊN_BIẾN} hoặc ${file:ĐƯỜNG_DẪN}",
            )
        return {"kind": "literal", "name": value}


class Basic(Section):
    user: Text
    """Tên đăng nhập."""
    password: Secret
    """Mật khẩu, bằng tham chiếu."""


class Header(Section):
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]
    """Tên tiêu đề HTTP, ví dụ X-Api-Key."""
    value: Secret
    """Giá trị, bằng tham chiếu."""


class Auth(Section):
    """Cách chứng minh với nguồn; chỉ một trong ba."""

    bearer: Secret | None = None
    """Gửi Authorization: Bearer …"""
    basic: Basic | None = None
    """Gửi tên và mật khẩu theo HTTP Basic."""
    header: Header | None = None
    """Gửi một khóa trong tiêu đề riêng."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(way is not None for way in (self.bearer, self.basic, self.header)) != 1:
            raise WrongSetting("auth cần đúng một cách", "chọn một trong bearer, basic, header")
        return self


class Source(Section):
    """Một nguồn: một hệ thống, hỏi theo một cách, theo một nhịp."""

    connector: str
    """Cách hỏi: http_json, prometheus, alertmanager…"""
    url: Annotated[str, Field(max_length=2000)]
    """Địa chỉ gốc http(s); khi tường có `province:` thì là đường dẫn trong tỉnh mô phỏng."""
    name: Wording | None = None
    """Tên hiển thị; mặc định là tên của hệ thống."""
    system: Identifier | None = None
    """Hệ thống mà nguồn thuộc về (soc, av, media, docs, lgsp, opendata, reports, sectordb, map, hoặc tên khai ở `systems:`)."""
    every: Duration = timedelta(minutes=1)
    """Tường hỏi nguồn bao lâu một lần."""
    cadence: Duration | None = None
    """Bản thân số liệu được làm mới bao lâu một lần; không khai thì chỉ xét nhịp hỏi."""
    deadline: Duration = timedelta(seconds=10)
    """Thời hạn cho cả câu trả lời."""
    connect: Duration = timedelta(seconds=5)
    """Thời hạn để nối được tới máy chủ."""
    max_bytes: Annotated[int, Field(ge=1024, le=64 * 1024 * 1024)] = 2 * 1024 * 1024
    """Câu trả lời lớn nhất được nhận, tính sau khi giải nén, bằng byte."""
    max_pages: Annotated[int, Field(ge=1, le=1000)] = 20
    """Số trang nhiều nhất của một lần hỏi."""
    auth: Auth | None = None
    """Cách chứng minh với nguồn."""
    ca: Text | None = None
    """Tệp chứng thư gốc riêng (PEM), đường dẫn tính từ tệp tường."""
    proxy: Text | None = None
    """Địa chỉ proxy; mặc định không dùng proxy nào, kể cả của hệ điều hành."""
    provider: Text | None = None
    """Đơn vị cung cấp."""
    contact: Text | None = None
    """Gọi ai khi nguồn hỏng."""


class Tile(Section):
    """Một ô: chiếm chỗ nào, tên gì. Loại của ô là khóa của nó (number, severity…)."""

    title: Wording | None = None
    """Tên ô; mặc định là tên của thứ được hiện."""
    id: Identifier | None = None
    """Tên riêng của ô; mặc định đặt theo loại và chỗ."""
    span: tuple[Annotated[int, Field(ge=1, le=24)], Annotated[int, Field(ge=1, le=24)]] = (1, 1)
    """Số cột và số hàng mà ô chiếm."""
    at: tuple[Annotated[int, Field(ge=1, le=24)], Annotated[int, Field(ge=1, le=24)]] | None = None
    """Cột và hàng của góc trên bên trái, đếm từ 1; không khai thì xếp vào chỗ trống kế tiếp."""
