"""What is called a workbook by mistake, or would take the computer with it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.aside import aside
from services.connectors.xlsx import archive, normalise
from services.door import SourceError
from services.news import Reason
from tests.unit.connectors.xlsx.conftest import page, refusal, settings, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = workbook([["ma", "gia_tri"], ["vu", 3]])
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCK = bytes([7]) + b"Lan Anh" + b" " * 47 + bytes([7, 0]) + "Lan Anh".encode("utf-16-le")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "Tệp trống"),
        (b"\0" * 4096, "Tệp trống"),
        (b"<html><table><tr><td>1", "trang HTML"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "trang HTML"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "tệp XML"),
        ("Phường,Số vụ\nCam Ly,3\n".encode(), "connector: csv"),
        ("Phường,Số vụ\n".encode("windows-1258", "replace"), "connector: csv"),
        (LOCK, "tệp khóa (~$)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0" * 50, "không phải sổ tính"),
        (_OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "mật khẩu"),
        (_OLE + bytes(2000), "Không đọc được sổ tính"),
        (SOUND[: len(SOUND) // 2], "bị cắt cụt"),
        (SOUND[:-10], "bị cắt cụt"),
    ],
)
def test_what_is_no_workbook_is_said_with_what_to_do(body: bytes, said: str) -> None:
    error = refusal(body)
    assert error.reason is Reason.MALFORMED
    assert said in error.words.text


def test_a_workbook_that_is_being_written_waits_for_the_next_ask() -> None:
    with pytest.raises(SourceError) as caught:
        normalise(settings(), SOUND, None, True)  # noqa: FBT003 - as the reading calls it
    assert caught.value.reason is Reason.UNREADABLE
    assert "đang được ghi" in caught.value.words.text


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The sound workbook with one part of its archive changed."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(SOUND)) as before,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name == part else content)
    return whole.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_small_file_that_unzips_to_gigabytes_is_not_unzipped(monkeypatch: Any) -> None:
    monkeypatch.setattr(archive, "UNZIPPED", 1024 * 1024)
    bomb = changed(SHEET, lambda xml: xml + b" " * (4 * 1024 * 1024))
    assert len(bomb) < 32 * 1024
    error = refusal(bomb)
    assert (error.reason, "giải nén" in error.words.text) == (Reason.TOO_LARGE, True)


def test_an_archive_that_lies_about_its_sizes_is_broken() -> None:
    """Its directory says that the sheet has ten bytes."""
    bomb = changed(SHEET, lambda xml: xml + b" " * 100_000)
    at = bomb.rindex(SHEET.encode()) - 46
    lying = bomb[: at + 24] + (10).to_bytes(4, "little") + bomb[at + 28 :]
    assert refusal(lying).reason is Reason.MALFORMED


def test_too_many_cells_and_cells_too_far_away_are_too_large(monkeypatch: Any) -> None:
    far = changed(SHEET, lambda xml: xml.replace(b'r="B2"', b'r="XFD1048576"'))
    error = aside_refusal(far)
    assert error.reason is Reason.TOO_LARGE
    monkeypatch.setattr(archive, "CELLS", 3)
    assert refusal(SOUND).reason is Reason.TOO_LARGE


def aside_refusal(body: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        aside(normalise, 30.0, settings(), body, None, False)  # noqa: FBT003 - as the reading calls it
    return caught.value


def test_entities_that_multiply_are_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    body = changed(
        "xl/workbook.xml", lambda xml: re.sub(rb"^(<\?xml.*?\?>)?", rb"\1" + laughs, xml, count=1)
    )
    assert refusal(body).reason is Reason.MALFORMED


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A sound workbook in which pieces were cut out, doubled and put in: of its archive or of a part."""
    part = draw(
        st.sampled_from([None, SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
    )

    def change(whole: bytes) -> bytes:
        body = bytearray(whole)
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(body)))
            end = draw(st.integers(start, min(len(body), start + 40)))
            body[start:end] = draw(
                st.sampled_from([b"", b"\0", b"<c", b'"', b"<", b"99999999", b"\xff"])
            )
        return bytes(body)

    return change(SOUND) if part is None else changed(part, change)


@given(mangled())
@example(SOUND)
@example(b"PK\x03\x04")
def test_whatever_comes_is_records_or_words(body: bytes) -> None:
    reason = None
    try:
        page(body)
    except SourceError as error:
        reason = error.reason
    assert reason in {None, Reason.MALFORMED, Reason.TOO_LARGE}
