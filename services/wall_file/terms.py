"""The kinds of error that a shape can raise, in operators' words: what, and what to do. The places
are those of pydantic's own context (`ge`, `max_length`, `expected`…), `{key}` and `{value}` as they
stand in the file.
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
GUESTS = (
    phrase("phần mở rộng của mục này bị lỗi khi đọc nó"),
    phrase("báo cho người viết phần mở rộng; chi tiết nằm trong nhật ký chương trình"),
)
"""For a section over which the settings of a plug-in failed."""

_TEXT = (phrase("{key}: cần một đoạn chữ"), phrase("ghi một đoạn chữ, đặt trong dấu nháy nếu cần"))
_WHOLE = (
    phrase("{key}: cần một số nguyên, không phải “{value}”"),
    phrase("ghi số nguyên, không có dấu nháy"),
)
_NUMBER = (
    phrase("{key}: cần một số, không phải “{value}”"),
    phrase("ghi số, dấu thập phân là dấu chấm, không có dấu nháy"),
)
_TRUTH = (
    phrase("{key}: cần đúng hoặc sai, không phải “{value}”"),
    phrase("ghi true hoặc false"),
)
_KEYS = (
    phrase("{key}: cần một mục gồm các khóa"),
    phrase("ghi các khóa ở các dòng thụt vào bên dưới, hoặc trong ngoặc nhọn"),
)
_LIST = (
    phrase("{key}: cần một danh sách"),
    phrase("ghi các giá trị trong ngoặc vuông, hoặc mỗi giá trị một dòng bắt đầu bằng dấu -"),
)
_DATE = (phrase("{key}: cần một ngày"), phrase("ghi năm-tháng-ngày, ví dụ: 2023-12-31"))
_MOMENT = (
    phrase("{key}: cần một thời điểm"),
    phrase("ghi đủ, ví dụ: 2026-11-24T14:05:00+07:00"),
)
_ONE_OF = (phrase("{key}: không dùng được “{value}”"), phrase("dùng một trong: {expected}"))
_ADDRESS = (
    phrase("{key}: cần một địa chỉ http(s)"),
    phrase("ghi ví dụ: https://bao-cao.noi-bo/api"),
)
_SHORTER = phrase("rút ngắn lại")

EMPTY = (phrase("khóa “{key}” để trống"), phrase("ghi giá trị, hoặc xóa khóa này"))
SHORT = (phrase("{key}: danh sách thiếu giá trị"), phrase("ghi đủ số giá trị"))
VERSION = (phrase("phiên bản {value} chưa có"), phrase("ghi wall: 1"))
_CELLS = (
    phrase("{key}: cần [số cột, số hàng], không phải “{value}”"),
    phrase("ghi hai số nguyên trong ngoặc vuông, ví dụ: {key}: [3, 2]"),
)
_CELL = (
    phrase("{key}: cần [cột, hàng], không phải “{value}”"),
    phrase("ghi hai số nguyên trong ngoặc vuông, ví dụ: {key}: [1, 1]"),
)
_SIZE = (
    phrase("{key}: cần [rộng, cao] bằng điểm ảnh, không phải “{value}”"),
    phrase("ghi hai số nguyên trong ngoặc vuông, ví dụ: {key}: [1920, 1080]"),
)
_CORNER = (
    phrase("{key}: cần [x, y] bằng điểm ảnh, không phải “{value}”"),
    phrase("ghi hai số nguyên trong ngoặc vuông, ví dụ: {key}: [1920, 0]"),
)
PAIRS: Mapping[tuple[str, str], tuple[Phrase, Phrase]] = {
    ("scenes", "grid"): _CELLS,
    ("scenes", "span"): _CELLS,
    ("scenes", "at"): _CELL,
    ("screens", "size"): _SIZE,
    ("screens", "at"): _CORNER,
}
"""Of two numbers each has its meaning: by section and key."""

TERMS: Mapping[str, tuple[Phrase, Phrase]] = {
    "string_type": _TEXT,
    "string_sub_type": _TEXT,
    "string_unicode": _TEXT,
    "string_not_ascii": (
        phrase("{key}: chỉ dùng được chữ không dấu"),
        phrase("viết lại không dấu"),
    ),
    "string_too_short": (
        phrase("{key}: đoạn chữ ngắn quá"),
        phrase("ghi ít nhất {min_length} ký tự"),
    ),
    "string_too_long": (phrase("{key}: đoạn chữ dài quá {max_length} ký tự"), _SHORTER),
    "string_pattern_mismatch": (
        phrase("{key}: đoạn chữ không đúng dạng"),
        phrase("viết theo dạng {pattern}"),
    ),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": (phrase("{key}: số lớn quá"), phrase("ghi số nhỏ hơn")),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "decimal_max_digits": (
        phrase("{key}: số {value} có quá {max_digits} chữ số"),
        phrase("ghi số ngắn hơn"),
    ),
    "decimal_max_places": (
        phrase("{key}: số {value} có quá {decimal_places} chữ số thập phân"),
        phrase("làm tròn số"),
    ),
    "decimal_whole_digits": (
        phrase("{key}: phần nguyên của {value} có quá {whole_digits} chữ số"),
        phrase("ghi số ngắn hơn"),
    ),
    "multiple_of": (
        phrase("{key}: số {value} không chia hết cho {multiple_of}"),
        phrase("ghi một bội số của {multiple_of}"),
    ),
    "greater_than": (phrase("{key}: số {value} nhỏ quá"), phrase("ghi số lớn hơn {gt}")),
    "greater_than_equal": (
        phrase("{key}: số {value} nhỏ quá"),
        phrase("ghi số từ {ge} trở lên"),
    ),
    "less_than": (phrase("{key}: số {value} lớn quá"), phrase("ghi số nhỏ hơn {lt}")),
    "less_than_equal": (
        phrase("{key}: số {value} lớn quá"),
        phrase("ghi số không quá {le}"),
    ),
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "dict_type": _KEYS,
    "mapping_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "dataclass_type": _KEYS,
    "invalid_key": (phrase("tên khóa phải là chữ"), phrase("đặt tên khóa trong dấu nháy")),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "iterable_type": _LIST,
    "too_short": (
        phrase("{key}: danh sách ngắn quá"),
        phrase("ghi ít nhất {min_length} giá trị"),
    ),
    "too_long": (
        phrase("{key}: danh sách dài quá"),
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
    "time_type": (
        phrase("{key}: cần một giờ trong ngày"),
        phrase('ghi trong dấu nháy, ví dụ: "06:45"'),
    ),
    "time_parsing": (
        phrase("{key}: cần một giờ trong ngày"),
        phrase('ghi trong dấu nháy, ví dụ: "06:45"'),
    ),
    "time_delta_type": (
        phrase("{key}: cần một khoảng thời gian"),
        phrase("ghi số kèm đơn vị ms, s, min, h hoặc d, ví dụ: 10 s"),
    ),
    "time_delta_parsing": (
        phrase("{key}: cần một khoảng thời gian"),
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
    "none_required": (phrase("khóa “{key}” phải để trống"), phrase("xóa giá trị")),
    "url_type": _ADDRESS,
    "url_parsing": _ADDRESS,
    "url_syntax_violation": _ADDRESS,
    "url_scheme": _ADDRESS,
    "url_too_long": (phrase("{key}: địa chỉ dài quá {max_length} ký tự"), _SHORTER),
}
