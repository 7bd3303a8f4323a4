"""The shape of a wall file. New sections (alarms, schedules, roles) are new fields of `WallFile`.

Plug-ins bring their own settings: `shape_with` makes the class in which `sources` and `tiles` take
exactly the connectors and tile types that are installed.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from services.settings import (
    Code,
    Duration,
    Identifier,
    Millimetres,
    Section,
    Source,
    Text,
    Tile,
    WrongSetting,
    Wording,
)


class Priority(StrEnum):
    """Worst first."""

    URGENT = "urgent"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def _instant(value: object) -> object:
    """Only an unambiguous instant: ISO 8601 with its offset."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        raise WrongSetting(
            "thời điểm “{value}” thiếu múi giờ",
            "ghi đủ, ví dụ: 2026-11-24T14:05:00+07:00",
            value=str(value),
        )
    return value


Instant = Annotated[datetime, BeforeValidator(_instant)]


class System(Section):
    """Một hệ thống được giám sát."""

    name: Wording
    """Tên đầy đủ và tên ngắn."""


class Group(Section):
    """Một nhóm chỉ số."""

    name: Wording
    """Tên nhóm."""


class Indicator(Section):
    """Một chỉ số: tên gọi, đơn vị, lấy từ đâu, xét theo nhịp nào."""

    name: Wording
    """Tên chỉ số."""
    unit: Wording | None = None
    """Đơn vị đo; % viết liền sau số."""
    source: Identifier
    """Nguồn cho chỉ số này."""
    metric: Code | None = None
    """Mã của chỉ số trong câu trả lời của nguồn; mặc định là chính tên khai ở đây."""
    where: dict[str, Code] = {}
    """Chỉ lấy dòng có các nhãn này (nhãn của Prometheus, territory, organ, period)."""
    groups: tuple[Identifier, ...] = ()
    """Các nhóm chỉ số mà nó thuộc về."""
    field: Identifier | None = None
    """Lĩnh vực."""
    better: Literal["up", "down", "neutral"] = "neutral"
    """Chiều tốt: up (càng cao càng tốt), down, neutral."""
    cadence: Duration | None = None
    """Số liệu được làm mới bao lâu một lần; mặc định theo nguồn."""
    due: Literal["none"] | Instant | None = None
    """Hạn của kỳ tới, hoặc none khi không ai phải làm mới."""
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    """Số chữ số thập phân; mặc định giữ nguyên như nguồn ghi."""
    warn: float | None = None
    """Ngưỡng cảnh báo."""
    crit: float | None = None
    """Ngưỡng nghiêm trọng."""


class Screen(Section):
    """Một màn hình (tấm) của tường."""

    name: Identifier
    """Tên màn hình, dùng trong các cảnh."""
    size: tuple[Annotated[int, Field(ge=320, le=16384)], Annotated[int, Field(ge=240, le=16384)]]
    """Rộng và cao, bằng điểm ảnh."""
    pitch: Millimetres
    """Khoảng cách giữa hai điểm ảnh."""
    seat: Millimetres
    """Từ màn hình đến chỗ ngồi xa nhất còn phải đọc được."""
    at: (
        tuple[
            Annotated[int, Field(ge=-65536, le=65536)], Annotated[int, Field(ge=-65536, le=65536)]
        ]
        | None
    ) = None
    """Góc trên bên trái trong tường, bằng điểm ảnh; mặc định xếp thành lưới gần vuông, từ trái sang phải."""
    title: Wording | None = None
    """Tên của tấm khi cảnh không đặt tên khác."""


class Panel(Section):
    """Một màn hình trong một cảnh: lưới và các ô."""

    title: Wording | None = None
    """Tên hiện ở đầu màn hình."""
    grid: tuple[Annotated[int, Field(ge=1, le=24)], Annotated[int, Field(ge=1, le=24)]]
    """Số cột, số hàng."""
    tiles: tuple[Tile, ...]
    """Các ô, xếp từ trái sang phải, từ trên xuống dưới."""


class Window(Section):
    """Khoảng thời gian bảo trì đã báo trước của một nguồn."""

    source: Identifier
    """Nguồn được bảo trì."""
    start: Annotated[Instant, Field(alias="from")]
    """Từ lúc nào."""
    end: Annotated[Instant, Field(alias="to")]
    """Đến lúc nào."""
    why: Text | None = None
    """Lý do."""


