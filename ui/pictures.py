"""Pictures and wall.json in a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.words.system_errors import why
from ui.canvas import panel_image
from ui.document import Shown, document
from ui.outcome import Refused, Status
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from ui.face import Face
    from ui.shot import Shot, Taken
    from ui.terminal import Terminal


def write(out: Path, shot: Shot, taken: Taken, terminal: Terminal) -> None:
    """Each file is whole or not there; what lies in the folder from other runs stays."""
    palette = THEMES[shot.theme]
    painting = Painting(palette)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for face in taken.faces:
            image = panel_image(face, painting)
            _save(out / _shown(face).file, image)
        shown = [_shown(face) for face in taken.faces]
        text = document(
            taken.knowledge,
            shown,
            name=shot.name,
            file_hash=shot.file_hash,
            palette=palette,
            words=taken.stage.words,
        )
        part = out / f"wall.json.{os.getpid()}.part"
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(out / "wall.json")
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


def _save(path: Path, image: QImage) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    if not image.save(str(part), "PNG"):  # type: ignore[call-overload] # the stub wants bytes
        raise OSError(f"{path.name}")
    part.replace(path)
