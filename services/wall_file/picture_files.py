"""What a picture's file says of itself: its kind and its size. PNG and JPEG by their headers, SVG by its
elements, of which only those that draw and lead nowhere are taken.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.jpeg import endless
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

LARGEST = 2 * 1024 * 1024
"""Bytes."""
MOST_PIXELS = 16_000_000
"""64 MB once it is decoded."""
_SIDE = 16384
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG's markers of a frame, which have its size."""
_FIRST_SCAN, _FILL, _EXIF, _ORIENTATION = 0xDA, 0xFF, 0xE1, 274

_MOST_ELEMENTS = 20_000
_MOST_MATCHES = 1_000_000
"""Rules of style times elements."""
_DEEPEST = 64
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWING = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "clipPath"),
    }
)
_WORDS = frozenset({"text", "tspan", "textPath"})
_DRAWN = (
    (_DRAWING - {"title", "desc", "metadata"})
    | _WORDS
    | {
        *("image", "video", "switch", "a", "foreignObject", "textArea", "script", "handler"),
        *("animate", "animateColor", "animateMotion", "animateTransform", "set"),
        *("filter", "mask", "marker", "pattern", "solidColor"),
        *("font", "font-face", "font-face-src", "font-face-uri", "glyph", "missing-glyph"),
    }
)
"""What Qt takes for SVG's in whatever namespace, within metadata too (Qt 6.11.3)."""
_URL = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]{1,7}(?:\.[0-9]{1,6})?)\s*(?:px|pt|mm|cm|in)?\s*")
_NUMBERS = re.compile(r"[\s,]+")

type Unfit = tuple[Phrase, Phrase]
"""What is wrong with a file, and what to do."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A picture that can be shown."""

    kind: str
    """png, jpeg or svg."""
    width: int
    height: int


_BROKEN = (phrase("ảnh bị cắt cụt hoặc hỏng"), phrase("lưu lại ảnh từ bản gốc"))
_NO_PICTURE = (
    phrase("tệp không phải ảnh PNG, JPEG hay SVG"),
    phrase("lưu ảnh thành một trong các dạng ấy"),
)


