"""Pictures made by hand, without anything that draws."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 4, height: int = 3, *, grey: int = 128) -> bytes:
    return png_of(width, height, b"".join(b"\0" + bytes([grey]) * width for _ in range(height)))


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """Whatever its header claims."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    summed = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + summed


def jpeg(width: int = 40, height: int = 30, *, turned: int | None = None) -> bytes:
    """Its header only: what is judged by."""
    exif = b""
    if turned is not None:
        tiff = b"II*\0" + struct.pack("<IHHHII", 8, 1, 274, 3, 1, turned) + b"\0" * 4
        exif = _segment(0xE1, b"Exif\0\0" + tiff)
    frame = _segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    return b"\xff\xd8" + exif + frame + b"\xff\xd9"


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def svg(inside: str = '<path d="M0 0h10v10z"/>', attributes: str = 'viewBox="0 0 20 10"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()
