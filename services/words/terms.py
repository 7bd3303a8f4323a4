"""The fixed terms: states, reasons, priorities; tiles, the console and reports say the same."""

from __future__ import annotations

from services.freshness import State
from services.news import Reason
from services.phrase import Phrase, phrase

STATES: dict[State, Phrase] = {
    State.NEVER: phrase("Chưa có dữ liệu"),
    State.MAINTENANCE: phrase("Bảo trì"),
    State.DISCONNECTED: phrase("Mất kết nối"),
    State.FAULTY: phrase("Nguồn báo lỗi"),
    State.SKEWED: phrase("Lệch giờ"),
    State.STALE: phrase("Dữ liệu cũ"),
    State.LATE: phrase("Chậm cập nhật"),
    State.LIVE: phrase("Đang cập nhật"),
}

REASONS: dict[Reason, Phrase] = {
    Reason.UNREACHABLE: phrase("không kết nối được"),
    Reason.DEADLINE: phrase("quá thời hạn trả lời"),
    Reason.NO_SUCH_NAME: phrase("không tìm thấy tên máy chủ"),
    Reason.CERTIFICATE: phrase("chứng thư không hợp lệ"),
    Reason.UNAUTHORISED: phrase("không được phép truy cập"),
    Reason.REFUSED: phrase("yêu cầu bị từ chối"),
    Reason.TOO_LARGE: phrase("câu trả lời quá lớn"),
    Reason.MALFORMED: phrase("câu trả lời sai định dạng"),
}
"""Short, for a badge; the outage's own words say more."""

PRIORITIES: dict[str, Phrase] = {
    "urgent": phrase("Khẩn cấp"),
    "high": phrase("Cao"),
    "medium": phrase("Trung bình"),
    "low": phrase("Thấp"),
}
"""By the priorities' values, worst first."""
