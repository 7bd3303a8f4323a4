"""What is doubtful about a monitor that was found for a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.outputs import folded
from ui.placing.evidence import MEANT, Trust

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from services.phrase import Phrase
    from ui.placing.evidence import Claim
    from ui.placing.output import Output

BY: Mapping[Trust, Phrase] = {
    Trust.SERIAL: phrase("số sê-ri"),
    Trust.MODEL: phrase("kiểu máy"),
    Trust.MAKER: phrase("hãng"),
    Trust.CONNECTOR: phrase("cổng"),
    Trust.MONITOR: phrase("màn hình đã dùng"),
    Trust.SOCKET: phrase("cổng đã dùng"),
    Trust.SIZE: phrase("cỡ"),
    Trust.POSITION: phrase("vị trí"),
}
"""What a monitor was known by."""

type Seen = tuple[Output, frozenset[Trust]]
"""Another monitor, and what would speak for it."""


def remarks(
    claim: Claim, output: Output, why: frozenset[Trust], rivals: Sequence[Seen]
) -> tuple[Phrase, ...]:
    return tuple(_remarks(claim, output, why, rivals))


def _remarks(
    claim: Claim, output: Output, why: frozenset[Trust], rivals: Sequence[Seen]
) -> Iterator[Phrase]:
    mark = claim.mark
    if mark is None:
        return
    if mark.serial and output.serial and folded(mark.serial) != folded(output.serial):
        yield phrase(
            "màn hình ở {connector} có số sê-ri {serial}, tệp ghi {declared}: coi là tấm thay",
            connector=output.name,
            serial=output.serial,
            declared=mark.serial,
        )
    if output.mute and (mark.serial or mark.model or mark.maker):
        yield phrase("màn hình ở {connector} không tự khai gì (EDID trống)", connector=output.name)
    if mark.connector and folded(mark.connector) != folded(output.name):
        yield phrase(
            "thấy ở {connector}, tệp ghi {declared}",
            connector=output.name,
            declared=mark.connector,
        )
    said = MEANT if mark.size is None else MEANT | {Trust.SIZE}
    like = [other.name for other, other_why in rivals if other_why & said == why & said]
    if like and why & said:
        yield phrase(
            "{others} cũng giống như thế: thêm connector vào output để khỏi lẫn",
            others=", ".join(sorted(like)),
        )
    if Trust.SIZE not in why:
        yield phrase(
            "màn hình thật {size}, không phải {declared}",
            size=_size(output.area),
            declared=_size(claim.area),
        )


def _size(area: tuple[int, int, int, int]) -> str:
    return f"{area[2]} × {area[3]}"
