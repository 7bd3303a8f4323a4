"""Where a rendered picture goes: cropped, no larger than its place, into the frames that the wall reads."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage

from services.moving.frames import PIXEL, Frames
from services.moving.thumbnails import LARGEST, WIDEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

type Tell = Callable[..., None]
"""Says a line to the wall."""


class Outlet:
    def __init__(self, order: Mapping[str, Any], tell: Tell) -> None:
        self.key: str = order["key"]
        self._tell = tell
        self._path = Path(order["frames"])
        self._frames = Frames(self._path, order["width"], order["height"])
        self._crop: list[float] | None = order["crop"]
        self._last: QImage | None = None

    @property
    def number(self) -> int:
        """Of the last frame that was handed on."""
        return self._frames.number

    @property
    def folder(self) -> Path:
        return self._path.parent

    def show(self, image: QImage) -> None:
        """A whole picture."""
        image = _smaller(self.cropped(image), self._frames.width, self._frames.height)
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        if self._last is not None and image == self._last:
            return  # nobody would see a difference
        width, height = image.width(), image.height()
        if image.bytesPerLine() != width * PIXEL:
            image = image.copy()
        self._frames.put(width, height, image.constBits())
        self._last = image
        self._tell("frame", key=self.key)

    def cropped(self, image: QImage) -> QImage:
        """The part that is wanted; where that lies outside, the whole."""
        if self._crop is None:
            return image
        part = part_of(self._crop, image.width(), image.height())
        part = part.intersected(image.rect())
        return image if part.isEmpty() else image.copy(part)

    def keep(self, path: Path) -> None:
        """A thumbnail of the last picture, whole or not there; none of a picture that never came."""
        if self._last is None:
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        _smaller(self._last, WIDEST, WIDEST).save(buffer, "PNG")  # type: ignore[call-overload] # the stub wants bytes
        content = bytes(buffer.data().data())
        if not content or len(content) > LARGEST:
            return
        part = path.with_suffix(".part")
        try:
            part.write_bytes(content)
            os.replace(part, path)  # noqa: PTH105 - replaces on every system
        except OSError:
            part.unlink(missing_ok=True)
            return
        self._tell("kept", key=self.key)

    def forget(self) -> None:
        """What is shown is no longer so: it is not to be kept as if it were."""
        self._last = None

    def close(self) -> None:
        """Takes the file away: a wall that was killed can't."""
        self._frames.close()
        with suppress(OSError):
            self._path.unlink()


def part_of(crop: list[float], width: int, height: int) -> QRect:
    """Pixels of the part: shares of the whole where all are at most 1."""
    across, down = (width, height) if max(crop) <= 1 else (1, 1)
    left, top, wide, high = crop
    return QRect(round(left * across), round(top * down), round(wide * across), round(high * down))


def _smaller(image: QImage, width: int, height: int) -> QImage:
    if image.width() <= width and image.height() <= height:
        return image
    return image.scaled(
        QSize(width, height),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
