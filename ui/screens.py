"""Which monitors this computer has, what tells them apart, and the block of a wall file that says so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from services.phrase import phrase
from ui.display import choose_platform, has_display, refuse_incomplete_qt, unanswered
from ui.opening import open_wall
from ui.outcome import Refused, Status
from ui.program import this_program

if TYPE_CHECKING:
    from services.wall_file.shape import Screen, WallFile
    from services.words import Words
    from ui.placing.matching import Matching
    from ui.placing.output import Output
    from ui.requests import Screens
    from ui.terminal import Terminal


def screens(asked: Screens, terminal: Terminal) -> Status:
    wall: WallFile | None = None
    if asked.wall is not None:
        opened = open_wall(asked.wall, asked.lang, terminal, plugins=asked.plugins)
        wall, terminal = opened.wall, opened.terminal
    silent = unanswered(os.environ)
    if silent is not None:
        terminal.tell(silent)
    if silent is not None or not has_display(os.environ):
        raise Refused(Status.NOT_HAD, phrase("Không có màn hình nào để liệt kê."))
    choose_platform(terminal)
    _shown(asked, wall, terminal)
    return Status.DONE


def _shown(asked: Screens, wall: WallFile | None, terminal: Terminal) -> None:
    # Qt takes a second to load, and is not asked where there is no display.
    from PySide6.QtCore import QLibraryInfo  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from ui.placing.found import found_outputs  # noqa: PLC0415
    from ui.placing.listing import listing  # noqa: PLC0415
    from ui.placing.matching import matched  # noqa: PLC0415
    from ui.placing.output import by_place  # noqa: PLC0415

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    refuse_incomplete_qt(plugins, os.environ)
    app = QApplication.instance() or QApplication(["langbiang"])
    outputs = found_outputs()
    if not outputs:
        raise Refused(Status.NOT_HAD, phrase("Không màn hình nào đang bật."))
    declared = wall.screens if wall is not None else ()
    desk = wall.console.outputs if wall is not None else ()
    matching = matched(declared, outputs, reserved=desk) if declared else None
    for line in listing(outputs, matching, terminal.words, declared):
        terminal.note(line)
    each = [place[0] for place in by_place(outputs)]
    terminal.give(_block(asked, each, declared, matching, terminal.words))
    if asked.identify > 0:
        _identified(asked.identify, outputs, matching, terminal)
    del app


def _block(
    asked: Screens,
    outputs: list[Output],
    declared: tuple[Screen, ...],
    matching: Matching | None,
    words: Words,
) -> str:
    from ui.placing.block import block, entries  # noqa: PLC0415

    command = this_program().command("screens", *([str(asked.wall)] if asked.wall else []))
    found = entries(outputs, declared, matching)
    return block(found, words, command, instead=bool(declared)).rstrip("\n")


def _identified(
    seconds: float, outputs: tuple[Output, ...], matching: Matching | None, terminal: Terminal
) -> None:
    from ui.fonts import measure  # noqa: PLC0415
    from ui.placing.identify import identify  # noqa: PLC0415

    names = (
        {one.output: name for name, panels in matching.found.items() for one in panels if one}
        if matching is not None
        else {}
    )
    terminal.tell(phrase("Số hiện trên từng màn hình; bấm phím bất kỳ để tắt."))
    identify(outputs, names, seconds, measure(), terminal.words)
