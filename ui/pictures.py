"""Pictures and wall.json in a folder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from filelock import Timeout
from PySide6.QtCore import QBuffer, QIODevice

from services.phrase import phrase
from services.sensitivity import Sensitivity
from ui.canvas import darkened, panel_image
from ui.document import Shown, document
from ui.leftovers import DOCUMENT, PATIENCE, alone, clear, drop_parts, named
from ui.outcome import Refused, Status
from ui.whole import make_folder, whole, why_not
from widgets.look import palette_of
from widgets.painting import Painting

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from services.phrase import Phrase
    from ui.face import Face
    from ui.shot import Shot, Taken, Told
    from ui.terminal import Terminal
    from widgets.tile import Json


def write(out: Path, shot: Shot, taken: Taken, terminal: Terminal) -> None:
    """Each file is whole or not there. Pictures come before the wall.json that names them, and those
    that only the wall.json before it named go after: no reader finds a name without its picture, and
    a folder that is for the public has no picture left of what isn't. Files of others stay. What isn't
    for the public is its owner's alone to read.
    """
    private = shot.audience > Sensitivity.PUBLIC
    try:
        make_folder(out, private=private)
        files = _files(shot, taken)
        with alone(out):
            before = named(out)
            drop_parts(out)
            for name, content in files.items():
                with whole(out / name, private=private) as file:
                    file.write(content)
            left = clear(out, before, files)
    except Timeout as error:
        raise Refused(Status.NOT_HAD, _taken(out)) from error
    except OSError as error:
        raise Refused(Status.NOT_HAD, _unwritten(out, error)) from error
    count = terminal.words.count(len(taken.faces), "{n} ảnh")
    terminal.tell(phrase("{count} và wall.json trong {folder}", count=count, folder=_folder(out)))
    for words in left.said(_folder(out), terminal.words.count):
        terminal.tell(words)
    if left.stuck:
        raise Refused(Status.NOT_HAD, left.stuck[0])


def _files(shot: Shot, taken: Taken) -> dict[str, bytes]:
    """What each is to hold, in the order in which they are to be there: wall.json last."""
    palette = palette_of(shot.wall, shot.theme)
    painting = Painting(palette)
    shown = [_told(shown_of(face), taken.told) for face in taken.faces]
    text = document(
        taken.knowledge,
        shown,
        name=shot.name,
        file_hash=shot.file_hash,
        palette=palette,
        words=taken.stage.words,
        more=_besides(taken.told),
    )
    painted = {
        one.file: png(darkened(panel_image(face, painting), face, one.dark))
        for one, face in zip(shown, taken.faces, strict=True)
    }
    return {**painted, DOCUMENT: text.encode()}


def _told(shown: Shown, told: Told | None) -> Shown:
    if told is None:
        return shown
    return replace(shown, rule=told.rules[shown.screen], dark=told.dark.get(shown.screen, ()))


def _besides(told: Told | None) -> dict[str, Json]:
    if told is None:
        return {}
    return {"missing": list(told.missing), "unshown": list(told.unshown)}


def _taken(out: Path) -> Phrase:
    return phrase(
        "Một lần xuất ảnh khác đang ghi vào {path} và chưa xong sau {seconds} giây; đợi nó xong rồi "
        "chạy lại, hoặc chọn thư mục khác.",
        path=str(out),
        seconds=round(PATIENCE),
    )


def _unwritten(out: Path, error: OSError) -> Phrase:
    return phrase(
        "Không ghi được vào {path}: {why}; hãy chọn thư mục khác mà bạn được ghi: main.py snapshot "
        "--out THƯ_MỤC",
        path=str(out),
        why=why_not(out, error),
    )


def _folder(out: Path) -> str:
    return f"{out.as_posix()}/" if out.is_absolute() else f"./{out.as_posix()}/"


def shown_of(face: Face) -> Shown:
    return Shown(face.screen.name, face.scene, face.sheet, face.picture)


def png(image: QImage) -> bytes:
    """Made in memory: Qt would open the file itself, for every eye that the umask lets see it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload] # the stub wants bytes
        raise MemoryError
    return bytes(buffer.data().data())
