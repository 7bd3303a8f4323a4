"""What a wall file says of the simulated province, if it asks for one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from services.quantities import Duration, Identifier, Instant
from services.section import Section


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
        "403",
        "429",
        "500",
        "lacking",
        "silent",
        "pause",
        "none",
    ] = "none"
    """Hỏng kiểu gì; none là trả lời bình thường, silent là tường không hỏi, pause là người trực
    tạm dừng."""


class Outbreak(Section):
    """Một lỗi định sẵn của tỉnh mô phỏng."""

    system: Identifier
    """Hệ thống bị lỗi."""
    kind: Literal[
        "down", "slow", "stall", "garbage", "stale", "skew", "401", "403", "429", "500", "none"
    ]
    """Kiểu lỗi."""


class Province(Section):
    """Tỉnh mô phỏng: tường tự mở nó, nguồn chỉ ghi đường dẫn. Số liệu của nó mang dấu MÔ PHỎNG."""

    seed: Annotated[int, Field(strict=True, ge=0, le=2**31)] = 1
    """Hạt giống: cùng hạt giống và giờ thì cùng số liệu."""
    clock: Instant | None = None
    """Mốc giờ; không khai thì theo giờ thật."""
    history: tuple[Told, ...] = ()
    """Lịch sử dựng sẵn, phát qua đúng đường ghi của số liệu thật; cần có `clock`."""
    faults: tuple[Outbreak, ...] = ()
    """Các lỗi có ngay từ đầu."""