def too_large() -> Unfit:
    return (
        phrase("ảnh lớn hơn {size} MiB", size=str(LARGEST // 1024**2)),
        phrase("thu nhỏ ảnh, hoặc lưu thành JPEG"),
    )


def judged(content: bytes) -> Judged | Unfit:
    if len(content) > LARGEST:
        return too_large()
    if content.startswith(_PNG):
        found: Judged | Unfit | None = _png(content)
    elif content.startswith(_JPEG):
        found = _jpeg(content)
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = _svg(content)
    else:
        return _NO_PICTURE
    if not isinstance(found, Judged):
        return found or _BROKEN
    if max(found.width, found.height) > _SIDE or found.width * found.height > MOST_PIXELS:
        return (
            phrase(
                "ảnh {width} × {height} điểm, lớn quá {most} triệu điểm",
                width=str(found.width),
                height=str(found.height),
                most=str(MOST_PIXELS // 1_000_000),
            ),
            phrase("thu nhỏ ảnh: màn hình 4K chỉ có 8 triệu điểm"),
        )
    return found


def _png(content: bytes) -> Judged | None:
    """None where a chunk is cut off or its sum is wrong."""
    size: tuple[int, int] | None = None
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        kind, end = content[at + 4 : at + 8], at + 8 + length
        if zlib.crc32(content[at + 4 : end]) != int.from_bytes(content[end : end + 4]):
            return None
        if kind == b"IHDR":
            size = (
                int.from_bytes(content[at + 8 : at + 12]),
                int.from_bytes(content[at + 12 : at + 16]),
            )
        if kind == b"IEND":
            return Judged("png", *size) if size and all(size) else None
        at = end + 4
    return None


def _jpeg(content: bytes) -> Judged | None:
    if not content.rstrip(b"\0\r\n").endswith(_JPEG_END) or endless(content):
        return None
    at, turned = 2, False
    while at + 9 < len(content) and content[at] == _FILL:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            size = int.from_bytes(width), int.from_bytes(height)
            shown = size[::-1] if turned else size
            return Judged("jpeg", *shown) if all(size) else None
        if marker == _FIRST_SCAN:
            return None
        length = int.from_bytes(content[at + 2 : at + 4])
        if marker == _EXIF:
            turned = turned or _on_its_side(content[at + 4 : at + 2 + length])
        at += 1 if marker == _FILL else 2 + length
    return None


def _on_its_side(exif: bytes) -> bool:
    """A phone's photo that was taken upright says so beside its pixels (TIFF 6.0, tag 274: 5 to 8)."""
    tiff = exif[6:]
    if not exif.startswith(b"Exif\0\0") or tiff[:2] not in {b"II", b"MM"}:
        return False
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    at = int.from_bytes(tiff[4:8], order)
    for n in range(int.from_bytes(tiff[at : at + 2], order)):
        entry = tiff[at + 2 + 12 * n : at + 14 + 12 * n]
        if int.from_bytes(entry[:2], order) == _ORIENTATION:
            return int.from_bytes(entry[8:10], order) in range(5, 9)
    return False


def _svg(content: bytes) -> Judged | Unfit:
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - heavy: only walls that have an SVG pay
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415 - as above

    try:
        root: Element = fromstring(content)
    except (DefusedXmlException, ParseError, ValueError, LookupError, RecursionError):
        return _BROKEN
    if root.tag != f"{_SVG}svg":
        return _NO_PICTURE
    unfit = _unfit(root)
    if unfit is not None:
        return unfit
    size = _size(root)
    if size is None:
        return (
            phrase("SVG không ghi kích thước"),
            phrase("ghi width và height, hoặc viewBox, ở thẻ svg"),
        )
    return Judged("svg", *size)


def _unfit(root: Element) -> Unfit | None:
    """The first thing that keeps a drawing from being the same everywhere, or that asks too much."""
    elements = list(_walk(root, 0))
    styles = [str(one.text) for one, _ in elements if one.tag == f"{_SVG}style"]
    matches = sum(style.count("{") for style in styles) * len(elements)
    deep = any(depth > _DEEPEST for _, depth in elements)
    if len(elements) > _MOST_ELEMENTS or matches > _MOST_MATCHES or deep:
        return phrase("SVG có quá nhiều nét"), phrase("đơn giản hóa hình, hoặc lưu thành PNG")
    notes = {one for element in root.iter(f"{_SVG}metadata") for one in element.iter()}
    for element, _ in elements:
        name = element.tag.rpartition("}")[2]
        own = element.tag.startswith(_SVG) and element not in notes
        if not own and name not in _DRAWN:
            continue  # what editors add for themselves is not drawn
        if name in _WORDS:
            return (
                phrase("SVG có chữ, mà máy khác có thể thiếu phông ấy"),
                phrase("chuyển chữ thành đường nét (convert to path) rồi lưu lại"),
            )
        leads = any(not value.startswith("#") for value in _values(element, "href")) or any(
            _URL.search(value) for value in element.attrib.values()
        )
        style = str(element.text) if name == "style" else ""
        if name not in _DRAWING or not own or leads or _URL.search(style) or "@" in style:
            return (
                phrase("SVG dùng “{name}”, tường không vẽ", name=name[:40]),
                phrase("lưu thành SVG thường (plain SVG) chỉ gồm nét vẽ, hoặc thành PNG"),
            )
    return _uses(root, [element for element, _ in elements])


def _walk(element: Element, depth: int) -> Iterator[tuple[Element, int]]:
    if depth > _DEEPEST + 1:
        return
    yield element, depth
    for child in element:
        yield from _walk(child, depth + 1)


def _uses(root: Element, elements: list[Element]) -> Unfit | None:
    """What is used again is drawn again: not too often, and never within itself. Whichever of those that
    are called the same is meant.
    """
    named: dict[str, list[Element]] = {}
    for element in elements:
        for id in _values(element, "id"):
            named.setdefault(id, []).append(element)
    drawn = len(elements)
    for element in elements:
        if element.tag != f"{_SVG}use":
            continue
        targets = [one for to in _values(element, "href") for one in named.get(to[1:], [])]
        within = [one for target in targets for one, _ in _walk(target, 0)]
        drawn += len(within)
        nested = root in targets or any(one.tag == f"{_SVG}use" for one in within)
        if nested or drawn > _MOST_ELEMENTS:
            return (
                phrase("SVG dùng “{name}”, tường không vẽ", name="use"),
                phrase("lưu thành SVG thường (plain SVG) chỉ gồm nét vẽ, hoặc thành PNG"),
            )
    return None


def _values(element: Element, name: str) -> list[str]:
    """Of the attributes that are called so in whatever namespace."""
    return [value for key, value in element.attrib.items() if key.rpartition("}")[2] == name]


def _size(root: Element) -> tuple[int, int] | None:
    """Units: only the shape matters."""
    box = [part for part in _NUMBERS.split((root.get("viewBox") or "").strip()) if part]
    try:
        sides = [float(part) for part in box[2:]] if len(box) == 4 else []  # noqa: PLR2004 - x, y, w, h
    except ValueError:
        sides = []
    if not sides:
        found = [_LENGTH.fullmatch(root.get(key) or "") for key in ("width", "height")]
        sides = [float(one[1]) for one in found if one]
    if len(sides) != 2 or not all(0 < side < _SIDE for side in sides):  # noqa: PLR2004 - w and h
        return None
    width, height = sides
    larger = 1000 / max(width, height)
    return max(round(width * larger), 1), max(round(height * larger), 1)
