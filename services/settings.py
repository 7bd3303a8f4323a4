"""What the sections of a wall file are made of: each setting with its type, default, bounds and
explanation in one place. The JSON Schema and the reference page are generated from here.

A connector's settings derive from `Source`, a tile's from `Tile`; both are one class in the
plug-in's own file.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import BeforeValidator, Field

from services.credentials import Auth
from services.quantities import Cells, Code, Duration, Identifier, Text, only_text
from services.section import OrText, Section, plain_or_whole
from services.sensitivity import Sensitivity

if TYPE_CHECKING:
    from services.database_url import Database
    from services.door import Files

__all__ = ["Section", "Sensitivity", "Source", "Tile", "Wording", "plain_or_whole"]
"""With `Section`, which settings of plug-ins derive from."""


class Wording(OrText):
    """Một đoạn chữ: ghi thẳng tiếng Việt, hoặc ghi cả hai ngôn ngữ và dạng ngắn cho chỗ hẹp."""

    example: ClassVar[str] = "Trạm BTS"
    vi: Text
    """Tiếng Việt."""
    en: Text | None = None
    """Tiếng Anh; không có thì hiện tiếng Việt."""
    short: Text | None = None
    """Dạng ngắn, dùng khi chỗ hẹp."""
    short_en: Text | None = None
    """Dạng ngắn bằng tiếng Anh."""

    def full_in(self, lang: str) -> str:
        return (self.en if lang == "en" else None) or self.vi

    def short_in(self, lang: str) -> str | None:
        return self.short_en if lang == "en" and self.en else self.short


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
    preset: Annotated[Text | None, Field(examples=["ckan_table"])] = None
    """Mẫu dựng sẵn cho một hệ thống đã biết, hoặc tệp mẫu của riêng mình (./mau/cua-toi.yaml): mẫu cho
    connector và các khóa của nguồn; khóa ghi ở đây thì bổ sung hoặc thay khóa của mẫu, để trống thì bỏ.
    """
    with_: dict[Code, Code | int | float | bool] = Field(
        {}, alias="with", examples=[{"bang": "bao_cao"}]
    )
    """Giá trị cho các tham số của mẫu."""
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

    def listing(self) -> tuple[str, ...]:
        """Its figures' names, in the order in which its settings list them. Overridden where a
        connector's settings tell.
        """
        return ()

    def course(self, figure: str) -> timedelta | None:  # noqa: ARG002 - for those that override it
        """How far back it is asked for the points of a figure of that name; None: not said. Overridden
        where a connector's settings tell.
        """
        return None

    def called(self, field: str) -> str | None:  # noqa: ARG002 - of those that override it
        """What the source itself calls a field of its figures: the name of a column. Overridden where
        a connector's settings tell.
        """
        return None

    def files(self) -> Files | None:
        """What it reads instead of asking an address: its `url` is empty then. Overridden where a
        connector's settings tell.
        """
        return None

    def database(self) -> Database | None:
        """The database that its `url` leads to. Overridden where a connector's settings tell."""
        return None

    def schemes(self) -> tuple[str, ...]:
        """What its `url` may begin with; `tcp`: a bare line. Overridden where a connector's settings tell."""
        return ("http", "https")

    def scouts(self) -> bool:
        """Whether it looks at many addresses, of anybody: its `url`, if it has one, is what paths are joined
        to. Overridden where a connector's settings tell.
        """
        return False


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
    importance: Annotated[int, Field(strict=True, ge=0, le=9)] = 5
    """Ô quan trọng đến đâu, từ 0 đến 9: khi một màn hình mất, ô quan trọng hơn của nó sang thay chỗ các ô kém
    quan trọng nhất trên những màn hình còn lại; màn hình có lại thì ô về chỗ cũ."""
    across: bool = False
    """Ô được nằm vắt qua đường ghép giữa các tấm của màn hình."""
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

    def briefings(self) -> tuple[str, ...]:
        """The briefings that the tile names."""
        return ()

    def kinds(self) -> frozenset[str]:
        """The kinds of records that each of `sources()` must be able to give, or the tile would show
        nothing where something is; empty where it shows their states alone.
        """
        return frozenset()
