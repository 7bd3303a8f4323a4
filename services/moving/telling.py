"""Why there is no picture, in words. The process that knows says a code: it has no language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.phrase import Phrase, phrase
from services.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.moving.feed import Kind

_SAID = 120
"""Characters of what another program said."""

_WHYS = {
    "name": phrase("không có máy nào tên này"),
    "refused": phrase("máy chủ không nhận kết nối"),
    "network": phrase("mất mạng hoặc máy chủ ngắt kết nối"),
    "unreachable": phrase("không tới được, hoặc máy chủ từ chối"),
    "crashed": phrase("trang bị lỗi và đã dừng"),
    "deadline": phrase("quá lâu không trả lời"),
    "certificate": phrase("chứng thư không tin được"),
    "password": phrase("máy chủ không nhận tài khoản"),
    "outside": phrase("trang dẫn ra ngoài danh sách được phép"),
    "download": phrase("địa chỉ này là tệp tải về"),
    "profile": phrase("hồ sơ đăng nhập đang mở ở nơi khác"),
    "hung": phrase("trang treo"),
    "still": phrase("hình đứng quá lâu"),
    "ended": phrase("luồng hình đã hết"),
    "format": phrase("không đọc được định dạng hình"),
    "file": phrase("không có tệp này"),
}

NO_ROOM = phrase("không còn chỗ trong bộ nhớ và trên đĩa, hãy dọn bớt")


def why(said: Mapping[str, Any]) -> Phrase:
    """Of a `state` line that says `failed`."""
    code, more = str(said.get("why", "")), said.get("more")
    if code == "status" and isinstance(more, int):
        return phrase("máy chủ trả mã {status}", status=more)
    if code == "secret" and isinstance(more, str):
        return phrase("không lấy được mật khẩu: {why}", why=Phrase.from_json(more))
    known = _WHYS.get(code)
    if known is not None:
        return known
    return phrase("{said}", said=plain(str(more or code or "?"), _SAID))


def failed(kind: Kind, reason: Phrase) -> Phrase:
    if kind == "web":
        return phrase("Trang không mở được: {why}", why=reason)
    return phrase("Hình không mở được: {why}", why=reason)


def stopped(kind: Kind, seconds: int) -> Phrase:
    if kind == "web":
        return phrase("Trình duyệt đã dừng, mở lại sau {seconds} giây", seconds=seconds)
    return phrase("Trình phát đã dừng, mở lại sau {seconds} giây", seconds=seconds)


def opening(kind: Kind) -> Phrase:
    return phrase("Đang mở trang…") if kind == "web" else phrase("Đang mở hình…")


def lacking(said: str, *, frozen: bool) -> Phrase:
    """`said`: what the loader said."""
    if frozen:
        return phrase(
            "Bản đóng gói này không có phần media; dùng bản cài bằng uv hoặc bản có media."
        )
    if "No module" in said or not said:
        return phrase("Chưa cài phần media. Cài: make media (Windows: uv sync --extra media)")
    return phrase("Không nạp được phần media: {why}", why=plain(said, _SAID))


def how_to_get(*, frozen: bool) -> Phrase:
    if frozen:
        return phrase("dùng bản cài bằng uv hoặc bản có media")
    return phrase("cài: make media (Windows: uv sync --extra media)")
