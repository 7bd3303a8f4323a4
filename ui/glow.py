"""A change glows once: whether a tile does is a function of what is known at the instant."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.cache import FRESH

if TYPE_CHECKING:
    from datetime import datetime

    from widgets.tile import View

_CALM = timedelta(minutes=5)
"""A value that had not stood so long is one that changes anyway: it doesn't glow."""


def glowing(view: View, at: datetime) -> datetime | None:
    """Until when a tile glows: two seconds from when a value changed that had stood long; else None."""
    standing = view.standing
    if not view.glows or standing.changed is None or standing.stood is None:
        return None
    end = standing.changed + FRESH
    calm = standing.changed - standing.stood >= _CALM
    return end if calm and standing.changed <= at < end else None
