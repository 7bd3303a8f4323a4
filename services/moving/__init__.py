"""Pictures that move by themselves, pages and cameras: what they are of, how their frames are handed over,
what is kept of them (ADR 17).
"""

from services.moving.feed import Crop, Feed, Kind
from services.moving.seen import NOTHING, Phase, Seeing, Seen

__all__ = ["NOTHING", "Crop", "Feed", "Kind", "Phase", "Seeing", "Seen"]
