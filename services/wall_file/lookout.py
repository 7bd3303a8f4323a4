"""What becomes of a wall file while its wall runs: saved, saved by half, renamed over, deleted, put back."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.wall_file.signatures import Signatures, of_octets, of_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.wall_file.loading import Loaded
    from services.wall_file.signatures import Signature

CALM, BRISK = 0.4, 0.1
"""Seconds between two looks, and while something changes."""
SETTLED = 0.2
"""Seconds without another change after which a save is read."""
LATEST = 0.6
"""Seconds after which it is read all the same, where one save follows another without end."""
STANDING = 1.0
"""Seconds that what looks like half a save must stand to be taken at its word."""
AGAIN = 5.0
"""Seconds after which a file with a fault is read again though nothing changed: what it lacks beside its
texts (a certificate, leave to read a secret) isn't looked at."""


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no wall file any more."""


type News = Loaded | Gone


class Lookout:
    """One wall's main file and all that it includes. `look` blocks on their disk, for ever on a share that
    hangs: it is called on a thread that nobody waits for, one call at a time.

    Polling, since a share tells nobody of its changes. `read` loads the file; `status` is `os.stat`.
    """

    def __init__(
        self,
        path: Path,
        loaded: Loaded,
        read: Callable[[Path], Loaded],
        monotonic: Callable[[], float],
        status: Callable[[Path], os.stat_result] = os.stat,
    ) -> None:
        """`loaded` is in force."""
        self._path, self._reading, self._monotonic = path, read, monotonic
        self._signatures = Signatures(path.parent, monotonic, status)
        self._told: News = loaded
        self._whole = loaded
        self._names = loaded.names
        self._seen: Signature = _signature(loaded, {})
        self._since = self._read_at = monotonic()
        self._first: float | None = None
        """When the first change came that is still to be answered."""
        self._read: Loaded | None = None
        """What was read of what was seen last."""

    @property
    def pause(self) -> float:
        """Seconds until the next look."""
        return CALM if self._first is None else BRISK

    def look(self) -> News | None:
        """What is new, once it stands; None while nothing is, or while it may be half a save."""
        now = self._monotonic()
        seen = self._signatures.look(self._names)
        if seen != self._seen:
            self._seen, self._since, self._read = seen, now, None
            self._first = now if self._first is None else self._first
        if self._first is None:
            return self._look_again(now)
        if now - self._since < SETTLED and now - self._first < LATEST:
            return None
        stands = now - self._since >= STANDING
        if self._seen[self._path.name] is None:
            return self._tell(Gone()) if stands else None
        loaded = self._loaded(now)
        if not stands and (loaded.wall is None or self._breaks_off(loaded)):
            self._first = max(self._first, self._read_at)
            return None
        return self._tell(loaded)

    def _look_again(self, now: float) -> News | None:
        faulty = not isinstance(self._told, Gone) and self._told.wall is None
        if not faulty or now - self._read_at < AGAIN:
            return None
        self._read = None
        return self._tell(self._loaded(now))

    def _loaded(self, now: float) -> Loaded:
        if self._read is None:
            self._read_at = now
            self._read = self._reading(self._path)
            self._names = self._read.names
            # What was read, not what lies there by now: a change in between is seen at the next look.
            self._seen = _signature(self._read, self._signatures.look(self._names))
        return self._read

    def _breaks_off(self, loaded: Loaded) -> bool:
        """A save may be under way: a text ends within a line, as the one in force doesn't, or where that
        one goes on; a picture isn't whole, as the one in force is.
        """
        for name, picture in loaded.pictures.items():
            known = self._whole.pictures.get(name)
            if known is not None and known.sound and not picture.sound and picture.content:
                return True
        for name, text in loaded.texts.items():
            before = self._whole.texts.get(name, "")
            cut = before.endswith("\n") and not text.endswith("\n")
            if text != before and (cut or before.startswith(text)):
                return True
        return False

    def _tell(self, news: News) -> News | None:
        """The same is told once."""
        self._first = None
        before, self._told = self._told, news
        if isinstance(news, Gone):
            return news if news != before else None
        if news.wall is not None:
            self._whole = news
        same = not isinstance(before, Gone) and (before.hash, before.faults) == (
            news.hash,
            news.faults,
        )
        return None if same else news


def _signature(loaded: Loaded, seen: Signature) -> Signature:
    """Of texts as they were read; of what could not be read, as it was seen."""
    return {name: _digest(name, loaded, seen) for name in loaded.names}


def _digest(name: str, loaded: Loaded, seen: Signature) -> bytes | None:
    if name in loaded.texts:
        return of_text(loaded.texts[name])
    picture = loaded.pictures.get(name)
    if picture is not None and picture.content is not None:
        return of_octets(picture.content)
    return seen.get(name)
