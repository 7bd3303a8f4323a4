"""What the sections of a wall file are made of: each setting with its type, default, bounds and
explanation in one place. The JSON Schema and the reference page are generated from here.

A connector's settings derive from `Source`, a tile's from `Tile`; both are one class in the
plug-in's own file.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, Self, override

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_UNITS = {
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_LENGTHS = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4}
_LONGEST = timedelta(days=3660)
_WINDOWS_NAMES = {"con", "prn", "aux", "nul"} | {
    f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10)
}


class WrongSetting(ValueError):  # noqa: N818 - it is said to operators, not to programmers
    """A value that is not what the setting takes. `what` and `remedy` are msgids (Vietnamese);
    `values` stand in their `{places}`.
    """

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
            long = float(found[1]) * _UNITS[found[2]].total_seconds()
            if long > _LONGEST.total_seconds():
                raise WrongSetting(
                    "khoảng thời gian “{value}” dài quá mười năm",
                    "ghi một khoảng ngắn hơn",
                    value=value[:40],
                )
            return timedelta(seconds=long)
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


class Length(float):
    """Millimetres that once carried their unit; a bare number is no length."""


def length(value: object) -> float:
    """Millimetres of `0.63 mm`, `4 m`, `55 in`."""
    match value:
        case Length():
            return value
        case str() if found := re.fullmatch(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*(mm|cm|m|in)\s*", value):
            size = Length(float(found[1]) * _LENGTHS[found[2]])
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
    """NFC letters (Vietnamese too), digits, underscores, single hyphens: a file name everywhere."""
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
            value=str(value)[:40],
        )
    return value


def _instant(value: object) -> object:
    """Only an unambiguous instant: ISO 8601 with its offset."""
    instant = value
    if isinstance(value, str):
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            instant = None
    if isinstance(instant, datetime) and instant.tzinfo is None:
        raise WrongSetting(
            "thời điểm “{value}” thiếu múi giờ",
            "ghi đủ, ví dụ: 2026-11-24T14:05:00+07:00",
            value=str(value)[:40],
        )
    if not isinstance(instant, datetime) or not 1900 < instant.year < 2200:  # noqa: PLR2004
        raise WrongSetting(
            "“{value}” không phải thời điểm",
            "ghi năm-tháng-ngày, giờ và múi giờ, ví dụ: 2026-11-24T14:05:00+07:00",
            value=str(value)[:40],
        )
    return instant


def _day(value: object) -> object:
    """Only year-month-day: 01/02/2023 has two readings."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if type(value) is date:
        return value
    raise WrongSetting(
        "“{value}” không phải ngày",
        "ghi năm-tháng-ngày, ví dụ: 2023-12-31",
        value=str(value)[:40],
    )


Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date-time",
            "examples": ["2026-11-24T14:05:00+07:00"],
        }
    ),
]
"""A moment with its offset, written in ISO 8601."""

Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2023-12-31"]}),
]
"""A date, written year-month-day."""

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

Identifier = Annotated[
    str,
    BeforeValidator(_only_text),
    AfterValidator(identifier),
    Field(json_schema_extra={"examples": ["bao-cao"]}),
]
"""A name that the wall file gives: NFC letters, digits, underscores, single hyphens."""

Text = Annotated[str, BeforeValidator(_only_text), Field(max_length=500)]
Code = Annotated[str, BeforeValidator(_only_text), Field(max_length=100)]
"""A code of another system. It is a string: an unquoted 01 is a fault, not the number 1."""


_Cell = Annotated[int, Field(strict=True, ge=1, le=24)]
Cells = Annotated[
    tuple[_Cell, _Cell],
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "integer", "minimum": 1, "maximum": 24},
            "minItems": 2,
            "maxItems": 2,
            "examples": [[2, 1]],
        }
    ),
]
"""Columns, rows."""


class Section(BaseModel):
    """A part of a wall file: frozen, and no key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def plain_or_whole(
    handler: GetJsonSchemaHandler,
    core_schema: CoreSchema,
    examples: list[str],
    *,
    longest: int = 500,
) -> JsonSchemaValue:
    """The schema of a section that may also be written as one text: return it from the section's
    `__get_pydantic_json_schema__`, or editors mark the text as wrong.
    """
    whole = handler.resolve_ref_schema(handler(core_schema))
    title, description = whole.pop("title"), whole.pop("description")
    return {
        "title": title,
        "description": description,
        "examples": examples,
        "anyOf": [{"type": "string", "maxLength": longest}, whole],
    }


class Wording(Section):
    """Một đoạn chữ: ghi thẳng tiếng Việt, hoặc ghi cả hai ngôn ngữ và dạng ngắn cho chỗ hẹp."""

    vi: Text
    """Tiếng Việt."""
    en: Text | None = None
    """Tiếng Anh; không có thì hiện tiếng Việt."""
    short: Text | None = None
    """Dạng ngắn, dùng khi chỗ hẹp."""
    short_en: Text | None = None
    """Dạng ngắn bằng tiếng Anh."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if isinstance(value, dict | list | Wording) or value is None:
            return value
        return {"vi": _only_text(value)}

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, ["Trạm BTS"])

    def full_in(self, lang: str) -> str:
        return (self.en if lang == "en" else None) or self.vi

    def short_in(self, lang: str) -> str | None:
        return self.short_en if lang == "en" and self.en else self.short


