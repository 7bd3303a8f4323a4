"""The kinds of error that a shape can raise, in operators' words: what, and what to do. The places
are those of pydantic's own context (`ge`, `max_length`, `expected`…).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

UNCLEAR = (
    phrase("giá trị không dùng được ở đây"),
    phrase("xem mô tả của khóa này trong lược đồ (main.py schema)"),
)
"""For what a plug-in of a stranger raises without words of ours."""

_TEXT = (phrase("cần một đoạn chữ"), phrase("ghi một đoạn chữ, đặt trong dấu nháy nếu cần"))
_WHOLE = (phrase("cần một số nguyên"), phrase("ghi số nguyên, không có dấu nháy"))
_NUMBER = (phrase("cần một số"), phrase("ghi số, dấu thập phân là dấu chấm, không có dấu nháy"))
_TRUTH = (phrase("cần đúng hoặc sai"), phrase("ghi true hoặc false"))
_KEYS = (
    phrase("cần một mục gồm các khóa"),
    phrase("ghi các khóa ở các dòng thụt vào bên dưới, hoặc trong ngoặc nhọn"),
)
_LIST = (
    phrase("cần một danh sách"),
    phrase("ghi các giá trị trong ngoặc vuông, hoặc mỗi giá trị một dòng bắt đầu bằng dấu -"),
)
_DATE = (phrase("cần một ngày"), phrase("ghi năm-tháng-ngày, ví dụ: 2023-12-31"))
_MOMENT = (
    phrase("cần một thời điểm"),
    phrase("ghi đủ, ví dụ: 2026-11-24T14:05:00+07:00"),
)
_ONE_OF = (phrase("giá trị không có trong danh sách"), phrase("dùng một trong: {expected}"))
_ADDRESS = (phrase("cần một địa chỉ http(s)"), phrase("ghi ví dụ: https://bao-cao.noi-bo/api"))
_SHORTER = phrase("rút ngắn lại")

TERMS: Mapping[str, tuple[Phrase, Phrase]] = {
    "string_type": _TEXT,
    "string_sub_type": _TEXT,
    "string_unicode": _TEXT,
    "string_not_ascii": (phrase("chỉ dùng được chữ không dấu"), phrase("viết lại không dấu")),
    "string_too_short": (
        phrase("đoạn chữ ngắn quá"),
        phrase("ghi ít nhất {min_length} ký tự"),
    ),
    "string_too_long": (phrase("đoạn chữ dài quá {max_length} ký tự"), _SHORTER),
    "string_pattern_mismatch": (
        phrase("đoạn chữ không đúng dạng"),
        phrase("viết theo dạng {pattern}"),
    ),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": (phrase("số lớn quá"), phrase("ghi số nhỏ hơn")),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "decimal_max_digits": (phrase("số có quá {max_digits} chữ số"), phrase("ghi số ngắn hơn")),
    "decimal_max_places": (
        phrase("số có quá {decimal_places} chữ số thập phân"),
        phrase("làm tròn số"),
    ),
    "decimal_whole_digits": (
        phrase("phần nguyên có quá {whole_digits} chữ số"),
        phrase("ghi số ngắn hơn"),
    ),
    "multiple_of": (
        phrase("số không chia hết cho {multiple_of}"),
        phrase("ghi một bội số của {multiple_of}"),
    ),
    "greater_than": (phrase("số nhỏ quá"), phrase("ghi số lớn hơn {gt}")),
    "greater_than_equal": (phrase("số nhỏ quá"), phrase("ghi số từ {ge} trở lên")),
    "less_than": (phrase("số lớn quá"), phrase("ghi số nhỏ hơn {lt}")),
    "less_than_equal": (phrase("số lớn quá"), phrase("ghi số không quá {le}")),
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "dict_type": _KEYS,
    "mapping_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "dataclass_type": _KEYS,
    "invalid_key": (phrase("tên khóa phải là chữ"), phrase("đặt tên khóa trong dấu nháy")),
    "panel": _KEYS,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "iterable_type": _LIST,
    "too_short": (
        phrase("danh sách ngắn quá"),
        phrase("ghi ít nhất {min_length} giá trị"),
    ),
    "too_long": (
        phrase("danh sách dài quá"),
        phrase("chỉ giữ {max_length} giá trị"),
    ),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_object_invalid": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "timezone_aware": _MOMENT,
    "time_type": (phrase("cần một giờ trong ngày"), phrase('ghi trong dấu nháy, ví dụ: "06:45"')),
    "time_parsing": (
        phrase("cần một giờ trong ngày"),
        phrase('ghi trong dấu nháy, ví dụ: "06:45"'),
    ),
    "time_delta_type": (
        phrase("cần một khoảng thời gian"),
        phrase("ghi số kèm đơn vị ms, s, min, h hoặc d, ví dụ: 10 s"),
    ),
    "time_delta_parsing": (
        phrase("cần một khoảng thời gian"),
        phrase("ghi số kèm đơn vị ms, s, min, h hoặc d, ví dụ: 10 s"),
    ),
    "literal_error": _ONE_OF,
    "enum": _ONE_OF,
    "union_tag_invalid": (
        phrase("“{tag}” không có trong danh sách"),
        phrase("dùng một trong: {expected_tags}"),
    ),
    "union_tag_not_found": (
        phrase("mục này không nêu loại của nó"),
        phrase("thêm khóa {discriminator}"),
    ),
    "none_required": (phrase("khóa này phải để trống"), phrase("xóa giá trị")),
    "url_type": _ADDRESS,
    "url_parsing": _ADDRESS,
    "url_syntax_violation": _ADDRESS,
    "url_scheme": _ADDRESS,
    "url_too_long": (phrase("địa chỉ dài quá {max_length} ký tự"), _SHORTER),
}
