"""What the wall was told, when it learned it, and pictures of that at any instant."""

from services.cache.asks import Ask
from services.cache.cache import Archive, Cache
from services.cache.chronicle import (
    RUN,
    Back,
    CacheOpened,
    Chronicle,
    Ended,
    InForce,
    Kept,
    Piece,
    Ran,
    Silent,
)
from services.cache.edition import Edition
from services.cache.fact import FRESH, Fact, WallText
from services.cache.journal import Asked
from services.cache.keeping import DISK_FULL
from services.cache.named import Named
from services.cache.past import Said, Stretch
from services.cache.pauses import LONGEST_WHY, PAUSE, Pause, pause_of
from services.cache.picture import Picture
from services.cache.series import Course, Telling
from services.cache.trouble import CacheOfAnother, CacheTaken, CacheTrouble

__all__ = [
    "DISK_FULL",
    "FRESH",
    "LONGEST_WHY",
    "PAUSE",
    "RUN",
    "Archive",
    "Ask",
    "Asked",
    "Back",
    "Cache",
    "CacheOfAnother",
    "CacheOpened",
    "CacheTaken",
    "CacheTrouble",
    "Chronicle",
    "Course",
    "Edition",
    "Ended",
    "Fact",
    "InForce",
    "Kept",
    "Named",
    "Pause",
    "Picture",
    "Piece",
    "Ran",
    "Said",
    "Silent",
    "Stretch",
    "Telling",
    "WallText",
    "pause_of",
]
