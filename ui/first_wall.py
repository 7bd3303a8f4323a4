"""The texts that `main.py new` writes: a wall file that explains itself, and the table that it shows."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from services.phrase import phrase

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.words import Words
    from ui.program import Program

WALL, SCHEMA, TABLE = "tuong.yaml", "tuong.schema.json", "so-lieu.csv"

_WIDTH = 98
_ADDRESS = "http://127.0.0.1:9090"
_ROWS = (("A", 128, 119, 97.5), ("B", 86, 80, 93.0), ("C", 54, 41, 88.9))
"""Plainly invented, so that nobody takes them for the province's."""

_WHOLE = phrase("Tệp tường: cả bức tường trong một tệp. Sửa xong thì kiểm tra bằng lệnh dưới đây.")
_TITLE = phrase("Tên trung tâm, hiện ở đầu màn hình.")
_SOURCES = phrase(
    "Các nguồn: hỏi hệ thống nào, theo cách nào, bao lâu một lần. Chỉ mục này là bắt buộc."
)
_CSV = phrase("Một bảng CSV nằm cạnh tệp này, số liệu là ví dụ. Sửa bảng rồi lưu: tường đổi theo.")
_DECIMALS = phrase("Dấu thập phân trong bảng: point là 97.5, comma là 97,5. Tường không đoán.")
_COLUMNS = phrase("Cột nào nói nơi (territory), cột nào là số liệu (values).")
_OTHERS = phrase(
    "Nguồn khác: bỏ dấu # và sửa địa chỉ. Lệnh dưới đây viết sẵn phần này cho hệ thống ở "
    "một địa chỉ."
)
_SECRET = phrase("Khóa và mật khẩu không ghi ở đây, chỉ ghi tham chiếu.")
_OPTIONAL = phrase("Từ đây trở xuống không bắt buộc: bỏ trống thì tường tự chọn.")
_INDICATORS = phrase("Chỉ số: tên gọi và đơn vị của một số; where chọn một dòng của bảng.")
_SCREENS = phrase(
    "Màn hình: cỡ theo điểm ảnh, khoảng cách giữa hai điểm ảnh, chỗ ngồi xa nhất còn phải đọc được."
)
_SCENES = phrase("Cảnh: mỗi màn hình một lưới ô; audience nói ai được xem.")


def table(words: Words) -> str:
    ward, *columns = _names(words)
    lines = [",".join((ward, *columns))]
    lines += [",".join((_ward(words, name), *map(str, figures))) for name, *figures in _ROWS]
    return "\n".join(lines) + "\n"


def wall(words: Words, name: str, program: Program, path: str) -> str:
    """`name`: of the wall, by which its cache is found; `path`: of this file, from where commands are
    given.
    """
    ward, *columns = (f'"{name}"' for name in _names(words))
    lang = [] if words.lang == "vi" else [f"lang: {words.lang}"]
    return _text(
        f"# yaml-language-server: $schema=./{SCHEMA}",
        *_said(words, _WHOLE),
        f"# {program.command('check', path)}",
        "wall: 1",
        f"name: {name}",
        *lang,
        *_said(words, _TITLE),
        f'title: "{words.say("Tường của tôi")}"',
        "",
        *_said(words, _SOURCES),
        "sources:",
        *_said(words, _CSV, 2),
        "  ho-so:",
        "    connector: csv",
        f"    file: {TABLE}",
        f'    name: "{words.say("Hồ sơ (ví dụ)")}"',
        "    every: 10 s",
        *_said(words, _DECIMALS, 4),
        "    decimals: point",
        *_said(words, _COLUMNS, 4),
        "    observations:",
        f"      territory: {ward}",
        f"      values: [{', '.join(columns)}]",
        "",
        *_other_sources(words, program),
        "",
        *_refinements(words, columns[-1]),
    )


def _other_sources(words: Words, program: Program) -> list[str]:
    return [
        *_said(words, _OTHERS, 2),
        f"  # {program.command('probe', _ADDRESS)}",
        "  # prometheus:",
        "  #   connector: prometheus",
        f"  #   url: {_ADDRESS}",
        "  #   queries:",
        "  #     up: {query: up, records: services}",
        "  # bao-cao:",
        "  #   connector: http_json",
        "  #   url: https://bao-cao.noi-bo/api/chi-so",
        *_said(words, _SECRET, 2),
        '  #   auth: {bearer: "${env:BAO_CAO}"}',
        "  #   observations: {each: chi_so, indicator: ma, value: gia_tri, at: thoi_diem}",
    ]


def _refinements(words: Words, column: str) -> list[str]:
    return [
        *_said(words, _OPTIONAL),
        *_said(words, _INDICATORS),
        "# indicators:",
        "#   dung-han:",
        "#     name: {vi: Đúng hạn phường A, en: On time in ward A}",
        '#     unit: "%"',
        "#     source: ho-so",
        f"#     metric: {column}",
        f'#     where: {{territory: "{_ward(words, "A")}"}}',
        *_said(words, _SCREENS),
        "# screens:",
        "#   - {name: chinh, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}",
        *_said(words, _SCENES),
        "# scenes:",
        "#   tong-quan:",
        "#     title: {vi: Tổng quan, en: Overview}",
        "#     audience: internal",
        "#     chinh: {grid: [1, 1], tiles: [{number: dung-han}]}",
    ]


def _names(words: Words) -> list[str]:
    """Of the table's columns: where, and three figures."""
    return [
        words.say("Nơi"),
        words.say("Hồ sơ nhận"),
        words.say("Hồ sơ xong"),
        words.say("Đúng hạn (%)"),
    ]


def _ward(words: Words, name: str) -> str:
    return words.say("Phường {name}", name=name)


def _said(words: Words, said: Phrase, indent: int = 0) -> list[str]:
    before = f"{' ' * indent}# "
    return textwrap.wrap(words.say(said), _WIDTH, initial_indent=before, subsequent_indent=before)


def _text(*lines: str) -> str:
    return "\n".join(lines) + "\n"
