"""Whether this computer has what pages and cameras are shown with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.moving.telling import how_to_get
from services.phrase import phrase
from services.wall_file.faults import Fault
from ui.moving import extra
from ui.pointing import key_places

if TYPE_CHECKING:
    from ui.opening import Opened


def unshown_feeds(opened: Opened) -> list[Fault]:
    """One warning, at the first such tile: what helps one helps all."""
    lacking = [path for path, feed in extra.feeds(opened.wall) if not extra.installed(feed)]
    return [
        Fault.warning(
            place,
            phrase("máy này chưa có phần media nên các ô web và video chỉ hiện lời báo"),
            how_to_get(frozen=extra.frozen()),
        )
        for place in key_places(opened, lacking[:1])
    ]
