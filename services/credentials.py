"""How a source is convinced of who asks."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from services.quantities import Text, WrongSetting
from services.secret import Secret
from services.section import Section


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
