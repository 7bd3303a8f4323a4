"""A specimen of each tile type: settings as a wall file has them and what its sources would say, invented and
lifelike. Golden sheets, the gallery and the reference of tile types are drawn from them.

One module a tile type, named as it, with `SPECIMENS`: the first shows the type at its most usual and is the
one that is drawn in every state; the others show what else it can do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from services.moving import NOTHING, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.records import Record

AT = datetime(2023, 12, 22, 7, 5, 37, tzinfo=UTC)
"""14:05:37 on Friday, 22/12/2023 at Đà Lạt: when every specimen is looked at."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One ask of before."""

    at: datetime
    records: tuple[Record, ...] | None
    """None: it had no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """One tile with what it shows."""

    shows: str
    """What is to be seen in it, a Vietnamese sentence without its full stop."""
    shows_en: str
    tile: Mapping[str, Any]
    """As in a wall file's `tiles`, without `span`."""
    records: Callable[[datetime], Mapping[str, tuple[Record, ...]]] = lambda _told: {}
    """By source, as told at the instant of the last answer."""
    earlier: Callable[[datetime], Mapping[str, tuple[Earlier, ...]]] = lambda _told: {}
    """By source, what it told before that, oldest first."""
    briefed: Mapping[str, datetime] = field(default_factory=dict)
    """Briefings that are over: when each began."""
    wall: Mapping[str, Any] = field(default_factory=dict)
    """What else the wall file says: indicators, organs, sources that need more than a name."""
    stateless: bool = False
    """It asks nothing of any source, so that it has no states."""
    seen: Seen = NOTHING
    """Of a page or a camera."""
    size: tuple[int, int] = (922, 443)
    """Pixels on a panel of 1920 × 1080 for the sheets of states and of variants."""


def specimens(name: str) -> tuple[Specimen, ...]:
    """Of a tile type; raises `ModuleNotFoundError` where it has none."""
    return cast("tuple[Specimen, ...]", import_module(f"tools.specimens.{name}").SPECIMENS)


def names() -> tuple[str, ...]:
    """Tile types that have specimens."""
    here = Path(__file__).parent
    return tuple(sorted(path.stem for path in here.glob("*.py") if path.stem != "__init__"))
