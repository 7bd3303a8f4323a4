"""The shape of a wall file. New sections (alarms, schedules, roles) are new fields of `WallFile`.

Plug-ins bring their own settings: `plugins.shape_with` makes the class in which `sources` and
`tiles` take exactly the connectors and tile types that are installed.
"""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from services.quantities import (
    Cells,
    Code,
    Day,
    Distance,
    Identifier,
    Millimetres,
    Text,
    WrongSetting,
)
from services.sensitivity import Sensitivity
from services.settings import Section, Source, Tile, Wording
from services.wall_file.bezel import Bezels
from services.wall_file.briefing import Briefing
from services.wall_file.choice import OneOf
from services.wall_file.console import Console
from services.wall_file.duties import Duties
from services.wall_file.indicator import Group, Indicator, System
from services.wall_file.look import Look
from services.wall_file.maintenance import Window
from services.wall_file.organs import Committee, DeclaredOrgan, Provider
from services.wall_file.outputs import OutputMark, OutputMarks
from services.wall_file.pixels import Corner, Size
from services.wall_file.priority import Priority
from services.wall_file.province import Province
from services.wall_file.publish import Publications
from services.wall_file.schedule import Schedule
from services.wall_file.shifts import Shift
from services.wall_file.territories import Territories
from services.wall_file.themes import ThemePlan
from services.wall_file.tree import composed
from services.wall_file.truth import Truth


def _free_of_scenes(name: str) -> str:
    if name in Scene.model_fields:
        raise WrongSetting(
            "“{value}” là khóa riêng của cảnh, không dùng làm tên màn hình được",
            "đặt tên khác cho màn hình",
            value=name,
        )
    return name


class Screen(Section):
    """Một màn hình (tấm) của tường."""

    name: Annotated[Identifier, AfterValidator(_free_of_scenes)]
    """Tên màn hình, dùng trong các cảnh."""
    size: Size
    """Rộng và cao, bằng điểm ảnh."""
    pitch: Millimetres
    """Khoảng cách giữa hai điểm ảnh."""
    seat: Distance
    """Từ màn hình đến chỗ ngồi xa nhất còn phải đọc được."""
    at: Corner | None = None
    """Góc trên bên trái trong tường, bằng điểm ảnh; mặc định xếp thành lưới gần vuông, từ trái
    sang phải."""
    title: Wording | None = None
    """Tên của tấm khi cảnh không đặt tên khác."""
    panels: Cells = (1, 1)
    """Màn hình ghép từ mấy cột, mấy hàng tấm có viền: lưới của cảnh chia theo các tấm, và không ô nào
    nằm vắt qua đường ghép, trừ ô ghi across: true."""
    bezel: Bezels = (0.0, 0.0)
    """Khoảng không có hình giữa hai tấm kề nhau: viền của cả hai tấm cộng lại. Ghi một độ dài, hoặc [giữa
    các cột, giữa các hàng]; số không kèm đơn vị là milimét. Phần hình nằm sau viền vẫn được tính, nên đường
    vẽ và bản đồ của ô ghi across: true đi thẳng qua viền."""
    output: Annotated[
        OutputMarks | None,
        Field(examples=[{"serial": "GH85D7AG", "connector": "DP-2"}, {"connector": "HDMI-1"}]),
    ] = None
    """Màn hình nào của máy tính là màn hình này; ghép từ mấy tấm thì một danh sách, mỗi tấm một mục, từ trái
    sang phải, từ trên xuống dưới. Không ghi thì theo tên cổng trùng tên màn hình, rồi theo cỡ và chỗ."""

    @property
    def outputs(self) -> tuple[OutputMark, ...]:
        """One a panel, row by row; empty where the file says none."""
        return self.output or ()


class Panel(Section):
    """Một màn hình trong một cảnh: lưới và các ô."""

    title: Wording | None = None
    """Tên hiện ở đầu màn hình."""
    grid: Cells
    """Số cột, số hàng."""
    tiles: tuple[Tile, ...]
    """Các ô, xếp từ trái sang phải, từ trên xuống dưới."""


