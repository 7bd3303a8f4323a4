"""Administrative units of a wall file, beside those that the program knows."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from services.quantities import Code, Day, Text, WrongSetting
from services.section import Section
from services.settings import Wording


class DeclaredUnit(Section):
    """Một đơn vị hành chính khai thêm."""

    code: Code
    """Mã đơn vị, trong dấu nháy."""
    name: Wording
    """Tên đơn vị."""
    kind: Annotated[Text | None, Field(examples=["Phường"])] = None
    """Loại: Thành phố, Huyện, Phường, Xã, Đặc khu…"""
    since: Annotated[Day, Field(alias="from")]
    """Có từ ngày nào."""
    until: Annotated[Day | None, Field(alias="to")] = None
    """Đến hết ngày nào."""
    successors: tuple[Code, ...] = ()
    """Mã các đơn vị kế tục."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.until is not None and self.since > self.until:
            raise WrongSetting("đơn vị hết hiệu lực trước khi có", "ghi from không muộn hơn to")
        return self


class Territories(Section):
    """Các đơn vị hành chính theo ngày hiệu lực."""

    mapping: dict[Code, Code] = Field({}, examples=[{"681": "682", "683": "682"}])
    """Số liệu của đơn vị đã thôi tồn tại được xem là của đơn vị nào, khi xét ở ngày mà đơn vị ấy không
    còn; không khai thì số liệu giữ nguyên tên đơn vị cũ."""
    units: tuple[DeclaredUnit, ...] = ()
    """Các đơn vị khai thêm, ngoài các đơn vị có sẵn của tỉnh Lâm Đồng."""
