"""Checks that no scene shows more than its audience may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.wall_file.faults import Fault
from services.wall_file.shown import Stated, stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.phrase import Value
    from services.sensitivity import Sensitivity
    from services.settings import Tile
    from services.wall_file.seen import Seen

_MOST = 8
"""Names in one sentence."""


def checks_of_audiences(seen: Seen) -> Iterator[Fault]:
    """One fault for each tile that its scene's audience may not see, with all that stands against it."""
    for name, scene in seen.wall.scenes.items():
        for screen, panel in scene.panels.items():
            if not seen.intact("scenes", name, screen):
                continue  # a tile of which something was refused may have said otherwise
            for n, tile in enumerate(panel.tiles):
                against = _against(seen, tile, scene.audience)
                if against:
                    place = seen.place("scenes", name, screen, "tiles", n)
                    yield Fault.at(
                        place,
                        _what(name, scene.audience, against),
                        _remedy(scene.audience, against),
                    )


def _against(seen: Seen, tile: Tile, audience: Sensitivity) -> list[Stated]:
    return [
        one
        for one in stated(tile, seen.wall, seen.kinds)
        if one.sensitivity > audience
        and (one.section == "tiles" or seen.intact(one.section, one.name))
    ]


def _what(scene: str, audience: Sensitivity, against: Sequence[Stated]) -> Phrase:
    own = next((one.sensitivity.value for one in against if one.section == "tiles"), None)
    others = _listed([f"{_path(one)} ({one.sensitivity.value})" for one in _others(against)])
    said: dict[str, Value] = {"scene": scene, "audience": audience.eyes}
    if own is None:
        return phrase(
            "cảnh “{scene}” dành cho {audience}, mà ô này hiện {others}", others=others, **said
        )
    if not others:
        return phrase("cảnh “{scene}” dành cho {audience}, mà ô này là {own}", own=own, **said)
    return phrase(
        "cảnh “{scene}” dành cho {audience}, mà ô này là {own} và hiện {others}",
        own=own,
        others=others,
        **said,
    )


def _remedy(audience: Sensitivity, against: Sequence[Stated]) -> Phrase:
    names = _listed([_path(one) for one in _others(against)])
    needed = max(one.sensitivity for one in against).value
    said = {"audience": audience.value, "needed": needed}
    if len(_others(against)) == len(against):
        return phrase(
            "ghi audience: {needed} ở cảnh, hoặc sensitivity: {audience} ở {names}",
            names=names,
            **said,
        )
    if not names:
        return phrase("ghi audience: {needed} ở cảnh, hoặc sensitivity: {audience} ở ô này", **said)
    return phrase(
        "ghi audience: {needed} ở cảnh, hoặc sensitivity: {audience} ở ô này và ở {names}",
        names=names,
        **said,
    )


def _others(against: Sequence[Stated]) -> list[Stated]:
    return [one for one in against if one.section != "tiles"]


def _path(one: Stated) -> str:
    """As one would look for it in the file."""
    return f"{one.section}.{one.name}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
