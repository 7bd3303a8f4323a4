"""The table of presets in docs/presets.md, whose other text is written by hand, in Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.connectors_page.prose import prose
from widgets import kinds as lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.presets.shape import Preset
    from tools.connectors_page.ways import Way

BEGINS = "<!-- Bảng này do python -m tools.connectors_page viết từ các tệp mẫu. -->\n"
ENDS = "<!-- Hết bảng. -->\n"
_HEAD = "| mẫu | hệ thống | cho | phải điền | thử trên |\n|---|---|---|---|---|\n"


class UnmarkedError(ValueError):
    """The page does not say where the table stands."""


def filled(page: str, ways: tuple[Way, ...]) -> str:
    """The page with the table as it is now."""
    before, begins, rest = page.partition(BEGINS)
    _, ends, after = rest.partition(ENDS)
    if not (begins and ends):
        raise UnmarkedError(f"the table must stand between {BEGINS.strip()} and {ENDS.strip()}")
    return f"{before}{BEGINS}\n{_HEAD}{''.join(_rows(ways))}\n{ENDS}{after}"


def _rows(ways: tuple[Way, ...]) -> Iterator[str]:
    for way in ways:
        if way.preset is not None:
            yield _row(way, way.preset)


def _row(way: Way, preset: Preset) -> str:
    said = prose("vi")
    cells = (
        f"[`{way.name}`](connectors/{said.page}#mẫu-{way.name})",
        f"{preset.title.full_in('vi')} ({preset.vendor} {preset.version})",
        ", ".join(lists.ALL[kind].title.full_in("vi").lower() for kind in way.kinds),
        ", ".join(f"`{one}`" for need in way.needs for one in need),
        f"[{said.evidence[way.evidence.kind]}]({preset.documentation})",
    )
    return f"| {' | '.join(cells)} |\n"
