"""A workbook as the archive that it is, before anything of it is made into cells: how large it is
unzipped, how many cells it has, and what the cells' reader doesn't tell (percentages, hidden rows).

A small file may unzip to gigabytes, and its directory may lie about that: so all of it is unzipped once,
in pieces, and counted.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.door import SourceError
from services.news import Reason
from services.phrase import phrase
from services.table.table import malformed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

UNZIPPED = 256 * 1024 * 1024
"""Bytes of all parts together."""
CELLS = 3_000_000
"""Of a sheet, blank ones within its edges too."""
_PARTS = 5000
_CHUNK = 1024 * 1024
_SMALL = 8 * 1024 * 1024
"""Bytes of a part that is read as XML."""
_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*\bhidden=\"(?:1|true)\"[^<>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>")
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_STYLE = re.compile(rb"\bs=\"(\d{1,6})\"")
_FAULTY = b't="e"'
_PERCENT = frozenset({9, 10})
"""Number formats that every Excel knows: 0% and 0.00%."""
_QUOTED = re.compile(r"\"[^\"]*\"|\\.")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Part:
    """A sheet of .xlsx."""

    percents: set[tuple[int, int]] = field(default_factory=set)
    """Cells that show a percentage: row and column, from 0."""
    faulty: set[tuple[int, int]] = field(default_factory=set)
    """Cells whose formula failed (#DIV/0!), which the cells' reader takes for blank."""
    hidden: int = 0
    """Rows."""
    cells: int = 0
    row: int = 0
    column: int = 0
    """The furthest that hold anything, from 1."""


def parts(body: bytes) -> dict[str, Part]:
    """By the sheets' names; empty of an archive that is no .xlsx. Raises `SourceError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            _bounded(archive)
            if "xl/workbook.xml" not in archive.namelist():
                for name in archive.namelist():
                    for _ in _pieces(archive, name):
                        pass
                return {}
            return _of_excel(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        # RuntimeError: a part of it is encrypted
        raise malformed(
            phrase(
                "Sổ tính hỏng, bị cắt cụt hoặc chưa ghi xong; mở bằng Excel để kiểm tra rồi lưu lại"
            )
        ) from None


def _bounded(archive: zipfile.ZipFile) -> None:
    listed = archive.infolist()
    if len(listed) > _PARTS or sum(one.file_size for one in listed) > UNZIPPED:
        raise _large()


def _of_excel(archive: zipfile.ZipFile) -> dict[str, Part]:
    styles = _percent_styles(archive)
    named = _sheets(archive)
    found: dict[str, Part] = {}
    left = UNZIPPED
    for path in archive.namelist():
        part = Part()
        for piece in _pieces(archive, path):
            left -= len(piece)
            if left < 0:
                raise _large()
            if path in named:
                _count(part, piece, styles)
        if path in named:
            found[named[path]] = part
    return found


def _pieces(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """Each ends before a tag begins."""
    kept = b""
    with archive.open(path) as part:
        while chunk := part.read(_CHUNK):
            kept += chunk
            cut = kept.rfind(b"<")
            if cut > 0 or len(kept) > _SMALL:
                yield kept[:cut] if cut > 0 else kept
                kept = kept[cut:] if cut > 0 else b""
    yield kept


def _count(part: Part, piece: bytes, styles: frozenset[int]) -> None:
    part.hidden += len(_ROW.findall(piece))
    for found in _CELL.finditer(piece):
        said = found[1]
        part.cells += 1
        place, style = _PLACE.search(said), _STYLE.search(said)
        if place is None or said.endswith(b"/"):
            continue
        row, column = int(place[2]), _column(place[1])
        part.row, part.column = max(part.row, row), max(part.column, column)
        if _FAULTY in said:
            part.faulty.add((row - 1, column - 1))
        if style is not None and int(style[1]) in styles:
            part.percents.add((row - 1, column - 1))
    if part.cells > CELLS:
        raise _large()


def _column(letters: bytes) -> int:
    """From 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Paths of parts to names of sheets."""
    related = {
        one.get("Id"): one.get("Target", "")
        for one in _xml(archive, "xl/_rels/workbook.xml.rels").iter()
    }
    found: dict[str, str] = {}
    for one in _xml(archive, "xl/workbook.xml").iter():
        target = related.get(one.get(_RELATION))
        if one.tag.endswith("}sheet") and target:
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found[path] = one.get("name", "")
    return found


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """The numbers by which cells name their style."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    root = _xml(archive, "xl/styles.xml")
    formats = set(_PERCENT)
    for one in root.iter():
        if one.tag.endswith("}numFmt") and "%" in _QUOTED.sub("", one.get("formatCode", "")):
            formats.add(int(one.get("numFmtId", "-1")))
    for one in root.iter():
        if one.tag.endswith("}cellXfs"):
            used = [int(style.get("numFmtId", "0")) for style in one]
            return frozenset(at for at, number in enumerate(used) if number in formats)
    return frozenset()


def _xml(archive: zipfile.ZipFile, path: str) -> Element:
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - heavy: only walls that read workbooks pay for it
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415 - as above

    try:
        with archive.open(path) as part:
            content = part.read(_SMALL)
        root: Element = fromstring(content)
    except (KeyError, ParseError, DefusedXmlException):
        raise zipfile.BadZipFile(path) from None
    return root


def _large() -> SourceError:
    return SourceError(
        Reason.TOO_LARGE,
        phrase(
            "Sổ tính lớn quá sau khi giải nén; bớt dòng và trang, hoặc chép phần cần sang một sổ khác"
        ),
    )
