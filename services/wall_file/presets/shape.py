"""The shape of a preset's file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from services.quantities import Code, Text
from services.section import Section
from services.settings import Wording

ParameterName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", examples=["bang"])]


class Parameter(Section):
    """Một chỗ của mẫu mà mỗi nơi dùng điền một khác."""

    about: Wording
    """Tham số này là gì, lấy ở đâu."""
    default: Code | int | float | bool | None = None
    """Giá trị khi tệp tường không điền; không khai thì phải điền."""
    choices: tuple[Code, ...] = ()
    """Chỉ nhận một trong các giá trị này."""
    least: float | None = None
    """Số nhỏ nhất được nhận."""
    most: float | None = None
    """Số lớn nhất được nhận."""


class Preset(Section):
    """Một mẫu nguồn: mẫu viết cho hệ thống nào, thử trên gì, cần điền gì, và hỏi thế nào."""

    preset: Literal[1]
    """Phiên bản của định dạng tệp mẫu."""
    title: Wording
    """Tên mẫu."""
    about: Wording
    """Mẫu lấy những gì, hệ thống cần chuẩn bị gì."""
    vendor: Text
    """Ai làm ra hệ thống."""
    version: Text
    """Phiên bản của hệ thống mà mẫu được thử."""
    documentation: Annotated[
        Text, Field(pattern=r"^https?://", examples=["https://tai-lieu.example/api"])
    ]
    """Địa chỉ tài liệu của hệ thống."""
    tested: Literal["recording", "contract", "none"]
    """Thử trên bản ghi câu trả lời thật (recording), trên câu trả lời dựng theo tài liệu (contract), hay
    chưa thử (none).
    """
    parameters: dict[ParameterName, Parameter] = Field({})
    """Các tham số; chỗ của mỗi tham số trong source ghi là tên của nó trong ngoặc nhọn."""
    source: Annotated[dict[str, Any], Field(min_length=1, examples=[{"connector": "http_json"}])]
    """Các khóa của nguồn, như trong tệp tường: connector và cách hỏi."""
