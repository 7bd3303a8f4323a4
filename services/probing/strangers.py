"""What to say of an address that no connector recognises: what was met there, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.door import SourceError
from services.draft import Advice, Local
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.words.terms import REMEDIES

if TYPE_CHECKING:
    from services.draft import Met

_REMEDIES: dict[Reason, Phrase] = {
    **REMEDIES,
    Reason.DEADLINE: phrase("thử lại; nếu vẫn chậm, tìm một địa chỉ trả lời ít hơn"),
    Reason.CERTIFICATE: phrase(
        "xin tệp chứng thư gốc (PEM) của đơn vị cấp rồi dò lại với --ca TỆP"
    ),
    Reason.UNAUTHORISED: phrase(
        "đặt khóa vào biến môi trường rồi dò lại, ví dụ --bearer '${env:TEN_BIEN}'; "
        "hoặc --basic 'tên=${env:TEN_BIEN}', --header 'X-Api-Key=${env:TEN_BIEN}'"
    ),
    Reason.TOO_LARGE: phrase("tìm một địa chỉ trả ít hơn: lọc, chia trang, hoặc lấy số tổng hợp"),
    Reason.REFUSED: phrase("xem nhật ký của hệ thống, hoặc hỏi đơn vị quản lý địa chỉ đúng"),
    Reason.MALFORMED: phrase("hỏi đơn vị quản lý hệ thống địa chỉ của API"),
}
_BY_STATUS: dict[int, Phrase] = {
    429: phrase("đợi vài phút rồi dò lại"),
    503: phrase("đợi hệ thống phục vụ lại rồi dò"),
}
_ON_DISK: dict[Local, Phrase] = {
    "file": phrase("sửa xong thì dò lại"),
    "folder": phrase(
        "có bảng CSV hoặc sổ tính trong thư mục rồi thì dò lại, hoặc dò thẳng một tệp"
    ),
}
_MOVED = phrase("nếu đúng là hệ thống ấy thì dò địa chỉ mới")


def stranger(met: Met) -> Advice:
    outcome = met.outcome
    if met.local is not None:
        return _on_disk(met, met.local)
    if isinstance(outcome, SourceError):
        return Advice(what=outcome.words, remedy=_remedy(outcome))
    return _at_sight(met) or _unknown(met)


def _at_sight(met: Met) -> Advice | None:
    """An open port, silence, a page for people, XML; None: it is none of these."""
    start = met.body[:2000].lstrip().lower()
    if met.address.startswith("tcp://"):
        return Advice(
            what=phrase("Có máy chủ nhận kết nối ở đó, nhưng không nhận ra hệ thống nào"),
            remedy=phrase(
                "tường nhận ra clamd ở tcp://máy:3310; chỉ cần biết cổng còn mở thì khai connector: check"
            ),
        )
    if not start:
        return Advice(
            what=phrase("Địa chỉ trả lời rỗng"),
            remedy=phrase("tìm trong tài liệu của hệ thống địa chỉ trả số liệu"),
        )
    if "html" in met.content_type or start.startswith((b"<!doctype html", b"<html")):
        return Advice(
            what=phrase("Đây là một trang web cho người xem (HTML), không phải số liệu"),
            remedy=phrase(
                "tìm địa chỉ API của hệ thống: thường có /api/ trong đường dẫn, hoặc xem mục Network của "
                "trình duyệt (F12) khi trang tải số liệu"
            ),
        )
    if start.startswith(b"<"):
        return Advice(
            what=phrase("Địa chỉ trả lời XML, nhưng không phải loại XML mà lệnh probe nhận ra"),
            remedy=phrase(
                "xem hệ thống có trả JSON hoặc CSV không, thường bằng ?format=json; trục liên thông văn bản"
                " (edXML) thì khai connector: edxml_axis theo docs/connectors"
            ),
        )
    return None


def _unknown(met: Met) -> Advice:
    kind = plain(met.content_type, 60)
    what = (
        phrase("Không nhận ra câu trả lời kiểu “{kind}”", kind=kind)
        if kind
        else phrase("Không nhận ra câu trả lời, và hệ thống không ghi kiểu của nó (Content-Type)")
    )
    return Advice(
        what=what,
        remedy=phrase(
            "tường đọc được JSON, CSV, sổ tính, tin RSS và các hệ thống nêu ở docs/connectors"
        ),
    )


def _on_disk(met: Met, local: Local) -> Advice:
    if isinstance(met.outcome, SourceError):
        words = met.outcome.words
        if local == "folder" and met.outcome.reason is Reason.MISSING:
            words = phrase("Thư mục “{name}” không có bảng nào", name=plain(met.address, 120))
        return Advice(what=words, remedy=_ON_DISK[local])
    return Advice(
        what=phrase(
            "Tệp “{file}” không phải sổ tính, SQLite hay bảng CSV: không thấy các cột cách nhau đều bằng"
            " dấu phẩy, dấu chấm phẩy, tab hay |",
            file=plain(met.address, 120),
        ),
        remedy=phrase(
            "chọn tệp khác, hoặc lưu bảng thành .xlsx hay CSV UTF-8; số liệu JSON thì dò ở địa chỉ http(s)"
            " của nó"
        ),
    )


def _remedy(error: SourceError) -> Phrase:
    if error.status in _BY_STATUS:
        return _BY_STATUS[error.status]
    if "host" in dict(error.words.values) and error.reason is not Reason.NO_SUCH_NAME:
        return _MOVED
    return error.remedy or _REMEDIES[error.reason]
