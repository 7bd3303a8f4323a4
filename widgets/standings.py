"""How well a service is by its own word, and when an incident is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.records import Incident


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split("|"))


_STOPPED = _words(
    "no answer|wrong answer|disconnected|faulty|never|"
    "dừng|đã dừng|ngừng|ngừng hoạt động|dừng hoạt động|không hoạt động|không trả lời|tắt|"
    "hỏng|lỗi|mất kết nối|gián đoạn|sự cố|down|stopped|offline|failed|failing|error|critical|outage|"
    "unavailable|unhealthy|inactive|dead|false|0"
)
_POORLY = _words(
    "suy giảm|chậm|quá tải|cảnh báo|không ổn định|bảo trì|degraded|slow|warning|warn|partial|unstable|"
    "maintenance|impaired|maint|drain|late|stale|skewed"
)
_WELL = _words(
    "answers|live|hoạt động|đang hoạt động|chạy|đang chạy|bình thường|tốt|ổn định|trả lời|đang trả lời|up|"
    "running|ok|online|healthy|active|available|operational|normal|true|1"
)
_OVER = _words(
    "đóng|đã đóng|đã xử lý|đã xử lý xong|đã khắc phục|đã giải quyết|hoàn thành|đã hoàn thành|đã xong|"
    "closed|resolved|done|solved|fixed"
)


STOPPED = 0
"""The worst."""


def illness(state: str | None) -> int:
    """0 is the worst. A word that nobody told us, and none, are worse than well."""
    word = (state or "").strip().casefold()
    if word in _STOPPED:
        return STOPPED
    if word in _POORLY:
        return 1
    return 3 if word in _WELL else 2


def is_over(incident: Incident) -> bool:
    """By the time of its end, or by its word."""
    return incident.closed is not None or (incident.state or "").strip().casefold() in _OVER
