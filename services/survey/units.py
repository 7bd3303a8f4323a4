"""Units of measurement as Vietnamese and English tables write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = (
    "%|‰|°c|đồng|nghìn đồng|triệu đồng|tỷ đồng|tỉ đồng|vnđ|vnd|đ|usd|triệu usd|"
    "hồ sơ|văn bản|báo cáo|nhiệm vụ|công việc|chỉ số|vụ|việc|vụ việc|tin|bài|tin bài|ý kiến|"
    "cuộc|cuộc gọi|lần|lượt|lượt gọi|lượt xem|lượt khách|lượt truy cập|giao dịch|tài khoản|"
    "người|hộ|hộ dân|thuê bao|học sinh|cán bộ|trường hợp|ca|khách|doanh nghiệp|"
    "trạm|máy|máy chủ|máy trạm|thiết bị|hệ thống|camera|điểm|giường|lớp|cái|chiếc|xe|cây|con|"
    "giây|phút|giờ|ngày|tuần|tháng|năm|ms|s|h|"
    "mm|cm|m|km|m2|m²|km2|km²|ha|m3|m³|kg|tạ|tấn|g|lít|"
    "w|kw|mw|kwh|mwh|v|a|hz|byte|bytes|kb|mb|gb|tb|kib|mib|gib|kbit/s|mbit/s|gbit/s|kbps|mbps|gbps|"
    "percent|files|records|people|households|requests|calls|items|cases|incidents|days|hours|minutes|"
    "seconds|million vnd|billion vnd"
)
_KNOWN = frozenset(_WORDS.split("|"))
_PERIODS = frozenset({"ngày", "tuần", "tháng", "năm", "giờ", "h", "days", "hours"})
"""In brackets behind a name they may as well say of when it is."""
_BRACKETED = re.compile(r"(.*\S)\s*\(([^()]{1,20})\)\s*")


def are_units(texts: Iterable[str]) -> bool:
    """Most of them at least: a unit that isn't known stands among known ones."""
    words = {text.strip().casefold() for text in texts}
    return bool(words) and 2 * len(words & _KNOWN) >= len(words)


def bracketed(name: str) -> tuple[str, str] | None:
    """`Tỷ lệ xử lý (%)` as its name and its unit; None where no unit stands behind it."""
    found = _BRACKETED.fullmatch(name)
    unit = found[2].strip() if found else ""
    return (found[1], unit) if found and unit.casefold() in _KNOWN - _PERIODS else None
