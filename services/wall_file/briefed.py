"""Checks of briefings: what they name is there, and nobody in the room sees what isn't for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault, listed
from services.wall_file.seen import undeclared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.briefing import Briefing
    from services.wall_file.seen import Seen


def checks_of_briefings(seen: Seen) -> Iterator[Fault]:
    screens = tuple(screen.name for screen in seen.wall.screens)
    for name, briefing in seen.wall.briefings.items():
        yield from _screens(seen, name, briefing, screens)
        chosen = frozenset(briefing.screens or screens)
        for n, step in enumerate(briefing.steps):
            yield from _step(seen, (name, n), briefing, step.scene, chosen)


def _screens(
    seen: Seen, name: str, briefing: Briefing, screens: tuple[str, ...]
) -> Iterator[Fault]:
    for n, screen in enumerate(briefing.screens):
        if screens and screen not in screens:
            yield undeclared(
                seen.place("briefings", name, "screens", n),
                screen,
                screens,
                phrase("không có màn hình “{name}”", name=screen),
                phrase("dùng một trong: {names}", names=listed(screens, 20)),
            )


def _step(
    seen: Seen, where: tuple[str, int], briefing: Briefing, scene: str, chosen: frozenset[str]
) -> Iterator[Fault]:
    name, n = where
    place = seen.place("briefings", name, "steps", n)
    shown = seen.wall.scenes.get(scene)
    if shown is None:
        known = seen.names("scenes")
        if scene not in known:  # what was refused is told where it stands
            yield undeclared(
                place,
                scene,
                known,
                phrase("không có cảnh “{name}”", name=scene),
                phrase("khai cảnh này ở scenes; hiện có: {names}", names=listed(known)),
            )
        return
    if shown.audience > briefing.audience:
        yield Fault.at(
            place,
            phrase(
                "buổi “{briefing}” dành cho {audience}, mà cảnh “{scene}” dành cho {scene_audience}",
                briefing=name,
                audience=briefing.audience.eyes,
                scene=scene,
                scene_audience=shown.audience.eyes,
            ),
            phrase(
                "bỏ bước này, ghi audience: {scene_audience} ở buổi ấy, hoặc audience: {audience} ở cảnh",
                scene_audience=shown.audience.value,
                audience=briefing.audience.value,
            ),
        )
    if chosen and not chosen & shown.panels.keys():
        yield Fault.warning(
            place,
            phrase(
                "cảnh “{scene}” không có gì cho các màn hình của buổi “{briefing}”",
                scene=scene,
                briefing=name,
            ),
            phrase("thêm cho cảnh một lưới của màn hình ấy, hoặc bỏ bước này"),
        )