class Truth(Section):
    """Các hệ số xét độ tươi của số liệu."""

    late_every: Annotated[float, Field(gt=0, le=100)] = 2.0
    """Chậm khi quá bấy nhiêu lần nhịp hỏi."""
    late_cadence: Annotated[float, Field(gt=0, le=100)] = 1.5
    """Chậm khi quá bấy nhiêu lần nhịp làm mới."""
    stale_every: Annotated[float, Field(gt=0, le=100)] = 5.0
    """Cũ khi quá bấy nhiêu lần nhịp hỏi."""
    stale_cadence: Annotated[float, Field(gt=0, le=100)] = 3.0
    """Cũ khi quá bấy nhiêu lần nhịp làm mới."""
    skew: Duration = timedelta(minutes=2)
    """Lệch giờ khi giờ của nguồn sớm hơn lúc nhận quá bấy nhiêu."""


class Told(Section):
    """Một đoạn của lịch sử dựng sẵn: nguồn đã trả lời thế nào, từ lúc nào đến lúc nào."""

    source: Identifier
    """Nguồn."""
    since: Duration
    """Bắt đầu cách mốc giờ bao lâu."""
    until: Duration | None = None
    """Kết thúc cách mốc giờ bao lâu; không khai thì đến mốc giờ."""
    fault: Literal[
        "down",
        "stall",
        "garbage",
        "stale",
        "skew",
        "401",
        "429",
        "500",
        "lacking",
        "silent",
        "pause",
        "none",
    ] = "none"
    """Hỏng kiểu gì; none là trả lời bình thường, silent là tường không hỏi, pause là người trực tạm dừng."""


class Outbreak(Section):
    """Một lỗi định sẵn của tỉnh mô phỏng."""

    system: Identifier
    """Hệ thống bị lỗi."""
    kind: Literal["down", "slow", "stall", "garbage", "stale", "skew", "401", "429", "500", "none"]
    """Kiểu lỗi."""


class Province(Section):
    """Tỉnh mô phỏng: tường tự mở nó, nguồn chỉ ghi đường dẫn. Mọi số liệu của nó mang dấu MÔ PHỎNG."""

    seed: Annotated[int, Field(ge=0, le=2**31)] = 1
    """Hạt giống: cùng hạt giống và giờ thì cùng số liệu."""
    clock: Instant | None = None
    """Mốc giờ; không khai thì theo giờ thật."""
    history: tuple[Told, ...] = ()
    """Lịch sử dựng sẵn, phát qua đúng đường ghi của số liệu thật; cần có `clock`."""
    faults: tuple[Outbreak, ...] = ()
    """Các lỗi có ngay từ đầu."""


def _lone(value: object) -> object:
    return (value,) if isinstance(value, str) else value


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
    as_of: date | None = None
    """Tường đứng trên bộ đơn vị hành chính, tổ chức của ngày này."""
    zone: Text = "Asia/Ho_Chi_Minh"
    """Múi giờ hiển thị."""
    lang: Literal["vi", "en"] = "vi"
    """Ngôn ngữ khi mở."""
    theme: Literal["toi", "sang", "dem"] = "toi"
    """Giao diện khi mở."""
    include: Annotated[tuple[Text, ...], BeforeValidator(_lone)] = ()
    """Các tệp ghép vào, đường dẫn tương đối trong cùng thư mục."""
    systems: dict[Identifier, System] = {}
    """Các hệ thống khai thêm, ngoài chín hệ thống có sẵn."""
    groups: dict[Identifier, Group] = {}
    """Các nhóm chỉ số."""
    fields: dict[Identifier, Group] = {}
    """Các lĩnh vực."""
    sources: dict[Identifier, Source] = {}
    """Các nguồn."""
    indicators: dict[Identifier, Indicator] = {}
    """Các chỉ số."""
    priorities: dict[Annotated[int, Field(ge=0, le=5)], Priority] = {}
    """Mức độ 0–5 của nguồn thành mức ưu tiên; mặc định 5 khẩn cấp, 4 cao, 3 và 0 trung bình, 2 và 1 thấp."""
    document_states: dict[Code, Wording] = {}
    """Tên hiển thị của mã trạng thái văn bản; mã lạ hiện nguyên mã."""
    screens: tuple[Screen, ...] = ()
    """Các màn hình."""
    scenes: dict[Identifier, dict[str, Panel | Wording]] = {}
    """Các cảnh: `title` và một lưới ô cho mỗi màn hình."""
    maintenance: tuple[Window, ...] = ()
    """Các lần bảo trì đã báo trước."""
    truth: Truth = Truth()
    """Hệ số xét độ tươi."""
    province: Province | None = None
    """Tỉnh mô phỏng."""
