"""Checks of what web tiles of one login profile share: one browser has the certificates of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault
from services.wall_file.panels import tiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.moving.feed import Feed
    from services.wall_file.seen import Seen
    from services.wall_file.tree import Path


def checks_of_profiles(seen: Seen) -> Iterator[Fault]:
    """The first tile's `ca` would hold for all, though others name another one, or none."""
    first: dict[str, tuple[str | None, Path]] = {}
    for where, tile in tiles(seen):
        feed: Feed | None = getattr(tile, "feed", None)
        profile = getattr(feed, "profile", None)
        if feed is None or not isinstance(profile, str):
            continue
        ca, there = first.setdefault(profile, (feed.ca, where))
        if feed.ca == ca:
            continue
        bare = feed.ca is None
        yield Fault.at(
            seen.place(*where, "profile" if bare else "ca"),
            phrase(
                "các ô web cùng profile “{profile}” dùng chung một ca, mà ô này khai khác ô ở dòng {line}",
                profile=profile,
                line=str(seen.key(*there).line),
            ),
            phrase("ghi ca như nhau ở mọi ô của profile này, hoặc cho ô này một profile khác"),
        )
