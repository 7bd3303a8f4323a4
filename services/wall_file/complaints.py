"""The YAML parser's complaints, in operators' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.wall_file.faults import Fault, Place

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_QUOTE = phrase("thêm dấu nháy đóng")
_KNOWN: tuple[tuple[str, Phrase, Phrase], ...] = (
    (
        "mapping values are not allowed here",
        phrase("dấu hai chấm ở chỗ không đúng"),
        phrase("xem lại thụt dòng, hoặc đặt đoạn chữ có dấu hai chấm trong dấu nháy"),
    ),
    (
        "sequence entries are not allowed here",
        phrase("dấu gạch đầu mục ở chỗ không đúng"),
        phrase("đưa dấu - xuống một dòng riêng"),
    ),
    (
        "mapping keys are not allowed here",
        phrase("dấu hỏi ở chỗ không đúng"),
        phrase("bỏ dấu ?, hoặc đặt đoạn chữ trong dấu nháy"),
    ),
    (
        "could not find expected ':'",
        phrase("thiếu dấu hai chấm sau tên khóa"),
        phrase("ghi tên khóa, dấu hai chấm, dấu cách rồi đến giá trị"),
    ),
    ("found unexpected end of stream", phrase("hết tệp mà dấu nháy chưa đóng"), _QUOTE),
    ("found unexpected document separator", phrase("dấu nháy chưa đóng"), _QUOTE),
    (
        "expected ',' or ']'",
        phrase("danh sách trong ngoặc vuông chưa đóng hoặc thiếu dấu phẩy"),
        phrase("thêm dấu phẩy giữa các mục, hoặc dấu ] ở cuối"),
    ),
    (
        "expected ',' or '}'",
        phrase("mục trong ngoặc nhọn chưa đóng hoặc thiếu dấu phẩy"),
        phrase("thêm dấu phẩy giữa các khóa, hoặc đóng ngoặc ở cuối"),
    ),
    (
        "expected <block end>",
        phrase("dòng này thụt vào không khớp với các dòng trên"),
        phrase("cho các khóa cùng cấp thẳng cột với nhau"),
    ),
    (
        "invalid intendation",
        phrase("ngoặc mở phía trên chưa đóng"),
        phrase("đóng ngoặc vuông hoặc ngoặc nhọn"),
    ),
    (
        "found unexpected ':'",
        phrase("dấu hai chấm trong đoạn chữ không có nháy"),
        phrase("đặt đoạn chữ trong dấu nháy"),
    ),
    (
        "unknown escape character",
        phrase("dãy thoát lạ trong dấu nháy kép"),
        phrase("dùng dấu nháy đơn, hoặc viết hai dấu gạch chéo ngược"),
    ),
    (
        "escape sequence",
        phrase("dãy thoát không đủ chữ số"),
        phrase("dùng dấu nháy đơn, hoặc viết hai dấu gạch chéo ngược"),
    ),
    (
        "hexdecimal",
        phrase("dãy thoát không đủ chữ số"),
        phrase("dùng dấu nháy đơn, hoặc viết hai dấu gạch chéo ngược"),
    ),
    (
        "cannot start any token",
        phrase("ký tự này không bắt đầu được một giá trị"),
        phrase("đặt đoạn chữ trong dấu nháy"),
    ),
    (
        "more indented follow up line",
        phrase("đoạn chữ nhiều dòng thụt vào không đều"),
        phrase("cho dòng đầu của đoạn chữ thụt vào ít nhất"),
    ),
    (
        "block scalar",
        phrase("dấu | hoặc > mở đầu đoạn chữ nhiều dòng không đúng"),
        phrase("xuống dòng ngay sau dấu | hoặc >"),
    ),
    (
        "undefined tag handle",
        phrase("thẻ bắt đầu bằng dấu ! không dùng được"),
        phrase("xóa phần bắt đầu bằng dấu !"),
    ),
    (
        "scanning a tag",
        phrase("thẻ bắt đầu bằng dấu ! không dùng được"),
        phrase("xóa phần bắt đầu bằng dấu !"),
    ),
    (
        "scanning an alias",
        phrase("dấu * mở đầu một giá trị"),
        phrase("đặt đoạn chữ trong dấu nháy"),
    ),
    (
        "scanning an anchor",
        phrase("dấu & mở đầu một giá trị"),
        phrase("đặt đoạn chữ trong dấu nháy"),
    ),
    ("directive", phrase("dòng bắt đầu bằng dấu % không dùng được"), phrase("xóa dòng này")),
    (
        "document end marker",
        phrase("còn nội dung sau dấu kết thúc tài liệu"),
        phrase("xóa dòng ..."),
    ),
    (
        "<document start>",
        phrase("còn nội dung sau khi tài liệu đã hết"),
        phrase("xem lại thụt dòng và dấu ngoặc ở các dòng trên"),
    ),
    (
        "parsing a block",
        phrase("dòng này thụt vào không khớp với các dòng trên"),
        phrase("cho các khóa cùng cấp thẳng cột với nhau"),
    ),
    (
        "parsing a flow",
        phrase("nội dung trong ngoặc không đúng"),
        phrase("xem lại dấu phẩy và dấu ngoặc"),
    ),
)


def fault(error: MarkedYAMLError, last: Place) -> Fault:
    """The complaint at the place it names, else at the last place that was read."""
    mark = error.problem_mark or error.context_mark
    place = last if mark is None else Place(last.file, mark.line + 1, mark.column + 1)
    said = f"{error.problem or ''} {error.context or ''}"
    for words, what, remedy in _KNOWN:
        if words in said:
            return Fault.at(place, what, remedy)
    return unknown(place)


def unknown(place: Place) -> Fault:
    return Fault.at(
        place,
        phrase("cú pháp YAML sai ở đây"),
        phrase("xem lại dấu hai chấm, dấu nháy, dấu ngoặc và thụt dòng"),
    )
