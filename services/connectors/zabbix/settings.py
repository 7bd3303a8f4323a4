"""What a wall file says of a Zabbix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, override

from pydantic import BeforeValidator, Field

from services.quantities import Code, Duration, Text
from services.settings import Section, Source, plain_or_whole

if TYPE_CHECKING:
    from datetime import timedelta

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


def _lone(value: object) -> object:
    return {"key": value} if isinstance(value, str) else value


class Item(Section):
    """Những phần tử (item) cùng khóa của các máy; chỉ viết khóa thôi cũng được."""

    key: Text
    """Khóa của phần tử, có thể có dấu *: system.cpu.util, vfs.fs.size[*,pused]."""
    host: Text = "*"
    """Tên máy (tên kỹ thuật hoặc tên hiển thị), có thể có dấu *."""
    history: Duration | None = None
    """Lấy cả các giá trị đã qua của khoảng thời gian này để vẽ xu hướng."""

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, ["system.cpu.util"])


class Zabbix(Source):
    """Zabbix 6.4 trở lên; url là địa chỉ giao diện, auth: bearer là một API token chỉ được xem."""

    max_bytes: Annotated[int, Field(strict=True, ge=1024, le=64 * 1024 * 1024)] = 16 * 1024 * 1024
    """Câu trả lời lớn nhất được nhận, tính sau khi giải nén, bằng byte; của mọi lời gọi trong một lần hỏi."""
    page: Annotated[int, Field(strict=True, ge=10, le=5000)] = 500
    """Số vấn đề hỏi mỗi lần."""
    least: Annotated[int, Field(strict=True, ge=0, le=5)] = 0
    """Chỉ lấy vấn đề từ mức này trở lên: 0 chưa phân loại … 5 thảm họa."""
    groups: tuple[Code, ...] = ()
    """Chỉ lấy các nhóm máy (host group) này; không khai thì lấy mọi máy mà tài khoản được xem."""
    hosts: bool = True
    """Lấy cả danh sách máy và máy nào không trả lời Zabbix."""
    items: Annotated[dict[Code, Annotated[Item, BeforeValidator(_lone)]], Field(max_length=100)] = (
        Field(default_factory=dict, examples=[{"cpu": "system.cpu.util"}])
    )
    """Mã chỉ số và phần tử (item) cho nó; mỗi máy là một số liệu mang nhãn host."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset(
            {"alerts", "observations"}
            | ({"services"} if self.hosts else set())
            | ({"samples"} if any(item.history for item in self.items.values()) else set())
        )

    @override
    def listing(self) -> tuple[str, ...]:
        hosts = ("hosts_up",) if self.hosts else ()
        return ("problems", *hosts, *self.items)

    @override
    def course(self, figure: str) -> timedelta | None:
        return self.items[figure].history if figure in self.items else None
