"""What the wall and the process that renders moving pictures tell each other: a line of JSON each, on the
process's standard input and output. The input's end is the wall's end.

Down: first `{"do": "begin", "kind", "hosts"}`, then `{"do": "open", …}`, `{"do": "close", "key"}`,
`{"do": "keep", "key", "path"}`.
Up: `{"say": "beat"}`, `{"say": "frame", "key"}`, `{"say": "state", "key", "what", …}`,
`{"say": "kept", "key"}`, `{"say": "lacking", "why"}`, `{"say": "defect", "why"}`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from services.json_lines import line
from services.moving.feed import Feed, asdict_of

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paces:
    """Seconds."""

    again: float = 10.0
    """From a failure to the next try, doubled each time up to `longest`."""
    longest: float = 300.0
    load: float = 60.0
    """That a page or a stream may take to show something, or stand still."""
    hung: float = 20.0
    """That a page's scripts may take to answer."""
    silent: float = 20.0
    """Without a beat, after which a process is ended."""
    linger: float = 30.0
    """That a picture is kept when the scene that shows it is left."""
    keep: float = 60.0
    """Between thumbnails."""
    first: float = 3.0
    """From a picture's beginning to its first thumbnail."""
    weigh: float = 10.0
    """Between looks at what a process takes."""
    memory: int = 1536
    """MiB that a process and its own may take together."""


@dataclass(frozen=True, slots=True)
class Order:
    """Show a feed."""

    feed: Feed
    width: int
    height: int
    """Of its place on the wall, pixels."""
    frames: Path
    folder: Path
    """The wall file's."""
    profile: Path | None
    """Where its logins are kept."""
    paces: Paces

    def line(self) -> bytes:
        said = asdict_of(self.feed)
        for name in ("reload", "every"):
            said[name] = None if said[name] is None else said[name].total_seconds()
        places = {"width": self.width, "height": self.height, "frames": str(self.frames)}
        places |= {"folder": str(self.folder)}
        kept = None if self.profile is None else str(self.profile)
        return line(
            do="open", key=self.feed.key, **said, **places, store=kept, paces=asdict(self.paces)
        )