_REFERENCES = "${env:TEN_BIEN}, ${file:/duong/dan}"


class Secret(Section):
    """Một bí mật, ghi bằng tham chiếu tới biến môi trường hoặc tới tệp; chỉ đọc lúc gửi yêu cầu."""

    # Never printed: `name` of a literal is the secret itself.
    kind: Literal["env", "file", "literal"]
    name: Annotated[str, Field(repr=False)]

    @model_validator(mode="before")
    @classmethod
    def _reference(cls, value: object) -> object:
        if isinstance(value, Secret):
            return value
        if not isinstance(value, str) or not value:  # and it isn't repeated: it may be the secret
            raise WrongSetting(
                "bí mật phải là một tham chiếu", "ghi {example}", example=_REFERENCES
            )
        if found := re.fullmatch(r"\$\{(env|file):([^}]+)\}", value.strip()):
            return {"kind": found[1], "name": found[2].strip()}
        if value.startswith("${"):
            raise WrongSetting(
                "tham chiếu bí mật không đọc được", "ghi {example}", example=_REFERENCES
            )
        return {"kind": "literal", "name": value}

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "title": "Secret",
            "description": cls.__doc__,
            "examples": ["${env:BAO_CAO}", "${file:/run/credentials/langbiang/bao-cao}"],
        }


class Basic(Section):
    """Tên và mật khẩu theo HTTP Basic."""

    user: Annotated[Text, Field(examples=["tuong"])]
    """Tên đăng nhập."""
    password: Secret
    """Mật khẩu, bằng tham chiếu."""


class Header(Section):
    """Một khóa gửi trong tiêu đề HTTP riêng."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$", examples=["X-Api-Key"])]
    """Tên tiêu đề HTTP, ví dụ X-Api-Key."""
    value: Secret
    """Giá trị, bằng tham chiếu."""


class Auth(Section):
    """Cách chứng minh với nguồn; chỉ một trong ba."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"bearer": "${env:BAO_CAO}"}],
            "minProperties": 1,
            "maxProperties": 1,
        }
    )

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

    connector: Annotated[str, BeforeValidator(_only_text), Field(examples=["http_json"])]
    """Cách hỏi: http_json, prometheus, alertmanager…"""
    url: Annotated[
        str,
        BeforeValidator(_only_text),
        Field(max_length=2000, examples=["https://bao-cao.noi-bo/api/chi-so"]),
    ]
    """Địa chỉ gốc http(s); khi tường có `province:` thì là đường dẫn trong tỉnh mô phỏng."""
    name: Wording | None = None
    """Tên hiển thị; mặc định là tên của hệ thống."""
    system: Identifier | None = None
    """Hệ thống mà nguồn thuộc về: soc, av, media, docs, lgsp, opendata, reports, sectordb, map,
    hoặc tên khai ở `systems:`."""
    every: Duration = timedelta(minutes=1)
    """Tường hỏi nguồn bao lâu một lần."""
    cadence: Duration | None = None
    """Bản thân số liệu được làm mới bao lâu một lần; không khai thì chỉ xét nhịp hỏi."""
    deadline: Duration = timedelta(seconds=10)
    """Thời hạn cho cả câu trả lời."""
    connect: Duration = timedelta(seconds=5)
    """Thời hạn để nối được tới máy chủ."""
    max_bytes: Annotated[int, Field(strict=True, ge=1024, le=64 * 1024 * 1024)] = 2 * 1024 * 1024
    """Câu trả lời lớn nhất được nhận, tính sau khi giải nén, bằng byte."""
    max_pages: Annotated[int, Field(strict=True, ge=1, le=1000)] = 20
    """Số trang nhiều nhất của một lần hỏi."""
    auth: Auth | None = None
    """Cách chứng minh với nguồn."""
    ca: Annotated[Text | None, Field(examples=["chung-thu/goc.pem"])] = None
    """Tệp chứng thư gốc riêng (PEM), đường dẫn tính từ tệp tường."""
    proxy: Annotated[Text | None, Field(examples=["http://10.1.0.1:3128"])] = None
    """Địa chỉ proxy; mặc định không dùng proxy nào, kể cả của hệ điều hành."""
    provider: Annotated[Text | None, Field(examples=["VSEC"])] = None
    """Đơn vị cung cấp."""
    contact: Annotated[Text | None, Field(examples=["Tổ trực SOC, 0263…"])] = None
    """Gọi ai khi nguồn hỏng."""


class Tile(Section):
    """Một ô: chiếm chỗ nào, tên gì. Loại của ô là khóa của nó (number, severity…)."""

    title: Wording | None = None
    """Tên ô; mặc định là tên của thứ được hiện."""
    id: Identifier | None = None
    """Tên riêng của ô; mặc định đặt theo loại và chỗ."""
    span: Cells = (1, 1)
    """Số cột và số hàng mà ô chiếm."""
    at: Cells | None = None
    """Cột và hàng của góc trên bên trái, đếm từ 1; không khai thì xếp vào chỗ trống kế tiếp."""

    def indicators(self) -> tuple[str, ...]:
        """The indicators that the tile names; overridden where a tile type's settings name any."""
        return ()

    def sources(self) -> tuple[str, ...]:
        """The sources that the tile names, beside those of its indicators."""
        return ()
