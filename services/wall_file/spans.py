"""Checks of screens that are made of several panels. A wall runs with each of these, on what it finds, so all
are warnings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.seen import Seen
    from services.wall_file.shape import Screen


def checks_of_spans(seen: Seen) -> Iterator[Fault]:
    for n, screen in enumerate(seen.wall.screens):
        yield from _bezel(seen, n, screen)
        yield from _divided(seen, n, screen)
        yield from _counted(seen, n, screen)
        yield from _sized(seen, n, screen)
        yield from _rows(seen, n, screen)


def _bezel(seen: Seen, n: int, screen: Screen) -> Iterator[Fault]:
    if screen.panels == (1, 1) and any(screen.bezel):
        yield Fault.warning(
            seen.place("screens", n, "bezel"),
            phrase(
                "màn hình “{name}” chỉ có một tấm nên không có đường ghép nào", name=screen.name
            ),
            phrase("ghi panels: [số cột, số hàng], hoặc xóa bezel"),
        )


def _divided(seen: Seen, n: int, screen: Screen) -> Iterator[Fault]:
    if any(size % count for size, count in zip(screen.size, screen.panels, strict=True)):
        (width, height), (columns, rows) = screen.size, screen.panels
        yield Fault.warning(
            seen.place("screens", n, "panels"),
            phrase(
                "{width} × {height} điểm ảnh của màn hình “{name}” không chia đều cho {columns} × {rows} "
                "tấm",
                width=str(width),
                height=str(height),
                name=screen.name,
                columns=columns,
                rows=rows,
            ),
            phrase("ghi size là tổng điểm ảnh của các tấm, không tính viền"),
        )


def _counted(seen: Seen, n: int, screen: Screen) -> Iterator[Fault]:
    """One for all panels is a wall controller's."""
    columns, rows = screen.panels
    told = len(screen.outputs)
    if told in {0, 1, columns * rows}:
        return
    yield Fault.warning(
        seen.place("screens", n, "output"),
        phrase(
            "output của màn hình “{name}” có {told} mục, mà panels là {columns} × {rows}: các hàng không "
            "đủ tấm",
            name=screen.name,
            told=told,
            columns=columns,
            rows=rows,
        ),
        phrase(
            "ghi {wanted} mục, từ trái sang phải, từ trên xuống dưới; hoặc một mục nếu cả màn hình là một "
            "màn hình của máy; hoặc sửa panels",
            wanted=columns * rows,
        ),
    )


def _sized(seen: Seen, n: int, screen: Screen) -> Iterator[Fault]:
    """Of one that isn't as large as its panel the picture is scaled."""
    columns, rows = screen.panels
    if len(screen.outputs) != columns * rows or len(screen.outputs) == 1:
        return
    width, height = screen.size[0] // columns, screen.size[1] // rows
    for number, mark in enumerate(screen.outputs):
        if mark.size is not None and mark.size != (width, height):
            yield Fault.warning(
                seen.place("screens", n, "output", number, "size"),
                phrase(
                    "tấm thứ {number} của màn hình “{name}” rộng và cao {size}, các tấm của nó là "
                    "{wanted}: hình trên tấm ấy bị co giãn",
                    number=number + 1,
                    name=screen.name,
                    size=_times(*mark.size),
                    wanted=_times(width, height),
                ),
                phrase("đặt mọi tấm cùng độ phân giải, hoặc khai tấm này thành màn hình riêng"),
            )


def _rows(seen: Seen, n: int, screen: Screen) -> Iterator[Fault]:
    """As the operating system lies them out; one window each, where they form no rectangle."""
    columns, rows = screen.panels
    places = [mark.at for mark in screen.outputs if mark.at is not None]
    if len(places) != columns * rows:
        return
    for number, (x, y) in enumerate(places):
        column, row = number % columns, number // columns
        first, top = places[row * columns], places[column]
        if y != first[1] or x != top[0] or (column and x <= places[number - 1][0]):
            yield Fault.warning(
                seen.place("screens", n, "output", number, "at"),
                phrase(
                    "tấm thứ {number} của màn hình “{name}” không thẳng hàng, thẳng cột với các tấm kia",
                    number=number + 1,
                    name=screen.name,
                ),
                phrase(
                    "xếp các màn hình của hệ điều hành thành {columns} cột, {rows} hàng liền nhau; chưa xếp "
                    "thì mỗi tấm một cửa sổ",
                    columns=columns,
                    rows=rows,
                ),
            )
            return


def _times(width: int, height: int) -> str:
    return f"{width} × {height}"
