"""What a wall file says of a table of comma-separated values."""

from __future__ import annotations

import codecs
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from services.quantities import Text, WrongSetting
from services.table.settings import Header, Pattern, Tabular, header_rows, with_kinds

_NO_TEXTS = {"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"}
"""Codecs of Python that no file is written in."""


def _encoding(name: str) -> str:
    try:
        known = codecs.lookup(name)
        b"\0\0\0\0".decode(name)  # for no bytes at all every codec is one of texts
    except (LookupError, ValueError):
        known = None
    if known is None or known.name.replace("-", "_") in _NO_TEXTS:
        raise WrongSetting(
            "không có bảng mã “{name}”",
            "ghi utf-8, utf-16, windows-1258, windows-1252 hoặc tên khác mà Python biết",
            name=name[:40],
        )
    return name


def _separator(value: object) -> object:
    return "tab" if value == "\t" else value


class Csv(Tabular):
    """Một bảng CSV: một tệp, tệp mới nhất hoặc mọi tệp của một thư mục, hoặc một địa chỉ. Cột nào là gì,
    số và ngày viết thế nào đều khai ở đây, không đoán.
    """

    pattern: Pattern = "*.csv"
    """Tên các tệp được đọc trong thư mục (đi với folder)."""
    encoding: Annotated[Text, AfterValidator(_encoding), Field(examples=["windows-1258"])] = "utf-8"
    """Bảng mã chữ của tệp: utf-8 (có hay không có BOM), utf-16, windows-1258, windows-1252…"""
    separator: Annotated[Literal[",", ";", "tab", "|"], BeforeValidator(_separator)] = ","
    """Dấu giữa các cột; dòng đầu “sep=…” của Excel được theo trước."""
    header: Header = 1
    """Dòng tiêu đề, đếm từ 1. Tiêu đề nhiều dòng thì ghi cả, ví dụ [1, 2], và tên cột là “Quý I / Số
    vụ”; 0: không có, cột mang số thứ tự."""
    header_prefix: Annotated[Text, Field(examples=["# "])] = ""
    """Dấu đứng trước dòng tiêu đề mà không thuộc tên cột, ví dụ “# ” của HAProxy."""

    def header_rows(self) -> tuple[int, ...]:
        """From 1; empty where the columns have no names."""
        return header_rows(self.header)


CsvSource: type[Csv] = with_kinds(Csv, "CsvSource")
