"""What a cache is told before anything is asked: the wall file in force, and a past that a file tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.acts import UNNAMED, What, may
from services.asking import question
from services.cache import Edition
from services.phrase import phrase
from services.wall_file.pictures import kept
from ui.asked import asking, named_figures
from ui.outcome import Refused, Status
from ui.version import program_version

if TYPE_CHECKING:
    from services.cache import Cache
    from services.clock import HeldClock
    from ui.opening import Opened


def force(opened: Opened, cache: Cache) -> None:
    """The wall file takes effect, under this version of the program."""
    cache.put_in_force(edition(opened)).result()
    cache.remember("program", "", program_version())


def edition(opened: Opened) -> Edition:
    """A wall file as the cache keeps it."""
    return Edition(
        hash=opened.loaded.hash,
        texts=opened.texts,
        pictures=kept(opened.loaded.pictures),
        figures=named_figures(opened.wall),
        questions={id: question(source) for id, source in opened.wall.sources.items()},
    )


def play(opened: Opened, cache: Cache, clock: HeldClock) -> None:
    """The told past, through the same way in as real answers; once for a cache, for a past that is
    told twice would be another.
    """
    from services.simulation import history  # noqa: PLC0415 - only where a past is told

    with cache.picture() as picture:
        played = picture.setting("history")
    if played == opened.loaded.hash:
        return
    if played is not None:
        raise Refused(
            Status.NOT_HAD,
            phrase("Bộ nhớ này đã có một lịch sử khác; chọn --cache khác hoặc bỏ --cache."),
        )
    end = clock.now()
    events = history.play(opened.wall, asking(opened.plugins), clock)
    event = next(events, None)  # moves the clock to where the past begins
    force(opened, cache)
    while event is not None:
        match event:
            case history.Pause(source=source, on=on) if may(UNNAMED, What.PAUSE):
                cache.remember("pause", source, "1" if on else None)
            case history.Pause():
                pass
            case news:
                cache.record(news).result()
        event = next(events, None)
    clock.jump(end)
    cache.remember("history", "", opened.loaded.hash)
