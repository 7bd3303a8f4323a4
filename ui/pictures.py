"""Pictures and wall.json in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice

from services.phrase import phrase
from services.sensitivity import Sensitivity
from services.words.system_errors import why
from ui.canvas import panel_image
from ui.document import Shown, document
from ui.outcome import Refused, Status
from ui.whole import make_folder, whole
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from ui.face import Face
    from ui.shot import Shot, Taken
    from ui.terminal import Terminal


def write(out: Path, shot: Shot, taken: Taken, terminal: Terminal) -> None:
    """Each file is whole or not there; what lies in the folder from other runs stays. What isn't for
    the public is its owner's alone to read.
    """
    palette = THEMES[shot.theme]
    private = shot.audience > Sensitivity.PUBLIC
    painting = Painting(palette)
    try:
        make_folder(out, private=private)
        for face in taken.faces:
            image = panel_image(face, painting)
            with whole(out / _shown(face).file, private=private) as file:
                file.write(_png(image))
        shown = [_shown(face) for face in taken.faces]
        text = document(
            taken.knowledge,
            shown,
            name=shot.name,
            file_hash=shot.file_hash,
            palette=palette,
            words=taken.stage.words,
        )
        with whole(out / "wall.json", private=private) as file:
            file.write(text.encode())
    except OSError as error:
        raise Refused(
            Status.NOT_HAD,
            phrase(
                "Không ghi được vào {path}: {why}",
                path=str(out),
                why=terminal.words.say(why(error)),
            ),
        ) from error
    count = terminal.words.count(len(taken.faces), "{n} ảnh")
    terminal.tell(phrase("{count} và wall.json trong {folder}", count=count, folder=_folder(out)))


def _folder(out: Path) -> str:
    return f"{out.as_posix()}/" if out.is_absolute() else f"./{out.as_posix()}/"


def _shown(face: Face) -> Shown:
    return Shown(face.screen.name, face.scene, face.sheet, face.picture)


def _png(image: QImage) -> bytes:
    """Made in memory: Qt would open the file itself, for every eye that the umask lets see it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload] # the stub wants bytes
        raise MemoryError
    return bytes(buffer.data().data())
