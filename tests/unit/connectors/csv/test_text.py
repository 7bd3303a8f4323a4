"""Bytes of every kind, and what is said of those that are no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.news import Reason

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.connectors.csv.conftest import Table

BY_DISTRICT = "Huyện,Số vụ\r\nĐức Trọng,102\r\nBảo Lộc,87\r\n"
SAID = {"observations": {"values": ["Số vụ"], "labels": ["Huyện"]}}
FOUND = {"Số vụ|Huyện=Đức Trọng": 102, "Số vụ|Huyện=Bảo Lộc": 87}


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        (None, "utf-8"),
        (None, "utf-8-sig"),
        ("UTF8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-32", "utf-32"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_is_declared(
    table: Table, tmp_path: Path, declared: str | None, written: str
) -> None:
    path = tmp_path / "bang.csv"
    path.write_text(BY_DISTRICT, encoding=written, newline="")
    encoding = {} if declared is None else {"encoding": declared}
    assert table.figures(path.read_bytes(), **SAID, **encoding) == FOUND


def test_vietnamese_of_windows_with_its_marks_apart_is_the_same_text(table: Table) -> None:
    # windows-1258 has no Ệ: E with circumflex, then the dot below
    body = "Huyê\u0323n,Sô\u0301 vu\u0323\nĐư\u0301c Tro\u0323ng,102\nBa\u0309o Lô\u0323c,87\n"
    assert table.figures(body.encode("cp1258"), **SAID, encoding="windows-1258") == FOUND


def test_a_western_file_is_read_as_such(table: Table) -> None:
    body = "Commune,Cas\nCau Ðat é,5\n".encode("windows-1252")
    said = {"observations": {"values": ["Cas"], "labels": ["Commune"]}}
    assert table.figures(body, **said, encoding="windows-1252") == {"Cas|Commune=Cau Ðat é": 5}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "Bảng trống"),
        (b"\xef\xbb\xbf", "Bảng trống"),
        (b"\r\n \r\n", "Bảng trống"),
        (b"<!DOCTYPE html><html></html>", "trang web (HTML)"),
        (b"\n <html><body>Login</body>", "trang web (HTML)"),
        (b"PK\x03\x04\x14\x00\x06\x00", "sổ tính Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sổ tính Excel"),
        ("ma,gia_tri\n".encode("utf-16"), "khai encoding: utf-16"),
        (b"ma,gia_tri\na,1\x00\n", "NUL"),
        ("ma,gia_tri\n".encode("utf-16-le"), "NUL"),
        (b'ma,gia_tri\na,"1\nb,2\n', "không được đóng"),
        (b'ma,gia_tri\na,"' + b"1\n" * 100_000, "không được đóng"),
        (b'ma,gia_tri\na,"1"2\n', "sau dấu nháy đóng"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "không phải bảng chữ"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "không phải bảng chữ"),
        (b"\0\1\2\xff\xfe\xfd", "tệp nhị phân"),
        (b"x" * 1_000_000, "ô dài quá"),
        (b"x," * 500_000, "cột"),
    ],
)
def test_what_is_no_table_is_malformed_in_words(table: Table, body: bytes, words: str) -> None:
    refused = table.refusal(body)
    assert refused.reason is Reason.MALFORMED
    assert words in refused.words.text


def test_a_wrong_encoding_names_the_place_and_the_remedy(table: Table) -> None:
    refused = table.refusal("ma,gia_tri\na,1\nĐà Lạt é,2\n".encode("windows-1252", "replace"))
    values = dict(refused.words.values)
    assert (values["line"], values["encoding"]) == (3, "utf-8")
    assert values["place"] == 17
    assert "khai encoding" in refused.words.text


def test_a_bad_byte_behind_a_million_of_good_ones_is_found(table: Table) -> None:
    body = b"ma,gia_tri\n" + b"a,1\n" * 200_000 + b"\xff"
    assert dict(table.refusal(body).words.values)["line"] == 200_002
