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
    Reason.MALFORMED: phrase("trả lời không đọc được"),
    Reason.MISSING: phrase("không tìm thấy tệp"),
    Reason.UNREADABLE: phrase("không đọc được tệp"),
    Reason.LACKING: phrase("phần mở rộng không dùng được"),
}
"""Short, for a badge; the outage's own words say more."""

REMEDIES: dict[Reason, Phrase] = {
    Reason.UNREACHABLE: phrase(
        "xem lại địa chỉ và cổng, dịch vụ có đang chạy không, tường lửa có cho máy này đi không"
    ),
    Reason.DEADLINE: phrase("thử lại; nếu nguồn vốn chậm thì nới deadline, hoặc hỏi ít hơn"),
    Reason.NO_SUCH_NAME: phrase("xem lại chính tả của tên máy chủ, hoặc DNS của máy này"),
    Reason.CERTIFICATE: phrase("xin tệp chứng thư gốc (PEM) của đơn vị cấp và khai ở ca"),
    Reason.UNAUTHORISED: phrase(
        "xem lại auth của nguồn: khóa còn hạn không, tài khoản được xem không"
    ),
    Reason.REFUSED: phrase("xem lại url và path; hỏi đơn vị quản lý nếu hệ thống báo lỗi"),
    Reason.TOO_LARGE: phrase("hỏi ít hơn: lọc hoặc chia trang; hoặc nới max_bytes"),
    Reason.MALFORMED: phrase(
        "xem địa chỉ có đúng là của API không, và cách đọc đã khai có đúng không"
    ),
    Reason.MISSING: phrase("xem lại tên và đường dẫn của tệp, hoặc đặt tệp vào chỗ đó"),
    Reason.UNREADABLE: phrase("đóng chương trình đang giữ tệp; thử mở tệp trên máy này"),
    Reason.LACKING: phrase("xem lỗi của gói ở mục plugins"),
}
"""What whoever looks after the wall may do first."""

PRIORITIES: dict[str, Phrase] = {
    "urgent": phrase("Khẩn cấp"),
    "high": phrase("Cao"),
    "medium": phrase("Trung bình"),
    "low": phrase("Thấp"),
}
"""By the priorities' values, worst first."""
