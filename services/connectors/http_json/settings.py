"""What a wall file says of a system that answers JSON."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, override

from pydantic import Field, create_model, model_validator

from services.expression import Expression
from services.mapping import MAPPINGS, Mapping
from services.numerals import Numerals
from services.quantities import Code, Text, WrongSetting, Zone
from services.settings import Section, Source
from services.writing import Times, Writing


class Pages(Section):
    """Cách sang trang sau; chỉ một trong link, header, offset, cursor."""

    link: Expression | None = None
    """JMESPath tới địa chỉ trang sau trong câu trả lời."""
    header: bool = False
    """Trang sau nằm ở tiêu đề HTTP Link, rel=next."""
    offset: Code | None = None
    """Tên tham số chỉ mục bắt đầu của trang."""
    cursor: Expression | None = None
    """JMESPath tới dấu trang sau, gửi lại ở tham số param."""
    param: Code | None = None
    """Tên tham số nhận dấu trang sau (đi với cursor)."""
    limit: Code | None = None
    """Tên tham số chỉ số mục của một trang."""
    size: Annotated[int, Field(ge=1, le=10_000)] = 100
    """Số mục của một trang (đi với limit)."""
    first: Annotated[int, Field(ge=0, le=1)] = 0
    """Trang đầu được đánh số từ 0 hay 1 (đi với offset)."""
    step: Literal["items", "pages"] = "items"
    """offset đếm theo mục hay theo trang."""
    body: bool = False
    """Đặt tham số vào thân JSON của POST (đường dẫn chấm) thay vì vào địa chỉ."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        ways = (
            self.link is not None,
            self.header,
            self.offset is not None,
            self.cursor is not None,
        )
        if sum(ways) != 1:
            raise WrongSetting(
                "pages cần đúng một cách sang trang", "chọn một trong link, header, offset, cursor"
            )
        if (self.cursor is None) != (self.param is None):
            raise WrongSetting("cursor và param phải đi cùng nhau", "khai cả hai hoặc bỏ cả hai")
        return self


class HttpJson(Source):
    """Một địa chỉ trả lời JSON; mỗi loại bản ghi được lấy ra bằng JMESPath."""

    method: Literal["GET", "POST"] = "GET"
    """Cách hỏi."""
    path: Text = ""
    """Nối vào sau url."""
    params: dict[Code, Code] = Field(default_factory=dict)
    """Tham số gửi kèm địa chỉ."""
    headers: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")], Text] = Field(
        default_factory=dict
    )
    """Tiêu đề HTTP gửi kèm; khóa bí mật thì khai ở auth."""
    body: dict[str, Any] | list[Any] | None = None
    """Thân JSON của POST."""
    pages: Pages | None = None
    """Cách sang trang sau."""
    error: Expression | None = None
    """JMESPath tới lỗi trong một câu trả lời 200; có giá trị là nguồn báo lỗi."""
    total: Expression | None = None
    """JMESPath tới số mục mà nguồn có cả thảy; câu trả lời ít hơn thì ô nói thiếu bao nhiêu."""
    truncated: Expression | None = None
    """JMESPath tới dấu nguồn báo đã cắt bớt câu trả lời; có giá trị là thiếu."""
    answered_at: Expression | None = None
    """JMESPath tới giờ mà nguồn lập câu trả lời."""
    zone: Zone | None = None
    """Múi giờ của các giờ không ghi độ lệch; không khai thì giờ như vậy không đọc được."""
    times: Times = "iso"
    """Cách ghi giờ: ISO 8601, giây hoặc mili giây từ 1970, ngày/tháng/năm, hoặc tháng/ngày/năm."""
    decimals: Literal["point", "comma"] = "point"
    """Dấu thập phân trong các số viết thành chữ; comma: 1.700,5."""
    severities: dict[Code, Annotated[int, Field(ge=0, le=5)]] = Field(default_factory=dict)
    """Từ chỉ mức độ của nguồn thành 0–5; không khai thì số của nguồn là số của tường."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.mappings():
            raise WrongSetting(
                "nguồn http_json chưa khai loại bản ghi nào",
                "khai ít nhất một, ví dụ observations: {each: …, indicator: …, value: …}",
            )
        if self.method == "GET" and (self.body is not None or (self.pages and self.pages.body)):
            raise WrongSetting("GET không có thân", "đổi method thành POST hoặc bỏ body")
        return self

    @override
    def gives(self) -> frozenset[str]:
        return frozenset(self.mappings())

    def mappings(self) -> dict[str, Mapping]:
        kinds = {name: getattr(self, name, None) for name in MAPPINGS}
        return {name: mapping for name, mapping in kinds.items() if mapping is not None}

    def writing(self) -> Writing:
        return Writing(
            zone=self.zone,
            times=self.times,
            numerals=Numerals.COMMA if self.decimals == "comma" else Numerals.PLAIN,
            severities={word.casefold(): level for word, level in self.severities.items()},
        )


_KINDS: dict[str, Any] = {
    name: (made | None, Field(default=None, description=f"Cách lấy các bản ghi {name}."))
    for name, made in MAPPINGS.items()
}
HttpJsonSource: type[HttpJson] = create_model(
    "HttpJsonSource", __base__=HttpJson, __module__=__name__, __doc__=HttpJson.__doc__, **_KINDS
)
