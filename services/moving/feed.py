"""What a moving picture is of. Equal feeds are one picture, however many tiles show it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from services.mask import MASK

if TYPE_CHECKING:
    from datetime import timedelta

    from services.secret import Secret

type Kind = Literal["web", "video"]
type Crop = tuple[float, float, float, float]
"""Left, top, width, height: shares of the whole where all are at most 1, else pixels of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Secrets are references: who is told a feed is told none of them."""

    kind: Kind
    url: str
    """Of a video also a path, relative to the wall file's folder."""
    allow: tuple[str, ...] = ()
    """Hosts that a page may reach; `*.` in front stands for all below."""
    profile: str | None = None
    reload: timedelta | None = None
    every: timedelta | None = None
    """The url is a still that is fetched so often."""
    zoom: float = 1.0
    crop: Crop | None = None
    size: tuple[int, int] | None = None
    """Of the page's window; None: as large as its place on the wall wants."""
    user: str | None = None
    password: Secret | None = None
    query: tuple[tuple[str, Secret], ...] = ()
    """Parameters that are secrets, appended to the url."""
    ca: str | None = None

    @property
    def key(self) -> str:
        """A name for a file, of everything that tells this picture from others."""
        told = json.dumps(asdict_of(self), sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def process(self) -> str:
        """Pages of one profile share its logins, and so a process; all else has one of its own."""
        return f"{self.kind}-{self.profile or self.key}"

    @property
    def bare(self) -> str:
        """The url fit to be said: without whoever logs in and without its parameters."""
        split = urlsplit(self.url)
        if not split.scheme or not split.netloc:
            return self.url
        host = split.netloc.rpartition("@")[2]
        return f"{split.scheme}://{host}{split.path}" + (f"?{MASK}" if split.query else "")


def asdict_of(feed: Feed) -> dict[str, Any]:
    """Secrets as their references, for `Secret` hides itself when it is printed."""
    kept = {name: getattr(feed, name) for name in Feed.__slots__}
    kept["password"] = None if feed.password is None else reference(feed.password)
    kept["query"] = [[name, reference(secret)] for name, secret in feed.query]
    return kept


def reference(secret: Secret) -> str:
    return f"${{{secret.kind}:{secret.name}}}"
