"""Whether people in the farthest seat can read what the wall would show: judged on the same laid-out
text that is painted, of a wall that knows nothing yet and of one full of long answers, in both languages and
all themes. What is wrong is said with what would do, found by trying.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from services.wall_file.faults import Fault
from ui import layout
from ui.legibility import laid as laying
from ui.legibility.astride import astride
from ui.legibility.judging import Complaint, Kind, complaints, least_contrast
from ui.legibility.remedies import Remedy, remedy
from ui.legibility.saying import to_do, what
from ui.pointing import key_places
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ui.legibility.judging import Contrast
    from ui.legibility.laid import Laid, Path
    from ui.opening import Opened
    from widgets.palette import Palette

_BY_TRYING = frozenset(
    {
        *(Kind.SIZE, Kind.CLIPPED, Kind.TITLE, Kind.OVERLAP, Kind.OUTSIDE, Kind.NOTHING),
        *(Kind.CODE, Kind.NAMELESS),
    }
)
"""What another grid or seat may mend."""


def warnings(
    opened: Opened, at: datetime, palettes: Iterable[Palette] = THEMES.values()
) -> list[Fault]:
    """At most one warning of each kind for a tile or a heading, about its worst text. `palettes`: all
    that the wall may be shown in.
    """
    app = QGuiApplication.instance() or QGuiApplication(["langbiang", "-platform", "offscreen"])
    seen = _Seen(least_contrast(palettes))
    with laying.laid(opened, at) as each:
        for one in each:
            seen.judge(one)
        found = [
            (path, what(worst, one), to_do(worst, one, seen.remedy(worst, path)))
            for (path, _), (worst, one) in seen.worst.items()
        ]
    found += astride(opened)
    del app
    if not found:
        return []
    places = key_places(opened, (path for path, *_ in found))
    told = zip(places, found, strict=True)
    return [Fault.warning(place, said, do) for place, (_, said, do) in told]


class _Seen:
    """Everything that is laid out, and the worst of each kind for each path."""

    def __init__(self, contrast: Contrast) -> None:
        self.worst: dict[tuple[Path, Kind], tuple[Complaint, Laid]] = {}
        self._contrast = contrast
        self._all: defaultdict[Path, list[Laid]] = defaultdict(list)
        self._keys: defaultdict[Path, set[tuple[str, str]]] = defaultdict(set)
        """Of each screen in each scene: tile type and scale."""

    def judge(self, one: Laid) -> None:
        self._all[one.path].append(one)
        for found in complaints(one, self._contrast):
            self._weigh(found, one)
        if one.content is not None:
            screen = one.path[:3]
            keys = self._keys[screen]
            keys |= {(one.content.type, scale) for scale in layout.keys(one.items)}
            if len(keys) > layout.MOST_KEYS:
                self._weigh(Complaint(Kind.KEYS, -float(len(keys))), self._all[screen][0])

    def _weigh(self, found: Complaint, one: Laid) -> None:
        key = (one.path, found.kind)
        if key not in self.worst or found.degree < self.worst[key][0].degree:
            self.worst[key] = (found, one)

    def remedy(self, found: Complaint, path: Path) -> Remedy:
        if found.kind not in _BY_TRYING:
            return Remedy()
        return remedy(found, self._all[path], self._contrast)
