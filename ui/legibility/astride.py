"""Screens of which one panel has no room for a figure: tiles of a wall of sources alone lie across seams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from ui.fonts import measure
from ui.spans import sheet_of
from widgets.automatic import divided, is_automatic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.phrase import Phrase
    from ui.legibility.laid import Path
    from ui.opening import Opened


def astride(opened: Opened) -> Iterator[tuple[Path, Phrase, Phrase]]:
    """By place in the wall file: what is so, what to do. Needs a `QGuiApplication`."""
    if not is_automatic(opened.wall):
        return
    letters, words = measure(), opened.terminal.words
    for n, screen in enumerate(opened.wall.screens):
        division = divided(sheet_of(screen, letters, words))
        if division.astride:
            columns, rows = division.panels
            yield (
                ("screens", n, "panels"),
                phrase(
                    "một tấm của màn hình “{name}” không đủ chỗ cho một con số mà ghế xa nhất đọc được: "
                    "ô nằm vắt qua đường ghép trong từng nhóm {columns} × {rows} tấm",
                    name=screen.name,
                    columns=columns,
                    rows=rows,
                ),
                phrase("xem lại size, pitch và seat của màn hình, hoặc dùng tấm lớn hơn"),
            )
