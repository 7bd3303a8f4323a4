"""What the sections of a wall file are made of: each setting with its type, default, bounds and
explanation in one place. The JSON Schema and the reference page are generated from here.

A connector's settings derive from `Source`, a tile's from `Tile`; both are one class in the
plug-in's own file.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum
from functools import total_ordering
from typing import TYPE_CHECKING, Annotated, Literal, Self, override

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)

from services.quantities import Cells, Duration, Identifier, Text, WrongSetting, only_text

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from services.door import Files


class Section(BaseModel):
    """A part of a wall file: frozen, and no key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


@total_ordering
class Sensitivity(Enum):
    """Ai được xem: public (công khai), internal (nội bộ cơ quan), restricted (chỉ phòng điều hành).
    Khi nhiều mức gặp nhau thì mức chặt nhất có hiệu lực.
    """

    # Least strict first: this is the order. No StrEnum, or `<` would be that of the alphabet.
    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"

    def __lt__(self, other: Sensitivity) -> bool:
        """Less strict, open to more eyes."""
        order = [*Sensitivity]
        return order.index(self) < order.index(other)


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
        return {"vi": only_text(value)}

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
                "bí mật phải là một tham chiếu", "ghi ${env:TÊN} hoặc ${file:ĐƯỜNG_DẪN}"
            )
        if found := re.fullmatch(r"\$\{(env|file):([^}]+)\}", value.strip()):
            return {"kind": found[1], "name": found[2].strip()}
        if value.startswith("${"):
            raise WrongSetting(
                "tham chiếu bí mật không đọc được", "ghi ${env:TÊN} hoặc ${file:ĐƯỜNG_DẪN}"
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

    connector: Annotated[str, BeforeValidator(only_text), Field(examples=["http_json"])]
    """Cách hỏi: http_json, prometheus, alertmanager…"""
    url: Annotated[
        str,
        BeforeValidator(only_text),
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
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    """Ai được xem những gì nguồn này cho, kể cả việc nó đang tốt hay hỏng: public, internal hoặc
    restricted."""

    def gives(self) -> frozenset[str] | None:
        """The kinds of records (names of `records.KINDS`) that it can hand over; None: any.
        Overridden where a connector's settings tell.
        """
        return None

    def files(self) -> Files | None:
        """What it reads instead of asking an address: its `url` is empty then. Overridden where a
        connector's settings tell.
        """
        return None


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
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    """Ai được xem ô này; mức chặt nhất của ô, các chỉ số và các nguồn mà ô hiện có hiệu lực."""

    def indicators(self) -> tuple[str, ...]:
        """The indicators that the tile names; overridden where a tile type's settings name any."""
        return ()

    def sources(self) -> tuple[str, ...]:
        """The sources that the tile names, beside those of its indicators."""
        return ()

    def groups(self) -> tuple[str, ...]:
        """The groups of indicators that the tile names."""
        return ()

    def kinds(self) -> frozenset[str]:
        """The kinds of records that each of `sources()` must be able to give, or the tile would show
        nothing where something is; empty where it shows their states alone.
        """
        return frozenset()
