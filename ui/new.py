"""A wall file to start from: it runs at once, on a table that lies beside it."""

from __future__ import annotations

import json
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.quantities import spelt
from services.wall_file import installed
from services.wall_file.schema import schema as schema_of
from services.wall_file.switching import all_on
from ui.first_wall import SCHEMA, TABLE, WALL, table, wall
from ui.outcome import Refused, Status
from ui.program import this_program
from ui.whole import whole, why_not

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from services.phrase import Phrase
    from ui.requests import New
    from ui.terminal import Terminal


def new(asked: New, terminal: Terminal) -> Status:
    """All or nothing: no file that is there already is touched."""
    words, program = terminal.words, this_program()
    path = str(asked.folder / WALL)
    texts = {
        TABLE: table(words),
        SCHEMA: json.dumps(
            schema_of(all_on(installed(asked.plugins)), words.say), ensure_ascii=False, indent=2
        )
        + "\n",
        WALL: wall(words, spelt(asked.folder.resolve().name, "tuong"), program, path),
    }
    there = [name for name in texts if (asked.folder / name).exists()]
    if there:
        raise Refused(
            Status.NOT_HAD,
            phrase(
                "{folder} đã có {files}, không ghi đè: chọn thư mục khác, hoặc chuyển tệp ấy đi",
                folder=str(asked.folder),
                files=", ".join(there),
            ),
        )
    try:
        _write(asked.folder, texts)
    except OSError as error:
        raise Refused(Status.NOT_HAD, _unwritten(asked.folder, error)) from error
    for name in texts:
        terminal.give(str(asked.folder / name))
    terminal.tell(
        phrase(
            "Xem tường: {run}. Rồi sửa tệp ấy, hoặc thêm nguồn bằng lệnh probe.",
            run=program.command("run", path),
        )
    )
    return Status.DONE


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """All of the files, or nothing is left of them. `OSError`."""
    with ExitStack() as undo:
        for one in (*reversed(folder.parents), folder):
            if not one.is_dir():
                one.mkdir(exist_ok=True)
                undo.callback(_remove, one)
        for name, text in texts.items():
            # with a mark at its start a spreadsheet knows the table's letters for what they are
            encoding = "utf-8-sig" if name == TABLE else "utf-8"
            with whole(folder / name, private=False) as file:
                file.write(text.encode(encoding))
            undo.callback((folder / name).unlink, missing_ok=True)
        undo.pop_all()


def _remove(folder: Path) -> None:
    with suppress(OSError):  # somebody else has put something there meanwhile
        folder.rmdir()


def _unwritten(folder: Path, error: OSError) -> Phrase:
    return phrase(
        "Không ghi được vào {folder}: {why}; chọn thư mục mà bạn được ghi",
        folder=str(folder),
        why=why_not(folder, error),
    )
