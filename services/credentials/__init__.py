"""How a source is convinced of who asks: the settings. What is made of them is sent by the door."""

from __future__ import annotations

from typing import Self

from pydantic import ConfigDict, model_validator

from services.credentials.fixed import Basic, Certificate, Header
from services.credentials.signature import Hmac
from services.credentials.tokens import Login, OAuth2
from services.credentials.xroad import XRoad
from services.quantities import WrongSetting
from services.secret import Secret
from services.section import Section

__all__ = ["Auth", "Basic", "Certificate", "Header", "Hmac", "Login", "OAuth2", "XRoad"]

_WAYS = ("bearer", "basic", "header", "oauth2", "login", "hmac", "xroad")


class Auth(Section):
    """Cách chứng minh với nguồn: một trong bearer, basic, header, oauth2, login, hmac, xroad; certificate thì
    đứng một mình hoặc đi kèm một cách ấy.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"bearer": "${env:BAO_CAO}"}],
            "minProperties": 1,
            "maxProperties": 2,
            "if": {"minProperties": 2},
            "then": {"required": ["certificate"]},
        }
    )

    bearer: Secret | None = None
    """Gửi Authorization: Bearer …"""
    basic: Basic | None = None
    """Gửi tên và mật khẩu theo HTTP Basic."""
    header: Header | None = None
    """Gửi một khóa trong tiêu đề riêng."""
    oauth2: OAuth2 | None = None
    """Xin khóa theo OAuth 2 (client credentials)."""
    login: Login | None = None
    """Đăng nhập để xin khóa."""
    hmac: Hmac | None = None
    """Ký mỗi yêu cầu bằng HMAC."""
    xroad: XRoad | None = None
    """Ký theo cách của trục liên thông văn bản quốc gia."""
    certificate: Certificate | None = None
    """Trình chứng thư khách."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        ways = [name for name in _WAYS if getattr(self, name) is not None]
        if len(ways) > 1:
            raise WrongSetting(
                "auth có hơn một cách: {ways}",
                "giữ một cách; chỉ certificate đi kèm được với cách khác",
                ways=", ".join(ways),
            )
        if not ways and self.certificate is None:
            raise WrongSetting(
                "auth chưa nêu cách nào",
                "ghi một trong: {ways}",
                ways=", ".join((*_WAYS, "certificate")),
            )
        return self