def panel_of(value: object) -> str | None:
    """None for a text, a wording or whatever else could never be a panel."""
    said = isinstance(value, dict) and "vi" not in value
    return "panel" if said or isinstance(value, Panel) else None


class Scene(Section):
    """Một cảnh: tên, ai được xem, và một lưới ô cho mỗi màn hình, ghi dưới tên màn hình."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, Annotated[Panel, OneOf({"panel": Panel}, panel_of, "panel")]] = (
        Field(init=False)
    )

    title: Wording | None = None
    """Tên cảnh; mặc định là tên khai ở đây."""
    audience: Sensitivity = Sensitivity.RESTRICTED
    """Ai được xem cảnh này: public (công khai), internal (nội bộ cơ quan), restricted (chỉ phòng
    điều hành). Cảnh không được hiện điều gì chặt hơn mức này."""

    @model_validator(mode="before")
    @classmethod
    def _composed(cls, value: object) -> object:
        """Names of screens in their composed form, as `Identifier` makes them where they are declared."""
        if not isinstance(value, dict):
            return value
        return {composed(key) if isinstance(key, str) else key: one for key, one in value.items()}

    @field_validator("title", "audience", mode="before")
    @classmethod
    def _no_panel(cls, value: object, field: ValidationInfo) -> object:
        if isinstance(value, dict) and {"grid", "tiles"} & value.keys():
            raise WrongSetting(
                "{key} là khóa riêng của cảnh, không phải một màn hình",
                "ghi title: Tên cảnh; màn hình thì đặt tên khác"
                if field.field_name == "title"
                else "ghi audience: public; màn hình thì đặt tên khác",
                key=str(field.field_name),
            )
        return value

    @property
    def panels(self) -> dict[str, Panel]:
        """By the name of the screen, in the order of the file."""
        return self.__pydantic_extra__


def _lone(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongSetting(
            "không có múi giờ “{value}”",
            "ghi tên trong cơ sở dữ liệu IANA, ví dụ: Asia/Ho_Chi_Minh",
            value=value[:40],
        ) from None
    return value


SCENES = {
    "tong-quan": {
        "title": "Tổng quan",
        "audience": "restricted",
        "trai-tren": {"grid": [3, 2], "tiles": [{"number": "bts_total"}]},
    }
}
"""How scenes are written, for editors."""

SCHEDULE = {
    "hold": "15 min",
    "rotation": [{"scene": "tong-quan", "dwell": "2 min"}, {"scene": "an-toan", "dwell": "1 min"}],
    "pins": {"phai-duoi": "soc"},
    "parts": [
        {
            "title": "Giao ban",
            "from": "07:30",
            "to": "08:00",
            "days": "workdays",
            "scene": "chi-tieu",
        },
        {"title": "Đêm", "from": "22:00", "to": "06:00", "theme": "dem"},
    ],
    "holidays": [
        {"from": "2027-02-05", "to": "2027-02-11", "title": "Tết Nguyên đán"},
        "2027-09-02",
    ],
}
"""How a schedule is, for them too."""


class WallFile(Section):
    """Tệp tường: cả bức tường trong một tệp."""

    wall: Literal[1]
    """Phiên bản của định dạng tệp."""
    name: Identifier | None = None
    """Tên tường, tìm bộ nhớ theo tên này; mặc định là tên tệp."""
    title: Wording | None = None
    """Tên trung tâm, hiện ở đầu màn hình."""
    unit: Wording | None = None
    """Cơ quan chủ quản."""
    as_of: Day | None = None
    """Tường đứng trên bộ đơn vị hành chính, tổ chức của ngày này."""
    zone: Annotated[Text, AfterValidator(_zone)] = "Asia/Ho_Chi_Minh"
    """Múi giờ hiển thị."""
    lang: Literal["vi", "en"] = "vi"
    """Ngôn ngữ khi mở."""
    theme: ThemePlan = "toi"
    """Giao diện: một tên, hoặc theo giờ trong ngày, mỗi giờ một tên: giao diện ấy dùng từ giờ đó đến giờ kế
    tiếp. Phím T đổi giao diện đến lần đổi kế tiếp theo giờ.
    """
    include: Annotated[tuple[Text, ...], BeforeValidator(_lone)] = ()
    """Các tệp ghép vào, đường dẫn tương đối trong cùng thư mục."""
    plugins: Annotated[
        tuple[Text, ...], BeforeValidator(_lone), Field(examples=[["langbiang-lines"]])
    ] = ()
    """Các gói của bên thứ ba mà tường dùng: tên gói như lúc cài. Connector và loại ô của gói không
    ghi ở đây thì không được nạp."""
    systems: dict[Identifier, System] = Field({})
    """Các hệ thống khai thêm, ngoài chín hệ thống có sẵn."""
    groups: dict[Identifier, Group] = Field({})
    """Các nhóm chỉ số."""
    fields: dict[Identifier, Group] = Field({})
    """Các lĩnh vực."""
    sources: dict[Identifier, Source] = Field({})
    """Các nguồn."""
    indicators: dict[Identifier, Indicator] = Field({})
    """Các chỉ số."""
    priorities: dict[Annotated[int, Field(strict=True, ge=0, le=5)], Priority] = Field({})
    """Mức độ 0–5 của nguồn thành mức ưu tiên; mặc định 5 khẩn cấp, 4 cao, 3 và 0 trung bình,
    2 và 1 thấp."""
    document_states: dict[Code, Wording] = Field({})
    """Tên hiển thị của mã trạng thái văn bản; mã lạ hiện nguyên mã."""
    screens: tuple[Screen, ...] = ()
    """Các màn hình."""
    scenes: dict[Identifier, Scene] = Field({}, examples=[SCENES])
    """Các cảnh: `title`, `audience` và một lưới ô cho mỗi màn hình."""
    schedule: Annotated[Schedule | None, Field(examples=[SCHEDULE])] = None
    """Lịch chiếu: lúc nào tường hiện cảnh nào; không khai thì tường giữ cảnh đã chọn."""
    briefings: dict[Identifier, Briefing] = Field({})
    """Các buổi giao ban đã chuẩn bị."""
    console: Annotated[Console, Field(examples=[{"output": {"connector": "HDMI-2"}}])] = Console()
    """Bàn điều khiển của người trực."""
    look: Look = Look()
    """Màu và biểu trưng riêng."""
    glow: bool = True
    """Viền ô sáng lên hai giây khi một giá trị đã đứng yên ít nhất 5 phút vừa thay đổi."""
    shifts: tuple[Shift, ...] = ()
    """Các ca trực trong ngày, theo thứ tự giờ bắt đầu; ca cuối kéo dài đến giờ bắt đầu của ca đầu hôm sau."""
    maintenance: tuple[Window, ...] = ()
    """Các lần bảo trì đã báo trước."""
    truth: Truth = Truth()
    """Hệ số xét độ tươi."""
    organs: dict[Identifier, DeclaredOrgan] = Field({})
    """Các cơ quan, đơn vị: nơi gửi, nơi nhận, đơn vị chủ trì, đơn vị báo cáo được gọi theo đây; tên lạ hiện
    nguyên như nguồn ghi."""
    providers: dict[Identifier, Provider] = Field({})
    """Các đơn vị cung cấp; `provider` của nguồn gọi tên khai ở đây."""
    committees: dict[Identifier, Committee] = Field({})
    """Các ban chỉ đạo và những hệ thống phục vụ chúng."""
    duties: Duties = Duties()
    """Khi nào nhiệm vụ, báo cáo là sắp đến hạn; thứ tự các nơi giao nhiệm vụ."""
    territories: Territories = Territories()
    """Đơn vị hành chính khai thêm, và số liệu của đơn vị đã thôi tồn tại được xem là của đơn vị nào."""
    province: Province | None = None
    """Tỉnh mô phỏng."""
    publish: Publications = ()
    """Các nơi mà tường đang chạy xuất ảnh và một trang web cho người ở ngoài phòng xem; mỗi nơi một
    thư mục."""
