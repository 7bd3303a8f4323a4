"""The shape of a preset's file."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from services.expression import Expression
from services.phrase import Phrase
from services.quantities import Code, Text, WrongSetting
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

    @property
    def meaning(self) -> Phrase:
        """`about` to be put into a sentence: in English where the catalogue has it, as it has that of all
        presets that come with the program.
        """
        return Phrase(self.about.vi)


class Fill(Section):
    """Giá trị nào có thể điền vào một tham số, hỏi ở đâu."""

    path: Text | None = None
    """Đường dẫn hỏi thêm; tên tham số đã điền ghi trong ngoặc nhọn. Không khai thì tìm trong câu trả lời
    của recognise."""
    params: dict[Code, Code] = Field({})
    """Tham số gửi kèm đường dẫn ấy."""
    choices: Expression | None = None
    """JMESPath tới danh sách các giá trị có thể điền; giá trị đầu tiên được điền."""
    column: Literal["name", "value", "period", "territory", "organ"] | None = None
    """Điền tên một cột có vai trò này, tìm trong rows; thay cho choices."""
    rows: Expression | None = None
    """JMESPath tới các dòng, mỗi dòng là một mục có tên cột (đi với column)."""
    otherwise: Text | None = None
    """Điền gì khi không cột nào có vai trò ấy; tên tham số đã điền ghi trong ngoặc nhọn."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.choices is None) == (self.column is None) or (
            (self.rows is None) != (self.column is None)
        ):
            raise WrongSetting(
                "một mục của fill cần choices, hoặc column cùng rows",
                'ghi ví dụ: {choices: "tables[].name"}, hoặc {rows: rows, column: value}',
            )
        return self


class Recognition(Section):
    """Lệnh probe nhận ra hệ thống này thế nào, và điền tham số bằng gì."""

    path: Text | None = None
    """Đường dẫn hỏi thêm ở gốc địa chỉ; không khai thì chỉ xem câu trả lời đầu."""
    holds: Expression
    """JMESPath phải có giá trị trong câu trả lời; giá trị là chữ thì đó là phiên bản."""
    fill: dict[ParameterName, Fill] = Field({})
    """Theo tên tham số, hỏi lần lượt."""


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
    recognise: Recognition | None = None
    """Lệnh probe nhận ra hệ thống này thế nào; không khai thì không nhận ra."""
    source: Annotated[dict[str, Any], Field(min_length=1, examples=[{"connector": "http_json"}])]
    """Các khóa của nguồn, như trong tệp tường: connector và cách hỏi."""
