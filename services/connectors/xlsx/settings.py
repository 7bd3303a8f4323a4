"""What a wall file says of a workbook."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from services.quantities import Text, only_text
from services.table.settings import Header, Pattern, Tabular, header_rows, with_kinds

MOST_SHEETS = 200


class Xlsx(Tabular):
    """Một trang của sổ tính Excel hoặc LibreOffice (.xlsx, .xls, .xlsb, .ods): một tệp, tệp mới nhất hoặc
    mọi tệp của một thư mục, hoặc một địa chỉ. Số và ngày lấy đúng như sổ lưu; ô phần trăm là số có đơn vị %.
    """

    url: Annotated[
        str,
        BeforeValidator(only_text),
        Field(max_length=2000, examples=["https://bao-cao.noi-bo/thang.xlsx"]),
    ] = ""
    """Địa chỉ http(s) của sổ; chỉ một trong url, file, folder."""
    pattern: Pattern = "*.xlsx"
    """Tên các tệp được đọc trong thư mục (đi với folder)."""
    sheet: Annotated[
        Text | Annotated[int, Field(strict=True, ge=1, le=MOST_SHEETS)] | None,
        Field(examples=["Tháng 10"]),
    ] = None
    """Tên trang, hoặc số thứ tự của trang đếm từ 1; mặc định là trang đầu tiên không ẩn và có chữ."""
    header: Header | None = None
    """Dòng tiêu đề, đếm từ 1 như Excel; nhiều dòng thì ghi cả, ví dụ [4, 5], và tên cột là “Quý I / Số
    vụ”; 0: không có. Không khai thì tường tìm: dòng đầu tiên có tên cho phần lớn các cột, và các dòng ô
    gộp của nó."""

    def header_rows(self) -> tuple[int, ...] | None:
        """From 1; empty where the columns have no names, None where they are to be found."""
        return None if self.header is None else header_rows(self.header)


XlsxSource: type[Xlsx] = with_kinds(Xlsx, "XlsxSource")
