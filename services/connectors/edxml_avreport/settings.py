"""What a wall file says of an antivirus product's reports."""

from __future__ import annotations

from typing import Annotated, override

from pydantic import Field

from services.quantities import Code, Zone
from services.settings import Source

ON, OFF = "on", "off"
_WORDS = {
    "1": ON,
    "true": ON,
    "on": ON,
    "yes": ON,
    "enabled": ON,
    "bật": ON,
    "có": ON,
    "0": OFF,
    "false": OFF,
    "off": OFF,
    "no": OFF,
    "disabled": OFF,
    "tắt": OFF,
    "không": OFF,
}


class AvReport(Source):
    """Báo cáo AVReport (Công văn 2290/BTTTT-CATTT) của phần mềm phòng, chống mã độc, XML qua HTTP."""

    severities: Annotated[
        dict[Code, Annotated[int, Field(ge=0, le=5)]],
        Field(examples=[{"Ransomware": 5, "Trojan": 4}]),
    ] = Field(default_factory=dict)
    """Loại mã độc (MalwareType) thành 0–5, không kể hoa thường; loại không khai thì chưa xếp mức."""
    words: dict[Code, Code] = _WORDS
    """Từ của sản phẩm cho AutoProtect và EnableFirewall thành on hoặc off; từ lạ được hiện nguyên văn."""
    zone: Zone = "Asia/Ho_Chi_Minh"
    """Múi giờ của các giờ không ghi độ lệch."""
    top: Annotated[int, Field(strict=True, ge=1, le=200)] = 20
    """Số mã độc gặp nhiều nhất được đưa thành chỉ số malware, mỗi mã độc một số."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset(
            {"endpoints", "security_events", "vulnerabilities", "organs", "observations"}
        )
