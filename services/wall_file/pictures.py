"""Pictures that lie beside a wall file: read when the file is, judged by their headers, kept with it.

A setting holds the picture itself, or why there is none: nobody who shows it touches a disk, and a
replay shows the bytes of then. Nothing is decoded here but the outline of an SVG.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Protocol

from pydantic_core import core_schema

from services.phrase import Phrase, phrase
from services.quantities import WrongSetting, only_text
from services.wall_file.beside import beside
from services.wall_file.picture_files import LARGEST, Judged, judged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from services.wall_file.faults import Fault

MOST_PICTURES = 24
_UNREAD = phrase("ảnh chưa được đọc")
_NOT_THERE = phrase("không có tệp này")
_PATH = phrase(
    "đường dẫn tính từ thư mục của tệp tường; xem lại đường dẫn và tên tệp, kể cả chữ hoa, chữ thường"
)


class Shelf(Protocol):
    """Where pictures lie, by their names relative to the main file's folder."""

    def picture(self, name: str) -> Picture: ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A file by its name, with its bytes where they could be had. Equal pictures look the same."""

    name: str
    content: bytes | None = field(default=None, repr=False)
    width: int = 0
    """Pixels, or units of a drawing: what its shape is told by."""
    height: int = 0
    fault: Phrase | None = None
    """Why it can't be shown."""
    remedy: Phrase | None = None

    @property
    def sound(self) -> bool:
        return self.fault is None

    @property
    def hash(self) -> str | None:
        """SHA-256 of its bytes, hexadecimal."""
        return None if self.content is None else hashlib.sha256(self.content).hexdigest()

    @property
    def digest(self) -> str:
        """What it looks like, as a text: for the hash of a wall file."""
        return self.hash or (self.fault.as_json() if self.fault else "")

    def kept(self) -> str:
        """As the cache keeps it."""
        if self.content is not None:
            return base64.b64encode(self.content).decode("ascii")
        return (self.fault or _UNREAD).as_json()


def of_bytes(name: str, content: bytes) -> Picture:
    """What the bytes of a file come to; what is no picture says so. Of what is too large only that is
    kept.
    """
    match judged(content):
        case Judged(width=width, height=height):
            return Picture(name, content, width, height)
        case (fault, remedy):
            kept = None if len(content) > LARGEST else content
            return Picture(name, kept, fault=fault, remedy=remedy)


def missing(name: str) -> Picture:
    return Picture(name, fault=_NOT_THERE, remedy=_PATH)


def lost(name: str, fault: Fault) -> Picture:
    """One whose file can't be read."""
    if fault.what == _NOT_THERE:
        return missing(name)
    return Picture(name, fault=fault.what, remedy=fault.remedy)


def again(name: str, kept: str) -> Picture:
    """What `Picture.kept` wrote."""
    if kept.startswith("{"):
        return Picture(name, fault=Phrase.from_json(kept), remedy=_PATH)
    try:
        return of_bytes(name, base64.b64decode(kept, validate=True))
    except (binascii.Error, ValueError):
        return missing(name)


class Album:
    """The pictures that one wall file asks for, each read once."""

    def __init__(self, shelf: Shelf, main: str) -> None:
        self._shelf, self._main = shelf, main
        self.pictures: dict[str, Picture] = {}

    def picture(self, path: str) -> Picture:
        """Raises `WrongSetting` of a path that leads out of the folder, and of one picture too many."""
        name = beside(self._main, path)
        if name is None:
            raise WrongSetting(
                "ảnh “{path}” không nằm trong thư mục của tệp tường",
                "ghi đường dẫn tương đối, ngăn cách bằng dấu /, ví dụ: hinh/logo.png",
                path=path[:80],
            )
        if name not in self.pictures:
            if len(self.pictures) >= MOST_PICTURES:
                raise WrongSetting(
                    "tệp tường dùng quá {most} ảnh", "bớt ảnh", most=str(MOST_PICTURES)
                )
            self.pictures[name] = self._shelf.picture(name)
        return self.pictures[name]


class _InFile:
    """The setting: a path in the wall file, a `Picture` once it is read."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            _found,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda one: one.name),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "maxLength": _LONGEST, "examples": ["hinh/logo.png"]}


_LONGEST = 300


def _found(value: object, info: core_schema.ValidationInfo) -> Picture:
    if isinstance(value, Picture):
        return value
    only_text(value)
    if not isinstance(value, str) or not value or len(value) > _LONGEST:
        raise WrongSetting(
            "“{value}” không phải đường dẫn tới một ảnh",
            "ghi đường dẫn tính từ tệp tường, ví dụ: hinh/logo.png",
            value=str(value)[:40],
        )
    album = info.context
    if isinstance(album, Album):
        return album.picture(value)
    return Picture(value, fault=_UNREAD, remedy=_PATH)


InFile = Annotated[Picture, _InFile()]
"""A picture beside the wall file: PNG, JPEG or SVG."""


def kept(pictures: Mapping[str, Picture]) -> dict[str, str]:
    """By name, as the cache keeps them."""
    return {name: one.kept() for name, one in pictures.items()}
