"""Tokens: asked for with what proves who asks, sent with every request until they expire."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from services.credentials.fixed import Basic, HeaderName
from services.credentials.inlaid import Body, Inlaid
from services.expression import Expression
from services.quantities import Text, WrongSetting
from services.secret import Secret
from services.section import Section

TOKEN = "{token}"  # noqa: S105 - the place of one

_Address = Annotated[Text, Field(min_length=1, examples=["https://cap-khoa.noi-bo/token"])]


class OAuth2(Section):
    """Xin khóa theo OAuth 2, cách client credentials; khóa giữ trong bộ nhớ tới gần lúc hết hạn."""

    token_url: _Address
    """Địa chỉ đầy đủ của máy chủ cấp khóa; được phép khác máy chủ của nguồn."""
    client_id: Inlaid
    """Tên ứng dụng mà máy chủ cấp khóa biết."""
    client_secret: Secret
    """Mật khẩu của ứng dụng, bằng tham chiếu."""
    scope: Annotated[Text | None, Field(examples=["doc:chi-so"])] = None
    """Phạm vi xin, các phạm vi cách nhau bằng dấu cách."""
    audience: Annotated[Text | None, Field(examples=["https://bao-cao.noi-bo"])] = None
    """Nơi sẽ dùng khóa, nếu máy chủ cấp khóa đòi."""
    style: Literal["basic", "post"] = "basic"
    """Gửi client_id và client_secret theo HTTP Basic, hoặc trong thân yêu cầu (post)."""


class Sending(Section):
    """Khóa xin được thì gửi kèm mỗi yêu cầu thế nào."""

    header: HeaderName = Field("Authorization", examples=["Authorization"])
    """Tên tiêu đề HTTP."""
    as_: Annotated[Text, Field(alias="as", examples=["Bearer {token}"])] = "Bearer {token}"
    """Giá trị của tiêu đề; {token} là chỗ của khóa."""

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if TOKEN not in self.as_:
            raise WrongSetting(
                "giá trị của tiêu đề không có chỗ cho khóa",
                "ghi {example}",
                example="Bearer {token}",
            )
        return self


class Login(Section):
    """Bước đăng nhập: gửi tên và mật khẩu để xin khóa, rồi gửi khóa ấy kèm mỗi yêu cầu. Nguồn không nhận
    khóa (401) thì đăng nhập lại đúng một lần.
    """

    url: Annotated[Text, Field(min_length=1, examples=["api/dang-nhap"])]
    """Nơi đăng nhập: đường dẫn nối vào sau url của nguồn, hoặc địa chỉ đầy đủ."""
    method: Literal["POST", "GET"] = "POST"
    """Cách gửi."""
    basic: Basic | None = None
    """Gửi tên và mật khẩu theo HTTP Basic, nếu nơi đăng nhập đòi thế."""
    headers: dict[HeaderName, Inlaid] = Field({}, examples=[{"X-App-Id": "tuong"}])
    """Tiêu đề HTTP gửi kèm khi đăng nhập; bí mật bằng tham chiếu ngay trong giá trị."""
    body: Body | None = None
    """Thân yêu cầu; bí mật bằng tham chiếu ngay trong giá trị."""
    encoding: Literal["json", "form"] = "json"
    """Thân gửi thành JSON hay thành biểu mẫu (form)."""
    token: Expression
    """JMESPath tới khóa trong câu trả lời."""
    expires: Expression | None = None
    """JMESPath tới hạn của khóa: số giây kể từ lúc cấp, số giây hoặc mili giây từ năm 1970, hoặc giờ
    ISO 8601 có múi giờ. Không khai thì khóa được dùng tới khi nguồn không nhận nữa.
    """
    send: Sending = Sending()
    """Cách gửi khóa."""

    @model_validator(mode="after")
    def _sendable(self) -> Self:
        if self.body is not None and self.method == "GET":
            raise WrongSetting("GET không có thân", "đổi method thành POST hoặc bỏ body")
        nested = any(isinstance(one, dict | list) for one in (self.body or {}).values())
        if nested and self.encoding == "form":
            raise WrongSetting(
                "biểu mẫu không chứa được mục lồng nhau", "ghi mỗi khóa của body một giá trị"
            )
        return self
