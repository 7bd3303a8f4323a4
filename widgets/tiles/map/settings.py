"""What a wall file says of a map."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self, override

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from services.formula import Condition
from services.quantities import Code, Identifier, WrongSetting
from services.settings import Section, Tile, Wording
from services.wall_file.priority import Priority
from widgets.chosen import KindName, Where, check_condition, check_field
from widgets.tiles.map.scale import Sort

SCHEMATIC = "so-do"


class Layer(Section):
    """Một lớp điểm trên bản đồ."""

    source: Identifier
    """Nguồn cho các đối tượng bản đồ."""
    layer: Code | None = None
    """Tên lớp trong nguồn; mặc định là mọi lớp."""
    where: dict[Code, Code] = Field({}, examples=[{"trang_thai": "mất liên lạc"}])
    """Chỉ lấy đối tượng có các thuộc tính này."""
    title: Wording | None = None
    """Tên lớp trong chú giải; mặc định là tên lớp. Của count: đơn vị của các con số, ví dụ trạm."""


class Tally(Section):
    """Đếm bản ghi của một nguồn theo địa bàn."""

    source: Identifier
    """Nguồn của các bản ghi."""
    records: KindName = "alerts"
    """Loại bản ghi: alerts, incidents, endpoints…"""
    by: Annotated[Code, Field(examples=["unit"])] = "entity"
    """Trường, hoặc nhãn (labels.TÊN), ghi tên địa bàn hay đơn vị hành chính."""
    where: Where | None = None
    """Chỉ đếm bản ghi thỏa điều kiện này. Cảnh báo chỉ tính cảnh báo đang mở, trừ khi điều kiện nhắc tới
    state."""
    title: Wording | None = None
    """Đơn vị của các con số, ví dụ cảnh báo."""

    @field_validator("by")
    @classmethod
    def _known_field(cls, value: str, told: ValidationInfo) -> str:
        if "records" in told.data:
            check_field(value, told.data["records"])
        return value

    @field_validator("where")
    @classmethod
    def _known_condition(cls, value: str | None, told: ValidationInfo) -> str | None:
        check_condition(value, told.data.get("records"))
        return value

    @property
    def condition(self) -> Condition | None:
        return None if self.where is None else Condition(self.where, self.records)


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Number = Annotated[Decimal, Field(ge=-1_000_000_000_000, le=1_000_000_000_000)]
Some = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=8)]


class MapTile(Tile):
    """Bản đồ: đơn vị tô theo chỉ số hoặc theo số điểm, các lớp điểm, ảnh nền của máy chủ bản đồ."""

    map: Annotated[Literal["so-do"] | Identifier, Field(examples=["so-do"])]
    """Ranh giới lấy từ đâu: so-do là sơ đồ kèm theo chương trình, của bộ đơn vị hành chính đúng kỳ của
    số liệu; hoặc tên một nguồn cho đối tượng bản đồ (vùng)."""
    layer: Code | None = None
    """Lớp chứa ranh giới trong nguồn; mặc định là mọi lớp."""
    color: Identifier | None = None
    """Chỉ số tô màu đơn vị: nguồn cho số của từng địa bàn (territory), hoặc công thức từ các chỉ số như
    thế."""
    count: Layer | None = None
    """Tô màu theo số điểm của một lớp nằm trong từng đơn vị."""
    tally: Tally | None = None
    """Tô màu theo số bản ghi (cảnh báo, sự cố, máy…) của từng đơn vị."""
    scale: Sort | None = None
    """Thang màu: sequential (ít đến nhiều), diverging (dưới và trên một mốc), categorical (các loại); mặc
    định số là sequential, chữ là categorical."""
    middle: Number | None = None
    """Mốc giữa của thang diverging; mặc định là kế hoạch của chỉ số, trừ chỉ số cộng dồn (sums): kế hoạch ấy
    là của mọi đơn vị gộp lại. Không có mốc thì chia từ ít đến nhiều."""
    limits: Annotated[tuple[Number, ...], Field(max_length=3, examples=[[20, 50]])] = ()
    """Các ngưỡng chia nấc, tăng dần, tối đa ba; mặc định chia theo số tròn."""
    alerts: (
        Annotated[
            Some,
            BeforeValidator(_several, json_schema_input_type=Identifier | Some),
            Field(examples=["soc"]),
        ]
        | None
    ) = None
    """Nguồn cảnh báo: đơn vị có cảnh báo đang mở mang dấu của mức nặng nhất."""
    least: Priority = Priority.HIGH
    """Mức thấp nhất còn mang dấu trên bản đồ; các mức dưới không vẽ, để dấu nào cũng đáng nhìn."""
    points: tuple[Layer, ...] = Field((), max_length=4)
    """Các lớp điểm được vẽ, tối đa bốn."""
    picture: Identifier | None = None
    """Nguồn cho ảnh nền (wms)."""

    @override
    def indicators(self) -> tuple[str, ...]:
        return () if self.color is None else (self.color,)

    @override
    def sources(self) -> tuple[str, ...]:
        named = [] if self.map == SCHEMATIC else [self.map]
        named += [layer.source for layer in (*self.points, *([self.count] if self.count else []))]
        named += [self.picture] if self.picture else []
        named += [self.tally.source] if self.tally else []
        named += self.alerts or ()
        return tuple(dict.fromkeys(named))

    @field_validator("limits")
    @classmethod
    def _rising(cls, value: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        if list(value) != sorted(set(value)):
            raise WrongSetting("limits phải tăng dần", "ghi từ nhỏ đến lớn, mỗi số một lần")
        return value

    @model_validator(mode="after")
    def _one_colour(self) -> Self:
        said = [key for key in ("color", "count", "tally") if getattr(self, key) is not None]
        if len(said) > 1:
            raise WrongSetting(
                "bản đồ chỉ tô theo một thứ, ở đây có {keys}",
                "giữ lại một trong: color, count, tally",
                keys=", ".join(said),
            )
        if self.middle is not None and self.scale is not Sort.DIVERGING:
            raise WrongSetting("middle chỉ dùng cho thang diverging", "ghi scale: diverging")
        if self.scale is Sort.DIVERGING and self.middle is None and self.color is None:
            raise WrongSetting(
                "thang diverging cần một mốc giữa", "ghi middle: kèm số, hoặc tô theo color"
            )
        return self
