"""What a wall file says of another wall."""

from __future__ import annotations

from typing import Annotated, Self, override

from pydantic import BeforeValidator, Field, model_validator

from services.door import Files
from services.quantities import Text, WrongSetting, only_text
from services.settings import Source


class Wall(Source):
    """Một tường Langbiang khác, qua tệp wall.json mà nó công bố."""

    url: Annotated[
        str,
        BeforeValidator(only_text),
        Field(max_length=2000, examples=["https://tuong.dalat.example.vn/wall.json"]),
    ] = ""
    """Địa chỉ http(s) của wall.json; chỉ một trong url, file."""
    file: Annotated[Text, Field(examples=["nhan-ve/wall.json"])] | None = None
    """Tệp wall.json, đường dẫn tính từ tệp tường."""
    max_bytes: Annotated[int, Field(strict=True, ge=1024, le=64 * 1024 * 1024)] = 16 * 1024 * 1024
    """Câu trả lời lớn nhất được nhận, tính sau khi giải nén, bằng byte."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.url) == bool(self.file):
            raise WrongSetting("nguồn wall cần đúng một chỗ để đọc", "khai một trong url, file")
        return self

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"observations", "services", "alerts"})

    @override
    def files(self) -> Files | None:
        return Files(path=self.file) if self.file else None
