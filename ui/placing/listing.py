"""The monitors of this computer, a line each, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.connected import sure
from ui.placing.marks import twins
from ui.placing.output import by_place
from ui.placing.remarks import BY
from ui.placing.sizes import size, unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from services.wall_file.shape import Screen
    from services.words import Words
    from ui.placing.matching import Found, Matching
    from ui.placing.output import Output

_APART = " · "

type Owned = tuple[str, int, int]
"""A screen, which of its panels from 1, of how many."""


def listing(
    outputs: Sequence[Output],
    matching: Matching | None,
    words: Words,
    screens: Iterable[Screen] = (),
) -> tuple[str, ...]:
    """With the number that `identify` shows on each; then the `screens` of the wall that are missing."""
    every = [output for place in by_place(outputs) for output in place]
    owned = _owned(matching) if matching is not None else {}
    lines: list[str] = []
    for n, place in enumerate(by_place(outputs), 1):
        for output in place:
            parts = [*_described(output, every, words)]
            if output is not place[0]:
                parts.append(words.say("cùng hình với {other}", other=place[0].name))
            if matching is not None:
                parts += _use(output, owned, matching, words)
            lines.append(f"{n}  {_APART.join(parts)}")
    return (*lines, *(_missing(matching, words, screens) if matching is not None else ()))


def called(output: Output, words: Words) -> str:
    return output.name or words.say("cổng không tên")


def stated(output: Output, words: Words) -> str:
    """What it says of itself."""
    if output.mute:
        return words.say("không tự khai gì (EDID trống)")
    parts = [" ".join(part for part in (output.maker, output.model) if part)]
    if output.serial:
        parts.append(words.say("số sê-ri {serial}", serial=output.serial))
    else:
        parts.append(words.say("không có số sê-ri"))
    return ", ".join(filter(None, parts))


def _described(output: Output, every: Sequence[Output], words: Words) -> Iterator[str]:
    x, y, width, height = output.area
    yield called(output, words)
    yield f"{width} × {height}"
    yield words.say("tại {x}, {y}", x=str(x), y=str(y))
    wide, tall = (round(side) for side in output.millimetres)
    if sure(output):
        yield f"{wide} × {tall} mm"
    else:
        yield words.say("khai {wide} × {tall} mm, không đúng", wide=str(wide), tall=str(tall))
    yield stated(output, words)
    if output.refresh > 0:
        yield f"{round(output.refresh)} Hz"
    if others := twins(output, every):
        names = ", ".join(called(one, words) for one in others)
        yield words.say("giống hệt {others}", others=names)


def _owned(matching: Matching) -> Mapping[Output, tuple[Owned, Found]]:
    return {
        one.output: ((screen, n, len(panels)), one)
        for screen, panels in matching.found.items()
        for n, one in enumerate(panels, 1)
        if one is not None
    }


def _use(
    output: Output,
    owned: Mapping[Output, tuple[Owned, Found]],
    matching: Matching,
    words: Words,
) -> Iterator[str]:
    if output in owned:
        (screen, panel, panels), found = owned[output]
        by = words.say(BY[found.by])
        yield (
            words.say("là màn hình {screen}, nhận ra theo {by}", screen=screen, by=by)
            if panels == 1
            else words.say(
                "là tấm {panel} của màn hình {screen}, nhận ra theo {by}",
                panel=str(panel),
                screen=screen,
                by=by,
            )
        )
        yield from map(words.say, found.remarks)
    elif any(one is not None and one.output == output for one in matching.reserved):
        yield words.say("dành cho bàn điều khiển")
    elif output in matching.spare:
        yield words.say("tường không dùng")


def _missing(matching: Matching, words: Words, screens: Iterable[Screen]) -> Iterator[str]:
    other = {screen.name: screen for screen in unfit(screens, matching)}
    for screen, panels in matching.found.items():
        lacking = [str(n) for n, one in enumerate(panels, 1) if one is None]
        if screen in other:
            yield words.say(
                "–  màn hình {screen}: tệp tường không ghi output, và không màn hình nào cỡ {size}; ghi "
                "output thì màn hình khác cỡ cũng dùng được",
                screen=screen,
                size=size(other[screen].size),
            )
        elif lacking and len(lacking) == len(panels):
            yield words.say("–  màn hình {screen}: không thấy", screen=screen)
        elif lacking:
            yield words.say(
                "–  màn hình {screen}: không thấy tấm {panels}",
                screen=screen,
                panels=", ".join(lacking),
            )
