"""What a wall file says of the operator's console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from services.phrase import phrase
from services.section import Section
from services.wall_file.faults import Fault
from services.wall_file.monitors import twice
from services.wall_file.outputs import OutputMark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.seen import Seen


class Console(Section):
    """Bàn điều khiển: cửa sổ của người trực, trên màn hình riêng ở bàn."""

    output: OutputMark | None = None
    """Nhận ra màn hình ở bàn bằng gì, như output của một màn hình tường; không khai thì là màn hình mà tường
    không dùng."""
    open: Literal["auto", "always", "never"] = "auto"
    """Mở cùng lúc với tường hay không: auto khi có một màn hình mà tường không dùng, always luôn mở, never
    chỉ mở bằng phím F2."""

    @property
    def outputs(self) -> tuple[OutputMark, ...]:
        """What is kept from the wall's screens."""
        return () if self.output is None else (self.output,)


def checks_of_console(seen: Seen) -> Iterator[Fault]:
    """A monitor that the wall means too is the console's: the wall would wait for it in vain."""
    mark = seen.wall.console.output
    if mark is None:
        return
    for screen in seen.wall.screens:
        if any(mark == one or twice(mark, one) is not None for one in screen.outputs):
            yield Fault.warning(
                seen.key("console", "output"),
                phrase(
                    "bàn điều khiển và màn hình tường “{screen}” khai cùng một dấu hiệu",
                    screen=screen.name,
                ),
                phrase("khai màn hình khác cho bàn điều khiển, hoặc bỏ console.output"),
            )
