"""Checks of screens: where they lie in the wall, and what their monitors are found by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault
from services.wall_file.outputs import factory_made, folded
from services.wall_file.tree import Items, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.outputs import OutputMark
    from services.wall_file.seen import Seen
    from services.wall_file.shape import Screen

_ASK = phrase("chạy main.py screens để biết từng màn hình của máy, rồi sửa output cho khác nhau")


_COARSEST = 25.0
"""Millimetres: that of a board at the roadside; walls that people sit before have a tenth."""
_LONGEST = 40_000.0
"""Millimetres, of a side."""
_MEASURE = phrase(
    "ghi pitch bằng bề rộng phần hình chia cho số điểm ảnh ngang, ví dụ màn hình 55 in Full HD: 0.63 mm; xem "
    "lại cả size"
)


def checks_of_monitors(seen: Seen) -> Iterator[Fault]:
    yield from _immense(seen)
    yield from _overlapping(seen)
    yield from _left_over(seen)
    marked = [*_marked(seen)]
    for one in marked:
        yield from _dull(seen, one)
    told: set[int] = set()
    for (_, first), (n, second) in combinations(enumerate(marked), 2):
        if n not in told and (fault := _alike(seen, first, second)) is not None:
            told.add(n)
            yield fault


def _left_over(seen: Seen) -> Iterator[Fault]:
    """Those that a file still declares beside another one, as `main.py screens` writes it, that knows their
    monitors: both lists count, and what says of its monitor no more than its size has none there any more.
    """
    screens = seen.wall.screens
    places = [seen.place("screens", n, "name") for n in range(len(screens))]
    knowing = {place.file for place, one in zip(places, screens, strict=True) if one.outputs}
    for place, screen in zip(places, screens, strict=True):
        others = knowing - {place.file}
        if others and place.file not in knowing:
            yield Fault.warning(
                place,
                phrase(
                    "màn hình “{screen}” không có output, còn màn hình ở {file} thì có, mà cả hai tệp đều "
                    "được tính",
                    screen=screen.name,
                    file=min(others)[:80],
                ),
                phrase(
                    "xóa screens ở đây và gọi tên màn hình ở {file} trong các cảnh, hoặc ghi output",
                    file=min(others)[:80],
                ),
            )
            return


@dataclass(frozen=True, slots=True)
class _Marked:
    screen: str
    mark: OutputMark
    path: tuple[str | int, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """Equal where the marks say the same."""
        mark = self.mark
        texts = (mark.serial, mark.model, mark.maker, mark.connector)
        return *(folded(text or "") for text in texts), mark.size, mark.at


def _marked(seen: Seen) -> Iterator[_Marked]:
    for n, screen in enumerate(seen.wall.screens):
        path = ("screens", n, "output")
        several = isinstance(at(seen.root, path), Items)
        for m, mark in enumerate(screen.outputs):
            yield _Marked(screen.name, mark, (*path, m) if several else path)


def _immense(seen: Seen) -> Iterator[Fault]:
    """What no screen is: a unit was mistaken, and all letters would be sized for it."""
    for n, screen in enumerate(seen.wall.screens):
        wide, tall = (side * screen.pitch for side in screen.size)
        if max(wide, tall) > _LONGEST:
            what = phrase(
                "theo size và pitch thì màn hình “{name}” rộng {wide} m, cao {tall} m: không màn hình nào lớn"
                " như vậy",
                name=screen.name,
                wide=_decimal(wide / 1000),
                tall=_decimal(tall / 1000),
            )
        elif screen.pitch > _COARSEST:
            what = phrase(
                "các điểm ảnh của màn hình “{name}” cách nhau {pitch} mm: không màn hình nào thưa như vậy",
                name=screen.name,
                pitch=_decimal(screen.pitch),
            )
        else:
            continue
        yield Fault.warning(seen.place("screens", n, "pitch"), what, _MEASURE)


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.1f}")


def _overlapping(seen: Seen) -> Iterator[Fault]:
    """Screens without `at` are put where nothing is."""
    placed = [(n, screen) for n, screen in enumerate(seen.wall.screens) if screen.at is not None]
    for (_, first), (n, second) in combinations(placed, 2):
        if _meet(first, second):
            yield Fault.warning(
                seen.place("screens", n, "at"),
                phrase(
                    "màn hình “{second}” đè lên màn hình “{first}”",
                    second=second.name,
                    first=first.name,
                ),
                phrase("sửa at hoặc size của một trong hai; bỏ at thì tường tự xếp"),
            )


def _meet(first: Screen, second: Screen) -> bool:
    assert first.at is not None
    assert second.at is not None
    return all(
        first.at[axis] < second.at[axis] + second.size[axis]
        and second.at[axis] < first.at[axis] + first.size[axis]
        for axis in (0, 1)
    )


def _dull(seen: Seen, one: _Marked) -> Iterator[Fault]:
    mark = one.mark
    if mark.serial is None or not factory_made(mark.serial):
        return
    if all(said is None for said in (mark.model, mark.maker, mark.connector, mark.at)):
        yield Fault.warning(
            seen.place(*one.path, "serial"),
            phrase(
                "số sê-ri “{serial}” là số hãng ghi sẵn, màn hình nào cũng có thể mang",
                serial=mark.serial,
            ),
            phrase("thêm connector: tên cổng, như main.py screens in ra"),
        )


def _alike(seen: Seen, first: _Marked, second: _Marked) -> Fault | None:
    """What one monitor alone can be is meant twice, or nothing tells two of a kind apart."""
    both = twice(first.mark, second.mark)
    if both is not None:
        key, said = both
        return Fault.warning(
            seen.place(*second.path, key),
            phrase(
                "màn hình “{second}” và “{first}” cùng khai {said}: chỉ một màn hình có hình",
                second=second.screen,
                first=first.screen,
                said=said,
            )
            if first.screen != second.screen
            else phrase(
                "hai tấm của màn hình “{screen}” cùng khai {said}: chỉ một tấm có hình",
                screen=first.screen,
                said=said,
            ),
            _ASK,
        )
    if first.key != second.key:
        return None
    return Fault.warning(
        seen.place(*second.path),
        phrase(
            "output của màn hình “{second}” và “{first}” như nhau: không phân biệt được hai màn hình cùng "
            "kiểu, tường xếp theo vị trí của chúng",
            second=second.screen,
            first=first.screen,
        )
        if first.screen != second.screen
        else phrase(
            "output của hai tấm của màn hình “{screen}” như nhau: không phân biệt được hai tấm cùng kiểu, "
            "tường xếp theo vị trí của chúng",
            screen=first.screen,
        ),
        phrase("thêm connector: tên cổng, như main.py screens in ra"),
    )


def twice(first: OutputMark, second: OutputMark) -> tuple[str, str] | None:
    """The key that both say the same at, and how it is written, where only one monitor can be it."""
    if first.connector and folded(first.connector) == folded(second.connector or ""):
        return "connector", f"connector: {second.connector}"
    if first.at is not None and first.at == second.at:
        return "at", f"at: {[*first.at]}"
    serial = folded(first.serial or "")
    apart = first.connector or second.connector or first.at or second.at
    if serial and serial == folded(second.serial or "") and not factory_made(serial) and not apart:
        return "serial", f"serial: {second.serial}"
    return None
