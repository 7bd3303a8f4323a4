"""What to do first about an answer that nobody can read, whatever it was to be written in."""

from __future__ import annotations

from services.phrase import phrase

LOGIN = phrase(
    "kiểm tra url và path có đúng là của API không; nếu đó là trang đăng nhập thì xem lại auth của nguồn"
)
EMPTY = phrase("kiểm tra url và path; nếu đúng thì báo đơn vị quản lý hệ thống: API không trả gì")
CUT = phrase(
    "đợi lần hỏi sau; nếu vẫn thế thì báo đơn vị quản lý: máy chủ hoặc proxy ngắt câu trả lời giữa chừng"
)
