"""Checks that sources hand over what is shown of them: a count of alerts that a source never gives
would be an all-clear that nobody gave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.wall_file.faults import Fault, Place, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.settings import Source, Tile
    from services.wall_file.seen import Seen

FIGURES = "observations"
"""What the figure of an indicator is made of."""


def checks_of_figures(seen: Seen) -> Iterator[Fault]:
    """Indicators whose source can't give a figure."""
    for name, indicator in seen.wall.indicators.items():
        if indicator.source is not None and not seen.declares("indicators", name, "formula"):
            place = seen.place("indicators", name, "source")
            yield from lacking(seen, indicator.source, FIGURES, place)


def checks_of_records(seen: Seen, tile: Tile, source: str, place: Place) -> Iterator[Fault]:
    """What `tile` needs of a source that it names, at the place where it names it."""
    for kind in sorted(tile.kinds()):
        yield from lacking(seen, source, kind, place)


def lacking(seen: Seen, source: str, kind: str, place: Place) -> Iterator[Fault]:
    settings = seen.wall.sources.get(source)
    if settings is None or _may_give(settings, kind):
        return  # what isn't declared, or was refused, is told elsewhere
    others = [name for name, other in seen.wall.sources.items() if _may_give(other, kind)]
    yield Fault.at(
        place,
        _without(source, kind),
        phrase(
            "nguồn này chỉ cho {gives}; nguồn cho {kind}: {names}",
            gives=listed(settings.gives() or ()),
            kind=kind,
            names=listed(others),
        ),
    )


def _may_give(source: Source, kind: str) -> bool:
    gives = source.gives()
    return gives is None or kind in gives


def _without(source: str, kind: str) -> Phrase:
    match kind:
        case "alerts":
            return phrase("nguồn “{name}” không cho cảnh báo", name=source)
        case "documents":
            return phrase("nguồn “{name}” không cho văn bản", name=source)
        case "tasks":
            return phrase("nguồn “{name}” không cho nhiệm vụ", name=source)
        case "observations":
            return phrase("nguồn “{name}” không cho số liệu", name=source)
        case _:
            return phrase("nguồn “{name}” không cho bản ghi {kind}", name=source, kind=kind)
