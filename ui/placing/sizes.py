"""Screens that say of their monitor only how large it is, where none is that large. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.phrase import Phrase
    from services.wall_file.shape import Screen
    from ui.placing.matching import Matching
    from ui.placing.present import Present


def unfit(screens: Iterable[Screen], matching: Matching) -> tuple[Screen, ...]:
    """Those without marks that are missing while there are monitors without a screen, all of other sizes."""
    spare = {output.area[2:] for output in matching.spare}
    return tuple(
        screen
        for screen in screens
        if spare
        and not screen.outputs
        and screen.name in matching.missing
        and screen.size not in spare
    )


def size(pixels: Sequence[int]) -> str:
    return f"{pixels[0]} × {pixels[1]}"


def why_small(there: Present) -> Phrase:
    """Why a wall that is not real is in miniature, and what to do about it."""
    matching = there.matching
    if matching.there:
        return phrase(
            "mới thấy {there}/{all} màn hình của tường: hiện thu nhỏ trong một cửa sổ; muốn hiện ngay trên "
            "những màn hình đang có thì ghi output cho từng màn hình, lấy từ main.py screens",
            there=len(matching.there),
            all=len(matching.found),
        )
    other = unfit(there.screens, matching)
    if len(other) < len(there.screens) or not other:
        return phrase("không khớp màn hình nào: hiện thu nhỏ trong một cửa sổ")
    return phrase(
        "tường khai {declared} mà màn hình của máy là {sizes}: hiện thu nhỏ trong một cửa sổ; muốn hiện trên "
        "màn hình khác cỡ thì ghi output cho từng màn hình, lấy từ main.py screens",
        declared=", ".join(f"{screen.name} {size(screen.size)}" for screen in other),
        sizes=", ".join(dict.fromkeys(size(one.area[2:]) for one in matching.spare)),
    )
